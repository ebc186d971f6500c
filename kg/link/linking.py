"""Chooses the links of each entity: people's words first, then strong identifiers, then the best guess that stands out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import Protocol

import msgspec

from kg.link.base import Entry, KnowledgeBase
from kg.link.evidence import Known
from kg.link.score import DOUBTFUL, LINKED, MARGIN, Match, score
from kg.model import GraphEntity


class Source(Protocol):
    """Where candidates come from: a local knowledge base, or a service."""

    def prepare(self, entities: Sequence[Known]) -> None:
        """Get ready to give the candidates of these entities."""
        ...

    def matches(self, known: Known) -> list[Match]:
        """The candidates for an entity with their scores."""
        ...


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """What an entity is linked to: ``same_as`` for sure, ``close_match`` by a guess with its score.

    ``doubts`` are the candidates that were not linked and that a person could decide, the best first.
    """

    same_as: tuple[str, ...] = ()
    close_match: tuple[Match, ...] = ()
    doubts: tuple[Match, ...] = ()


class Base:
    """A local knowledge base as a source of candidates."""

    def __init__(self, entries: KnowledgeBase) -> None:
        self._entries = entries

    def prepare(self, entities: Sequence[Known]) -> None:
        """Nothing is to be done: the knowledge base is in memory."""

    def matches(self, known: Known) -> list[Match]:
        """The entries that the entity's names may stand for, scored."""
        found = self._entries.candidates(known.entity.type, known.names, known.entity.identifiers)
        return [score(known, entry, others=self._people) for entry in found]

    @cached_property
    def _people(self) -> dict[str, Entry]:
        return self._entries.labels("person")


def link(
    entities: Iterable[Known],
    sources: Sequence[Source],
    *,
    said_same: Mapping[str, Set[str]] = {},
    said_different: Mapping[str, Set[str | None]] = {},
) -> dict[str, Links]:
    """The links of entities, by slug, for those that have any or are in doubt.

    ``said_same`` and ``said_different`` are people's words, by slug: IRIs that an entity is, and is not; None among the
    latter forbids every guess.
    """
    found = {}
    entities = tuple(entities)
    for source in sources:
        source.prepare(entities)
    for known in entities:
        slug = known.entity.slug
        links = choose(
            [match for source in sources for match in _best_first(source.matches(known))],
            same=said_same.get(slug, frozenset()),
            different=said_different.get(slug, frozenset()),
        )
        if links != Links():
            found[slug] = links
    return found


def choose(matches: Iterable[Match], *, same: Set[str] = frozenset(), different: Set[str | None] = frozenset()) -> Links:
    """Which candidates become links. With a person's word for one, nothing else is guessed in its place."""
    if None in different:
        return Links(same_as=tuple(sorted(same)))
    left = [match for match in _best_first(matches) if match.iri not in different]
    sure = {match.iri for match in left if match.strong and match.iri} | same
    if sure:
        return Links(same_as=tuple(sorted(sure)))
    if left and _stands_out(left):
        return Links(close_match=tuple(match for match in left[:1] if match.iri))
    return Links(doubts=tuple(match for match in left if match.iri and match.score >= DOUBTFUL))


def with_links(entity: GraphEntity, links: Links) -> GraphEntity:
    """The entity with its links."""
    return msgspec.structs.replace(
        entity,
        same_as=tuple(sorted({*entity.same_as, *links.same_as})),
        close_match=tuple((match.iri, match.score) for match in links.close_match),
    )


def _best_first(matches: Iterable[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: (-match.score, match.iri))


def _stands_out(matches: Sequence[Match]) -> bool:
    best = matches[0].score
    return best >= LINKED and (len(matches) == 1 or best - matches[1].score >= MARGIN)
