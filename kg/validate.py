"""Checks a graph against the SHACL shapes of the ontology (W3C SHACL Core, by pySHACL)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec
from pyoxigraph import DefaultGraph, NamedNode, Quad
from pyshacl import validate as shacl
from rdflib import SH, Graph
from rdflib.term import Node

from kg import ontology
from kg.rdf import KG, RDF, RDFS
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
    """Check every article's graph, with the descriptions of what it names, and the facts that no article's graph holds."""
    shapes = Graph().parse(ontology.path("shapes.ttl"))
    found: set[Violation] = set()
    for data in _chunks(store):
        found.update(_violations(data, shapes))
    return Report(tuple(sorted(found)))


def _chunks(store: Store) -> Iterator[Graph]:
    graphs = iter([None, *store.graphs()])
    while names := list(islice(graphs, CHUNK)):
        quads = [quad for name in names for quad in _of_graph(store, name)]
        yield _rdflib([*quads, *_descriptions(store, quads)])


def _of_graph(store: Store, name: NamedNode | None) -> Iterable[Quad]:
    """One article's graph; for None the facts that stand in no article's graph, which a sound graph has not."""
    if name is not None:
        return store.match(graph=name)
    facts = (fact for kind in _FACTS for fact in store.match(None, RDF.type, kind, DefaultGraph()))
    orphans = [fact.subject for fact in facts if not any(_is_named(q) for q in store.match(fact.subject, RDF.type))]
    return [quad for node in orphans for quad in store.match(node, graph=DefaultGraph())]


_FACTS = (KG.PolicyAction, ontology.Namespace("org").Membership, ontology.Namespace("schema").Quotation)


def _is_named(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode)


def _descriptions(store: Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    """The types and labels, in the default graph, of every node that the quads name."""
    nodes = {quad.object for quad in quads if isinstance(quad.object, NamedNode)}
    for node in nodes:
        for predicate in (RDF.type, RDFS.label):
            yield from store.match(node, predicate, None, DefaultGraph())


def _rdflib(quads: Iterable[Quad]) -> Graph:
    graph = Graph()
    lines = {f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads}
    return graph.parse(data="\n".join(sorted(lines)), format="nt")


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
