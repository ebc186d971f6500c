"""Scores found dates against a gold set of dated expressions (`kg eval dates`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from kg import dates
from kg.dates import periods
from kg.evaluate.figure import Figure
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
    and a last day, ``ranges_right`` those whose value spans just these days. ``predicted`` counts found DATE and TIME
    expressions with a calendar value, ``spurious`` those of them that no gold expression overlaps.

    Where the gold gives TIMEX3 values (``value``), every expression is predicted, and ``timexes`` counts the gold
    expressions that have one, ``timexes_right`` those given just that value.
    """

    gold: int
    found: int
    calendar: int
    right: int
    ranges: int
    ranges_right: int
    predicted: int
    spurious: int
    timexes: int = 0
    timexes_right: int = 0
    misses: tuple[Miss, ...] = ()

    @property
    def recall(self) -> float:
        """Share of the gold expressions found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def accuracy(self) -> float:
        """Share of the calendar values given exactly."""
        return self.right / self.calendar if self.calendar else 0.0

    @property
    def spans(self) -> Figure:
        """Expressions found, by overlap (relaxed, as TempEval-3 has it)."""
        return Figure(self.predicted - self.spurious, self.predicted, self.found, self.gold)

    @property
    def values(self) -> Figure:
        """Expressions found and given their value, whether a calendar date, a range or a TIMEX3 value.

        Of TIMEX3 gold its F1 is TempEval-3's value F1, where no expression overlaps two of the other side.
        """
        hits = self.right + self.ranges_right + self.timexes_right
        return Figure.one_to_one(hits, self.predicted, self.calendar + self.ranges + self.timexes)


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
    valued = [(item, found) for item, found in zip(gold, over, strict=True) if "value" in item]
    dated = said if valued else [timex for timex in said if timex.type in ("DATE", "TIME") and span_of(timex.value)]
    return DateScores(
        gold=len(gold),
        found=sum(map(bool, over)),
        calendar=len(calendar),
        right=sum(_right(item, found) for item, found in calendar),
        ranges=len(ranges),
        ranges_right=sum(_right(item, found) for item, found in ranges),
        predicted=len(dated),
        spurious=sum(not any(_overlap(timex, item) for item in gold) for timex in dated),
        timexes=len(valued),
        timexes_right=sum(_right(item, found) for item, found in valued),
        misses=tuple(miss for item, found in zip(gold, over, strict=True) if (miss := _miss(article, item, found))),
    )


def _overlap(timex: Timex, item: Mapping[str, Any]) -> bool:
    return timex.start is not None and timex.end is not None and timex.start < item["end"] and item["start"] < timex.end


def _is_calendar(item: Mapping[str, Any]) -> bool:
    return bool(CALENDAR.fullmatch(item.get("when", "")))


def _is_range(item: Mapping[str, Any]) -> bool:
    return "from" in item and "to" in item


def _right(item: Mapping[str, Any], found: Sequence[Timex]) -> bool:
    if "value" in item:
        return any(timex.value == item["value"] for timex in found)
    if _is_calendar(item):
        return any((timex.value or "").partition("T")[0] == item["when"] for timex in found)
    begin, end = span_of(item["from"]), span_of(item["to"])
    return bool(begin and end) and any(span_of(timex.value) == (begin[0], end[1]) for timex in found)  # type: ignore[index]


def span_of(value: str | None) -> tuple[str, str] | None:
    """First and last day (ISO) of a TIMEX3 date value; None for one that names no period of the calendar."""
    period = periods.read((value or "").partition("T")[0])
    return (periods.first(period).isoformat(), periods.last(period).isoformat()) if period else None


def _miss(article: Mapping[str, Any], item: Mapping[str, Any], found: Sequence[Timex]) -> Miss | None:
    scored = _is_calendar(item) or _is_range(item) or "value" in item
    if found and (not scored or _right(item, found)):
        return None
    text, start, end = article["text"], item["start"], item["end"]
    return Miss(
        article=article["id"],
        text=text[start:end],
        context=" ".join(text[max(start - 60, 0) : end + 40].split()),
        gold=item.get("value")
        or item.get("when")
        or "/".join(str(item[key]) for key in ("from", "to", "notBefore", "notAfter") if key in item),
        said="; ".join(f"{timex.text} = {timex.value}" for timex in found) or None,
        kind="value" if found else "not found",
    )
