"""Gives each local entity of a record its node in the graph."""

from __future__ import annotations

from collections import Counter

import msgspec
from pyoxigraph import NamedNode

from kg.model import Entity, GraphEntity, Record
from kg.rdf import Names, slug
from kg.ty import Resolution


class Node(msgspec.Struct, frozen=True):
    """A node of the graph and what is known of it."""

    iri: NamedNode
    entity: GraphEntity

    @property
    def tail(self) -> str:
        """The readable end of the slug, which stays as it is when names are added."""
        return self.entity.slug.rpartition("/")[2]


class Nodes:
    """The nodes of one record's local entities.

    Policies and what has a name are the nodes that resolution gives; what is only described
    ("a federal judge") is a node of this article alone.
    """

    def __init__(self, record: Record, resolution: Resolution, names: Names) -> None:
        described: Counter[str] = Counter()
        self.names = names
        self.record = record
        self.article = names.article(record.article.id)
        self._nodes: dict[str, Node] = {}
        for entity in record.entities:
            if entity.named or entity.type == "policy":
                resolved = resolution.entity(record.article.id, entity.id)
                self._nodes[entity.id] = Node(names.entity(resolved.slug), resolved)
            else:
                described[slug(entity.name)] += 1
                self._nodes[entity.id] = self._described(entity, described[slug(entity.name)])

    def _described(self, entity: Entity, count: int) -> Node:
        iri = self.names.described(self.record.article.id, entity.name, count)
        return Node(iri, GraphEntity(slug=iri.value.removeprefix(self.names.base), type=entity.type, name=entity.name))

    def __getitem__(self, local_id: str) -> Node:
        return self._nodes[local_id]

    def all(self) -> list[Node]:
        """All nodes, in order of the record's entities."""
        return list(self._nodes.values())
