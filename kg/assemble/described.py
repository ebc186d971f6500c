"""Describes one article: the graph of its claims, the facts that it affirms, and its metadata."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from kg import rdf
from kg.assemble.claims import claim_statements, passage_statements
from kg.assemble.entities import article_statements
from kg.assemble.facts import Fact, fact
from kg.assemble.nodes import Nodes
from kg.model import claim_key
from kg.rdf import SCHEMA, Statement
from kg.ty import Resolution

Stated = list[tuple[str, Fact | None]]
"""For each claim of a record its key, and the fact it states unless a person rejected it."""


def described(nodes: Nodes, resolution: Resolution) -> Iterator[Quad]:
    """All quads of one article, but for the descriptions of its entities."""
    found = facts(nodes, resolution)
    yield from graph_of(nodes, found)
    yield from holding(found)
    yield from map(rdf.quad, article_statements(nodes.record.article, resolution.group(nodes.record.article.id), nodes.names))


def facts(nodes: Nodes, resolution: Resolution) -> Stated:
    """What the claims of a record state."""
    keys = [claim_key(nodes.record, claim) for claim in nodes.record.claims]
    return [
        (key, None if resolution.is_rejected(key) else fact(claim, nodes))
        for key, claim in zip(keys, nodes.record.claims, strict=True)
    ]


def graph_of(nodes: Nodes, found: Stated) -> Iterator[Quad]:
    """The article's own graph: its claims, their passages, what they state, and whom it mentions."""
    for statement in dict.fromkeys(_article_graph(nodes, found)):
        yield rdf.quad(statement, nodes.article)


def holding(found: Stated) -> Iterator[Quad]:
    """What the article affirms, in the default graph."""
    affirmed = (statement for _, stated in found if stated and stated.affirmed for statement in stated.statements)
    yield from map(rdf.quad, dict.fromkeys(affirmed))


def _article_graph(nodes: Nodes, found: Stated) -> Iterator[Statement]:
    text_hash = nodes.record.article.content_hash
    for claim, (key, stated) in zip(nodes.record.claims, found, strict=True):
        yield from claim_statements(claim, key, stated, nodes)
        if stated:
            yield from stated.statements
    for evidence in dict.fromkeys(claim.evidence for claim in nodes.record.claims):
        yield from passage_statements(evidence, text_hash, nodes)
    for node in nodes.all():
        yield nodes.article, SCHEMA.mentions, node.iri
