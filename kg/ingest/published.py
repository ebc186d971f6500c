"""Finds an article's day of publication, as ISO 8601: in metadata, in its address, or in a dateline with a full year."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cache
from importlib import resources
from itertools import chain, islice, takewhile

import msgspec

from kg import dates
from kg.errors import ConfigError, InputNote

EARLIEST_YEAR = 1600
"""No newspaper is older; a smaller year is a slip of the pen."""

DATELINE_LINES = 4
"""Nonblank lines of the content in which a dateline can stand, the title among them."""

LONGEST_BYLINE = 80
"""Characters of a line between title and day ("By Jane Doe"); a longer one is a paragraph."""

LONGEST_DATELINE = 160
"""Characters at the head of a line in which a dateline can stand."""


class Patterns(msgspec.Struct, frozen=True, kw_only=True):
    """What ``published.toml`` holds, compiled."""

    months: tuple[re.Pattern[str], ...]
    day: tuple[re.Pattern[str], ...]
    line: tuple[re.Pattern[str], ...]
    dateline: tuple[re.Pattern[str], ...]
    url: tuple[re.Pattern[str], ...]


def publication_date(
    given: Sequence[tuple[str, str | None]], *, where: str, url: str | None, content: str
) -> tuple[tuple[str | None, str | None], list[InputNote]]:
    """The first day that can be read, with its source; then a note for each date before it that cannot.

    ``given`` holds pairs of source (``option``, ``sidecar``, ``metadata``, ``html``) and date as written, best first;
    after them come the address and the dateline. Without any the result is (None, None).
    """
    notes: list[InputNote] = []
    for source, written in given:
        if written is None:
            continue
        if day := iso_day(written):
            return (day, source), notes
        notes.append(_unreadable(where, written))
    hints = [url, *(written for _, written in given)]
    guesses = {"url": url_day(url or ""), "dateline": dateline_day(content) or dates.dateline_day(content, hints)}
    return next(((day, source) for source, day in guesses.items() if day), (None, None)), notes


def option_day(written: str | None) -> str | None:
    """The day given as an option; None stays None.

    Raises:
        ConfigError: If it is not a full day.
    """
    if written is None:
        return None
    if day := iso_day(written):
        return day
    raise ConfigError(f"the publication date {written!r}", "it is not a full day", "Write it as YYYY-MM-DD")


def iso_day(written: str) -> str | None:
    """``YYYY-MM-DD`` for a full day in ISO 8601, RFC 2822 or English ("April 6, 2018"), with or without a time; else None."""
    return _line_day(written.strip()) or _rfc_day(written)


def url_day(url: str) -> str | None:
    """The day in a web address ("/2018/04/06/"), or None."""
    days = (_match_day(pattern.search(url)) for pattern in _patterns().url)
    return next((day for day in days if day), None)


def dateline_day(content: str) -> str | None:
    """The day in a dateline near the head of ``content``, or in a line of its own above the first paragraph; else None.

    Only days with their year count. A day in a line of its own further down is as likely that of an event.
    """
    lines = list(islice(_head_lines(content), DATELINE_LINES))
    above = [*lines[:1], *takewhile(lambda line: len(line) <= LONGEST_BYLINE, lines[1:])]
    days = (_line_day(line) for line in above)
    datelines = (_match_day(pattern.match(line)) for line in lines for pattern in _patterns().dateline)
    return next((day for day in chain(days, datelines) if day), None)


def is_day_line(line: str) -> bool:
    """Whether the line says nothing but a day ("Friday, January 4, 2019")."""
    return len(line) < LONGEST_DATELINE and _line_day(line.strip()) is not None


def _line_day(line: str) -> str | None:
    days = (_match_day(pattern.fullmatch(line)) for pattern in _patterns().line)
    return next((day for day in days if day), None)


def _head_lines(content: str) -> Iterator[str]:
    """The head of each of the first nonblank lines, found without splitting the rest of the content."""
    start = 0
    while start < len(content):
        end = content.find("\n", start)
        end = len(content) if end < 0 else end
        if head := content[start : min(end, start + LONGEST_DATELINE)].strip():
            yield head
        start = end + 1


def _unreadable(where: str, written: str) -> InputNote:
    shown = written if len(written) <= 40 else f"{written[:40]}…"
    return InputNote(
        where, f"the date {shown!r} is not a full day, so the article was read without it", "Write it as YYYY-MM-DD"
    )


def _match_day(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    month = match["month"]
    number = int(month) if month.isdigit() else next(n for n, name in enumerate(_patterns().months, 1) if name.fullmatch(month))
    return _valid_day(int(match["year"]), number, int(match["day"]))


def _valid_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= EARLIEST_YEAR else None
    except ValueError:
        return None


def _rfc_day(text: str) -> str | None:
    """The day of "Fri, 06 Apr 2018 10:00:00 +0000", as RSS has it."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except ValueError:
        return None


@cache
def _patterns() -> Patterns:
    data = tomllib.loads(resources.files(__package__).joinpath("published.toml").read_text(encoding="utf-8"))
    month = f"(?:{'|'.join(data['months'])})"

    def compiled(pattern: str, day: str = "") -> re.Pattern[str]:
        return re.compile(pattern.replace("{day}", day).replace("{month}", month), re.IGNORECASE)

    return Patterns(
        months=tuple(compiled(name) for name in data["months"]),
        day=tuple(compiled(day) for day in data["day"]),
        line=tuple(compiled(data["before"] + day + data["behind"]) for day in data["day"]),
        dateline=tuple(compiled(data["dateline"], day) for day in data["day"]),
        url=tuple(compiled(pattern) for pattern in data["url"]),
    )
