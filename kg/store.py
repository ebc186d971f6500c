"""Keeps the graph on disk in an embedded Oxigraph; a change is published whole or not at all.

A store is a folder::

    news.kg/format            the version of this layout
    news.kg/graph/current     the name of the generation in use
    news.kg/graph/000001/     a generation: one Oxigraph database, never changed once it is in use

A writer builds the next generation beside the one in use (a copy by hard links, or from nothing) and then renames
``current``. Readers therefore never see half a change, and a writer killed at any moment leaves the graph as it was.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.errors import StoreError
from kg.ontology import PREFIXES
from kg.rdf import Object, Subject

FORMAT = 1
"""The version of the store's layout; a store of a higher version was made by a newer program."""

BATCH = 200_000
"""Quads that are loaded at a time: a larger batch is no faster and takes more memory, up to 1 GB for a million."""

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Store:
    """A graph to read and, when it was opened by ``create``, to change. A context manager: it holds a lock until closed."""

    def __init__(self, path: Path | None, graph: ox.Store, locks: list[int]) -> None:
        """Use ``create``, ``open`` or ``in_memory`` instead."""
        self._path = path
        self._graph = graph
        self._locks = locks

    @classmethod
    def in_memory(cls, quads: Iterable[ox.Quad] = ()) -> Store:
        """A store that is gone when it is closed."""
        graph = ox.Store()
        graph.extend(quads)
        return cls(None, graph, [])

    @classmethod
    def open(cls, path: str | Path) -> Store:
        """The store at ``path``, to read.

        Raises:
            StoreError: it is absent, empty, broken, or made by a newer version.
        """
        path = Path(path)
        _check_format(path)
        generation, lock = _hold_current(path)
        return cls(path, _read_only(generation), [lock])

    @classmethod
    def create(cls, path: str | Path) -> Store:
        """The store at ``path``, to change; made if it is absent. One at a time: others can only read.

        Raises:
            StoreError: another process has it open to change, it is broken, or made by a newer version.
        """
        path = Path(path)
        _make(path)
        _check_format(path)
        lock = _hold_for_writing(path)
        if not (path / "graph" / "current").exists():
            _publish(path, _new_generation(path, ()))
        _remove_unused(path)
        generation, held = _hold_current(path)
        return cls(path, _read_only(generation), [held, lock])

    @property
    def path(self) -> Path:
        """The store's folder.

        Raises:
            StoreError: the store is in memory only.
        """
        if self._path is None:
            raise StoreError("the store", "it is in memory and has no folder", "Make it with Store.create(path)")
        return self._path

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Release the locks; the store cannot be used afterwards."""
        self._graph = ox.Store()
        while self._locks:
            os.close(self._locks.pop())

    def __len__(self) -> int:
        return len(self._graph)

    def match(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Object | None = None,  # noqa: A002 - RDF's own word
        graph: ox.NamedNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that fit; None fits all, the default graph and the named ones alike."""
        return self._graph.quads_for_pattern(subject, predicate, object, graph)

    def graphs(self) -> list[ox.NamedNode]:
        """The names of the named graphs, sorted."""
        named = [name for name in self._graph.named_graphs() if isinstance(name, ox.NamedNode)]
        return sorted(named, key=lambda name: name.value)

    def dump(self, output: IO[bytes], graph: ox.NamedNode | ox.DefaultGraph) -> None:
        """Write one graph as N-Triples, in no order; the graph's name is not written."""
        self._graph.dump(output, ox.RdfFormat.N_TRIPLES, from_graph=graph)

    def query(self, sparql: str, *, prefixes: Mapping[str, str] = PREFIXES) -> Answer:
        """The answer to a SPARQL 1.1 query, as pyoxigraph gives it; its SyntaxError passes."""
        return self._graph.query(sparql, prefixes=dict(prefixes))

    def dataset(self) -> Dataset:
        """The store as an rdflib Dataset, with the ontology's prefixes. It reads as long as this store is open."""
        dataset = Dataset(store=OxigraphStore(store=self._graph))
        _bind_prefixes(dataset)
        return dataset

    def graph(self) -> Graph:
        """The facts, which is the default graph, as an rdflib Graph."""
        graph = Graph(store=OxigraphStore(store=self._graph), identifier=DATASET_DEFAULT_GRAPH_ID)
        _bind_prefixes(graph)
        return graph

    def replace(self, quads: Iterable[ox.Quad]) -> None:
        """Put these quads in place of everything, at once. Memory is flat; quads may come twice."""
        if self._path is None:
            self._graph = ox.Store()
            self._graph.extend(quads)
            return
        self._switch_to(_new_generation(self._writable(), quads))

    @contextmanager
    def change(self) -> Iterator[Change]:
        """Changes to be published together when the block ends, or dropped when it raises."""
        if self._path is None:
            yield Change(self._graph)
            return
        with _unless_it_fails(_next_generation(self._writable())) as generation:
            self._graph.backup(str(generation))
            graph = ox.Store(str(generation))
            yield Change(graph)
            graph.flush()
        del graph
        self._switch_to(generation)

    def _writable(self) -> Path:
        if len(self._locks) < 2:
            raise StoreError(str(self.path), "the store is open to read only", "Open it with Store.create(path)")
        return self.path

    def _switch_to(self, generation: Path) -> None:
        _publish(self.path, generation)
        current, held = _hold_current(self.path)
        self._graph = _read_only(current)
        os.close(self._locks[0])
        self._locks[0] = held
        _remove_unused(self.path)


class Change:
    """A generation in the making: quads come and go before anybody sees it."""

    def __init__(self, graph: ox.Store) -> None:
        self._graph = graph

    def match(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Object | None = None,  # noqa: A002 - RDF's own word
        graph: ox.NamedNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that fit; None fits all, the default graph and the named ones alike."""
        return self._graph.quads_for_pattern(subject, predicate, object, graph)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads; those that are there already stay once."""
        self._graph.extend(quads)

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Remove quads; those that are not there are passed over."""
        for quad in quads:
            self._graph.remove(quad)

    def replace_graph(self, name: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Put these quads in place of a named graph."""
        self.remove_graph(name)
        self._graph.extend(quads)

    def remove_graph(self, name: ox.NamedNode) -> None:
        """Remove a named graph; one that is not there is passed over."""
        self._graph.remove_graph(name)


def _bind_prefixes(graph: Graph) -> None:
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)


def _check_format(path: Path) -> None:
    try:
        version = int((path / "format").read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise _absent(path) from None
    except (ValueError, OSError) as error:
        raise StoreError(str(path), f"it is not a store ({error})", "Name the folder that `kg build --store` made") from error
    if version > FORMAT:
        raise StoreError(
            str(path),
            f"it was made by a newer version (format {version}, this one reads up to {FORMAT})",
            "Upgrade with `pip install --upgrade news-kg`, or build into a new --store",
        )


def _absent(path: Path) -> StoreError:
    if path.is_file():
        return StoreError(str(path), "it is a file, and a store is a folder", "Name the folder that `kg build --store` made")
    reason = "it is not a store" if path.exists() else "there is no store here"
    return StoreError(str(path), reason, "Build one with `kg build ARTICLES --store PATH`")


def _make(path: Path) -> None:
    if path.exists() and not (path / "format").exists() and (not path.is_dir() or any(path.iterdir())):
        raise StoreError(str(path), "something else is here", "Name a new folder for the store")
    try:
        (path / "graph").mkdir(parents=True, exist_ok=True)
        if not (path / "format").exists():
            _write_whole(path / "format", f"{FORMAT}\n")
    except OSError as error:
        raise StoreError(
            str(path), f"it cannot be written ({error.strerror})", "Name a folder that you can write to"
        ) from error


def _hold_for_writing(path: Path) -> int:
    lock = os.open(path / "graph", os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise StoreError(
            str(path), "another process is changing this store", "Wait for it to end, or build into another --store"
        ) from None
    return lock


def _hold_current(path: Path) -> tuple[Path, int]:
    """The generation in use and a lock that keeps it from being removed."""
    while True:
        generation = _current(path)
        try:
            lock = os.open(generation, os.O_RDONLY)
        except FileNotFoundError:
            if _current(path) == generation:
                raise StoreError(str(path), f"its graph {generation.name} is missing", "Build it again") from None
            continue
        fcntl.flock(lock, fcntl.LOCK_SH)
        if generation.exists():
            return generation, lock
        os.close(lock)


def _current(path: Path) -> Path:
    try:
        return path / "graph" / (path / "graph" / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise StoreError(
            str(path), "it holds no graph yet", "Run the same `kg build` again: it goes on where it stopped"
        ) from None


def _read_only(generation: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(generation))
    except OSError as error:
        raise StoreError(
            str(generation), f"the graph is broken ({error})", "Build it again: articles that were read are kept"
        ) from error


def _new_generation(path: Path, quads: Iterable[ox.Quad]) -> Path:
    with _unless_it_fails(_next_generation(path)) as generation:
        graph = ox.Store(str(generation))
        source = iter(quads)
        while batch := list(islice(source, BATCH)):
            graph.bulk_extend(batch)
        graph.optimize()
        graph.flush()
    return generation


@contextmanager
def _unless_it_fails(generation: Path) -> Iterator[Path]:
    """The name of a generation in the making, whose files go if making it fails."""
    try:
        yield generation
    except BaseException:
        shutil.rmtree(generation, ignore_errors=True)
        raise


def _next_generation(path: Path) -> Path:
    """The name after the last."""
    numbers = [int(entry.name) for entry in (path / "graph").iterdir() if entry.name.isdigit()]
    return path / "graph" / f"{max(numbers, default=0) + 1:06d}"


def _publish(path: Path, generation: Path) -> None:
    _write_whole(path / "graph" / "current", f"{generation.name}\n")


def _write_whole(path: Path, text: str) -> None:
    """Write a small file so that at any moment it has its old or its new content."""
    partial = path.with_name(f"{path.name}.partial")
    with partial.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _remove_unused(path: Path) -> None:
    """Remove the generations that are not in use and that no reader holds."""
    current = _current(path)
    for generation in sorted((path / "graph").iterdir()):
        if generation.name.isdigit() and generation != current:
            _remove_unless_held(generation)


def _remove_unless_held(generation: Path) -> None:
    lock = os.open(generation, os.O_RDONLY)
    with suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(generation)
    os.close(lock)
