"""Finds what in a news text is not body text: photo captions, bylines and wire sign-offs.

The text itself is never cut, so that offsets hold for every input format and gold annotations stay aligned; whoever
reads claims leaves these passages out, and the names in bylines and sign-offs become the article's authors.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal

import msgspec

from kg.boilerplate.names import byline_names, signoff_names, split_names
from kg.boilerplate.patterns import Patterns, patterns

PassageKind = Literal["caption", "byline", "signoff"]

__all__ = ["Passage", "PassageKind", "authors", "boilerplate", "passages", "split_names"]


class Passage(msgspec.Struct, frozen=True, order=True):
    """A stretch of an article's content that is not body text; code points, end exclusive."""

    start: int
    end: int
    kind: PassageKind
    authors: tuple[str, ...] = ()


def boilerplate(content: str) -> list[tuple[int, int]]:
    """The stretches of ``content`` (title, newline, text) that state no facts, in text order, apart from each other."""
    return [(passage.start, passage.end) for passage in passages(content)]


def authors(content: str) -> tuple[str, ...]:
    """Who wrote the article by its byline and sign-off, each once, in reading order; editors are no authors."""
    return tuple(dict.fromkeys(name for passage in passages(content) for name in passage.authors))


def passages(content: str) -> list[Passage]:
    """All captions, bylines and sign-offs below the title, in text order; takes time linear in the text."""
    return list(_passages(content, patterns()))


def _passages(content: str, known: Patterns) -> Iterator[Passage]:
    for number, (start, end) in enumerate(_lines(content)):
        line = content[start:end] if end - start <= known.longest_line else ""
        passage = (
            (number < known.byline_lines and _byline(line, start, known))
            or _caption(line, start, known)
            or _signoff(line, start, known)
        )
        if passage:
            yield passage


def _lines(content: str) -> Iterator[tuple[int, int]]:
    """Start and end of each nonblank line below the title, without the white space around it."""
    start = 0
    for number, line in enumerate(content.split("\n")):
        bare = line.strip()
        if number and bare:
            begin = start + len(line) - len(line.lstrip())
            yield begin, begin + len(bare)
        start += len(line) + 1


def _caption(line: str, start: int, known: Patterns) -> Passage | None:
    hinted = len(line) <= known.caption_longest and any(hint in line for hint in known.caption_hints)
    if hinted and any(pattern.search(line) for pattern in known.caption):
        return Passage(start, start + len(line), "caption")
    return None


def _byline(line: str, start: int, known: Patterns) -> Passage | None:
    opening = known.byline_opening.match(line)
    if opening is None or len(line) > known.byline_longest:
        return None
    names = byline_names(line[opening.end() :], known)
    return Passage(start, start + len(line), "byline", names) if names else None


def _signoff(line: str, start: int, known: Patterns) -> Passage | None:
    """A sign-off is a line of its own or stands in parentheses at the end of one."""
    if len(line) <= known.signoff_longest and (contributed := known.contributed.match(line)):
        names = signoff_names(known.job.sub("", contributed["names"]), known)
        return Passage(start, start + len(line), "signoff", names) if names else None
    begin = _signoff_start(line, known)
    names_by_cue = [] if begin is None else _names_by_cue(line[begin:], known)
    if begin is None or not names_by_cue or not names_by_cue[0][1]:
        return None
    names = tuple(name for cue, found in names_by_cue if known.author.search(cue) for name in found)
    return Passage(start + begin, start + len(line), "signoff", names)


def _names_by_cue(signoff: str, known: Patterns) -> list[tuple[str, tuple[str, ...]]]:
    """Each cue ("Additional reporting by") with the names between it and the next."""
    cues = list(known.cue.finditer(signoff))
    ends = [*(cue.start() for cue in islice(cues, 1, None)), len(signoff)]
    return [(cue["cue"], signoff_names(signoff[cue.end() : end], known)) for cue, end in zip(cues, ends, strict=True)]


def _signoff_start(line: str, known: Patterns) -> int | None:
    opening = line.rfind("(") if line.rstrip(".").endswith(")") else 0
    for begin in sorted({0, max(opening, 0)}):
        rest = line[begin:]
        if len(rest) <= known.signoff_longest and known.cue.match(rest.lstrip("([—–-* ")):
            return begin
    return None
