"""Describes claims and the passages that carry them (W3C Web Annotation selectors)."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg import rdf
from kg.assemble.facts import Fact
from kg.assemble.nodes import Nodes
from kg.model import ActionClaim, Claim, Evidence, RelationClaim, RoleClaim, StatementClaim, Timex
from kg.rdf import KG, OA, RDF, Statement

_CLASSES = {
    RoleClaim: KG.RoleClaim,
    ActionClaim: KG.ActionClaim,
    StatementClaim: KG.StatementClaim,
    RelationClaim: KG.RelationClaim,
}


def claim_statements(claim: Claim, key: str, fact: Fact | None, nodes: Nodes) -> Iterator[Statement]:
    """What is said of one claim; ``fact`` is None for one that a person rejected, which then states nothing."""
    node = nodes.names.hashed("claim", nodes.record.article.id, key)
    yield node, RDF.type, _CLASSES[type(claim)]
    yield node, KG.evidence, _passage(claim.evidence, nodes)
    yield node, KG.extractor, rdf.text(claim.extractor)
    yield node, KG.confidence, rdf.decimal(claim.confidence)
    if fact:
        yield node, KG.states, fact.node
    else:
        yield node, KG.dismissed, rdf.true()
    if isinstance(claim, ActionClaim) and claim.date:
        yield from _wording(node, claim.date)
    if isinstance(claim, StatementClaim) and claim.cue:
        yield node, KG.cue, rdf.text(claim.cue)


def passage_statements(evidence: Evidence, text_hash: str, nodes: Nodes) -> Iterator[Statement]:
    """Where a passage stands: article, offsets in code points (end exclusive), exact words, hash of the whole text."""
    node = _passage(evidence, nodes)
    position, quote = NamedNode(f"{node.value}#position"), NamedNode(f"{node.value}#quote")
    yield node, RDF.type, OA.SpecificResource
    yield node, OA.hasSource, nodes.article
    yield node, KG.textHash, rdf.text(text_hash)
    yield node, OA.hasSelector, position
    yield node, OA.hasSelector, quote
    yield position, RDF.type, OA.TextPositionSelector
    yield position, OA.start, rdf.integer(evidence.start)
    yield position, OA.end, rdf.integer(evidence.end)
    yield quote, RDF.type, OA.TextQuoteSelector
    yield quote, OA.exact, rdf.text(evidence.quote)


def _passage(evidence: Evidence, nodes: Nodes) -> NamedNode:
    return nodes.names.hashed("evidence", nodes.record.article.id, f"{evidence.start}-{evidence.end}", evidence.quote)


def _wording(node: NamedNode, date: Timex) -> Iterator[Statement]:
    yield node, KG.dateText, rdf.text(date.text)
    if date.mod:
        yield node, KG.dateModifier, rdf.text(date.mod)
