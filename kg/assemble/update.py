"""Changes a graph article by article, so that what one article brings or takes is all that is touched.

The outcome is the graph that assembling everything anew would give: a triple of the default graph stays as long as another
article's graph holds it, or an entity's description says it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg import rdf
from kg.assemble.described import described
from kg.assemble.entities import entity_statements
from kg.assemble.made import Changes
from kg.assemble.nodes import Nodes
from kg.model import GraphEntity, Record
from kg.rdf import KG, SCHEMA, Names, Object, Subject
from kg.ty import Resolution

_DEFAULT = DefaultGraph()


class Changing(Protocol):
    """What an update asks of a store."""

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Object | None = None,  # noqa: A002 - RDF's own word
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The quads that fit; None fits all, the default graph and the named ones alike."""
        ...

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads; those that are there already stay once."""
        ...

    def remove(self, quads: Iterable[Quad]) -> None:
        """Remove quads; those that are not there are passed over."""
        ...


def update(
    graph: Changing,
    changes: Changes,
    records: Iterable[Record],
    resolution: Resolution,
    *,
    entity: Callable[[str], GraphEntity | None],
    more: tuple[Iterable[Quad], Iterable[Quad]],
    base: str,
) -> None:
    """Make a graph of what it was made of before what it is to be made of now.

    Args:
        graph: The graph as it was.
        changes: What has changed.
        records: The records of ``changes.articles``, as people's verdicts leave them.
        resolution: Who their entities are.
        entity: Slug → entity as it is now; None if there is none.
        more: Quads of the default graph that belong to no article or entity, before and now.
        base: The IRI prefix of all nodes.
    """
    work = _Update(graph, entity, Names(base))
    for article in changes.gone:
        work.replace_article(article, ())
    for record in records:
        work.describe(record, resolution)
    for slug, before in changes.entities.items():
        work.describe_entity(slug, before)
    work.replace(*more)
    work.sweep()


class _Update:
    """An update under way: what may have to go from the default graph, and what has been put into it."""

    def __init__(self, graph: Changing, entity: Callable[[str], GraphEntity | None], names: Names) -> None:
        self._graph = graph
        self._entity = entity
        self._names = names
        self._stale: set[Quad] = set()
        self._fresh: set[Quad] = set()

    def describe(self, record: Record, resolution: Resolution) -> None:
        """Put an article in the place of what it was."""
        nodes = Nodes(record, resolution, self._names)
        own = [node for node in nodes.all() if _is_of(node.iri, nodes.article)]
        descriptions = (rdf.quad(said) for node in own for said in entity_statements(node.entity, node.iri, self._names))
        self.replace_article(record.article.id, [*described(nodes, resolution), *descriptions])

    def replace_article(self, article_id: str, quads: Iterable[Quad]) -> None:
        """Put quads in the place of an article's graph, its facts, its metadata, and those whom it alone describes."""
        article = self._names.article(article_id)
        now = set(quads)
        before = set(self._graph.match(graph=article))
        alone = set(self._described_by(article, before))
        gone, come = before - now, {quad for quad in now if quad.graph_name == article} - before
        self._stale.update(map(_in_default_graph, gone))
        self._stale |= alone - now
        self._graph.remove(gone)
        self._graph.add(come)
        facts = set(map(_in_default_graph, come))
        held = set(map(_in_default_graph, before & now))
        self._put_in(quad for quad in now if quad.graph_name == _DEFAULT and (quad in facts or quad not in held))

    def _described_by(self, article: NamedNode, before: Iterable[Quad]) -> Iterator[Quad]:
        """What the default graph says of an article, its group, and those whom it alone describes."""
        for metadata in self._graph.match(article, graph=_DEFAULT):
            yield metadata
            if metadata.predicate == KG.syndicationGroup and isinstance(metadata.object, NamedNode):
                yield from self._graph.match(metadata.object, graph=_DEFAULT)
        for quad in before:
            if quad.predicate == SCHEMA.mentions and isinstance(quad.object, NamedNode) and _is_of(quad.object, article):
                yield from self._graph.match(quad.object, graph=_DEFAULT)

    def describe_entity(self, slug: str, before: GraphEntity | None) -> None:
        """Put the description of an entity in place of the one before."""
        node = self._names.entity(slug)
        now = self._entity(slug)
        self._stale.update(map(rdf.quad, entity_statements(before, node, self._names)) if before else ())
        self._put_in(map(rdf.quad, entity_statements(now, node, self._names)) if now else ())

    def replace(self, before: Iterable[Quad], now: Iterable[Quad]) -> None:
        """Put quads in place of others."""
        self._stale.update(before)
        self._put_in(now)

    def sweep(self) -> None:
        """Remove what nothing holds any more."""
        self._graph.remove([quad for quad in self._stale - self._fresh if not self._is_held(quad)])

    def _put_in(self, quads: Iterable[Quad]) -> None:
        found = list(quads)
        self._graph.add(found)
        self._fresh.update(quad for quad in found if quad.graph_name == _DEFAULT)

    def _is_held(self, quad: Quad) -> bool:
        if any(other.graph_name != _DEFAULT for other in self._graph.match(quad.subject, quad.predicate, quad.object)):
            return True
        if quad.object == KG.SyndicationGroup and isinstance(quad.subject, NamedNode):
            members = self._graph.match(None, KG.syndicationGroup, quad.subject, _DEFAULT)
            return any(member not in self._stale or member in self._fresh for member in members)
        return quad in self._said_of(quad.subject)

    def _said_of(self, node: Subject) -> set[Quad]:
        """The description of the entity that a node is, if it is one."""
        if not isinstance(node, NamedNode) or (entity := self._entity(node.value.removeprefix(self._names.base))) is None:
            return set()
        return set(map(rdf.quad, entity_statements(entity, node, self._names)))


def _in_default_graph(quad: Quad) -> Quad:
    return rdf.quad((quad.subject, quad.predicate, quad.object))


def _is_of(node: NamedNode, article: NamedNode) -> bool:
    """Whether a node is one that its article alone describes."""
    return node.value.startswith(f"{article.value}/")
