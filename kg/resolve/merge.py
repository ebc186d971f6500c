"""Resolves records into graph entities: profiles → nodes → blocks → judgements → clusters → entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from kg.model import EntityType, Record
from kg.resolve import organizations, people, places, policies
from kg.resolve.decisions import Decisions
from kg.resolve.linker import Linker, Signal, judge
from kg.resolve.names import fold
from kg.resolve.nodes import Form, Node
from kg.resolve.present import present
from kg.resolve.profiles import ArticleProfile, Profile, profile
from kg.resolve.resolution import Resolution
from kg.resolve.syndication import groups

FORMS: dict[EntityType, Callable[[ArticleProfile, Profile], Form]] = {
    "person": people.form,
    "organization": organizations.form,
    "place": places.form,
    "policy": policies.form,
}
COMPARE: dict[EntityType, Callable[[Node, Node], list[Signal]]] = {
    "person": people.compare,
    "organization": organizations.compare,
    "place": places.compare,
    "policy": policies.compare,
}


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
    articles = sorted(
        (item if isinstance(item, ArticleProfile) else profile(item) for item in records), key=lambda a: a.article
    )
    nodes = _nodes(articles)
    linker = Linker(nodes)
    for left, right in _pairs(nodes.values()):
        linker.add(judge(left.id, right.id, COMPARE[left.form.type](left, right)))
    clusters = [tuple(nodes[name] for name in cluster) for cluster in linker.clusters()]
    entities = present(clusters)
    return Resolution(
        entities=dict(sorted((entity.slug, entity) for entity, _ in entities)),
        places={(a.article, p.id): entity.slug for entity, cluster in entities for node in cluster for a, p in node.members},
        groups=groups([(article.article, article.signature) for article in articles]),
        nodes={entity.slug: cluster for entity, cluster in entities},
        linker=linker,
    )


def _nodes(articles: Iterable[ArticleProfile]) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for article in articles:
        for entity in article.entities:
            form = FORMS[entity.type](article, entity) if entity.named else _unnamed(article, entity)
            node = nodes.get(form.id)
            if node is None:
                node = nodes[form.id] = Node(form)
            else:
                node.form.blocks = tuple(dict.fromkeys((*node.form.blocks, *form.blocks)))
            node.add(article, entity)
    return nodes


def _unnamed(article: ArticleProfile, entity: Profile) -> Form:
    """One that is only described ("a federal judge") is never another article's."""
    return Form(entity.type, fold(entity.name), facet=f"{article.article}#{entity.id}")


def _pairs(nodes: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    blocks: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for block in node.form.blocks:
            blocks[f"{node.form.type}|{block}"].append(node)
    seen: set[tuple[str, str]] = set()
    for name in sorted(blocks):
        for left, right in combinations(sorted(blocks[name], key=lambda node: node.id), 2):
            if (left.id, right.id) not in seen:
                seen.add((left.id, right.id))
                yield left, right
