"""The publication date, from metadata, HTML, the address or the dateline."""

from __future__ import annotations

import pytest

from kg.dates import dateline, publication_date, resolve

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
    ("given", "expected"),
    [
        ({"metadata": "Fri, 06 Apr 2018 10:00:00 GMT"}, ("2018-04-06", "metadata")),
        ({"metadata": "n/a", "url": "https://news.example/2018/04/06/ruling"}, ("2018-04-06", "url")),
        (
            {"html": '<html><head><meta property="article:published_time" content="2018-04-06"></head></html>'},
            ("2018-04-06", "html"),
        ),
        ({"url": "https://news.example/2018/ruling", "content": DATELINES[0][0]}, ("2018-04-06", "dateline")),
        ({"content": DATELINES[0][0]}, None),
        ({}, None),
    ],
)
def test_the_first_source_that_gives_a_day_is_named(given: dict[str, str], expected: tuple[str, str] | None) -> None:
    assert publication_date(**given) == expected
