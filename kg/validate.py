"""Checks a graph against the SHACL shapes of the ontology (W3C SHACL Core, by pySHACL)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

import msgspec
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, serialize
from pyshacl import validate as shacl
from rdflib import SH, Graph
from rdflib.term import Node

from kg import ontology
from kg.rdf import KG, ORG, RDF, RDFS, SCHEMA, Subject
from kg.store import Store

CHUNK = 50
"""Articles that are checked together: pySHACL holds them in memory."""


class Violation(msgspec.Struct, frozen=True, order=True):
    """What breaks which shape: the node, the path to the value, the value and the message of the shape."""

    focus: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        value = f" {self.value}" if self.value else ""
        return f"{self.focus} {self.path}{value}: {self.message}"


class Report(msgspec.Struct, frozen=True):
    """The violations, sorted; none if the graph conforms."""

    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing breaks a shape."""
        return not self.violations


def validate(store: Store) -> Report:
    """Check the graph of every article with the descriptions of what it names, and the facts that no article's graph holds."""
    shapes = Graph().parse(ontology.path("shapes.ttl"))
    found = {violation for data in _chunks(store) for violation in _violations(data, shapes)}
    return Report(tuple(sorted(found)))


def _chunks(store: Store) -> Iterator[Graph]:
    yield _rdflib(store, [quad for fact in _unclaimed(store) for quad in store.match(fact, graph=_DEFAULT)])
    graphs = iter(store.graphs())
    while chunk := list(islice(graphs, CHUNK)):
        claimed = (quad for name in chunk for quad in store.match(graph=name))
        described = (quad for name in chunk for quad in store.match(name, graph=_DEFAULT))
        yield _rdflib(store, [*claimed, *described])


_DEFAULT = DefaultGraph()


def _unclaimed(store: Store) -> Iterator[Subject]:
    """The facts that stand in no article's graph; a sound graph has none."""
    for kind in (KG.PolicyAction, ORG.Membership, SCHEMA.Quotation):
        for fact in store.match(None, RDF.type, kind, _DEFAULT):
            if all(quad.graph_name == _DEFAULT for quad in store.match(fact.subject, RDF.type, kind)):
                yield fact.subject


def _described(store: Store, node: NamedNode) -> Iterator[Quad]:
    """What the default graph says a node is; not what it does, which its articles' graphs say."""
    for predicate in (RDF.type, RDFS.label, KG.policyType, KG.match):
        for quad in store.match(node, predicate, None, _DEFAULT):
            yield quad
            if predicate == KG.match and isinstance(quad.object, NamedNode):
                yield from store.match(quad.object, graph=_DEFAULT)


def _rdflib(store: Store, quads: Sequence[Quad]) -> Graph:
    """The quads, and the descriptions of all that they name, as an rdflib graph in memory."""
    named = dict.fromkeys(quad.object for quad in quads if isinstance(quad.object, NamedNode))
    described = (quad for node in named for quad in _described(store, node))
    data = serialize((quad.triple for quad in chain(quads, described)), format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=data, format="nt")


def _violations(data: Graph, shapes: Graph) -> Iterator[Violation]:
    _, report, _ = shacl(data, shacl_graph=shapes, advanced=False, inplace=True)
    for result in report.objects(predicate=SH.result):
        yield Violation(
            focus=_text(report, result, SH.focusNode),
            path=_text(report, result, SH.resultPath),
            value=_text(report, result, SH.value),
            message=_text(report, result, SH.resultMessage),
        )


def _text(report: Graph, result: Node, predicate: Node) -> str:
    value = report.value(result, predicate)
    return "" if value is None else str(value)
