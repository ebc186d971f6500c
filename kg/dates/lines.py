"""Finds the dates of many texts: JSON Lines with ``id``, ``text`` and ``date`` in, objects with ``id`` and ``dates`` out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from kg.dates.finder import find
from kg.dates.published import written_day
from kg.errors import InputError
from kg.model import Timex

FIELDS = ("start", "end", "text", "type", "value", "mod", "resolved_by")
"""What is told of an expression; offsets are code points of the text, end exclusive."""
SHAPE = 'Write each text as {"id": …, "text": …, "date": "YYYY-MM-DD"}, the date if it is known'


class Line(msgspec.Struct, frozen=True):
    """One text as it stands in a line; other fields are passed over."""

    text: str
    id: str | int | None = None
    date: str | None = None


def find_in_lines(
    lines: Iterable[str], reference: str | None = None, *, date_order: str = "MDY", where: str = "the input"
) -> Iterator[dict[str, Any] | InputError]:
    """For each line that is not blank its ``id`` and ``dates``, or what is wrong with it.

    Args:
        lines: JSON objects with ``text`` and, if there are any, ``id`` and ``date``.
        reference: The publication date (ISO) of all of them; it goes before the line's own.
        date_order: How to read "4/6/18": ``MDY`` or ``DMY``.
        where: What the lines are called in an error.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _found(line, reference, date_order, f"{where}, line {number}")
            except InputError as error:
                yield error


def shown(timex: Timex) -> dict[str, Any]:
    """The fields of an expression that are told."""
    return {field: getattr(timex, field) for field in FIELDS}


def _found(line: str, reference: str | None, date_order: str, where: str) -> dict[str, Any]:
    item = _read(line, where)
    if not item.text.strip():
        raise InputError(where, "its text is empty", SHAPE)
    published = reference or _published(item, where)
    return {"id": item.id, "dates": [shown(timex) for timex in find(item.text, published, date_order=date_order)]}


def _read(line: str, where: str) -> Line:
    try:
        return msgspec.json.decode(line.lstrip("\ufeff"), type=Line)
    except msgspec.ValidationError as error:
        raise InputError(where, f"it is no text with its fields ({error})", SHAPE) from error
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise InputError(where, f"invalid JSON ({error})", "Correct this line; the other lines were read") from error


def _published(item: Line, where: str) -> str | None:
    if not item.date:
        return None
    if day := written_day(item.date):
        return day
    raise InputError(where, f"its date {item.date[:40]!r} is not a full day", "Write it as YYYY-MM-DD")
