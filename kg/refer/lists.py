"""Finds the names that word lists know: countries, states, parties and well-known bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.refer.drafts import Draft, NameType
from kg.words import items, parties, place_names, rows

LONGEST = 7


def listed(texts: Sequence[str]) -> Iterator[Draft]:
    """The longest listed names in a sequence of tokens, from left to right."""
    end_of_last = 0
    for at, text in enumerate(texts):
        if at >= end_of_last and text in first_words():
            draft = known_at(texts, at)
            if draft is not None:
                yield draft
                end_of_last = draft.end


def known_at(texts: Sequence[str], at: int) -> Draft | None:
    """The longest listed name that begins at token ``at``."""
    for length in range(min(LONGEST, len(texts) - at), 0, -1):
        kind = listed_type(" ".join(texts[at : at + length]))
        if kind is not None:
            return Draft(at, at + length, kind, sure=True)
    return None


def listed_type(name: str) -> NameType | None:
    """The type of a name that a list knows, as it is written."""
    return all_listed().get(name)


@lru_cache(maxsize=1)
def all_listed() -> dict[str, NameType]:
    """Every listed name with its type."""
    bodies = [name for row in rows("bodies.tsv") for name in (row[0], *items(row[2]))]
    found: dict[str, NameType] = dict.fromkeys([*parties(), *bodies], "organization")
    return found | dict.fromkeys(place_names(), "place")


@lru_cache(maxsize=1)
def first_words() -> frozenset[str]:
    """The first words of all listed names."""
    return frozenset(name.split()[0] for name in all_listed())
