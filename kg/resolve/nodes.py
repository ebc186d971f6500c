"""Nodes of resolution: all local entities that share a type, a name and what sets namesakes apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from kg.model import EntityType
from kg.resolve.names import fold
from kg.resolve.profiles import ArticleProfile, Profile

Member = tuple[ArticleProfile, Profile]

_FEW = 4
"""Members up to which a node's context is put together anew whenever it is asked for: most nodes have no more."""


class Form:
    """How one name is read: its key, what sets namesakes apart, and the blocks in which its likes are sought.

    Two local entities whose forms have equal ``kind``, ``key``, ``facet`` and ``pin`` (the article to which a person's
    decision keeps it) are one node without further question.
    A node is compared with those that it finds in a block it ``seeks``, or that seek it in one of its ``blocks``; two
    that stand ``alone``, each known by its article only, tell nothing of one another.
    """

    __slots__ = ("alone", "blocks", "detail", "facet", "key", "kind", "pin", "seeks")

    def __init__(
        self,
        kind: EntityType,
        key: str,
        *,
        facet: str = "",
        blocks: Iterable[str] = (),
        seeks: Iterable[str] | None = None,
        detail: object = None,
        alone: bool = False,
    ) -> None:
        self.kind: EntityType = kind
        self.key = key
        self.facet = facet
        self.blocks = frozenset(blocks)
        self.seeks = self.blocks if seeks is None else frozenset(seeks)
        self.detail = detail
        self.alone = alone
        self.pin = ""

    @property
    def id(self) -> str:
        """The node's id: kind, key, facet and pin."""
        return f"{self.kind}|{self.key}|{self.facet}" + (f"|{self.pin}" if self.pin else "")


_T = TypeVar("_T")
_NOTHING: Mapping[str, Any] = {}


class _Evidence(Generic[_T]):
    """What the members of a node tell together: found when it is first asked for, and held until the node forgets."""

    def __init__(self, find: Callable[[Node], _T]) -> None:
        self._find = find
        self.__doc__ = find.__doc__

    def __set_name__(self, owner: type[Node], name: str) -> None:
        self._name = name

    def __get__(self, node: Node, owner: type[Node]) -> _T:
        try:
            found: _T = node.held[self._name]
        except KeyError:
            found = self._find(node)
            node.held = {**node.held, self._name: found}
        return found


class Node:
    """The local entities of one form, and the evidence that their articles give together."""

    __slots__ = ("blocks", "form", "held", "id", "members", "seeks")

    def __init__(self, form: Form) -> None:
        self.form = form
        self.id = form.id
        self.members: list[Member] = []
        self.blocks = form.blocks
        self.seeks = form.seeks
        self.held = _NOTHING

    def add(self, article: ArticleProfile, entity: Profile, form: Form) -> None:
        """Take in one local entity; all must be in before any evidence is asked for."""
        self.members.append((article, entity))
        if form.blocks is not self.blocks and not (form.blocks <= self.blocks and form.seeks <= self.seeks):
            self.blocks |= form.blocks
            self.seeks |= form.seeks

    @_Evidence
    def names(self) -> Counter[str]:
        """The names that articles give it, with the number of articles."""
        return Counter(entity.name for _, entity in self.members)

    @_Evidence
    def aliases(self) -> Counter[str]:
        """The other names that articles use for it, with the number of articles."""
        return Counter(alias for _, entity in self.members for alias in entity.aliases)

    @_Evidence
    def roles(self) -> frozenset[tuple[str, str]]:
        """The (role, organisation) that articles give it, folded."""
        return frozenset((fold(role), fold(body)) for _, entity in self.members for role, body, _ in entity.roles)

    @_Evidence
    def genders(self) -> frozenset[str]:
        """The gender that most articles give it; both where they are even."""
        counts = Counter(entity.gender for _, entity in self.members if entity.gender)
        most = max(counts.values(), default=0)
        return frozenset(gender for gender, count in counts.items() if count == most)

    @_Evidence
    def actions(self) -> frozenset[tuple[str, str, str]]:
        """What was done about it: (actor, action, date), the actor folded."""
        return frozenset((fold(actor), action, date) for _, entity in self.members for actor, action, date in entity.actions)

    @_Evidence
    def identifiers(self) -> frozenset[str]:
        """Its strong identifiers."""
        return frozenset(identifier for _, entity in self.members for identifier in entity.identifiers)

    @_Evidence
    def policy_types(self) -> Counter[str]:
        """The policy types that articles give it."""
        return Counter(entity.policy_type for _, entity in self.members if entity.policy_type)

    @_Evidence
    def countries(self) -> frozenset[str]:
        """The countries that its articles are about."""
        return frozenset(article.country for article, _ in self.members if article.country)

    @_Evidence
    def dates(self) -> tuple[str, str] | None:
        """The first and the last day on which an article names it; None where no article is dated."""
        dates = [article.date for article, _ in self.members if article.date]
        return (min(dates), max(dates)) if dates else None

    @_Evidence
    def articles(self) -> frozenset[str]:
        """The ids of the articles that name it."""
        return frozenset(article.article for article, _ in self.members)

    @property
    def context(self) -> frozenset[str]:
        """The folded full names of the people, organisations and policies that its articles name beside it."""
        return self._context() if len(self.members) <= _FEW else self._wide_context

    @_Evidence
    def _wide_context(self) -> frozenset[str]:
        return self._context()

    def _context(self) -> frozenset[str]:
        own = {fold(name) for _, entity in self.members for name in (entity.name, *entity.aliases)}
        return frozenset({name for article, _ in self.members for name in article.telling} - own)

    def leave_blocks(self) -> None:
        """Drop the blocks, once all pairs that they bring together are known."""
        self.blocks = self.seeks = self.form.blocks = self.form.seeks = frozenset()

    def forget(self) -> None:
        """Drop the evidence that was put together; it is found anew when it is asked for."""
        self.held = _NOTHING
