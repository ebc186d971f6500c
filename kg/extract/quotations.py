"""Finds the quotations of a text by its quotation marks, in all styles, also nested, reopened or never closed."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

import msgspec

MARKS = re.compile(r'["“”„«»]')
OPENERS, CLOSERS = "“„«", "”»"
SINGLE = re.compile(
    r"(?<![\w’'.,])['‘](?=[\w\[])([^\n\"“”]{3,1500}?)(?:(?<=[.,!?…])['’](?!\w)|(?<=\w)['’](?=[.,;:!?)]|\s*$|\s+\W|\s+[a-z]+ed\b))"
)
LINE = re.compile(r"[^\n]+")
SENTENCE_END = re.compile(r"[.!?…][)\]]?(?=\s)")
SHORT_TEXT = 400


class Quotation(msgspec.Struct, frozen=True):
    """A quotation: ``start`` and ``end`` inside its marks, ``outer_start`` and ``outer_end`` around them.

    ``goes_on`` is True where the next paragraph reopens it.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    goes_on: bool = False


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations of ``text`` in text order; offsets are code points."""
    found = list(double_quoted(text))
    if not found:
        found = [quotation(text, match.start(), match.end()) for match in SINGLE.finditer(text)]
    return [one for one in found if one.end > one.start]


def lost_marks(text: str) -> bool:
    """Whether ``text`` is long and has neither quotation marks nor apostrophes, as if they had been dropped."""
    return len(text) > SHORT_TEXT and not re.search(r"[\"“”'‘’]", text)


def quotation(text: str, start: int, end: int, *, closed: bool = True, goes_on: bool = False) -> Quotation:
    """The quotation whose marks stand at ``start`` and, if ``closed``, just before ``end``."""
    inner = slice(start + 1, end - 1 if closed else end)
    body = text[inner]
    left = inner.start + len(body) - len(body.lstrip())
    return Quotation(left, max(left, inner.start + len(body.rstrip())), start, end, goes_on)


def double_quoted(text: str) -> Iterator[Quotation]:
    """Quotations in double marks or guillemets, line by line, with what stays open carried to the next line."""
    lines = [match.span() for match in LINE.finditer(text)]
    marks = [list(marks_of(text, start, end)) for start, end in lines]
    opened: int | None = None
    for number, (start, end) in enumerate(lines):
        if opened is not None and begins_with_mark(text, start, marks[number]):
            yield quotation(text, opened, lines[number - 1][1], closed=False, goes_on=True)
            opened = None
        opened = yield from line_quotations(text, marks[number], opened)
        if opened is not None and not stays_open(text, opened, marks, number):
            yield quotation(text, opened, end, closed=False)
            opened = None
    if opened is not None:
        yield quotation(text, opened, len(text), closed=False)


def marks_of(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets of the double marks of a line, without those that mean inches."""
    for match in MARKS.finditer(text, start, end):
        at = match.start()
        if not (text[at] == '"' and at and text[at - 1].isdigit() and text[max(0, at - 4) : at].count("'")):
            yield at


def begins_with_mark(text: str, start: int, marks: list[int]) -> bool:
    """Whether the line at ``start`` begins with a mark that can open a quotation and has text behind it."""
    if not marks or text[start : marks[0]].strip():
        return False
    behind = text[marks[0] + 1 : marks[0] + 2]
    return text[marks[0]] not in CLOSERS and bool(behind) and (behind.isalnum() or behind in "[(‘'…")


def line_quotations(text: str, marks: list[int], opened: int | None) -> Generator[Quotation, None, int | None]:
    """Yields the quotations that close in one line; its return value is the offset of the one still open."""
    depth = 0
    for place, at in enumerate(marks):
        if opened is None:
            opened = at if can_open(text, at) else None
        elif opens_again(text, at, len(marks) - place):
            if text[at] in OPENERS:
                depth += 1
                continue
            yield quotation(text, opened, last_sentence_end(text, opened, at), closed=False)
            opened = at
        elif depth:
            depth -= 1
        else:
            yield quotation(text, opened, at + 1)
            opened = None
    return opened


def can_open(text: str, at: int) -> bool:
    """Whether the mark at ``at`` can open: it is no closing mark, and text follows or a line begins with it."""
    if text[at] in CLOSERS:
        return False
    behind = text[at + 1 : at + 2]
    return text[at] in OPENERS or not behind.isspace() or (behind == "\n" and text[at - 1 : at] == " ")


def opens_again(text: str, at: int, left: int) -> bool:
    """Whether the mark at ``at``, inside a quotation, opens another; ``left`` counts the marks from it to the line's end."""
    if text[at] in OPENERS:
        return True
    looks_open = (not at or text[at - 1].isspace() or text[at - 1] in "([—–") and text[at + 1 : at + 2].isalnum()
    return text[at] == '"' and looks_open and left % 2 == 0


def last_sentence_end(text: str, start: int, end: int) -> int:
    """The end of the last full sentence between two offsets, or ``end`` without blanks."""
    ends = [match.end() for match in SENTENCE_END.finditer(text, start, end)]
    return ends[-1] if ends else start + len(text[start:end].rstrip())


def stays_open(text: str, opened: int, marks: list[list[int]], number: int) -> bool:
    """Whether a quotation open at the end of line ``number`` goes on: the next line reopens it, or a later mark closes it."""
    if number + 1 >= len(marks):
        return False
    following = next((line for line in marks[number + 1 : number + 8] if line), None)
    if following is None:
        return False
    first = text[following[0]]
    if text[opened] == '"' and text[opened + 1 : opened + 2] != "\n":
        next_line = marks[number + 1]
        return bool(next_line) and (len(next_line) % 2 == 1 or opens_line(text, next_line[0]))
    return first in CLOSERS or first == text[opened] or opens_line(text, following[0])


def opens_line(text: str, at: int) -> bool:
    """Whether only blanks stand between the last line break and ``at``."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()
