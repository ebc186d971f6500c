"""Names as spans of an article, and as ranges of tokens while they are in the making."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

NameType = Literal["person", "organization", "place"]


class Name(msgspec.Struct, frozen=True):
    """A span that names something: code points in the article's content, end exclusive, and its type."""

    start: int
    end: int
    type: NameType


class Draft(msgspec.Struct):
    """A name in the making, as a range of tokens; ``sure`` is True where a list or its own words give the type."""

    start: int
    end: int
    type: NameType
    sure: bool = False


def without_overlap(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts in text order; of two that overlap the longer stays, then the surer."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda one: (one.start, one.start - one.end, not one.sure)):
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
        elif draft.end - draft.start > kept[-1].end - kept[-1].start:
            kept[-1] = draft
    return kept
