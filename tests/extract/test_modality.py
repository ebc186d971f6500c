"""Modality: what stands beside a trigger and above it."""

import pytest
from spacy.language import Language

from kg.extract.modality import modality_of
from tests.extract.hand import parsed, read

TABLE = [
    ("Roe signed the order.", "signed", "asserted"),
    ("Roe did not sign the order.", "sign", "denied"),
    ("Roe never signed the order.", "signed", "denied"),
    ("Roe will sign the order.", "sign", "planned"),
    ("Roe may sign the order.", "sign", "possible"),
    ("Roe could sign the order.", "sign", "possible"),
    ("Roe said she would sign the order.", "sign", "planned"),
    ("Roe vowed to sign the order.", "sign", "planned"),
    ("Roe refused to sign the order.", "sign", "denied"),
    ("Roe is considering signing the order.", "signing", "possible"),
    ("Roe allegedly signed the order.", "signed", "alleged"),
    ("Roe accused Poe of breaking the law.", "breaking", "alleged"),
    ("If the court blocks the order, Roe will appeal.", "blocks", "possible"),
    ("Roe ordered the troops to leave.", "ordered", "asserted"),
    ("Roe ordered the troops to leave.", "leave", "planned"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), TABLE)
def test_modality(nlp: Language, text: str, trigger: str, expected: str) -> None:
    doc = read(nlp, text)
    start = doc.text.index(trigger)
    assert modality_of(doc, start, start + len(trigger))[0] == expected


def test_the_word_that_decides_is_given() -> None:
    doc = parsed(("Roe", "Roe", "NNP", 2, "nsubj"), ("will", "will", "MD", 2, "aux"), ("sign", "sign", "VB", 2, "ROOT"))
    assert modality_of(doc, 9, 13) == ("planned", "will")


def test_a_violation_is_alleged_unless_something_else_is_said() -> None:
    doc = parsed(("Roe", "Roe", "NNP", 1, "nsubj"), ("broke", "break", "VBD", 1, "ROOT"), ("laws", "law", "NNS", 1, "dobj"))
    assert modality_of(doc, 4, 9, "violate")[0] == "alleged"
    assert modality_of(doc, 4, 9)[0] == "asserted"


def test_words_of_the_trigger_say_what_is_done_not_whether() -> None:
    doc = parsed(
        ("Roe", "Roe", "NNP", 3, "nsubj"),
        ("did", "do", "VBD", 3, "aux"),
        ("not", "not", "RB", 3, "neg"),
        ("act", "act", "VB", 3, "ROOT"),
    )
    assert modality_of(doc, 8, 15)[0] == "asserted"
    assert modality_of(doc, 12, 15)[0] == "denied"
