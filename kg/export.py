"""Writes a graph to a file in the RDF formats, as GraphML, or as a list of mentions; the same graph gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import networkx as nx
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.draw import picture
from kg.errors import ConfigError
from kg.ontology import PREFIXES
from kg.rdf import KG
from kg.store import Store

TRIPLE_FORMATS: Mapping[str, RdfFormat] = MappingProxyType(
    {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}
)
QUAD_FORMATS: Mapping[str, RdfFormat] = MappingProxyType(
    {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
)
SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".ttl": "turtle",
        ".nt": "ntriples",
        ".rdf": "rdfxml",
        ".xml": "rdfxml",
        ".trig": "trig",
        ".nq": "nquads",
        ".jsonld": "jsonld",
        ".graphml": "graphml",
    }
)
"""A file's suffix → the format it is written in."""

_ABOUT_CLAIMS = (KG.RoleClaim, KG.ActionClaim, KG.StatementClaim)


def export(store: Store, path: str | Path, *, form: str | None = None, facts_only: bool = False) -> Path:
    """Write the graph to ``path`` and return the path.

    Turtle, N-Triples and RDF/XML hold the facts, the claims and their passages without the named graphs; TriG, N-Quads and
    JSON-LD keep the graphs; GraphML holds entities and what joins them. ``facts_only`` leaves claims and passages out.

    Raises:
        ConfigError: The format is unknown, or the suffix names none.
    """
    path = Path(path)
    name = form or SUFFIXES.get(path.suffix.lower(), "")
    if name in TRIPLE_FORMATS:
        triples = sorted({Triple(q.subject, q.predicate, q.object) for q in _quads(store, facts_only)}, key=str)
        serialize(triples, str(path), format=TRIPLE_FORMATS[name], prefixes=dict(PREFIXES))
    elif name in QUAD_FORMATS:
        quads = sorted(_quads(store, facts_only), key=lambda q: (str(q.graph_name), str(q)))
        serialize(quads, str(path), format=QUAD_FORMATS[name], prefixes=dict(PREFIXES))
    elif name == "graphml":
        nx.write_graphml(to_networkx(store), path)
    else:
        known = ", ".join([*TRIPLE_FORMATS, *QUAD_FORMATS, "graphml"])
        raise ConfigError(form or str(path), "this format is not known", f"Name one of {known}, or end the file in {', '.join(SUFFIXES)}")
    return path


def to_networkx(store: Store) -> nx.MultiDiGraph:
    """Entities as nodes (label, type) and claims between them as edges (relation, label, date, modality, number of passages)."""
    drawn = picture(store)
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for node in drawn.nodes:
        graph.add_node(node.id, label=node.label, type=node.type)
    for edge in drawn.edges:
        if edge.target is not None:
            graph.add_edge(
                edge.source,
                edge.target,
                relation=edge.relation,
                label=edge.label,
                date=edge.date or "",
                modality=edge.modality,
                passages=len(edge.passages),
            )
    return graph


def _quads(store: Store, facts_only: bool) -> Iterable[Quad]:
    """All but the provenance, whose clock differs from build to build; or the default graph alone."""
    if facts_only:
        return store.match(graph=DefaultGraph())
    return _without_provenance(store)


def _without_provenance(store: Store) -> Iterator[Quad]:
    clocked = {name for name in store.graphs() if name.value.endswith("/provenance")}
    return (quad for quad in store.match() if not (isinstance(quad.graph_name, NamedNode) and quad.graph_name in clocked))
