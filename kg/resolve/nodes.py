"""Nodes of resolution: all local entities that share a type, a name and what sets namesakes apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.model import EntityType
from kg.resolve.names import fold
from kg.resolve.profiles import ArticleProfile, Profile, names_of

Member = tuple[ArticleProfile, Profile]


class Form:
    """How one name is read: its key, what sets namesakes apart, and the blocks in which its likes are sought.

    Two local entities whose forms have equal ``type``, ``key`` and ``facet`` are one node without further question.
    """

    __slots__ = ("blocks", "detail", "facet", "key", "type")

    def __init__(
        self, type: EntityType, key: str, *, facet: str = "", blocks: Iterable[str] = (), detail: object = None
    ) -> None:
        self.type: EntityType = type
        self.key = key
        self.facet = facet
        self.blocks = tuple(blocks)
        self.detail = detail

    @property
    def id(self) -> str:
        """The node's id: type, key and facet."""
        return f"{self.type}|{self.key}|{self.facet}"


class Node:
    """The local entities of one form, and the evidence that their articles give together."""

    __slots__ = (
        "_context",
        "actions",
        "around",
        "countries",
        "dates",
        "form",
        "genders",
        "identifiers",
        "members",
        "names",
        "policy_types",
        "roles",
    )

    def __init__(self, form: Form) -> None:
        self.form = form
        self.members: list[Member] = []
        self.names: Counter[str] = Counter()
        self.genders: set[str] = set()
        self.roles: set[tuple[str, str]] = set()
        self.actions: set[tuple[str, str, str]] = set()
        self.around: Counter[str] = Counter()
        self.countries: Counter[str] = Counter()
        self.identifiers: set[str] = set()
        self.policy_types: Counter[str] = Counter()
        self.dates: list[str] = []
        self._context: frozenset[str] | None = None

    @property
    def id(self) -> str:
        """The id of the node's form."""
        return self.form.id

    def add(self, article: ArticleProfile, entity: Profile) -> None:
        """Take in one local entity."""
        self.members.append((article, entity))
        for name in names_of(entity):
            self.names[name] += 1
        self.names[entity.name] += max(0, entity.mentions - 1)
        if entity.gender:
            self.genders.add(entity.gender)
        self.roles.update((fold(role), fold(organization)) for role, organization, _ in entity.roles)
        self.actions.update((fold(actor), action, date) for actor, action, date in entity.actions)
        self.around.update(entity.around)
        self.identifiers.update(entity.identifiers)
        if entity.policy_type:
            self.policy_types[entity.policy_type] += 1
        if article.country:
            self.countries[article.country] += 1
        if article.date:
            self.dates.append(article.date)
        self._context = None

    @property
    def articles(self) -> set[str]:
        """The ids of the articles that name it."""
        return {article.article for article, _ in self.members}

    @property
    def context(self) -> frozenset[str]:
        """The folded full names of the people, organisations and policies that its articles name beside it."""
        if self._context is None:
            own = {fold(name) for name in self.names}
            self._context = frozenset(name for article, _ in self.members for name in _telling(article)) - own
        return self._context


def _telling(article: ArticleProfile) -> Iterable[str]:
    """The names of an article that tell something of who else is in it: people by full name, named organisations."""
    for entity in article.entities:
        if entity.named and entity.type != "place" and " " in entity.name:
            yield fold(entity.name)
