"""Writes a graph to a file in the RDF formats or as GraphML; the same graph gives the same bytes."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from importlib import resources
from itertools import count, groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import networkx as nx
from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, RdfFormat, parse, serialize

from kg.errors import ConfigError
from kg.ontology import PREFIXES
from kg.rdf import RDF, SCHEMA
from kg.store import Store

RUN = 400_000
"""Lines that are sorted in memory at a time; what is more goes over disk."""

KINDS = (
    "article",
    "claim",
    "event",
    "evidence",
    "membership",
    "organization",
    "person",
    "place",
    "policy",
    "post",
    "role",
    "statement",
    "syndication",
)
"""Kinds of node that Turtle and TriG write with a prefix: ``person:jeff-sessions``."""

_Graphs = list[NamedNode | DefaultGraph]


def export(store: Store, path: str | Path, *, form: str | None = None, facts_only: bool = False) -> Path:
    """Write the graph to ``path`` and return the path. A file that was there stays as it is until the new one is whole.

    Turtle, N-Triples and RDF/XML hold facts, claims and passages without the named graphs; TriG, N-Quads and JSON-LD
    keep the graphs; GraphML holds the entities and the facts that join two of them. The provenance of the build,
    which has a clock, is left out of all.

    Args:
        store: What to write.
        path: Where to.
        form: A name out of ``FORMATS``; by default what the suffix says.
        facts_only: Whether to leave claims and passages out.

    Raises:
        ConfigError: The format is unknown, or the suffix names none.
    """
    path = Path(path)
    write = _writer(path, form)
    graphs: _Graphs = [DefaultGraph()]
    if not facts_only:
        graphs += (graph for graph in store.graphs() if not graph.value.endswith("/provenance"))
    partial_path = path.with_name(f"{path.name}.partial")
    write(store, partial_path, graphs)
    partial_path.replace(path)
    return path


def to_networkx(store: Store) -> nx.MultiDiGraph[str]:
    """Entities as nodes (label, type, detail), and facts that join two of them as edges (relation, label, date, fact)."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in _rows(store, "nodes.rq"):
        graph.add_node(row.pop("node"), **row)
    for row in _rows(store, "edges.rq"):
        source, target = row.pop("source"), row.pop("target")
        if source in graph and target in graph:
            graph.add_edge(source, target, **row)
    return graph


def _writer(path: Path, form: str | None) -> Callable[[Store, Path, _Graphs], None]:
    name = form or SUFFIXES.get(path.suffix.lower(), "")
    if name in FORMATS:
        return FORMATS[name]
    remedy = f"Name one of {', '.join(FORMATS)}, or end the file in one of {', '.join(SUFFIXES)}"
    raise ConfigError(form or str(path), "this format is not known", remedy)


def _write_triples(form: RdfFormat, store: Store, path: Path, graphs: _Graphs) -> None:
    """The graphs poured into one, each subject's triples together, its class first."""
    with TemporaryDirectory(dir=path.parent) as folder:
        lines = (line for graph in graphs for line in _dumped(store, graph, Path(folder)))
        triples = (quad.triple for quad in _in_order(lines, Path(folder)))
        serialize(triples, str(path), format=form, prefixes=_prefixes(store))


def _write_graphs(form: RdfFormat, store: Store, path: Path, graphs: _Graphs) -> None:
    """One graph after the other, each in the order of ``_write_triples``."""
    with TemporaryDirectory(dir=path.parent) as folder:
        quads = (
            Quad(quad.subject, quad.predicate, quad.object, graph)
            for graph in graphs
            for quad in _in_order(_dumped(store, graph, Path(folder)), Path(folder))
        )
        serialize(quads, str(path), format=form, prefixes=_prefixes(store))


def _write_lines(form: RdfFormat, store: Store, path: Path, graphs: _Graphs) -> None:
    """One statement to a line, the lines in order of their bytes, as ``LC_ALL=C sort -u`` has them."""
    with TemporaryDirectory(dir=path.parent) as folder, path.open("wb") as file:
        names = {graph: _end_of_line(graph, form) for graph in graphs}
        lines = (line[:-2] + names[graph] for graph in graphs for line in _dumped(store, graph, Path(folder)))
        file.writelines(_sorted_lines(lines, Path(folder)))


def _end_of_line(graph: NamedNode | DefaultGraph, form: RdfFormat) -> bytes:
    return b".\n" if form == RdfFormat.N_TRIPLES or isinstance(graph, DefaultGraph) else f"{graph} .\n".encode()


def _write_graphml(store: Store, path: Path, graphs: _Graphs) -> None:
    nx.write_graphml(to_networkx(store), path, encoding="utf-8")


def _dumped(store: Store, graph: NamedNode | DefaultGraph, folder: Path) -> Iterator[bytes]:
    """The lines of one graph in N-Triples."""
    with (folder / "dump.nt").open("w+b") as file:
        store.dump(file, graph)
        file.seek(0)
        yield from file


def _in_order(lines: Iterable[bytes], folder: Path) -> Iterator[Quad]:
    """The triples of N-Triples lines, each once, sorted by subject, with a subject's classes before all else."""
    ordered = folder / "ordered.nt"
    with ordered.open("wb") as file:
        file.writelines(_sorted_lines(lines, folder, key=_class_first))
    return parse(path=str(ordered), format=RdfFormat.N_TRIPLES)


def _class_first(line: bytes) -> bytes:
    return line.replace(_TYPE, b"> !", 1)


_TYPE = f"> {RDF.type} ".encode()


def _sorted_lines(lines: Iterable[bytes], folder: Path, *, key: Callable[[bytes], bytes] = bytes) -> Iterator[bytes]:
    """The lines sorted, each once. Memory holds ``RUN`` of them; the others wait in files of ``folder``."""
    source = iter(lines)
    with ExitStack() as open_files:
        runs = [open_files.enter_context(run.open("rb")) for run in _runs(source, folder, key)]
        for line, _ in groupby(heapq.merge(*runs, key=key)):
            yield line


def _runs(source: Iterator[bytes], folder: Path, key: Callable[[bytes], bytes]) -> Iterator[Path]:
    for number in count():
        run = sorted(islice(source, RUN), key=key)
        if not run:
            return
        path = folder / f"run-{number}"
        with path.open("wb") as file:
            file.writelines(run)
        yield path


def _prefixes(store: Store) -> dict[str, str]:
    """The ontology's prefixes, and one for each kind of node under the graph's own base."""
    article = next(store.match(None, RDF.type, SCHEMA.NewsArticle), None)
    if article is None or not isinstance(article.subject, NamedNode):
        return dict(PREFIXES)
    base = article.subject.value.rpartition("article/")[0]
    return {**PREFIXES, **{kind: f"{base}{kind}/" for kind in KINDS}}


def _rows(store: Store, name: str) -> Iterator[dict[str, str]]:
    """The answers of a query in ``kg/queries/lookup``, by column; what is not bound is empty."""
    text = resources.files("kg").joinpath("queries", "lookup", name).read_text(encoding="utf-8")
    answer = store.query(text)
    if isinstance(answer, QuerySolutions):
        columns = [variable.value for variable in answer.variables]
        for row in answer:
            yield {name: value.value if value else "" for name, value in zip(columns, row, strict=True)}


FORMATS: Mapping[str, Callable[[Store, Path, _Graphs], None]] = MappingProxyType(
    {
        "turtle": partial(_write_triples, RdfFormat.TURTLE),
        "ntriples": partial(_write_lines, RdfFormat.N_TRIPLES),
        "rdfxml": partial(_write_triples, RdfFormat.RDF_XML),
        "trig": partial(_write_graphs, RdfFormat.TRIG),
        "nquads": partial(_write_lines, RdfFormat.N_QUADS),
        "jsonld": partial(_write_graphs, RdfFormat.JSON_LD),
        "graphml": _write_graphml,
    }
)
"""Format → how it is written."""

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
"""A file's suffix → the format that it is written in."""
