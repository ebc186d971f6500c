"""Resolves records into graph entities: profiles → nodes → blocks → judgements → clusters → entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path

import msgspec

from kg.model import EntityType, Record
from kg.resolve import people
from kg.resolve.compare import compare, read
from kg.resolve.decided import Pins, judgements
from kg.resolve.decisions import Decisions
from kg.resolve.kinds import Kinds
from kg.resolve.linker import Judgement, Linker
from kg.resolve.names import fold
from kg.resolve.nodes import Form, Node
from kg.resolve.present import present
from kg.resolve.profiles import ArticleProfile, Profile, profile
from kg.resolve.resolution import Resolution
from kg.resolve.syndication import groups


def resolve(
    records: Iterable[Record | ArticleProfile],
    *,
    decisions: Decisions | None = None,
    knowledge_bases: Sequence[Path] = (),
) -> Resolution:
    """Merge the local entities of all records into graph entities.

    The result depends on the set of records alone, not on their order. Records are read once and
    kept as profiles; hand over ``kg.resolve.profile(record)`` to keep those yourself.
    """
    profiles = (item if isinstance(item, ArticleProfile) else profile(item) for item in records)
    articles = sorted(profiles, key=lambda article: article.article)
    decisions = decisions or Decisions()
    nodes = build_nodes(articles, pins=Pins(decisions))
    linker = link(nodes, decided=judgements(decisions, nodes.values()))
    entities = present([tuple(nodes[name] for name in cluster) for cluster in linker.clusters()])
    return Resolution(
        entities=dict(sorted((entity.slug, entity) for entity, _ in entities)),
        places={(a.article, p.id): entity.slug for entity, cluster in entities for node in cluster for a, p in node.members},
        groups=groups([(article.article, article.signature) for article in articles]),
        nodes={entity.slug: cluster for entity, cluster in entities},
        linker=linker,
    )


def link(nodes: Mapping[str, Node], *, decided: Iterable[Judgement] = ()) -> Linker:
    """The judgements over all nodes: people's, then of the pairs that blocks bring together or that "same" would join."""
    linker = Linker(nodes)
    for judgement in decided:
        linker.add(judgement)
    for left, right in _pairs(nodes.values()):
        judgement = compare(left, right)
        if judgement.telling:
            linker.add(judgement)
    alone = {node.id for node in nodes.values() if node.form.alone}
    for one, two in linker.unjudged(alone=alone):
        linker.add(compare(nodes[one], nodes[two]))
    return linker


def build_nodes(articles: Sequence[ArticleProfile], *, pins: Pins = Pins(())) -> dict[str, Node]:
    """The nodes of all local entities, by id; those that ``pins`` names have one of their own."""
    kinds = Kinds(articles)
    found = [(article, entity, _form(article, entity, kinds.of(entity))) for article in articles for entity in article.entities]
    bearers = {block for _, _, form in found if form.seeks is not form.blocks for block in form.blocks}
    nodes: dict[str, Node] = {}
    for article, entity, form in found:
        _settle(form, bearers)
        form.pin = pins.pin(article, entity)
        node = nodes.get(form.id)
        if node is None:
            node = nodes[form.id] = Node(form)
        node.add(article, entity, form)
    return nodes


def _form(article: ArticleProfile, entity: Profile, kind: EntityType) -> Form:
    if not entity.named:
        return Form(kind, fold(entity.name), facet=f"{article.article}#{entity.id}")
    return read(article, entity if kind == entity.type else msgspec.structs.replace(entity, type=kind))


def _settle(form: Form, bearers: set[str]) -> None:
    """A bare name that no full name bears is a single name, the same in all articles ("Pelé")."""
    if form.kind == "person" and form.alone and not form.blocks & bearers and not people.is_family_name(form.key):
        form.facet = ""
        form.alone = False


def _pairs(nodes: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """The pairs of nodes that a block brings together, each once."""
    blocks: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        for block in node.blocks:
            blocks[node.form.kind, block].append(node)
    for (_, block), members in sorted(blocks.items()):
        for left, right in _tellable(members):
            if block == _meeting(left, right):
                yield left, right


def _tellable(members: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """The pairs of a block, but for those of two that stand alone."""
    alone = [node for node in members if node.form.alone]
    others = [node for node in members if not node.form.alone]
    yield from combinations(others, 2)
    yield from product(others, alone)


def _meeting(left: Node, right: Node) -> str | None:
    """The first block in which one of two nodes seeks the other."""
    return min((left.blocks & right.seeks) | (left.seeks & right.blocks), default=None)
