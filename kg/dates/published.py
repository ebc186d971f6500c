"""Finds the day a text was published: in metadata, HTML (by htmldate), its address, or its dateline."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import resources

import htmldate

from kg.dates import forms
from kg.dates.finder import find
from kg.dates.resolving import resolve
from kg.model import Timex

HEAD_LINES = 4
"""Nonblank lines in which a dateline can stand, the title among them."""
HEAD_LENGTH = 200
"""Characters of a line that are looked at."""
URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?([01]\d)[/_-]?([0-3]\d)(?!\d)")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def publication_date(
    *, metadata: str | None = None, html: str | None = None, url: str | None = None, content: str | None = None
) -> tuple[str, str] | None:
    """The day of publication (ISO) and its source: ``metadata``, ``html``, ``url`` or ``dateline``, the first that has one.

    A dateline without a year takes it from the metadata or the address.
    """
    year = next((found[1] for text in (metadata, url) if text and (found := YEAR.search(text))), None)
    attempts: dict[str, Callable[[], str | None]] = {
        "metadata": lambda: written_day(metadata or ""),
        "html": lambda: htmldate.find_date(html, original_date=True) if html else None,
        "url": lambda: url_day(url or ""),
        "dateline": lambda: _dated(dateline(content or ""), year),
    }
    return next(((day, source) for source, attempt in attempts.items() if (day := attempt())), None)


def written_day(text: str) -> str | None:
    """The first full day in a metadata field ("2018-04-06T10:00:00Z", "Fri, 06 Apr 2018 10:00:00 GMT")."""
    return next((day for timex in find(text) if (day := full_day(timex.value))), None)


def full_day(value: str | None) -> str | None:
    """The day in a TIMEX3 value; None for one that names no day."""
    day = (value or "").partition("T")[0]
    return day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


def url_day(url: str) -> str | None:
    """The day in a web address ("/2018/04/06/", "20180406"); None without one."""
    for found in URL_DAY.finditer(url):
        try:
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        except ValueError:
            continue
    return None


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


def _dateline_of(line: str, offset: int) -> Timex | None:
    """The expression of a day in the line, if the words around it are those of a dateline."""
    for timex in find(line):
        start, end = timex.start or 0, timex.end or 0
        day = forms.evaluate(timex.form, date(2000, 6, 15))
        shown = f"{line[:start]}\0{line[end:]}"
        if full_day(day) and _month_in(timex.text) and any(pattern.search(shown) for pattern in _patterns()):
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


def _month_in(text: str) -> bool:
    """Whether the expression says its month, so that "Friday" or "today" is no dateline."""
    return bool(re.search(r"\d", text))


def _dated(timex: Timex | None, year: str | None) -> str | None:
    if timex is None or timex.value or year is None:
        return timex.value if timex else None
    return full_day(resolve(timex, date(int(year), 7, 1)).value)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    text = resources.files("kg.dates").joinpath("dateline.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(re.compile(line.replace("{date}", "\0"), re.IGNORECASE if "posted" in line else 0) for line in lines)
