"""Reads a picture from a store: every claim that states something, with the passages that carry it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import cast

import msgspec
import pyoxigraph as ox

from kg.draw.picture import Edge, Node, Passage, Picture
from kg.model import EntityType, Modality
from kg.store import Store

Row = dict[str, str]
"""One answer of a query: variable → text or IRI; what is not bound is absent."""

_TYPES: dict[str, EntityType] = {"Person": "person", "Organization": "organization", "Place": "place", "Policy": "policy"}


class Wording(msgspec.Struct, frozen=True):
    """How claims are put into words; read from ``wording.toml``."""

    statement: str
    statement_about_nothing: str
    part: str
    member: str
    active: dict[str, str]
    passive: dict[str, str]
    base: dict[str, str]
    past: dict[str, str]


def wording() -> Wording:
    """The words that the package ships."""
    return msgspec.toml.decode(files("kg.draw").joinpath("wording.toml").read_bytes(), type=Wording)


def picture(store: Store) -> Picture:
    """Everything in ``store`` that can be drawn; claims that say the same are one edge with several passages."""
    words = wording()
    articles = {row["article"]: row for row in _rows(store, "articles")}
    passages: defaultdict[Edge, set[Passage]] = defaultdict(set)
    for query, edge in _EDGES.items():
        for row in _rows(store, query):
            passages[edge(row, words)].update(_passages(row, articles))
    edges = (msgspec.structs.replace(edge, passages=tuple(sorted(told, key=_place))) for edge, told in passages.items())
    return _with_nodes(store, sorted(edges, key=_words))


def _with_nodes(store: Store, edges: list[Edge]) -> Picture:
    """The edges between entities of the store, and the entities that take part in one."""
    known = _nodes(store)
    drawn = tuple(edge for edge in edges if known.keys() >= set(edge.ends))
    used = {end for edge in drawn for end in edge.ends}
    return Picture(tuple(known[node] for node in sorted(used)), drawn)


def _rows(store: Store, query: str) -> Iterator[Row]:
    sparql = files("kg.draw").joinpath("queries", f"{query}.rq").read_text("utf-8")
    answer = cast("ox.QuerySolutions", store.query(sparql))
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        values = zip(names, solution, strict=True)
        yield {name: value.value for name, value in values if isinstance(value, ox.NamedNode | ox.Literal)}


def _nodes(store: Store) -> dict[str, Node]:
    """IRI → node; an entity of two classes or labels has the first of each."""
    nodes: dict[str, Node] = {}
    for row in sorted(_rows(store, "entities"), key=lambda row: sorted(row.items())):
        node = Node(
            id=row["entity"], label=row["label"], type=_TYPES[_tail(row["class"]) or ""], detail=_tail(row.get("policyType"))
        )
        nodes.setdefault(node.id, node)
    return nodes


def _passages(row: Row, articles: dict[str, Row]) -> list[Passage]:
    if "quote" not in row:
        return []
    about = articles.get(row["article"], {})
    metadata = {key: about.get(key) for key in ("published", "publisher", "url")}
    return [Passage(article=row["article"], quote=row["quote"], title=about.get("title", ""), **metadata)]


def _role(row: Row, words: Wording) -> Edge:
    status = _tail(row["status"])
    parts = [status if status != "current" else None, row.get("role", words.member)]
    dates = [row.get("start"), row.get("end")]
    return Edge(
        source=row["source"],
        target=row.get("target"),
        relation="role",
        label=" ".join(filter(None, parts)),
        date=" – ".join(date or "" for date in dates).strip() if any(dates) else None,
    )


def _action(row: Row, words: Wording) -> Edge:
    action, modality = _tail(row["action"]) or "", cast("Modality", _tail(row["modality"]))
    voice = words.active if "source" in row else words.passive
    return Edge(
        source=row.get("source", row["target"]),
        target=row["target"] if "source" in row else None,
        relation=action,
        label=voice[modality].format(base=words.base[action], past=words.past[action]),
        date=row.get("date"),
        modality=modality,
    )


def _statement(row: Row, words: Wording) -> Edge:
    label = words.statement if "target" in row else words.statement_about_nothing
    return Edge(source=row["source"], target=row.get("target"), relation="statement", label=label)


def _part(row: Row, words: Wording) -> Edge:
    return Edge(source=row["source"], target=row["target"], relation="part", label=words.part)


_EDGES: dict[str, Callable[[Row, Wording], Edge]] = {
    "roles": _role,
    "actions": _action,
    "statements": _statement,
    "parts": _part,
}
"""Query → the edge that an answer of it is."""


def _tail(iri: str | None) -> str | None:
    """The last part of an IRI: ``…/action/order`` → ``order``."""
    return iri and iri.rpartition("#")[2].rpartition("/")[2]


def _place(passage: Passage) -> tuple[str, str, str]:
    return passage.published or "", passage.article, passage.quote


def _words(edge: Edge) -> tuple[str, ...]:
    return edge.source, edge.target or "", edge.relation, edge.date or "", edge.modality, edge.label
