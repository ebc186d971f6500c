"""Resolves records into graph entities: profiles → nodes → blocks → judgements → clusters → entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import msgspec

from kg.model import EntityType, Record
from kg.resolve import organizations, people, places, policies
from kg.resolve.decisions import Decisions
from kg.resolve.kinds import Kinds
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
    profiles = (item if isinstance(item, ArticleProfile) else profile(item) for item in records)
    articles = sorted(profiles, key=lambda article: article.article)
    nodes = build_nodes(articles)
    linker = Linker(nodes)
    for left, right in _pairs(nodes.values()):
        linker.add(judge(left.id, right.id, COMPARE[left.form.kind](left, right)))
    for one, two in linker.unjudged():
        linker.add(judge(one, two, COMPARE[nodes[one].form.kind](nodes[one], nodes[two])))
    entities = present([tuple(nodes[name] for name in cluster) for cluster in linker.clusters()])
    return Resolution(
        entities=dict(sorted((entity.slug, entity) for entity, _ in entities)),
        places={(a.article, p.id): entity.slug for entity, cluster in entities for node in cluster for a, p in node.members},
        groups=groups([(article.article, article.signature) for article in articles]),
        nodes={entity.slug: cluster for entity, cluster in entities},
        linker=linker,
    )


def build_nodes(articles: Sequence[ArticleProfile]) -> dict[str, Node]:
    """The nodes of all local entities, by id."""
    kinds = Kinds(articles)
    found = [(article, entity, _form(article, entity, kinds.of(entity))) for article in articles for entity in article.entities]
    bearers = {block for _, _, form in found if form.seeks is not form.blocks for block in form.blocks}
    nodes: dict[str, Node] = {}
    for article, entity, form in found:
        _settle(form, bearers)
        node = nodes.get(form.id)
        if node is None:
            node = nodes[form.id] = Node(form)
        node.add(article, entity, form)
    return nodes


def _form(article: ArticleProfile, entity: Profile, kind: EntityType) -> Form:
    if not entity.named:
        return Form(kind, fold(entity.name), facet=f"{article.article}#{entity.id}")
    return FORMS[kind](article, entity if kind == entity.type else msgspec.structs.replace(entity, type=kind))


def _settle(form: Form, bearers: set[str]) -> None:
    """A bare name that no full name bears is a single name, the same in all articles ("Pelé")."""
    if form.kind == "person" and form.facet.startswith(people.ALONE) and not form.blocks & bearers:
        if not people.is_family_name(form.key):
            form.facet = ""


def _pairs(nodes: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """The pairs of nodes that a block brings together, each once."""
    blocks: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        for block in node.blocks:
            blocks[node.form.kind, block].append(node)
    for kind, block in sorted(key for key, members in blocks.items() if len(members) > 1):
        for left, right in combinations(sorted(blocks[kind, block], key=lambda node: node.id), 2):
            if (block in left.seeks or block in right.seeks) and block == _first_common(left, right):
                yield left, right


def _first_common(left: Node, right: Node) -> str:
    common = left.blocks & right.blocks
    return min(block for block in common if block in left.seeks or block in right.seeks)
