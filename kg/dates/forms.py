"""The normal form of a temporal expression, and its evaluation against a publication date.

A form is a path: where to start, then steps, joined by "/". ``pub/W-1`` is "last week", ``pub/E5<`` "Friday" in a past
tense clause, ``pub/Y-1/--06=`` "June of last year", ``2017-03-01/D+7`` "a week later" after a date that the text gives.
It starts at ``pub`` (the publication date) or at a TIMEX3 value, and a form without steps is its own value.

===============  ====================================================================================
step             to
===============  ====================================================================================
``W``            the week (any unit of kg.dates.periods) in which the period begins
``W-1``          the same, shifted; a fraction is counted in the next smaller unit
``E5<``          the Friday: ``<`` on or before, ``<<`` before, ``>`` on or after, ``>>`` after, ``=`` in the same week
``--04<``        the April, ``--04-06<`` the 6 April; ``~`` the nearest, ``<~`` and ``>~`` the likely one before or after
``--04=``        the April of the same year
``--04-06E5~``   the 6 April that is a Friday
``D6<``          the sixth of a month
``Q3<``          the third quarter; in the same way ``H1``, ``SP``, ``SU``, ``FA``, ``WI``
``HOL:x<``       the holiday x of holidays.txt
``WE<``          the weekend, on a side as above
``~Y-1``         the same day a year before, ``~W+1`` a week after
``N2E1``         the second Monday of the period; ``N-1D`` its last day
``T22:30``       a time of the day, or a part of it (``TNI``)
===============  ====================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

from kg.dates import holiday, periods
from kg.dates.periods import Period

PUBLICATION = "pub"
CONTEXT = "ctx"

_SHIFT = re.compile(r"(D|WE|W|M|Q|H|SE|Y|DE|CE|ML)(?:([+-]\d+)(\.\d+)?)?")
_PICK = re.compile(
    r"(E[1-7]|--\d\d(?:-\d\d(?:E[1-7])?)?|D\d{1,2}|Q[1-4]|H[12]|SP|SU|FA|WI|WE|HOL:[^<>=~]+)(<<|<~|<|>>|>~|>|=|~)"
)
_KEEP = re.compile(r"~([YMW])([+-]\d+)")
_NTH = re.compile(r"N(-?\d+)(E[1-7]|WE|[DWMQ])")

SMALLER = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7), "DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000)}


def join(head: str, steps: str) -> str:
    """The form that goes on from ``head`` by ``steps``."""
    return f"{head}/{steps}" if steps else head


def starts_at(form: str) -> str:
    """What a form counts from: ``pub``, ``ctx`` or a value."""
    return form.partition("/")[0]


def evaluate(form: str, reference: date | None) -> str | None:
    """The TIMEX3 value of a form; None where it needs a reference that is not given, or leaves the calendar."""
    head, *steps = form.split("/")
    if not steps and head != PUBLICATION:
        return head if head != CONTEXT else None
    clock = steps.pop() if steps and steps[-1].startswith("T") else ""
    period = _start(head, reference)
    try:
        for step in steps:
            period = take(period, step) if period else None
        value = periods.show(period) if period else None
    except (ValueError, OverflowError):
        return None
    return value + clock if value and (not clock or len(value) == 10) else value


def _start(head: str, reference: date | None) -> Period | None:
    if head == PUBLICATION:
        return periods.of("D", reference) if reference else None
    return periods.read(head.partition("T")[0])


def take(period: Period, step: str) -> Period | None:
    """Go one step; None where there is no such period, ValueError for what is no step."""
    if found := _PICK.fullmatch(step):
        return pick(period, *found.groups())
    if found := _KEEP.fullmatch(step):
        return same_day(period, found[1], int(found[2]))
    if found := _NTH.fullmatch(step):
        return nth(period, int(found[1]), found[2])
    if found := _SHIFT.fullmatch(step):
        return shift(period, found[1], Fraction((found[2] or "0") + (found[3] or "")))
    raise ValueError(f"no step of a date form: {step!r}")


def shift(period: Period, unit: str, by: Fraction) -> Period:
    """The period of ``unit`` in which ``period`` begins, moved by so many."""
    if by.denominator != 1 and unit in SMALLER:
        smaller, per = SMALLER[unit]
        return shift(period, smaller, Fraction(round(by * per)))
    start = period if period.unit == unit else periods.of(unit, periods.first(period))
    return Period(unit, start.number + round(by))


def same_day(period: Period, unit: str, by: int) -> Period | None:
    """The day that lies so many years, months or weeks from the first day of a period."""
    day = periods.first(period)
    if unit == "W":
        return Period("D", day.toordinal() + 7 * by)
    month = shift(period, "M", Fraction(by * (12 if unit == "Y" else 1)))
    return _day_of(month, day.day)


def pick(period: Period, what: str, where: str) -> Period | None:
    """The named period ``what`` (a weekday, a month, a day of a month …) on the side of ``period`` that ``where`` says."""
    kind = what.partition(":")[0] if what[:2] in ("HO", "WE") else what[0]
    candidates = sorted({p for p in CANDIDATES[kind](period, what) if p})
    return SIDES[where](candidates, period)


def nth(period: Period, number: int, what: str) -> Period | None:
    """The number-th weekday, day, week … of a period, from its end if the number is negative."""
    start, end = periods.first(period), periods.last(period)
    unit, weekday = ("D", int(what[1])) if what.startswith("E") else (what, 0)
    inside = range(periods.of(unit, start).number, periods.of(unit, end).number + 1)
    if weekday:
        inside = range(start.toordinal() + (weekday - start.isoweekday()) % 7, end.toordinal() + 1, 7)
    place = number - 1 if number > 0 else number
    return Period(unit, inside[place]) if -len(inside) <= place < len(inside) else None


def _weekdays(period: Period, what: str) -> Iterable[Period]:
    day = periods.first(period)
    offset = int(what[1]) - day.isoweekday()
    return [Period("D", day.toordinal() + offset + 7 * week) for week in (-2, -1, 0, 1, 2)]


def _days_of_month(period: Period, what: str) -> Iterable[Period | None]:
    month = shift(period, "M", Fraction(0))
    return [_day_of(shift(month, "M", Fraction(by)), int(what[1:])) for by in (-2, -1, 0, 1, 2)]


def _day_of(month: Period, day: int) -> Period | None:
    return periods.read(f"{periods.show(month)}-{day:02d}")


def _each_year(write: Callable[[str, int], str | None], reach: int = 1) -> Callable[[Period, str], Iterable[Period | None]]:
    """Candidates in the years around a period, from the value that ``write`` gives for a year."""

    def candidates(period: Period, what: str) -> Iterable[Period | None]:
        year = periods.first(period).year
        values = (write(what, y) for y in range(year - reach, year + reach + 1))
        return [periods.read(value) for value in values if value]

    return candidates


def _month_day(period: Period, what: str) -> Iterable[Period | None]:
    """Months and days of a month, with a weekday in years in which it fits if there are any; the 29 February in leap years."""
    day, _, weekday = what.partition("E")
    found = _each_year(lambda w, y: f"{y:04d}-{w[2:]}", 8 if day == "--02-29" else 1)(period, day)
    fitting = [p for p in found if p and weekday and periods.first(p).isoweekday() == int(weekday)]
    return fitting or found


CANDIDATES: dict[str, Callable[[Period, str], Iterable[Period | None]]] = {
    "E": _weekdays,
    "-": _month_day,
    "D": _days_of_month,
    "WE": lambda period, what: [Period("WE", periods.of("WE", periods.first(period)).number + by) for by in (-1, 0, 1)],
    "HOL": _each_year(lambda what, year: holiday.day(what[4:], year)),
    **dict.fromkeys("QHSFW", _each_year(lambda what, year: f"{year:04d}-{what}", 2)),
}


def _last_of(found: list[Period]) -> Period | None:
    return found[-1] if found else None


def _first_of(found: list[Period]) -> Period | None:
    return found[0] if found else None


def _same(found: list[Period], period: Period) -> Period | None:
    """The candidate inside a longer period; for a day the one of its week (of weekdays), or of its year."""
    around = period
    if period.unit == "D":
        weekly = len(found) > 1 and found[0].unit == "D" and found[1].number - found[0].number == 7
        around = periods.of("W" if weekly else "Y", periods.first(period))
    start, end = periods.first(around), periods.last(around)
    return _first_of([p for p in found if start <= periods.first(p) <= end])


def _likely(bonus: int) -> Callable[[list[Period], Period], Period | None]:
    """The nearest candidate, where one ahead counts as nearer by ``bonus`` days, one behind as farther."""

    def nearest(found: list[Period], period: Period) -> Period | None:
        here = periods.first(period).toordinal()

        def away(candidate: Period) -> int:
            start, end = periods.first(candidate).toordinal(), periods.last(candidate).toordinal()
            distance = 0 if start <= here <= end else (start + end) // 2 - here
            return distance - bonus if distance > 0 else bonus - distance

        return min(found, key=away, default=None)

    return nearest


CERTAIN = 165
"""Days by which the side of the tense is preferred; only a date less than 18 days on the other side is still meant."""

SIDES: dict[str, Callable[[list[Period], Period], Period | None]] = {
    "<": lambda found, period: _last_of([p for p in found if periods.first(p) <= periods.first(period)]),
    "<<": lambda found, period: _last_of([p for p in found if periods.last(p) < periods.first(period)]),
    ">": lambda found, period: _first_of([p for p in found if periods.last(p) >= periods.first(period)]),
    ">>": lambda found, period: _first_of([p for p in found if periods.first(p) > periods.last(period)]),
    "=": _same,
    "<~": _likely(-CERTAIN),
    "~": _likely(5),
    ">~": _likely(CERTAIN),
}
