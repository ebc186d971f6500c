"""What expressions of time are found, and what they mean beside a publication date: Friday, 6 April 2018."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import find, resolve_all

PUBLISHED = "2018-04-06"

ABSOLUTE = [
    ("April 6, 2018", "2018-04-06"),
    ("Friday, April 6, 2018", "2018-04-06"),
    ("6 April 2018", "2018-04-06"),
    ("the 6th of April, 2018", "2018-04-06"),
    ("Apr. 6, 2018", "2018-04-06"),
    ("2018-04-06", "2018-04-06"),
    ("4/6/18", "2018-04-06"),
    ("4/6/2018", "2018-04-06"),
    ("2018-04-06T22:30", "2018-04-06T22:30"),
    ("September 2016", "2016-09"),
    ("fiscal year 2018", "2018"),
    ("FY2018", "2018"),
    ("the 1990s", "199"),
    ("the nineties", "199"),
    ("the 20th century", "19"),
    ("spring 2016", "2016-SP"),
    ("the third quarter of 2017", "2017-Q3"),
    ("Q3 2017", "2017-Q3"),
    ("the first half of 2017", "2017-H1"),
    ("9/11", "2001-09-11"),
    ("Thanksgiving 2017", "2017-11-23"),
]

RELATIVE = [
    ("It ended yesterday.", "yesterday", "2018-04-05"),
    ("It ended on 6 April.", "6 April", "2018-04-06"),
    ("It grew in mid-2017.", "mid-2017", "2017"),
    ("It grew in late September.", "late September", "2017-09"),
    ("It opened days after the vote.", "days", "PXD"),
    ("It closed last decade.", "last decade", "200"),
    ("It opened on Thanksgiving.", "Thanksgiving", "2017-11-23"),
    ("It ends today.", "today", "2018-04-06"),
    ("It starts tomorrow.", "tomorrow", "2018-04-07"),
    ("They met last week.", "last week", "2018-W13"),
    ("They meet this month.", "this month", "2018-04"),
    ("It was built two years ago.", "two years ago", "2016"),
    ("It was built two weeks ago.", "two weeks ago", "2018-03-23"),
    ("It opened earlier this year.", "earlier this year", "2018"),
    ("He was elected in June of last year.", "June of last year", "2017-06"),
    ("It was cold last summer.", "last summer", "2017-SU"),
    ("It rained last weekend.", "last weekend", "2018-W13-WE"),
    ("The law was signed three years ago today.", "three years ago today", "2015-04-06"),
    ("Costs fell in the third quarter.", "the third quarter", "2017-Q3"),
    ("The vote was on the last day of March 2017.", "the last day of March 2017", "2017-03-31"),
    ("It met 21 days after March 1, 2018.", "21 days after March 1, 2018", "2018-03-22"),
    ("They spoke at 10:30 p.m. on Thursday.", "10:30 p.m. on Thursday", "2018-04-05T22:30"),
    ("They speak tonight.", "tonight", "2018-04-06TNI"),
    ("They spoke on Thursday night.", "Thursday night", "2018-04-05TNI"),
    ("She is now at home.", "now", "PRESENT_REF"),
    ("She left recently.", "recently", "PAST_REF"),
    ("They may win in the near future.", "the near future", "FUTURE_REF"),
]

TENSE = [
    ("The council voted on Friday.", "2018-04-06"),
    ("The council voted on Monday.", "2018-04-02"),
    ("The council will vote on Monday.", "2018-04-09"),
    ("On Monday, the council will vote.", "2018-04-09"),
    ("The council is to vote on Monday.", "2018-04-09"),
    ("The council has voted until Monday.", "2018-04-02"),
    ("A vote scheduled for Monday was dropped.", "2018-04-09"),
    ("She might have voted on Monday.", "2018-04-02"),
    ("The trial is anticipated to begin in May.", "2018-05"),
    ("The trial may begin the week of April 16.", "2018-W16"),
    ("The council voted last Monday.", "2018-04-02"),
    ("The council meets next Friday.", "2018-04-13"),
    ("The council voted on April 9.", "2018-04-09"),
    ("The council voted on December 5.", "2017-12-05"),
    ("The council will vote on December 5.", "2018-12-05"),
    ("The council was chosen in May.", "2017-05"),
    ("The council will be chosen in May.", "2018-05"),
]

LENGTHS = [
    ("a six-month plan", "six-month", "DURATION", "P6M"),
    ("in the past three months", "the past three months", "DURATION", "P3M"),
    ("for two and a half years", "two and a half years", "DURATION", "P2.5Y"),
    ("for several days", "several days", "DURATION", "PXD"),
    ("half an hour of talk", "half an hour", "DURATION", "PT30M"),
    ("they meet every Monday", "every Monday", "SET", "XXXX-WXX-1"),
    ("a daily briefing", "daily", "SET", "P1D"),
    ("it costs $40 a year", "a year", "SET", "P1Y"),
]

NO_DATES = [
    "Cases under 1325 rose.",
    "The statute known as 1325 stands.",
    "Title 42 was lifted under Section 230.",
    "May said that the March on Washington was large.",
    "Prime Minister May joined the March.",
    "Theresa May resigned.",
    "Ms. May said nothing.",
    "He may sign it.",
    "Thousands joined the March for Science.",
    "They march on.",
    "More than 2,000 people and 2000 troops came.",
    "Call 555-2018 or 1-800-2018.",
    "Order No. 2017 stands.",
    "April Smith spoke.",
    "The 34-year-old man and the woman, 34 years old, left.",
    "It costs $2018.",
    "He came second in the vote.",
]

CHAINS = [
    ("It was signed on January 27, 2017. A week later, it was blocked.", ["2017-01-27", "2017-02-03"]),
    ("It was signed on January 27, 2017. The day before, he had left.", ["2017-01-27", "2017-01-26"]),
    ("It opened in June 2015 and closed three years later.", ["2015-06", "2018"]),
    ("He left on Monday. Two days later he was back, and the next day he left.", ["2018-04-02", "2018-04-04", "2018-04-05"]),
    ("It was founded in 1998. Later that year it failed.", ["1998", "1998"]),
]


def found(text: str, reference: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(timex.text, timex.value) for timex in find(text, reference)]


@pytest.mark.parametrize(("text", "value"), ABSOLUTE)
def test_a_date_written_out_needs_no_publication_date(text: str, value: str) -> None:
    assert found(f"Work began in {text} and went on.", None) == [(text, value)]


@pytest.mark.parametrize(("sentence", "text", "value"), RELATIVE)
def test_a_relative_date_counts_from_publication(sentence: str, text: str, value: str) -> None:
    assert (text.casefold(), value) in [(said.casefold(), meant) for said, meant in found(sentence)]


@pytest.mark.parametrize(("sentence", "value"), TENSE)
def test_the_tense_of_the_clause_says_on_which_side_a_date_lies(sentence: str, value: str) -> None:
    assert [meant for _, meant in found(sentence)] == [value]


@pytest.mark.parametrize(("sentence", "text", "kind", "value"), LENGTHS)
def test_lengths_and_sets_are_told_from_dates(sentence: str, text: str, kind: str, value: str) -> None:
    assert [(t.text, t.type, t.value) for t in find(sentence, PUBLISHED)] == [(text, kind, value)]


@pytest.mark.parametrize("sentence", NO_DATES)
def test_numbers_and_names_are_no_dates(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(("text", "values"), CHAINS)
def test_later_and_earlier_count_from_the_nearest_date_before(text: str, values: list[str]) -> None:
    assert [value for _, value in found(text)] == values


@pytest.mark.parametrize("text", [text for text, _ in CHAINS] + [sentence for sentence, _, _ in RELATIVE])
def test_a_value_that_comes_later_is_the_one_that_would_have_come_at_once(text: str) -> None:
    assert resolve_all(find(text), PUBLISHED) == find(text, PUBLISHED)


def test_without_a_publication_date_what_counts_from_it_keeps_its_form_and_has_no_value() -> None:
    (friday,) = find("The council voted on Friday.")
    assert (friday.text, friday.value, friday.resolved_by) == ("Friday", None, None)
    assert friday.form


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("He served from March 2017 to March 2018.", ["2017-03", "2018-03"]),
        ("He served between 2009 and 2013.", ["2009", "2013"]),
        ("It ran June 5-7, 2016.", ["2016-06-05", "2016-06-07"]),
        ("It ran on December 5 and 6.", ["2017-12-05", "2017-12-06"]),
    ],
)
def test_a_range_is_two_ends(text: str, ends: list[str]) -> None:
    assert [value for _, value in found(text)] == ends


@pytest.mark.parametrize(
    ("text", "value", "mod"),
    [
        ("in late September 2016", "2016-09", "END"),
        ("in mid-2017", "2017", "MID"),
        ("at the end of 2025", "2025", "END"),
        ("early next year", "2019", "START"),
        ("about two years", "P2Y", "APPROX"),
    ],
)
def test_modifiers_stand_apart_from_the_value(text: str, value: str, mod: str) -> None:
    assert [(timex.value, timex.mod) for timex in find(text, PUBLISHED)] == [(value, mod)]


def test_the_order_of_figures_is_that_of_the_locale() -> None:
    assert [t.value for t in find("Signed 4/6/18.", date_order="DMY")] == ["2018-06-04"]


@given(st.text(max_size=300))
def test_any_text_gives_expressions_inside_it_in_order(text: str) -> None:
    timexes = find(text, PUBLISHED)
    assert all(text[t.start : t.end] == t.text for t in timexes)
    assert all((a.end or 0) <= (b.start or 0) for a, b in pairwise(timexes))
