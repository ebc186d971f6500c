"""From when to when a role lasted, read off "since", "until", "from … to", "appointed in", "resigned on" near its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from spacy.tokens import Doc

from kg.model import Timex
from kg.text import text_of

BEFORE, AFTER = 160, 160
"""Characters before and after the role's words in which its dates are looked for, inside its sentence."""
SENTENCE_END = re.compile(r"(?<=[a-z0-9)”\"])[.!?](?=\s)|\n")


def role_period(doc: Doc | str, start: int, end: int, timexes: Iterable[Timex]) -> tuple[Timex | None, Timex | None]:
    """The dates at which the role named at [start, end) began and ended, as far as its sentence says.

    Args:
        doc: The text.
        start: Code point at which the words for the role (title, or person and title) begin.
        end: Code point behind them.
        timexes: The expressions of the text.

    Returns:
        Start and end; each None where the text gives none.
    """
    text = doc if isinstance(doc, str) else text_of(doc)
    first, last = _sentence(text, start, end)
    near = [
        t
        for t in timexes
        if t.type == "DATE" and t.start is not None and first <= t.start < last and not t.form.endswith("_REF")
    ]
    begin = next((t for t in near if _cued(text, t, "start", first)), None)
    finish = next((t for t in near if t is not begin and _cued(text, t, "end", first)), None)
    ranged = _range(text, near)
    return ranged or (begin, finish)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    before = [found.end() for found in SENTENCE_END.finditer(text, max(start - BEFORE, 0), start)]
    after = SENTENCE_END.search(text, end, end + AFTER)
    return (before[-1] if before else max(start - BEFORE, 0)), (after.start() if after else end + AFTER)


def _cued(text: str, timex: Timex, side: str, first: int) -> bool:
    """Whether the words just before the date say that something begins, or ends, then."""
    before = text[max(first, (timex.start or 0) - 60) : timex.start]
    return any(pattern.search(before) for pattern in _cues()[side])


def _range(text: str, near: Sequence[Timex]) -> tuple[Timex, Timex] | None:
    """Two dates joined as a range: "from 2009 to 2013", "between …  and …", "(2009–2013)"."""
    for left, right in pairwise(near):
        before, between = text[max((left.start or 0) - 20, 0) : left.start], text[left.end : right.start]
        if any(pattern.fullmatch(f"{_tail(before)}\0{between}") for pattern in _cues()["range"]):
            return left, right
    return None


def _tail(text: str) -> str:
    words = re.findall(r"[\w(]+", text)
    return words[-1].lower() if words else ""


@cache
def _cues() -> dict[str, tuple[re.Pattern[str], ...]]:
    """The patterns of role_cues.txt by their kind."""
    text = resources.files("kg.dates").joinpath("role_cues.txt").read_text(encoding="utf-8")
    rows = [line.split(None, 1) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    kinds = dict.fromkeys(kind for kind, _ in rows)
    return {
        kind: tuple(re.compile(p.strip().replace("{date}", "\0"), re.IGNORECASE) for k, p in rows if k == kind)
        for kind in kinds
    }
