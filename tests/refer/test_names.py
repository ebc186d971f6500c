"""Corrected names: what becomes of the names that a recogniser marked, over a whole article."""

from __future__ import annotations

import pytest

from kg.refer.forms import bare, key
from tests.refer.hand import found

Row = tuple[str, str]

MENDED: list[tuple[str, str, list[Row]]] = [
    (
        "one type for one name",
        "[Daniel Marsh|person] spoke. Then [Marsh|organization] left.",
        [("Daniel Marsh", "person"), ("Marsh", "person")],
    ),
    (
        "a surname that was missed",
        "[Daniel Marsh|person] spoke. Then Marsh left.",
        [("Daniel Marsh", "person"), ("Marsh", "person")],
    ),
    ("a name behind a title", "Yesterday Senator Ostrow voted no.", [("Ostrow", "person")]),
    (
        "a name cut in two at “and”",
        "the [Civil Rights|organization] and [Civil Liberties|organization] office answered",
        [("Civil Rights and Civil Liberties", "organization")],
    ),
    (
        "a court and its district",
        "the [District Court|organization] for the [Northern District|organization] of [Ohio|place] ruled",
        [("District Court for the Northern District of Ohio", "organization")],
    ),
    (
        "a body of two parts",
        "the [Ministry|organization] of [Mines|organization] answered",
        [("Ministry of Mines", "organization")],
    ),
    ("a first name and a surname", "[Robert|person] [Lang|person] spoke.", [("Robert Lang", "person")]),
    ("a nickname", "[Robert|person] “Bob” [Lang|person] spoke.", [("Robert “Bob” Lang", "person")]),
    ("a straight possessive", "[Maria Lopez's|person] lawyer spoke.", [("Maria Lopez", "person")]),
    ("a curly possessive", "[Maria Lopez’s|person] lawyer spoke.", [("Maria Lopez", "person")]),
    ("a title inside", "[President Daniel Marsh|person] spoke.", [("Daniel Marsh", "person")]),
    ("an article inside", "[the Harbour Authority|organization] answered.", [("Harbour Authority", "organization")]),
    ("a particle left out", "[Ann|person] van Dalen spoke.", [("Ann van Dalen", "person")]),
    ("a suffix left out", "[Peter Lang|person] Jr. spoke.", [("Peter Lang Jr.", "person")]),
    ("a listed name that was missed", "The ACLU sued in Ohio.", [("ACLU", "organization"), ("Ohio", "place")]),
    ("a listed name of another type", "[Iran|person] answered.", [("Iran", "place")]),
    ("a body by its head", "[Norland Court|person] ruled.", [("Norland Court", "organization")]),
    ("a bare head", "[Department|organization] officials answered.", []),
    ("two names at a slash", "[Ann Roe/Max Poe|person] wrote.", [("Ann Roe", "person"), ("Max Poe", "person")]),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(text, rows, id=why) for why, text, rows in MENDED])
def test_a_name_is_mended(text: str, expected: list[Row]) -> None:
    assert found(text) == expected


NOT_YET: list[tuple[str, list[Row], str]] = [
    (
        "[John Doe|person] sued. [Doe|person] lost.",
        [("John Doe", "person"), ("Doe", "person")],
        '"Doe" has the key of DOE, a body that a list knows, whatever its capitals',
    ),
    (
        "the [Mines Safety|organization] and [Roads|organization] Board answered",
        [("Mines Safety and Roads Board", "organization")],
        "the head that joins two parts is looked at and not taken in",
    ),
    (
        "the [Office for Mines|organization] and [Roads|organization] answered",
        [("Office for Mines and Roads", "organization")],
        "a part that has a head before it is never gone on with",
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(text, rows, marks=pytest.mark.xfail(strict=True, reason=reason)) for text, rows, reason in NOT_YET],
)
def test_a_name_that_is_not_mended_yet(text: str, expected: list[Row]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lopez's", "Lopez"),
        ("Lopez’s", "Lopez"),
        ("Sessions'", "Sessions"),
        ("Sessions’", "Sessions"),
        ("the Harbour Authority", "Harbour Authority"),
        ("“Lopez”", "Lopez"),
        ("Lopez,", "Lopez"),
        ("Norland\nEnergy", "Norland Energy"),
    ],
)
def test_a_bare_name_has_no_possessive_article_or_mark(text: str, name: str) -> None:
    assert bare(text) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [("U.S.", "US"), ("López", "lopez"), ("Roe’s", "Roe"), ("The Norland Times", "norland times"), ("Roe–Poe", "Roe Poe")],
)
def test_names_that_are_written_differently_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)
