"""What the parse says of a trigger, on Docs annotated by hand."""

import pytest

from kg.extract.from_reading.parse import Parse
from kg.refer import refer
from tests.extract.hand import parsed


@pytest.fixture
def doc():
    made = parsed(
        ("Roe", "Roe", "NNP", 1, "nsubj"),
        ("signed", "sign", "VBD", 1, "ROOT"),
        ("the", "the", "DT", 3, "det"),
        ("order", "order", "NN", 1, "dobj"),
        (".", ".", ".", 1, "punct"),
    )
    made.ents = [made.char_span(0, 3, label="person")]
    for name in ("article", "timexes", "referents", "reading"):
        if not made.has_extension(name):
            type(made).set_extension(name, default=None)
    made._.referents = refer(made)
    return made


def place(doc, words):
    start = doc.text.index(words)
    return start, start + len(words)


def test_the_subject_of_a_trigger_does_what_it_says(doc):
    [actor] = Parse(doc).actors(place(doc, "signed"))
    assert [entity.name for entity in doc._.referents.entities() if entity.id == actor] == ["Roe"]


def test_a_trigger_is_about_its_object(doc):
    parse = Parse(doc)
    assert parse.is_about(place(doc, "signed"), place(doc, "the order"))
    assert not parse.is_about(place(doc, "signed"), place(doc, "Roe"))


def test_words_that_are_no_trigger_have_no_actor(doc):
    assert Parse(doc).actors(place(doc, "the")) == frozenset()
