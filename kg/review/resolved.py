"""Brings together what records, people's decisions and knowledge bases make of the entities of a graph, before assembly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from kg.link import Links, link
from kg.link.evidence import Known
from kg.link.linking import Source, with_links
from kg.model import GraphEntity
from kg.resolve import ArticleProfile, Resolution, resolve
from kg.resolve.decided import Anchored, Pins, anchors
from kg.resolve.decisions import Anchor, Decision, Decisions, Linked, Rename, Unlinked
from kg.resolve.memory import Memory
from kg.review.claims import Judged


class Resolved:
    """Who the entities of all records are, under the names and with the links they are to have; a ``kg.ty.Resolution``.

    ``judged`` are the records as verdicts leave them, ``merged`` the resolution before names and links, ``links`` those
    of each entity by slug. ``profiles`` are those of the judged records, for which they stand where they are given.
    """

    def __init__(
        self,
        judged: Judged,
        decisions: Decisions,
        sources: Sequence[Source] = (),
        *,
        profiles: Iterable[ArticleProfile] | None = None,
        memory: Memory | None = None,
    ) -> None:
        self.decisions = decisions
        self.judged = judged
        self.merged: Resolution = resolve(judged if profiles is None else profiles, decisions=decisions, memory=memory)
        self.links: Mapping[str, Links] = self._linked(sources)
        self._changed = self._with_names(self._with_links())

    def entity(self, article_id: str, local_id: str) -> GraphEntity:
        """The graph entity of one article's local entity; KeyError if either is unknown."""
        return self.final(self.merged.entity(article_id, local_id))

    def entities(self) -> Iterator[GraphEntity]:
        """The entities that are nodes of the graph, by slug: all but those that articles only describe."""
        for entity, nodes in self.merged.nodes():
            if any(local.named or local.type == "policy" for node in nodes for _, local in node.members):
                yield self.final(entity)

    def places(self) -> Mapping[str, Mapping[str, str]]:
        """Article id → local id → slug of the graph entity."""
        return self.merged.places()

    def settle(self) -> None:
        """Forget what assembly does not ask for; decisions can no longer be traced to entities."""
        self.merged.settle()
        for name in ("_slugs", "_anchored"):
            self.__dict__.pop(name, None)

    def final(self, entity: GraphEntity) -> GraphEntity:
        """An entity of ``merged`` with the names and links that it is to have."""
        return self._changed.get(entity.slug, entity)

    def group(self, article_id: str) -> str:
        """The article's syndication group."""
        return self.merged.group(article_id)

    def is_rejected(self, claim_key: str) -> bool:
        """Whether a person called this claim wrong."""
        return self.judged.rejected(claim_key)

    def about(self, decision: Decision) -> list[str]:
        """The slugs of the entities that a decision speaks of, sorted; none for a decision about a claim."""
        return sorted({slug for anchor in anchors(decision) for slug in self.find(anchor)})

    def find(self, anchor: Anchor) -> list[str]:
        """The slugs of the entities that an anchor speaks of, sorted."""
        return sorted({self._slugs[node] for node in self._anchored.find(anchor)})

    @cached_property
    def _slugs(self) -> dict[str, str]:
        return {node.id: entity.slug for entity, nodes in self.merged.nodes() for node in nodes}

    @cached_property
    def _anchored(self) -> Anchored:
        nodes = (node for _, nodes in self.merged.nodes() for node in nodes)
        return Anchored(nodes, Pins(self.decisions), renames=self.decisions)

    def _linked(self, sources: Sequence[Source]) -> dict[str, Links]:
        same: dict[str, set[str]] = defaultdict(set)
        different: dict[str, set[str | None]] = defaultdict(set)
        for decision in self.decisions:
            if isinstance(decision, Linked | Unlinked):
                for slug in self.about(decision):
                    if isinstance(decision, Linked):
                        same[slug].add(decision.iri)
                    else:
                        different[slug].add(decision.iri)
        if not sources and not same:
            return {}
        return link(self._known(), sources, said_same=same, said_different=different)

    def _known(self) -> Iterator[Known]:
        return (Known(entity, nodes) for entity, nodes in self.merged.nodes())

    def _with_links(self) -> dict[str, GraphEntity]:
        entities = {entity.slug: entity for entity in self.merged.entities() if entity.slug in self.links}
        return {slug: with_links(entity, self.links[slug]) for slug, entity in entities.items()}

    def _with_names(self, changed: dict[str, GraphEntity]) -> dict[str, GraphEntity]:
        names = {slug: d.name for d in self.decisions if isinstance(d, Rename) for slug in self.about(d)}
        entities = {entity.slug: entity for entity in self.merged.entities() if entity.slug in names}
        return changed | {slug: _renamed(changed.get(slug, entities[slug]), name) for slug, name in names.items()}


def _renamed(entity: GraphEntity, name: str) -> GraphEntity:
    """The entity under another name, the old one an alias; its slug stays, so that its IRI does."""
    aliases = tuple(sorted({*entity.aliases, entity.name} - {name}))
    return msgspec.structs.replace(entity, name=name, aliases=aliases)
