"""Scores found dates against a gold set of dated expressions (`kg eval dates`)."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from kg import dates
from kg.dates import periods
from kg.errors import InputError
from kg.model import Timex

Find = Callable[[str, str | None], list[Timex]]
CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Miss(msgspec.Struct, frozen=True, kw_only=True):
    """A gold expression that was not found, or got another value."""

    article: str
    text: str
    context: str
    gold: str
    said: str | None
    kind: str


class DateScores(msgspec.Struct, frozen=True, kw_only=True):
    """Counts over a gold set: expressions, those found, calendar values and ranges, those exactly right.

    ``gold`` counts all expressions and ``found`` those that a found one overlaps; ``calendar`` counts those whose value is
    a day, month or year, ``right`` those given just that value (of a time of day, its day); ``ranges`` those with a first
    and a last day, ``ranges_right`` those whose value spans just these days. ``spurious`` counts found DATE and TIME
    expressions with a calendar value that no gold expression overlaps.
    """

    gold: int
    found: int
    calendar: int
    right: int
    ranges: int
    ranges_right: int
    predicted: int
    spurious: int
    misses: tuple[Miss, ...] = ()

    @property
    def recall(self) -> float:
        """Share of the gold expressions found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def accuracy(self) -> float:
        """Share of the calendar values given exactly."""
        return self.right / self.calendar if self.calendar else 0.0


def read(path: Path) -> list[dict[str, Any]]:
    """The articles of a gold file in JSON Lines, also gzipped: ``id``, ``date``, ``text`` and ``dates``.

    Raises:
        InputError: If the file cannot be read or a line is no article with ``dates``.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            articles = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise InputError(str(path), str(error), "Give a JSON Lines file with id, date, text and dates in each line.") from error
    if any("dates" not in article for article in articles):
        raise InputError(str(path), "an article has no dates", "Give a gold set of dated expressions.")
    return articles


def score(articles: Iterable[Mapping[str, Any]], find: Find = dates.find) -> DateScores:
    """Compare what ``find`` finds in each article's ``text``, given its ``date``, with its gold ``dates``."""
    total = DateScores(gold=0, found=0, calendar=0, right=0, ranges=0, ranges_right=0, predicted=0, spurious=0)
    for article in articles:
        total = _add(total, score_article(article, find(article["text"], article["date"])))
    return total


def _add(left: DateScores, right: DateScores) -> DateScores:
    return DateScores(**{name: getattr(left, name) + getattr(right, name) for name in DateScores.__struct_fields__})


def score_article(article: Mapping[str, Any], said: Sequence[Timex]) -> DateScores:
    """The counts of one article."""
    gold = article["dates"]
    over = [[timex for timex in said if _overlap(timex, item)] for item in gold]
    calendar = [(item, found) for item, found in zip(gold, over, strict=True) if _is_calendar(item)]
    ranges = [(item, found) for item, found in zip(gold, over, strict=True) if _is_range(item)]
    dated = [timex for timex in said if timex.type in ("DATE", "TIME") and span_of(timex.value)]
    return DateScores(
        gold=len(gold),
        found=sum(map(bool, over)),
        calendar=len(calendar),
        right=sum(_right(item, found) for item, found in calendar),
        ranges=len(ranges),
        ranges_right=sum(_right(item, found) for item, found in ranges),
        predicted=len(dated),
        spurious=sum(not any(_overlap(timex, item) for item in gold) for timex in dated),
        misses=tuple(miss for item, found in zip(gold, over, strict=True) if (miss := _miss(article, item, found))),
    )


def _overlap(timex: Timex, item: Mapping[str, Any]) -> bool:
    return timex.start is not None and timex.end is not None and timex.start < item["end"] and item["start"] < timex.end


def _is_calendar(item: Mapping[str, Any]) -> bool:
    return bool(CALENDAR.fullmatch(item.get("when", "")))


def _is_range(item: Mapping[str, Any]) -> bool:
    return "from" in item and "to" in item


def _right(item: Mapping[str, Any], found: Sequence[Timex]) -> bool:
    if _is_calendar(item):
        return any((timex.value or "").partition("T")[0] == item["when"] for timex in found)
    begin, end = span_of(item["from"]), span_of(item["to"])
    return bool(begin and end) and any(span_of(timex.value) == (begin[0], end[1]) for timex in found)  # type: ignore[index]


def span_of(value: str | None) -> tuple[str, str] | None:
    """First and last day (ISO) of a TIMEX3 date value; None for one that names no period of the calendar."""
    period = periods.read((value or "").partition("T")[0])
    return (periods.first(period).isoformat(), periods.last(period).isoformat()) if period else None


def _miss(article: Mapping[str, Any], item: Mapping[str, Any], found: Sequence[Timex]) -> Miss | None:
    scored = _is_calendar(item) or _is_range(item)
    if found and (not scored or _right(item, found)):
        return None
    text, start, end = article["text"], item["start"], item["end"]
    return Miss(
        article=article["id"],
        text=text[start:end],
        context=" ".join(text[max(start - 60, 0) : end + 40].split()),
        gold=item.get("when") or "/".join(str(item[key]) for key in ("from", "to", "notBefore", "notAfter") if key in item),
        said="; ".join(f"{timex.text} = {timex.value}" for timex in found) or None,
        kind="value" if found else "not found",
    )
