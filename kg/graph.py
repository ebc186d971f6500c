"""The graph in a user's hands: ask it, show somebody, draw, export and validate it, or hold it as rdflib."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
from rdflib import Dataset
from rdflib import Graph as RdfGraph

from kg import export, mentions
from kg.draw import draw
from kg.facts import facts
from kg.query import Result, query
from kg.records import Records
from kg.remake import RECORDS as RECORDS
from kg.remake import Settings, decisions_path, read_decisions, reassemble, resolved
from kg.resolve.decisions import Decision, Edit, Linked, Rename, Right, Unlinked, Wrong, undo
from kg.resolve.why import Why
from kg.review.cases import CASES, About
from kg.review.claims import Judged, check_edit
from kg.review.corrections import decide, pair
from kg.review.named import Finder
from kg.review.walk import Walk
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
        """Write the graph to a file; the options are those of ``kg.export.export``, or ``form="mentions"`` alone."""
        if options.get("form") == mentions.FORM:
            return mentions.write(self.store, path)
        return export.export(self.store, path, **options)

    def why(self, left: str, right: str) -> Why:
        """Why two names, or IRIs, are one entity or two: what was seen of them and its weight.

        Raises:
            QueryError: Nothing in the graph is called so; the remedy gives the nearest names.
        """
        path = self.store.path
        base = Settings.of(path).config.base
        with Records(path / RECORDS) as records:
            return resolved(path, records).merged.why(left.removeprefix(base), right.removeprefix(base))

    def validate(self) -> Report:
        """The SHACL report on the graph."""
        return validate(self.store)

    def merge(self, name: str, *others: str, remake: bool = True, **signed: str | None) -> list[Decision]:
        """Say that entities, by name or IRI, are one; the graph is made anew unless ``remake`` is False.

        ``who`` and ``when`` (an ISO date) sign the decision. What was written to the decisions file comes back: nothing
        for what stood there already. So for all corrections.

        Raises:
            DecisionError: A name is unknown (the remedy gives the nearest) or ambiguous, or the decision contradicts others.
        """
        with self._finder() as find:
            left = find.entity(name)
            return self._decide(
                [pair(left, find.entity(other, kind=left.type), same=True) for other in others], remake, **signed
            )

    def split(
        self, name: str, other: str | None = None, *, article: str | None = None, remake: bool = True, **signed: str | None
    ) -> list[Decision]:
        """Say that two names are two entities, or that who is called ``name`` in one article is not who is so elsewhere."""
        with self._finder() as find:
            left = find.entity(name)
            right = find.entity(other or name, article=article, kind=left.type)
            return self._decide([pair(left, right, same=False)], remake, **signed)

    def rename(self, name: str, to: str, *, remake: bool = True, **signed: str | None) -> list[Decision]:
        """Say what an entity is to be called; its IRI stays as it is."""
        with self._finder() as find:
            return self._decide([Rename(entity=find.entity(name), name=to)], remake, **signed)

    def identify(
        self, name: str, iri: str | None, *, same: bool = True, remake: bool = True, **signed: str | None
    ) -> list[Decision]:
        """Say that an entity is the one that an IRI names elsewhere, or is not; no IRI says that it is not to be linked."""
        with self._finder() as find:
            entity = find.entity(name)
            return self._decide(
                [Linked(entity=entity, iri=iri) if iri and same else Unlinked(entity=entity, iri=iri)], remake, **signed
            )

    def reject(self, *claims: str, remake: bool = True, **signed: str | None) -> list[Decision]:
        """Say that claims, by IRI, are not what their passages say."""
        with self._finder() as find:
            return self._decide([Wrong(claim=find.claim(claim)) for claim in claims], remake, **signed)

    def confirm(self, *claims: str, remake: bool = True, **signed: str | None) -> list[Decision]:
        """Say that claims, by IRI, are what their passages say."""
        with self._finder() as find:
            return self._decide([Right(claim=find.claim(claim)) for claim in claims], remake, **signed)

    def edit(self, claim: str, to: Mapping[str, str], *, remake: bool = True, **signed: str | None) -> list[Decision]:
        """Say what a claim, by IRI, should say: the fields that change, an empty value for one that goes."""
        with self._finder() as find:
            anchor = find.claim(claim)
            check_edit(anchor.kind, dict(to))
            return self._decide([Edit(claim=anchor, to=dict(to))], remake, **signed)

    def undo(self, *, remake: bool = True) -> Decision | None:
        """Take the last decision back; None if there is none."""
        taken_back = undo(self.decisions_path)
        if remake and taken_back:
            self.remake()
        return taken_back

    def review(self, about: About = "entities", *, limit: int = 200, **signed: str | None) -> Walk:
        """A walk through doubtful cases, most useful first: ``entities`` that may be one, ``links`` or ``claims``.

        Its answers go to the decisions file at once; ``remake`` puts them into the graph.
        """
        path = self.store.path
        with Records(path / RECORDS) as records:
            found = CASES[about](resolved(path, records), records)[:limit]
        return Walk(found, self.decisions_path, **signed)

    @property
    def decisions_path(self) -> Path:
        """The file of people's decisions about this graph."""
        return decisions_path(self.store.path, Settings.of(self.store.path).config)

    def remake(self) -> None:
        """Make the graph anew from its records and the decisions as they are now."""
        path = self.store.path
        self.store.close()
        try:
            reassemble(path)
        finally:
            self.store = Store.open(path)

    @contextmanager
    def _finder(self) -> Iterator[Finder]:
        path = self.store.path
        with Records(path / RECORDS) as records:
            yield Finder(self.store, records, base=Settings.of(path).config.base)

    def _decide(self, decisions: list[Decision], remake: bool, **signed: str | None) -> list[Decision]:
        written = decide(self.decisions_path, decisions, **signed)
        if remake:
            self.remake()
        return written

    @property
    def dataset(self) -> Dataset:
        """The whole as an rdflib Dataset: facts in the default graph, the claims of each article in a graph of its own."""
        return self.store.dataset()

    @property
    def rdflib(self) -> RdfGraph:
        """The facts as an rdflib Graph."""
        return self.store.graph()
