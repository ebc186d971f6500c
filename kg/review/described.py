"""Describes people's decisions in the graph: what was decided, about which nodes, by whom and when if they said so."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg import rdf
from kg.rdf import DCTERMS, KG, PROV, RDF, RDFS, SCHEMA, Names, Statement
from kg.resolve.decisions import Decision, written
from kg.review.resolved import Resolved


def decision_quads(resolved: Resolved, *, base: str) -> Iterator[Quad]:
    """The description of each decision, in the default graph; ask for it when all records have been assembled.

    A decision that speaks of nobody in the graph is described too, without anything that it is about.
    """
    names = Names(base)
    for decision in resolved.decisions:
        yield from map(rdf.quad, _statements(decision, _about(decision, resolved, names), names))


def _about(decision: Decision, resolved: Resolved, names: Names) -> list[NamedNode]:
    entities = [names.entity(slug) for slug in resolved.about(decision)]
    claims = [names.hashed("claim", article, key) for article, key in resolved.judged.met(decision)]
    return [*entities, *claims]


def _statements(decision: Decision, about: list[NamedNode], names: Names) -> Iterator[Statement]:
    node = names.hashed("decision", written(decision))
    yield node, RDF.type, KG.Decision
    yield node, RDFS.label, rdf.text(str(decision))
    yield node, KG.verdict, rdf.text(str(decision.__struct_config__.tag))
    for thing in about:
        yield node, SCHEMA.about, thing
    if decision.who:
        agent = names.entity(f"agent/{rdf.slug(decision.who)}")
        yield node, PROV.wasAssociatedWith, agent
        yield agent, RDF.type, PROV.Agent
        yield agent, RDFS.label, rdf.text(decision.who)
    if decision.when and (day := rdf.calendar(decision.when)):
        yield node, DCTERMS.date, day
