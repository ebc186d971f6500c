"""Assembles records into quads: the claims of each article in a graph of its own, the facts in the default graph.

Nothing here has a clock or draws at random: the same records and resolution give the same quads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from kg import rdf
from kg.assemble.described import described, facts, graph_of, holding
from kg.assemble.entities import article_statements, entity_statements
from kg.assemble.made import Changes, Made
from kg.assemble.nodes import Nodes
from kg.assemble.provenance import provenance_quads
from kg.assemble.update import update
from kg.model import GraphEntity, Record
from kg.rdf import Names
from kg.ty import Resolution

__all__ = [
    "Changes",
    "Made",
    "article_quads",
    "claim_quads",
    "entity_quads",
    "fact_quads",
    "provenance_quads",
    "quads",
    "record_quads",
    "update",
]


def quads(records: Iterable[Record], resolution: Resolution, *, base: str) -> Iterator[Quad]:
    """All quads of all records, in their order; each entity is described once.

    Memory holds one record and the slugs of the entities seen. Quads may come twice where articles state the same fact.
    """
    seen: set[str] = set()
    for record in records:
        nodes = Nodes(record, resolution, Names(base))
        yield from described(nodes, resolution)
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
    return graph_of(nodes, facts(nodes, resolution))


def fact_quads(record: Record, resolution: Resolution, *, base: str) -> Iterator[Quad]:
    """What one article brings to the default graph: the facts that it affirms, each also in the article's own graph."""
    nodes = Nodes(record, resolution, Names(base))
    return holding(facts(nodes, resolution))


def article_quads(record: Record, resolution: Resolution, *, base: str) -> Iterator[Quad]:
    """The description of one article, in the default graph."""
    return map(rdf.quad, article_statements(record.article, resolution.group(record.article.id), Names(base)))


def entity_quads(entity: GraphEntity, *, base: str) -> Iterator[Quad]:
    """The description of one entity, in the default graph."""
    names = Names(base)
    return map(rdf.quad, entity_statements(entity, names.entity(entity.slug), names))
