"""Tells a country's team from the country: "Mexico beat Panama 2-1 in the final" speaks of two sides in a match."""

from __future__ import annotations

import re
from functools import cache

from kg.resolve.lists import rows
from kg.resolve.names import fold

_WINDOW = 60
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])|\n")
_MATCH = re.compile(
    r"\d+\s?[–-]\s?\d+|\b(?:finals?|semi-?finals?|quarter-?finals?|matche?s?|titles?|trophy|medals?|penalties|qualifiers?|"
    r"tournaments?|[Cc]hampion(?:s|ship|ships)?|[Cc]ups?|[Ll]eague|extra time|wickets?|innings|runs)\b"
)
_BEFORE = re.compile(
    r"\b(?:defeat(?:s|ed|ing)?|beat(?:s|en|ing)?|over|against|past|(?:loss|losing|loses?|lost) to|(?:draw|drew) with|"
    r"champions?|holders|rivals?)\s+"
    r"(?:(?:the|fellow|their|rivals?|host|hosts|nation|defending|reigning|champions?|holders)\s+){0,4}$"
)
_AFTER = re.compile(
    r"(?:,?\s+(?:and\s+)?[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+)?)?(?:['’]s?)?\s+(?:also\s+)?"
    r"(?:wins?|won|defeat(?:s|ed)?|beats?|qualif(?:y|ies|ied)|thrash(?:es|ed)|(?:loses?|lost) to|draws?|drew|"
    r"retain(?:s|ed)?|advanc(?:e|es|ed)|reach(?:es|ed)? the (?:final|semi|quarter)|victory|loss)\b"
)
_OF_SOMEONE = re.compile(r"['’]s?\s+[A-Z]")
_FROM = re.compile(r"\b(?:of|from|in)\s+(?:the\s+)?$")
_SQUAD = re.compile(r"\b(?:[Ww]omen|[Uu](?:nder)?-?\d\d)\b")


def side(content: str, start: int, end: int) -> str | None:
    """What plays under the country's name at this place in a text, as "women football team"; None if nothing does.

    The words beside the name win, lose or qualify, in a sentence about a match, of an article that names a sport.
    """
    if not _plays(content[max(0, start - _WINDOW) : start], content[end : end + _WINDOW]):
        return None
    sentence = _sentence(content, start, end)
    sport = _sport(sentence) or _sport(content)
    if not sport or not _MATCH.search(sentence):
        return None
    squad = _SQUAD.search(sentence)
    return " ".join(filter(None, (_squad(squad[0]) if squad else "", sport, "team")))


def _squad(found: str) -> str:
    digits = "".join(filter(str.isdigit, found))
    return f"under {digits}" if digits else "women"


def _plays(before: str, after: str) -> bool:
    """Whether what stands before and after a name says that it plays, and not only one of its people."""
    beaten = _BEFORE.search(before) and not _OF_SOMEONE.match(after)
    return bool(beaten or (_AFTER.match(after) and not _FROM.search(before)))


def _sentence(content: str, start: int, end: int) -> str:
    """The sentence that a span stands in."""
    first = max((match.end() for match in _SENTENCE.finditer(content, 0, start)), default=0)
    last = _SENTENCE.search(content, end)
    return content[first : last.start() if last else len(content)]


def _sport(text: str) -> str | None:
    """The first sport that a text names."""
    found = _named().search(text)
    return _sports()[fold(found[0])] if found else None


@cache
def _named() -> re.Pattern[str]:
    names = sorted(_sports(), key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


@cache
def _sports() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("sports")}
