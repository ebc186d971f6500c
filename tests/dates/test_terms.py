"""From when to when a role lasted."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.dates import find, resolve, role_period

PUBLISHED = "2018-04-06"

BESIDE = [
    ("Ada Holt has been mayor since May 2015.", "mayor", ("2015-05", None)),
    ("Ada Holt, mayor of Norwick since 2015, spoke.", "mayor", ("2015", None)),
    ("Since 2015, Ada Holt has been mayor.", "mayor", ("2015", None)),
    ("Ada Holt was governor from 2009 to 2013.", "governor", ("2009", "2013")),
    ("Ada Holt served as governor between 2009 and 2013.", "governor", ("2009", "2013")),
    ("Ada Holt (senator 2009–2013) spoke.", "senator", (None, None)),
    ("Ada Holt, senator (2009–2013), spoke.", "senator", ("2009", "2013")),
    ("Ada Holt was chair until last year.", "chair", (None, "2017")),
    ("Ada Holt, who served as chair until March, spoke.", "chair", (None, "2018-03")),
]

VERBS = [
    ("Ada Holt was appointed minister in January 2018.", "minister", ("2018-01", None)),
    ("In 2016, Ada Holt became governor.", "governor", ("2016", None)),
    ("Ada Holt, who was elected as mayor in 2015, spoke.", "mayor", ("2015", None)),
    ("Ada Holt was sworn in as governor on Monday.", "governor", ("2018-04-02", None)),
    ("Ada Holt will be sworn in as governor on Monday.", "governor", ("2018-04-09", None)),
    ("Ada Holt took office as governor in January.", "governor", ("2018-01", None)),
    ("Ada Holt succeeded Ben Poe as mayor in 2015.", "mayor", ("2015", None)),
    ("Ada Holt resigned as minister on Friday.", "minister", (None, "2018-04-06")),
    ("Minister Ada Holt resigned on Friday.", "Minister", (None, "2018-04-06")),
    ("Ada Holt stepped down as chair in 2016.", "chair", (None, "2016")),
    ("Ada Holt was fired as director on Tuesday.", "director", (None, "2018-04-03")),
]

NEITHER = [
    ("Ada Holt, the mayor, spoke on Friday.", "mayor"),
    ("Ada Holt is mayor. The bridge was built in 2009.", "mayor"),
    ("Mayor Ada Holt closed the bridge until May 1.", "Mayor"),
    ("Mayor Ada Holt named a new clerk on Friday.", "Mayor"),
    ("Governor Ada Holt joined a protest on Friday.", "Governor"),
    ("Mayor Ada Holt did not resign on Friday.", "Mayor"),
    ("Protesters called on Mayor Ada Holt to resign on Friday.", "Mayor"),
    ("Mayor Ada Holt, who was hurt in 2009, spoke.", "Mayor"),
]

ITEMS = [
    ("Ada Holt is elected as mayor of Norwick.", "mayor", ("2018-04-06", None)),
    ("Minister Ada Holt resigns after a scandal.", "Minister", (None, "2018-04-06")),
    ("Ada Holt was elected as mayor of Norwick.", "mayor", (None, None)),
    ("Mayor Ada Holt opens a bridge.", "Mayor", (None, None)),
]


def term(doc: Doc, role: str, name: str = "Ada Holt", *, short: bool = False) -> tuple[str | None, str | None]:
    person, title = (doc.text.index(words) for words in (name, role))
    places = {"person": (person, person + len(name)), "role": (title, title + len(role))}
    begin, end = role_period(doc, find(doc, PUBLISHED), short=short, **places)
    return (begin and resolve(begin, PUBLISHED).value, end and resolve(end, PUBLISHED).value)


@pytest.mark.parametrize(("sentence", "role", "expected"), BESIDE)
def test_words_beside_a_role_say_how_long_it_lasted(
    nlp: Language, sentence: str, role: str, expected: tuple[str | None, str | None]
) -> None:
    assert term(nlp(sentence), role) == expected


@pytest.mark.parametrize(("sentence", "role", "expected"), VERBS)
def test_a_verb_begins_or_ends_a_role(nlp: Language, sentence: str, role: str, expected: tuple[str | None, str | None]) -> None:
    assert term(nlp(sentence), role) == expected


def test_who_is_succeeded_ends_a_role(nlp: Language) -> None:
    assert term(nlp("Ada Holt succeeded Ben Poe as mayor in 2015."), "mayor", "Ben Poe") == (None, "2015")


@pytest.mark.parametrize(("sentence", "role"), NEITHER)
def test_a_date_of_something_else_is_no_term(nlp: Language, sentence: str, role: str) -> None:
    assert term(nlp(sentence), role) == (None, None)


@pytest.mark.parametrize(("sentence", "role", "expected"), ITEMS)
def test_a_short_item_in_the_present_tense_tells_of_its_own_day(
    nlp: Language, sentence: str, role: str, expected: tuple[str | None, str | None]
) -> None:
    assert term(nlp(sentence), role, short=True) == expected


@pytest.mark.parametrize(
    ("sentence", "role", "expected"),
    [
        ("Ada Holt was governor from 2009 to 2013.", "governor", ("2009", "2013")),
        ("Ada Holt has been mayor of Norwick since 2015.", "mayor", ("2015", None)),
        ("Ada Holt was chair until 2017.", "chair", (None, "2017")),
        ("Ada Holt is mayor. He left in 2015.", "mayor", (None, None)),
    ],
)
def test_without_a_parse_the_words_right_behind_the_role_are_read(
    sentence: str, role: str, expected: tuple[str | None, str | None]
) -> None:
    assert term(spacy.blank("en")(sentence), role) == expected
