"""Finds what a correction speaks of: entities by name or IRI, claims by IRI, as anchors that outlive the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode
from rapidfuzz import process, utils

from kg.errors import DecisionError
from kg.model import EntityType, Record, claim_key
from kg.query import find
from kg.rdf import DCTERMS, FOAF, KG, ORG, RDF, RDFS, SCHEMA, SKOS, Names
from kg.records import Records
from kg.resolve import people
from kg.resolve.decided import name_key
from kg.resolve.decisions import Anchor, ClaimAnchor
from kg.review.claims import anchor as claim_anchor
from kg.store import Store

_TYPES: dict[NamedNode, EntityType] = {
    FOAF.Person: "person",
    ORG.Organization: "organization",
    SCHEMA.Place: "place",
    KG.Policy: "policy",
}
_IRI = re.compile(r"[a-z][a-z0-9+.-]*://?\S+", re.IGNORECASE)


class Finder:
    """Finds entities and claims of one graph."""

    def __init__(self, store: Store, records: Records, *, base: str) -> None:
        self._store = store
        self._records = records
        self._names = Names(base)

    def entity(self, name: str, *, article: str | None = None, kind: EntityType | None = None) -> Anchor:
        """The anchor of the entity of this name or IRI; with an article's id, of who is called so there.

        Of several of one name that of type ``kind`` is taken.

        Raises:
            DecisionError: Nothing is called so, or several are, or not in this article.
        """
        node = self._node(name, kind)
        kind, label = self._type(node), self._label(node)
        if article is not None:
            return self._in_article(self._record(article), kind, [name, label, *self._also(node)])
        if not _IRI.fullmatch(name):
            return Anchor(type=kind, name=label if _is_surname_of(name, label, kind) else name)
        if len(find(self._store, label, kinds=[kind])) == 1:
            return Anchor(type=kind, name=label)
        records = [self._record(article) for article in self._mentioning(node)]
        return self._in_article(records[0], kind, [label, *self._also(node)])

    def claim(self, iri: str) -> ClaimAnchor:
        """The anchor of the claim of this IRI, full or from ``claim/`` on; raises DecisionError if there is none."""
        node = NamedNode(iri if _IRI.fullmatch(iri) else f"{self._names.base}{iri}")
        for quad in self._store.match(node, KG.evidence):
            for record in self._records_of(quad.graph_name):
                for claim in record.claims:
                    if self._names.hashed("claim", record.article.id, claim_key(record, claim)) == node:
                        return claim_anchor(record, claim)
                raise DecisionError(iri, "the claim was edited", "Take the edit back with kg review --undo, or in the file")
        raise DecisionError(iri, "there is no such claim", "kg query evidence-of --param about=NAME gives the IRIs of claims")

    def _node(self, name: str, kind: EntityType | None) -> NamedNode:
        if _IRI.fullmatch(name):
            node = NamedNode(name)
            if any(True for _ in self._store.match(node, RDFS.label)):
                return node
            raise DecisionError(name, "the graph has no such node", "Give the name or the IRI of an entity")
        found = find(self._store, name)
        found = [node for node in found if self._type(node) == kind] or found
        if not found:
            raise DecisionError(name, "nothing in the graph is called so", f"Nearest names: {', '.join(self._nearest(name))}")
        labelled = [node for node in found if self._label(node) == name]
        if len(found) > 1 and len(labelled) != 1:
            iris = ", ".join(node.value for node in found)
            raise DecisionError(name, "several in the graph are called so", f"Give one of them by IRI: {iris}")
        return labelled[0] if labelled else found[0]

    def _nearest(self, name: str) -> list[str]:
        entities = {quad.subject for kind in _TYPES for quad in self._store.match(None, RDF.type, kind)}
        labels = sorted({self._label(node) for node in entities if isinstance(node, NamedNode)})
        return [found[0] for found in process.extract(name, labels, limit=3, processor=utils.default_process)]

    def _label(self, node: NamedNode) -> str:
        return next(self._texts(node, RDFS.label), node.value)

    def _also(self, node: NamedNode) -> list[str]:
        return sorted(self._texts(node, SKOS.altLabel))

    def _texts(self, node: NamedNode, predicate: NamedNode) -> Iterator[str]:
        return (quad.object.value for quad in self._store.match(node, predicate) if isinstance(quad.object, Literal))

    def _type(self, node: NamedNode) -> EntityType:
        for quad in self._store.match(node, RDF.type):
            if isinstance(quad.object, NamedNode) and quad.object in _TYPES:
                return _TYPES[quad.object]
        raise DecisionError(node.value, "it is no entity", "Give a person, an organisation, a place or a policy")

    def _mentioning(self, node: NamedNode) -> list[str]:
        """The ids of the articles that mention a node, sorted."""
        articles = {quad.graph_name for quad in self._store.match(None, SCHEMA.mentions, node)}
        return sorted(record.article.id for article in articles for record in self._records_of(article))

    def _records_of(self, article: object) -> Iterator[Record]:
        if isinstance(article, NamedNode):
            for identifier in self._texts(article, DCTERMS.identifier):
                if record := self._records.get(identifier):
                    yield record

    def _record(self, article: str) -> Record:
        record = self._records.get(article)
        if record is None:
            known = [record.article.id for record in self._records]
            near = [found[0] for found in process.extract(article, known, limit=3)]
            raise DecisionError(f"article {article}", "the store has none of this id", f"Nearest ids: {', '.join(near)}")
        return record

    @staticmethod
    def _in_article(record: Record, kind: EntityType, names: list[str]) -> Anchor:
        keys = {name_key(kind, name) for name in names}
        for entity in record.entities:
            if entity.type == kind and keys & {name_key(kind, name) for name in (entity.name, *entity.aliases)}:
                return Anchor(type=kind, name=entity.name, article=record.article.content_hash)
        there = ", ".join(sorted(entity.name for entity in record.entities if entity.type == kind and entity.named)) or "nobody"
        raise DecisionError(names[0], f"article {record.article.id} names nobody so", f"It names: {there}")


def _is_surname_of(name: str, label: str, kind: EntityType) -> bool:
    """Whether a name is a surname alone, which others may bear, where the entity has a full name."""
    return kind == "person" and people.parse(name).bare and not people.parse(label).bare
