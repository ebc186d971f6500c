"""Finds the day that a news text gives at its head, and the day in a metadata field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources

from kg.dates import forms
from kg.dates.finder import find
from kg.dates.resolving import resolve
from kg.model import Timex

HEAD_LINES = 4
"""Nonblank lines in which a dateline can stand, the title among them."""
HEAD_LENGTH = 200
"""Characters of a line that are looked at."""
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def written_day(text: str) -> str | None:
    """The first full day in a metadata field ("2018-04-06T10:00:00Z", "Fri, 06 Apr 2018 10:00:00 GMT")."""
    return next((day for timex in find(text) if (day := full_day(timex.value))), None)


def full_day(value: str | None) -> str | None:
    """The day in a TIMEX3 value; None for one that names no day."""
    day = (value or "").partition("T")[0]
    return day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


def dateline(content: str) -> Timex | None:
    """The expression that dates a news text at its head: "WASHINGTON, April 6 (Reuters) –" or a line that is only a date.

    Without a year its value is None; ``kg.dates.resolve`` with a day of that year (or near it) gives it.
    """
    start = 0
    for line in content.split("\n", 3 * HEAD_LINES)[: 3 * HEAD_LINES]:
        if line.strip() and (timex := _dateline_of(line[:HEAD_LENGTH], start)):
            return timex
        start += len(line) + 1
    return None


def dateline_day(content: str, hints: Iterable[str | None] = ()) -> str | None:
    """The day (ISO) of the dateline of a news text, or None.

    A dateline without a year takes the first one that stands in ``hints``: the address, a date that is no full day.
    """
    timex = dateline(content)
    year = next((found[1] for hint in hints if hint and (found := YEAR.search(hint))), None)
    if timex is None or timex.value or year is None:
        return timex.value if timex else None
    return full_day(resolve(timex, date(int(year), 7, 1)).value)


def _dateline_of(line: str, offset: int) -> Timex | None:
    """The expression of a day in the line, if the words around it are those of a dateline."""
    for timex in find(line):
        start, end = timex.start or 0, timex.end or 0
        day = forms.evaluate(timex.form, date(2000, 6, 15))
        shown = f"{line[:start]}\0{line[end:]}"
        if full_day(day) and _has_figure(timex.text) and any(pattern.search(shown) for pattern in _patterns()):
            return Timex(
                text=timex.text,
                type="DATE",
                form=timex.form.partition("/T")[0],
                value=full_day(timex.value),
                start=start + offset,
                end=end + offset,
                resolved_by=timex.resolved_by,
            )
    return None


def _has_figure(text: str) -> bool:
    """Whether the expression says its day in figures, so that "Friday" or "today" is no dateline."""
    return bool(re.search(r"\d", text))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    text = resources.files("kg.dates").joinpath("dateline.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(re.compile(line.replace("{date}", "\0"), re.IGNORECASE if "posted" in line else 0) for line in lines)
