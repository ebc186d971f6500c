"""Resolves records into graph entities: profiles → nodes → blocks → judgements → clusters → entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from kg.model import EntityType, GraphEntity, Record
from kg.resolve import people
from kg.resolve.blocks import pairs
from kg.resolve.compare import compare, read
from kg.resolve.decided import Pins, judgements
from kg.resolve.decisions import Decisions
from kg.resolve.kinds import Kinds
from kg.resolve.linker import Judgement, Linker
from kg.resolve.memory import Memory
from kg.resolve.names import fold
from kg.resolve.nodes import Form, Node
from kg.resolve.present import Cluster, present
from kg.resolve.profiles import ArticleProfile, Profile, profile
from kg.resolve.resolution import Resolution
from kg.resolve.syndication import groups


def resolve(
    records: Iterable[Record | ArticleProfile],
    *,
    decisions: Decisions | None = None,
    memory: Memory | None = None,
) -> Resolution:
    """Merge the local entities of all records into graph entities.

    The result depends on the set of records alone, not on their order, nor on the ``memory`` of an earlier resolution,
    which only spares comparing again what has not changed. Records are read once and kept as profiles; hand over
    ``kg.resolve.profile(record)`` to keep those yourself.
    """
    profiles = (item if isinstance(item, ArticleProfile) else profile(item) for item in records)
    articles = sorted(profiles, key=lambda article: article.article)
    decisions = decisions or Decisions()
    nodes = build_nodes(articles, pins=Pins(decisions))
    linker = link(nodes, decided=judgements(decisions, nodes.values()), memory=memory or Memory())
    entities = present([tuple(nodes[name] for name in cluster) for cluster in linker.clusters()])
    return Resolution(
        entities=dict(sorted((entity.slug, entity) for entity, _ in entities)),
        places=_places(entities),
        groups=groups([(article.article, article.signature) for article in articles]),
        nodes={entity.slug: cluster for entity, cluster in entities},
        linker=linker,
    )


def _places(entities: Iterable[tuple[GraphEntity, Cluster]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for entity, cluster in entities:
        for node in cluster:
            for article, local in node.members:
                found.setdefault(article.article, {})[local.id] = entity.slug
    return found


def link(nodes: Mapping[str, Node], *, decided: Iterable[Judgement] = (), memory: Memory) -> Linker:
    """The judgements over all nodes: people's, then of the pairs that blocks bring together or that "same" would join."""
    linker = Linker(nodes)
    for judgement in decided:
        linker.add(judgement)
    memory.meet(nodes)
    met = [*memory.met(), *_met(nodes, memory)]
    for judgement in met:
        linker.add(judgement)
    alone = {node.id for node in nodes.values() if node.form.alone}
    closed = [_closed(nodes, memory, left, right) for left, right in linker.unjudged(alone=alone)]
    for judgement in closed:
        linker.add(judgement)
    memory.keep(met, closed)
    for node in nodes.values():
        node.forget()
        node.leave_blocks()
    return linker


def _met(nodes: Mapping[str, Node], memory: Memory) -> Iterator[Judgement]:
    """The judgements that tell something of pairs of which memory knows nothing."""
    for left, right in pairs(nodes.values(), settled=memory.settled):
        memory.compared += 1
        judgement = compare(left, right)
        if judgement.telling:
            yield judgement


def _closed(nodes: Mapping[str, Node], memory: Memory, left: str, right: str) -> Judgement:
    held = memory.closed(left, right)
    memory.compared += held is None
    return held or compare(nodes[left], nodes[right])


def build_nodes(articles: Sequence[ArticleProfile], *, pins: Pins = Pins(())) -> dict[str, Node]:
    """The nodes of all local entities, by id; those that ``pins`` names have one of their own."""
    kinds = Kinds(articles)
    nodes: dict[str, Node] = {}
    bearers: set[str] = set()
    bare: list[tuple[ArticleProfile, Profile, Form]] = []
    for article in articles:
        for entity in article.entities:
            form = _form(article, entity, kinds.of(entity))
            form.pin = pins.pin(article, entity)
            if form.seeks is not form.blocks:
                bearers |= form.blocks
            if form.kind == "person" and form.alone:
                bare.append((article, entity, form))
            else:
                _take(nodes, article, entity, form)
    for article, entity, form in bare:
        _settle(form, bearers)
        _take(nodes, article, entity, form)
    return nodes


def _take(nodes: dict[str, Node], article: ArticleProfile, entity: Profile, form: Form) -> None:
    node = nodes.get(form.id)
    if node is None:
        node = nodes[form.id] = Node(form)
    node.add(article, entity, form)


def _form(article: ArticleProfile, entity: Profile, kind: EntityType) -> Form:
    if not entity.named:
        return Form(kind, fold(entity.name), facet=f"{article.article}#{entity.id}")
    return read(article, entity if kind == entity.type else msgspec.structs.replace(entity, type=kind))


def _settle(form: Form, bearers: set[str]) -> None:
    """A bare name that no full name bears is a single name, the same in all articles ("Pelé")."""
    if not form.blocks & bearers and not people.is_family_name(form.key):
        form.facet = ""
        form.alone = False
