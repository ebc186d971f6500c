"""Statements: sentence → who said what."""

import pytest
from spacy.language import Language

from kg.extract.statements import extract
from tests.extract.hand import name, quotes_hold, read

Row = tuple[str, str, str, str | None]

TABLE: list[tuple[str, list[Row]]] = [
    (
        '"We will rebuild every bridge," Mayor Mary Collins said on Monday.',
        [("Mary Collins", "direct", "We will rebuild every bridge,", "said")],
    ),
    (
        'Mayor Mary Collins said: "We will rebuild every bridge."',
        [("Mary Collins", "direct", "We will rebuild every bridge.", "said")],
    ),
    (
        '"We will rebuild every bridge," said Mary Collins, the mayor.',
        [("Mary Collins", "direct", "We will rebuild every bridge,", "said")],
    ),
    (
        '"We will rebuild," Mary Collins said. "Every single bridge will stand."',
        [("Mary Collins", "direct", "We will rebuild, … Every single bridge will stand.", "said")],
    ),
    (
        "Mary Collins said that the bridge would be closed.",
        [("Mary Collins", "indirect", "the bridge would be closed", "said")],
    ),
    ("The bridge would be closed, Mary Collins said.", [("Mary Collins", "indirect", "The bridge would be closed", "said")]),
    (
        "According to Mary Collins, the bridge was unsafe.",
        [("Mary Collins", "indirect", "the bridge was unsafe", "According to")],
    ),
    (
        "The bridge was unsafe, according to Mary Collins.",
        [("Mary Collins", "indirect", "The bridge was unsafe", "according to")],
    ),
    (
        'Mary Collins said the plan was "a waste of public money".',
        [("Mary Collins", "mixed", 'the plan was "a waste of public money"', "said")],
    ),
    ("Mary Collins told reporters the bridge was unsafe.", [("Mary Collins", "indirect", "the bridge was unsafe", "told")]),
    (
        "A police spokeswoman said the road was blocked.",
        [("A police spokeswoman", "indirect", "the road was blocked", "said")],
    ),
    (
        "Mary Collins met the council. She said the bridge was unsafe.",
        [("Mary Collins", "indirect", "the bridge was unsafe", "said")],
    ),
    (
        'Mary Collins tweeted, "Tonight the whole city stands together."',
        [("Mary Collins", "direct", "Tonight the whole city stands together.", "tweeted")],
    ),
    ("Mary Collins declined to comment on the lawsuit.", []),
    ("Mary Collins did not say when the bridge would open.", []),
    ('The museum bought a painting called "The Long Winter of Peace".', []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_who_said_what(nlp: Language, text: str, expected: list[Row]) -> None:
    doc = read(nlp, text)
    claims = list(extract(doc))
    assert [(name(doc, one.speaker), one.type, one.content, one.cue) for one in claims] == expected
    assert quotes_hold(doc, claims)


def test_a_quotation_over_two_paragraphs_is_one_statement(nlp: Language) -> None:
    doc = read(
        nlp, "“The bridge is old,” Mary Collins said. “It was built by our grandparents.\n\n“We will build a better one.”"
    )
    (claim,) = extract(doc)
    assert claim.content == "The bridge is old, … It was built by our grandparents. … We will build a better one."
    assert name(doc, claim.speaker) == "Mary Collins"


def test_a_new_cue_begins_a_new_statement(nlp: Language) -> None:
    doc = read(nlp, 'Mary Collins said the bridge was unsafe, adding that "nobody should cross it now".')
    assert [claim.cue for claim in extract(doc)] == ["said", "adding"]


def test_the_rest_of_the_paragraph_is_said_too_where_the_marks_were_lost(nlp: Language) -> None:
    filler = "The department runs the bridges of the county. " * 10
    doc = read(nlp, f"{filler}\n\nThese bridges belong to everyone, said Mayor Mary Collins. They will stay open all year.")
    (claim,) = [one for one in extract(doc) if name(doc, one.speaker) == "Mary Collins"]
    assert claim.type == "direct"
    assert claim.content == "These bridges belong to everyone … They will stay open all year."


def test_a_statement_is_about_what_it_names(nlp: Language) -> None:
    doc = read(nlp, "Mary Collins said that the Supreme Court would hear John Poe in May.")
    (claim,) = extract(doc)
    assert {name(doc, one) for one in claim.about} >= {"Supreme Court", "John Poe"}


def test_the_pieces_are_the_content(nlp: Language) -> None:
    doc = read(nlp, '"We will rebuild," Mary Collins said. "Every single bridge will stand."')
    (claim,) = extract(doc)
    assert " … ".join(doc.text[start:end] for start, end in claim.pieces) == claim.content
    assert doc.text[slice(*claim.spans["cue"])] == "said"
