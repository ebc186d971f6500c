"""Finds what falls out of a graph when an article leaves it, so that one article can be replaced without a rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.rdf import KG, SCHEMA, Names, Object, Subject, quad

_DEFAULT = DefaultGraph()


class Quads(Protocol):
    """What retraction asks of a store."""

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Object | None = None,  # noqa: A002 - RDF's own word
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The quads that fit; None fits all, the default graph and the named ones alike."""
        ...


def retracted(quads: Quads, article_id: str, *, base: str) -> list[Quad]:
    """The quads that leave with an article: its graph, its metadata, and every fact and entity that no other article has.

    A triple of the default graph stays as long as the graph of another article holds it: of each article the
    default graph has exactly the facts that the article's own graph has. When several articles leave, take the quads
    of each out of the store before asking for the next.
    """
    article = Names(base).article(article_id)
    own = list(quads.match(graph=article))
    facts = [fact for fact in map(_in_default_graph, own) if _only_source(quads, fact, article)]
    entities = [q.object for q in own if q.predicate == SCHEMA.mentions and not _other_subject(quads, q)]
    groups = [q.object for q in quads.match(article, KG.syndicationGroup, graph=_DEFAULT) if not _other_subject(quads, q)]
    gone = [article, *entities, *groups]
    return [*own, *facts, *(q for node in gone for q in _description(quads, node))]


def _in_default_graph(statement: Quad) -> Quad:
    return quad((statement.subject, statement.predicate, statement.object))


def _only_source(quads: Quads, fact: Quad, article: NamedNode) -> bool:
    """Whether the triple is in the default graph, and in the graph of no article but this."""
    homes = {q.graph_name for q in quads.match(fact.subject, fact.predicate, fact.object)}
    return homes == {_DEFAULT, article}


def _other_subject(quads: Quads, statement: Quad) -> bool:
    same = quads.match(predicate=statement.predicate, object=statement.object)
    return any(q.subject != statement.subject for q in same)


def _description(quads: Quads, node: Object) -> Iterator[Quad]:
    if isinstance(node, NamedNode):
        for statement in quads.match(node, graph=_DEFAULT):
            yield statement
            if statement.predicate == KG.match:
                yield from _description(quads, statement.object)
