"""The day that a text gives at its head."""

from __future__ import annotations

import pytest

from kg.dates import dateline, dateline_day, resolve, written_day
from kg.ingest.published import publication_date

DATELINES = [
    ("Court rules\nWASHINGTON, April 6 (Reuters) – The court ruled.", "April 6", None),
    ("Court rules\nPHOENIX, Ariz., April 6, 2018 -- The court ruled.", "April 6, 2018", "2018-04-06"),
    ("Court rules\n(London, May 3, 2019) The court ruled.", "May 3, 2019", "2019-05-03"),
    ("Friday, January 4, 2019\nThe court ruled.", "Friday, January 4, 2019", "2019-01-04"),
]


@pytest.mark.parametrize(("content", "text", "value"), DATELINES)
def test_a_dateline_is_found_at_the_head(content: str, text: str, value: str | None) -> None:
    timex = dateline(content)
    assert timex is not None
    assert (timex.text, timex.value) == (text, value)
    assert content[timex.start : timex.end] == text


def test_a_dateline_without_a_year_gets_its_value_later() -> None:
    timex = dateline(DATELINES[0][0])
    assert timex is not None
    assert resolve(timex, "2018-07-01").value == "2018-04-06"


@pytest.mark.parametrize(
    "content", ["Court rules\nOn April 6, 2018, the court ruled.", "Court rules\nThe court ruled today.", ""]
)
def test_a_date_in_a_sentence_is_no_dateline(content: str) -> None:
    assert dateline(content) is None


@pytest.mark.parametrize(
    ("content", "hints", "day"),
    [
        (DATELINES[0][0], ["https://news.example/2018/ruling"], "2018-04-06"),
        (DATELINES[0][0], [None, "April 2018"], "2018-04-06"),
        (DATELINES[0][0], [], None),
        (DATELINES[1][0], ["https://news.example/2019/ruling"], "2018-04-06"),
        ("Court rules\nThe court ruled today.", ["2018"], None),
    ],
)
def test_a_dateline_takes_its_year_from_what_else_is_known(content: str, hints: list[str | None], day: str | None) -> None:
    assert dateline_day(content, hints) == day


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("Fri, 06 Apr 2018 10:00:00 GMT", "2018-04-06"),
        ("2018-04-06T10:00:00Z", "2018-04-06"),
        ("April 6, 2018", "2018-04-06"),
        ("2018", None),
        ("soon", None),
    ],
)
def test_a_full_day_is_read_out_of_metadata(given: str, day: str | None) -> None:
    assert written_day(given) == day


def test_an_article_takes_the_day_of_its_dateline_in_the_year_of_its_address() -> None:
    found, _ = publication_date((), where="a", url="https://news.example/2018/ruling", content=DATELINES[0][0])
    assert found == ("2018-04-06", "dateline")
