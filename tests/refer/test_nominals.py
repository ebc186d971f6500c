"""Noun phrases that stand for what an article names: "the attorney general", "the company", "the two countries"."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.extract.hand import read
from tests.refer.hand import stands_for

STANDS = [
    ("Attorney General Maria Lopez met reporters. The attorney general left early.", "The attorney general", ["Maria Lopez"]),
    ("Maria Lopez, the attorney general, met reporters. The attorney general left.", "The attorney general", ["Maria Lopez"]),
    ("Maria Lopez, who is a senator, spoke. The senator left.", "The senator", ["Maria Lopez"]),
    ("The attorney general left early. Maria Lopez, the attorney general, was tired.", "The attorney general", ["Maria Lopez"]),
    ("Maria Lopez, the attorney general, met Governor Ted Morley. The governor left.", "The governor", ["Ted Morley"]),
    ("Governor Ted Morley met Mayor Maria Lopez. The governor left.", "The governor", ["Ted Morley"]),
    ("Senators Maria Lopez and Ted Morley voted no. The senators left.", "The senators", ["Maria Lopez", "Ted Morley"]),
    ("The Supreme Court ruled. The court was split.", "The court", ["Supreme Court"]),
    ("Harbour Group cut prices. The company apologised.", "The company", ["Harbour Group"]),
    ("The Norland Department of Mines answered. The department apologised.", "The department", ["Norland Department of Mines"]),
    ("Iran replied. The Iranian government was angry.", "The Iranian government", ["Iran"]),
    ("Iran replied. The government was angry.", "The government", ["Iran"]),
    ("France and Germany signed. The two countries had argued.", "The two countries", ["France", "Germany"]),
]

NOBODY = [
    ("Vice President Maria Lopez spoke. The president left.", "The president"),
    ("Governor Ted Morley spoke. A governor left.", "A governor"),
    ("Judge Maria Lopez ruled. The judge in Ohio ruled too.", "The judge in Ohio"),
    ("Governor Ted Morley spoke. Sixteen governors left.", "Sixteen governors"),
    ("Maria Lopez spoke. The governor left.", "The governor"),
    ("The White House was lit. The house next to it was dark.", "The house next to it"),
    ("Maria Lopez signed the order. A judge blocked it.", "A judge"),
]


@pytest.mark.parametrize(("text", "words", "names"), STANDS)
def test_a_nominal_stands_for_what_was_named(nlp: Language, text: str, words: str, names: list[str]) -> None:
    number = 2 if words[0].islower() else 1
    assert stands_for(read(nlp, text), words, number) == names


@pytest.mark.parametrize(("text", "words"), NOBODY)
def test_a_nominal_that_is_new_or_anothers_stands_for_nobody(nlp: Language, text: str, words: str) -> None:
    assert stands_for(read(nlp, text), words) == []


def test_a_title_goes_to_the_last_who_has_it(nlp: Language) -> None:
    doc = read(nlp, "Governor Ted Morley spoke. The governor left. Governor Mary Collins came. The governor stayed.")
    assert (stands_for(doc, "The governor", 1), stands_for(doc, "The governor", 2)) == (["Ted Morley"], ["Mary Collins"])


def test_a_nominal_that_names_somebody_is_that_persons(nlp: Language) -> None:
    doc = read(nlp, "French President Luc Moreau met Maria Lopez's lawyer.")
    assert stands_for(doc, "French President Luc Moreau") == ["Luc Moreau"]
    assert stands_for(doc, "Maria Lopez's lawyer") == []


def test_what_a_nominal_stands_for_becomes_a_mention(nlp: Language) -> None:
    doc = read(nlp, "Governor Ted Morley spoke. The governor left.")
    before = len(doc._.referents.mentions())
    stands_for(doc, "The governor")
    (added,) = doc._.referents.mentions()[before:]
    assert (added.text, added.kind, doc._.referents.entity(added.entity).name) == ("The governor", "nominal", "Ted Morley")
