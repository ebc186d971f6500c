"""The graph in a user's hands: ask it, show somebody, draw, export and validate it, or hold it as rdflib."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
from rdflib import Dataset
from rdflib import Graph as RdfGraph

from kg import export
from kg.draw import draw
from kg.facts import facts
from kg.query import Result, query
from kg.records import Records
from kg.remake import RECORDS as RECORDS
from kg.remake import Settings, read_decisions
from kg.review.claims import Judged
from kg.store import Store
from kg.validate import Report, validate


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One claim about an entity, in words, with the sentence that carries it and where that stands."""

    kind: str
    says: str
    modality: str | None
    evidence: str
    article: str
    published: str | None


class Graph:
    """A built graph, open to read; a context manager. ``kg.build`` and ``kg.open`` make one."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, path: str | Path) -> Graph:
        """The graph at ``path``. Raises StoreError if there is none, or a newer version made it."""
        return cls(Store.open(path))

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Release the store."""
        self.store.close()

    def query(self, what: str, parameters: Mapping[str, str] | None = None) -> Result:
        """The answer to a named question, or to SPARQL 1.1; raises QueryError."""
        return query(self.store, what, parameters)

    def show(self, name: str) -> list[Passage]:
        """Everything the graph says about the entity called ``name`` (or of this IRI): roles, actions, then statements.

        Raises:
            QueryError: Nothing has this name; the remedy gives the nearest.
        """
        rows = self.query("evidence-of", {"about": name}).dicts()
        columns = Passage.__struct_fields__
        return [msgspec.convert({column: row[column] for column in columns}, Passage) for row in rows]

    def facts(self) -> Iterator[dict[str, Any]]:
        """One JSON object for each article, in order of article id, in the form of ``kg facts``.

        Claims that a person called wrong are left out, edited ones are as they were edited.
        """
        path = self.store.path
        with Records(path / RECORDS) as records:
            yield from map(facts, Judged(records, read_decisions(path, Settings.of(path).config)).without_wrong())

    def draw(self, path: str | Path, **options: Any) -> Path:
        """Write one HTML file that opens with no network; the options are those of ``kg.draw.draw``."""
        return draw(self.store, path, **options)

    def export(self, path: str | Path, **options: Any) -> Path:
        """Write the graph to a file; the options are those of ``kg.export.export``."""
        return export.export(self.store, path, **options)

    def validate(self) -> Report:
        """The SHACL report on the graph."""
        return validate(self.store)

    @property
    def dataset(self) -> Dataset:
        """The whole as an rdflib Dataset: facts in the default graph, the claims of each article in a graph of its own."""
        return self.store.dataset()

    @property
    def rdflib(self) -> RdfGraph:
        """The facts as an rdflib Graph."""
        return self.store.graph()
