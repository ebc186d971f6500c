"""What holds for every date and every text: what is written is read back, and no noise takes more than linear time."""

from __future__ import annotations

import random
import string
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dates import find

anytime = settings(deadline=None)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2069, 12, 31))
NEAR = st.dates(min_value=date(1940, 1, 1), max_value=date(2039, 12, 31))
"""Days whose century two digits of the year tell."""

DAY_FORMS = [
    "{day:%Y-%m-%d}",
    "{day.year}/{day.month}/{day.day}",
    "{day.month}/{day.day}/{day.year}",
    "{day.day}.{day.month}.{day.year}",
    "{day:%B} {day.day}, {day.year}",
    "{day:%B} {day.day} {day.year}",
    "{day:%B} {day.day}{th}, {day.year}",
    "{day:%A}, {day:%B} {day.day}, {day.year}",
    "{day:%A} {day.day} {day:%B} {day.year}",
    "{day.day} {day:%B} {day.year}",
    "{day.day}{th} {day:%B}, {day.year}",
    "the {day.day}{th} of {day:%B}, {day.year}",
    "{day:%b}. {day.day}, {day.year}",
    "{day.day} {day:%b} {day.year}",
    "{day:%a}, {day.day} {day:%b} {day.year}",
]
PERIOD_FORMS = [
    ("{day:%B} {day.year}", "{day:%Y-%m}"),
    ("{day:%B} of {day.year}", "{day:%Y-%m}"),
    ("{day:%b}. {day.year}", "{day:%Y-%m}"),
    ("{day.year}", "{day:%Y}"),
    ("fiscal {day.year}", "{day:%Y}"),
    ("fiscal year {day.year}", "{day:%Y}"),
    ("the {decade}0s", "{decade}"),
    ("the {nth} quarter of {day.year}", "{day:%Y}-Q{quarter}"),
    ("Q{quarter} {day.year}", "{day:%Y}-Q{quarter}"),
    ("the {day.year} {nth} quarter", "{day:%Y}-Q{quarter}"),
    ("spring {day.year}", "{day:%Y}-SP"),
    ("the summer of {day.year}", "{day:%Y}-SU"),
    ("the first half of {day.year}", "{day:%Y}-H1"),
    ("the second half of {day.year}", "{day:%Y}-H2"),
]
CLOCK_FORMS = ["{hour}:{minute:02d} {half}", "{hour}:{minute:02d} {short}", "{hour}:{minute:02d}{short}"]


def written(form: str, day: date) -> str:
    """The day in a form, its month as newspapers shorten it."""
    quarter = (day.month + 2) // 3
    text = form.format(
        day=day,
        th="th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th"),
        decade=day.year // 10,
        quarter=quarter,
        nth=("first", "second", "third", "fourth")[quarter - 1],
    )
    return text.replace("May.", "May").replace("Sep.", "Sept.")


def only(text: str, published: date | None = None, *, date_order: str = "MDY") -> tuple[str, str | None]:
    (timex,) = find(text, published, date_order=date_order)
    return timex.text, timex.value


@anytime
@given(DAYS, st.sampled_from(DAY_FORMS))
def test_any_day_in_any_form_is_read_back(day: date, form: str) -> None:
    text = written(form, day)
    assert only(f"It was signed on {text} in the city.") == (text, day.isoformat())


@anytime
@given(NEAR, st.sampled_from(["MDY", "DMY"]))
def test_any_day_in_figures_is_read_back_in_its_order(day: date, order: str) -> None:
    first, second = (day.month, day.day) if order == "MDY" else (day.day, day.month)
    text = f"{first}/{second}/{day:%y}"
    assert only(f"It was signed on {text} in the city.", date_order=order) == (text, day.isoformat())


@anytime
@given(DAYS, st.sampled_from(PERIOD_FORMS))
def test_any_longer_period_is_read_back(day: date, form: tuple[str, str]) -> None:
    text = written(form[0], day)
    assert only(f"It was built in {text} by nobody.") == (text, written(form[1], day))


@anytime
@given(DAYS, st.integers(0, 23), st.integers(0, 59), st.sampled_from(CLOCK_FORMS))
def test_any_time_of_a_day_is_read_back(day: date, hour: int, minute: int, form: str) -> None:
    half = ("a.m.", "am") if hour < 12 else ("p.m.", "pm")
    clock = form.format(hour=hour % 12 or 12, minute=minute, half=half[0], short=half[1])
    text = f"{clock} on {day:%B} {day.day}, {day.year}"
    assert only(f"It began at {text}, they said.") == (text, f"{day}T{hour:02d}:{minute:02d}")


@anytime
@given(DAYS, st.integers(0, 6))
def test_a_weekday_in_the_past_tense_is_the_last_one_on_or_before_publication(published: date, back: int) -> None:
    day = published - timedelta(back)
    assert only(f"The council voted on {day:%A}.", published) == (f"{day:%A}", day.isoformat())


@anytime
@given(DAYS, st.integers(0, 6))
def test_a_weekday_with_will_is_the_next_one_on_or_after_publication(published: date, ahead: int) -> None:
    day = published + timedelta(ahead)
    assert only(f"The council will vote on {day:%A}.", published) == (f"{day:%A}", day.isoformat())


@anytime
@given(DAYS, st.integers(2, 99))
def test_days_and_weeks_ago_count_from_publication(published: date, count: int) -> None:
    assert only(f"It ended {count} days ago.", published)[1] == (published - timedelta(count)).isoformat()
    assert only(f"It ended {count} weeks ago.", published)[1] == (published - timedelta(weeks=count)).isoformat()


@anytime
@given(DAYS, st.integers(0, 140))
def test_a_day_without_its_year_is_the_one_before_publication_in_the_past_tense(published: date, back: int) -> None:
    day = published - timedelta(back)
    leap = (day.month, day.day) == (2, 29)
    assert leap or only(f"It was signed on {day:%B} {day.day}.", published)[1] == day.isoformat()


def noise(alphabet: str, length: int) -> str:
    """So many random characters, the same each time."""
    return "".join(random.Random(0).choices(alphabet, k=length))  # noqa: S311 - no secret


MEGABYTE, LESS = 1_000_000, 240_000
"""What is a token at each character takes seconds a megabyte; a fourth tells as much."""
NOISE = {
    "letters": noise(string.ascii_letters + " ", MEGABYTE),
    "digits": noise(string.digits + " ", MEGABYTE),
    "no blank": "x" * MEGABYTE,
    "one number": "1" * MEGABYTE,
    "the last": "the last " * (MEGABYTE // 9),
    "May": "May " * (MEGABYTE // 4),
    "punctuation": noise(string.punctuation + "“”’–— \n", LESS),
    "letters of other scripts": noise("éñß漢字🙂٣\u0301 \u2028a1", LESS),
    "blanks": " " * LESS,
    "breaks": "\n \n" * (LESS // 3),
}
DENSE = ["January ", "March 3 ", "2018-", "a week later ", "1/", "two and ", ":", "last ", "Friday the "]


@pytest.mark.parametrize("kind", NOISE)
def test_noise_takes_linear_time(kind: str) -> None:
    text = NOISE[kind]
    assert seconds(text) < 8 * seconds(text[: len(text) // 4]) + 0.5


@pytest.mark.parametrize("piece", DENSE)
def test_a_row_of_words_of_dates_takes_linear_time(piece: str) -> None:
    short, long = (seconds(piece * (length // len(piece))) for length in (20_000, 80_000))
    assert long < 8 * short + 0.5


def seconds(text: str) -> float:
    started = time.process_time()
    find(text, "2018-04-06")
    return time.process_time() - started
