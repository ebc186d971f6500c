"""Gathers what a graph knows of an entity that tells which entry of a knowledge base it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from kg.model import GraphEntity
from kg.resolve.nodes import Node
from kg.resolve.profiles import ArticleProfile, Profile

Held = tuple[str, str, str, str | None]
"""Role, organisation, status, and the day on which an article says so."""


class Known:
    """A graph entity and the articles that name it."""

    def __init__(self, entity: GraphEntity, nodes: Iterable[Node]) -> None:
        self.entity = entity
        self._nodes = tuple(nodes)

    def _members(self) -> Iterator[tuple[ArticleProfile, Profile]]:
        return (member for node in self._nodes for member in node.members)

    @cached_property
    def names(self) -> Counter[str]:
        """What articles call it, with their number."""
        return Counter(profile.name for _, profile in self._members()) or Counter({self.entity.name: 1})

    @cached_property
    def roles(self) -> frozenset[Held]:
        """The roles that articles give it."""
        return frozenset((*role, article.date) for article, profile in self._members() for role in profile.roles)

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The days of the articles that name it, in order."""
        return tuple(sorted({article.date for article, _ in self._members() if article.date}))

    @cached_property
    def territories(self) -> frozenset[str]:
        """The codes of the territories that its articles name."""
        return frozenset(code for article, _ in self._members() for code, _ in article.territories)

    @cached_property
    def beside(self) -> frozenset[str]:
        """The folded full names that its articles name beside it."""
        return frozenset(name for article, _ in self._members() for name in article.telling)

    @property
    def named(self) -> bool:
        """Whether an article calls it by a name, not only by a description."""
        return any(profile.named for _, profile in self._members())

    @property
    def articles(self) -> int:
        """The number of articles that name it."""
        return len({article.article for article, _ in self._members()})
