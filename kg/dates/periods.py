"""Calendar periods (days, weeks, seasons, centuries …) as numbers to count with, and their TIMEX3 values."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

SEASONS = ("SP", "SU", "FA", "WI")


class Period(NamedTuple):
    """One period: the ``number``-th of its ``unit``, counted so that the next one is ``number + 1``.

    Units are D, W, WE (weekend), M, Q, H (half), SE (season), Y, DE (decade), CE (century), ML (millennium).
    """

    unit: str
    number: int


class Unit(NamedTuple):
    """How periods of one unit are counted (``of``), where one begins (``first``) and how it is written (``show``)."""

    of: Callable[[date], int]
    first: Callable[[int], date]
    show: Callable[[int], str]


def _months(size: int) -> tuple[Callable[[date], int], Callable[[int], date]]:
    """Counting and beginning of periods of ``size`` months that fill the year."""
    per_year = 12 // size
    return (
        lambda day: day.year * per_year + (day.month - 1) // size,
        lambda index: date(index // per_year, index % per_year * size + 1, 1),
    )


def _years(size: int) -> tuple[Callable[[date], int], Callable[[int], date]]:
    return (lambda day: day.year // size, lambda index: date(index * size or 1, 1, 1))


def _season_of(day: date) -> int:
    """Winter belongs to the year in which its December lies."""
    year, month = (day.year - 1, 14) if day.month == 1 else (day.year - 1, 15) if day.month == 2 else (day.year, day.month)
    return year * 4 + min((month - 3) // 3, 3)


def _week(index: int) -> str:
    year, week, _ = _monday(index).isocalendar()
    return f"{year:04d}-W{week:02d}"


def _monday(index: int) -> date:
    return date.fromordinal(index * 7 + 1)


def _week_of(day: date) -> int:
    return (day.toordinal() - 1) // 7


UNITS: dict[str, Unit] = {
    "D": Unit(date.toordinal, date.fromordinal, lambda i: date.fromordinal(i).isoformat()),
    "W": Unit(_week_of, _monday, _week),
    "WE": Unit(_week_of, lambda i: _monday(i) + timedelta(5), lambda i: f"{_week(i)}-WE"),
    "M": Unit(*_months(1), lambda i: f"{i // 12:04d}-{i % 12 + 1:02d}"),
    "Q": Unit(*_months(3), lambda i: f"{i // 4:04d}-Q{i % 4 + 1}"),
    "H": Unit(*_months(6), lambda i: f"{i // 2:04d}-H{i % 2 + 1}"),
    "SE": Unit(_season_of, lambda i: date(i // 4, i % 4 * 3 + 3, 1), lambda i: f"{i // 4:04d}-{SEASONS[i % 4]}"),
    "Y": Unit(*_years(1), lambda i: f"{i:04d}"),
    "DE": Unit(*_years(10), lambda i: f"{i:03d}"),
    "CE": Unit(*_years(100), lambda i: f"{i:02d}"),
    "ML": Unit(*_years(1000), lambda i: f"{i:01d}"),
}

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<day>\d\d-\d\d)|(?P<month>\d\d)|W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?|(?P<decade>\d{3})X?|(?P<century>\d\d)(?:XX)?|(?P<millennium>\d)(?:XXX)?"
)

READERS: dict[str, Callable[[int, str], Period]] = {
    "day": lambda year, text: Period("D", date.fromisoformat(f"{year:04d}-{text}").toordinal()),
    "weekend": lambda year, text: Period("WE", _week_of(date.fromisocalendar(year, int(text), 1))),
    "week": lambda year, text: Period("W", _week_of(date.fromisocalendar(year, int(text), 1))),
    "month": lambda year, text: Period("M", UNITS["M"].of(date(year, int(text), 1))),
    "quarter": lambda year, text: Period("Q", year * 4 + int(text) - 1),
    "half": lambda year, text: Period("H", year * 2 + int(text) - 1),
    "season": lambda year, text: Period("SE", year * 4 + SEASONS.index(text)),
    "year": lambda year, text: Period("Y", year),
    "decade": lambda year, text: Period("DE", int(text)),
    "century": lambda year, text: Period("CE", int(text)),
    "millennium": lambda year, text: Period("ML", int(text)),
}


def read(value: str) -> Period | None:
    """The period that a TIMEX3 date value names; None for a value that names no period of the calendar."""
    found = _VALUE.fullmatch(value)
    if not found:
        return None
    parts = {name: text for name, text in found.groupdict().items() if text}
    kind = "weekend" if "weekend" in parts else next(k for k in READERS if k in parts and (k != "year" or len(parts) == 1))
    try:
        return READERS[kind](int(parts.get("year", 0)), parts["week" if kind == "weekend" else kind])
    except ValueError:
        return None


def show(period: Period) -> str:
    """The TIMEX3 value of a period; ValueError or OverflowError outside the years 1 to 9999."""
    UNITS[period.unit].first(period.number)
    return UNITS[period.unit].show(period.number)


def first(period: Period) -> date:
    """The day on which a period begins."""
    return UNITS[period.unit].first(period.number)


def last(period: Period) -> date:
    """The day on which a period ends."""
    if period.unit == "WE":
        return first(period) + timedelta(1)
    if period.unit == "SE" and period.number % 4 == 3:
        return date(period.number // 4 + 1, 3, 1) - timedelta(1)
    return first(Period(period.unit, period.number + 1)) - timedelta(1)


def of(unit: str, day: date) -> Period:
    """The period of ``unit`` in which a day lies."""
    return Period(unit, UNITS[unit].of(day))
