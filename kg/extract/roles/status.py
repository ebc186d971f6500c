"""The status of a role by the words beside its title: former, acting, incoming, candidate, else current."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from kg.model import RoleStatus
from kg.words import table

ORDER: tuple[RoleStatus, ...] = ("former", "candidate", "incoming", "acting", "current")
"""Which status wins where words for two stand beside a title ("former acting director")."""


def status_of(words: Iterable[str]) -> RoleStatus | None:
    """The status that the words beside or in a title say; None if none of them says any."""
    said = {cast("RoleStatus", table("status.tsv")[word]) for word in map(str.lower, words) if word in table("status.tsv")}
    return next((status for status in ORDER if status in said), None)


def is_status_word(word: str) -> bool:
    """Whether ``word`` tells the status of a role and is no part of it; "candidate" and the like are both and stay."""
    return word in table("status.tsv") and word not in STAY


STAY = frozenset({"candidate", "nominee", "contender", "challenger", "hopeful", "frontrunner", "front-runner"})
