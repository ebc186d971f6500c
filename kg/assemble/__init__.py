"""Assembles records into quads: the claims of each article in a graph of its own, the facts in the default graph.

Nothing here has a clock or draws at random: the same records and resolution give the same quads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from kg import rdf
from kg.assemble.claims import claim_statements, passage_statements
from kg.assemble.entities import article_statements, entity_statements
from kg.assemble.facts import Fact, fact
from kg.assemble.nodes import Nodes
from kg.assemble.provenance import provenance_quads
from kg.assemble.retract import retracted
from kg.model import GraphEntity, Record, claim_key
from kg.rdf import SCHEMA, Names, Statement
from kg.ty import Resolution

__all__ = [
    "article_quads",
    "claim_quads",
    "entity_quads",
    "fact_quads",
    "provenance_quads",
    "quads",
    "record_quads",
    "retracted",
]


def quads(records: Iterable[Record], resolution: Resolution, *, base: str) -> Iterator[Quad]:
    """All quads of all records, in their order; each entity is described once.

    Memory holds one record and the slugs of the entities seen. Quads may come twice where articles state the same fact.
    """
    seen: set[str] = set()
    for record in records:
        nodes = Nodes(record, resolution, Names(base))
        yield from _record_quads(nodes, resolution)
        for node in nodes.all():
            if node.entity.slug not in seen:
                seen.add(node.entity.slug)
                yield from map(rdf.quad, entity_statements(node.entity, node.iri, nodes.names))


def record_quads(record: Record, resolution: Resolution, *, base: str) -> Iterator[Quad]:
    """Everything that one article brings: claims, facts, its own description and that of its entities."""
    yield from quads([record], resolution, base=base)


def claim_quads(record: Record, resolution: Resolution, *, base: str) -> Iterator[Quad]:
    """The graph of one article: its claims, their passages, what they state, and whom the article mentions."""
    nodes = Nodes(record, resolution, Names(base))
    return _claim_quads(nodes, _facts(nodes, resolution))


def fact_quads(record: Record, resolution: Resolution, *, base: str) -> Iterator[Quad]:
    """What one article brings to the default graph: the facts that it affirms, each also in the article's own graph."""
    nodes = Nodes(record, resolution, Names(base))
    return _fact_quads(_facts(nodes, resolution))


def article_quads(record: Record, resolution: Resolution, *, base: str) -> Iterator[Quad]:
    """The description of one article, in the default graph."""
    return map(rdf.quad, article_statements(record.article, resolution.group(record.article.id), Names(base)))


def entity_quads(entity: GraphEntity, *, base: str) -> Iterator[Quad]:
    """The description of one entity, in the default graph."""
    names = Names(base)
    return map(rdf.quad, entity_statements(entity, names.entity(entity.slug), names))


def _record_quads(nodes: Nodes, resolution: Resolution) -> Iterator[Quad]:
    facts = _facts(nodes, resolution)
    yield from _claim_quads(nodes, facts)
    yield from _fact_quads(facts)
    yield from map(rdf.quad, article_statements(nodes.record.article, resolution.group(nodes.record.article.id), nodes.names))


def _facts(nodes: Nodes, resolution: Resolution) -> list[tuple[str, Fact | None]]:
    """For each claim of the record its key, and the fact it states unless a person rejected it."""
    keys = [claim_key(nodes.record, claim) for claim in nodes.record.claims]
    return [
        (key, None if resolution.is_rejected(key) else fact(claim, nodes))
        for key, claim in zip(keys, nodes.record.claims, strict=True)
    ]


def _claim_quads(nodes: Nodes, facts: list[tuple[str, Fact | None]]) -> Iterator[Quad]:
    for statement in dict.fromkeys(_article_graph(nodes, facts)):
        yield rdf.quad(statement, nodes.article)


def _article_graph(nodes: Nodes, facts: list[tuple[str, Fact | None]]) -> Iterator[Statement]:
    text_hash = nodes.record.article.content_hash
    for claim, (key, stated) in zip(nodes.record.claims, facts, strict=True):
        yield from claim_statements(claim, key, stated, nodes)
        if stated:
            yield from stated.statements
    for evidence in dict.fromkeys(claim.evidence for claim in nodes.record.claims):
        yield from passage_statements(evidence, text_hash, nodes)
    for node in nodes.all():
        yield nodes.article, SCHEMA.mentions, node.iri


def _fact_quads(facts: list[tuple[str, Fact | None]]) -> Iterator[Quad]:
    affirmed = (statement for _, stated in facts if stated and stated.affirmed for statement in stated.statements)
    yield from map(rdf.quad, dict.fromkeys(affirmed))
