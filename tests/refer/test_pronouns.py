"""Pronouns: he, she, they, it, who, I and we, and whom they stand for."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Span

from kg.annotate import complete, extend_doc
from kg.model import Article
from tests.extract.hand import Token, parsed, read
from tests.refer.hand import stands_for

STANDS = [
    ("Maria Lopez spoke first. She then left with her lawyer.", "She", ["Maria Lopez"]),
    ("Maria Lopez spoke first. She then left with her lawyer.", "her", ["Maria Lopez"]),
    ("Daniel Marsh met Maria Lopez. He thanked her.", "He", ["Daniel Marsh"]),
    ("Daniel Marsh met Maria Lopez. He thanked her.", "her", ["Maria Lopez"]),
    ("Maria Lopez told Ruth Adler that she had won.", "she", ["Maria Lopez"]),
    ("Mr. Kelso met Mrs. Ardent. He thanked her.", "He", ["Kelso"]),
    ("Harbour Group cut prices. It apologised.", "It", ["Harbour Group"]),
    ("Iran replied. It was angry.", "It", ["Iran"]),
    ("Maria Lopez and Daniel Marsh met. They left together.", "They", ["Maria Lopez", "Daniel Marsh"]),
    ("Harbour Group and Norland Energy merged. They cut prices.", "They", ["Harbour Group", "Norland Energy"]),
    ("Maria Lopez, who is a judge, spoke.", "who", ["Maria Lopez"]),
    ("“I will stay,” Maria Lopez said.", "I", ["Maria Lopez"]),
    ("“I will stay,” Maria Lopez said. “My work is not done.”", "My", ["Maria Lopez"]),
    ("“We will stay,” Maria Lopez and Daniel Marsh said.", "We", ["Maria Lopez", "Daniel Marsh"]),
]

NOBODY = [
    ("Daniel Marsh spoke. She left.", "She"),
    ("Rain fell. It was cold.", "It"),
    ("Maria Lopez spoke. It was late.", "It"),
    ("He left early.", "He"),
]


@pytest.mark.parametrize(("text", "words", "names"), STANDS)
def test_a_pronoun_stands_for_whom_the_text_means(nlp: Language, text: str, words: str, names: list[str]) -> None:
    assert stands_for(read(nlp, text), words) == names


@pytest.mark.parametrize(("text", "words"), NOBODY)
def test_a_pronoun_that_fits_nobody_stands_for_nobody(nlp: Language, text: str, words: str) -> None:
    assert stands_for(read(nlp, text), words) == []


def test_a_country_in_capitals_is_no_pronoun(nlp: Language) -> None:
    doc = read(nlp, "Iran replied. The US was angry.")
    assert stands_for(doc, "US") == ["United States"]


def test_a_pronoun_says_what_gender_a_name_has(nlp: Language) -> None:
    doc = read(nlp, "Senator Ostrow spoke. She left. Daniel Marsh came. She greeted him.")
    assert (stands_for(doc, "She", 1), stands_for(doc, "She", 2)) == (["Ostrow"], ["Ostrow"])


def test_two_arguments_of_one_verb_are_two_people() -> None:
    tokens: list[Token] = [
        ("Robert", "Robert", "NNP", 1, "compound"),
        ("Lang", "Lang", "NNP", 2, "nsubj"),
        ("met", "meet", "VBD", 2, "ROOT"),
        ("Daniel", "Daniel", "NNP", 4, "compound"),
        ("Marsh", "Marsh", "NNP", 2, "dobj"),
        (".", ".", ".", 2, "punct"),
        ("Marsh", "Marsh", "NNP", 7, "nsubj"),
        ("thanked", "thank", "VBD", 7, "ROOT"),
        ("him", "he", "PRP", 7, "dobj"),
    ]
    extend_doc()
    doc = parsed(*tokens)
    doc.ents = [Span(doc, start, end, label="PERSON") for start, end in ((0, 2), (3, 5), (6, 7))]
    complete(doc, Article(id="a", title="", text=doc.text))
    assert stands_for(doc, "him") == ["Robert Lang"]
