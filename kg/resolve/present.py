"""Gives every cluster of nodes its name, aliases and slug as a graph entity."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from kg.model import GraphEntity
from kg.resolve import organizations, people
from kg.resolve.names import slug
from kg.resolve.nodes import Node
from kg.resolve.parents import parents
from kg.resolve.territories import territory_name

Cluster = tuple[Node, ...]
_SHORT_LANDS = {"us": "us", "gb": "uk"}


def present(clusters: Sequence[Cluster]) -> list[tuple[GraphEntity, Cluster]]:
    """The graph entities of all clusters, with slugs that no two share; the earliest bearer of a name gets the plain one."""
    named = sorted(((_base(cluster), _age(cluster), cluster) for cluster in clusters), key=lambda item: item[:2])
    slugs: dict[str, Cluster] = {}
    for base, age, cluster in named:
        slugs[_free(base, age, slugs)] = cluster
    wholes = parents(slugs)
    return [(_entity(name, cluster, wholes.get(name)), cluster) for name, cluster in slugs.items()]


def _free(base: str, what: Sequence[str], taken: Collection[str]) -> str:
    """The plain slug, or one told apart by a hash."""
    return base if base not in taken else f"{base}-{hashlib.sha256('|'.join(what).encode()).hexdigest()[:8]}"


def _entity(name: str, cluster: Cluster, parent: str | None) -> GraphEntity:
    label = _label(cluster)
    aliases = {alias for node in cluster for alias in (*node.names, *node.aliases) if alias != label}
    kinds = _sum(node.policy_types for node in cluster)
    entity = GraphEntity(
        slug=name,
        type=cluster[0].form.kind,
        name=label,
        aliases=tuple(sorted(aliases)),
        policy_type=_most(kinds) if kinds else None,  # type: ignore[arg-type]
        identifiers=tuple(sorted({i for node in cluster for i in node.identifiers})),
        parent=parent,
    )
    _forget(cluster)
    return entity


def _forget(cluster: Cluster) -> None:
    """Drop what nodes hold about their names: there are too many of them to keep it all."""
    for node in cluster:
        node.forget()


def _age(cluster: Cluster) -> tuple[str, str, str, str]:
    """The first article that names it, which later ones leave as it is: date, content hash, the name there, and its node."""
    return min(
        (article.date or "9999", article.content_hash, entity.name, node.id)
        for node in cluster
        for article, entity in node.members
    )


def _base(cluster: Cluster) -> str:
    base = f"{cluster[0].form.kind}/{slug(_slug_name(cluster))}"
    _forget(cluster)
    return base


def _slug_name(cluster: Cluster) -> str:
    """The label; for a generic name of an organisation, the territory and the name in its compared form."""
    details = [(node, node.form.detail) for node in cluster]
    generic = [(node, name) for node, name in details if isinstance(name, organizations.OrganizationName) and name.generic]
    if len(generic) < len(details):
        return _label(cluster)
    lands: Counter[tuple[bool, str]] = Counter()
    for node, name in generic:
        if name.land:
            lands[not name.land.startswith(organizations.GUESSED), name.land] += len(node.members)
    if not lands:
        return _label(cluster)
    _, land = max(lands, key=lambda key: (key[0], lands[key], key[1]))
    code, part = organizations.code_of(land), land.partition(":")[2]
    return f"{_SHORT_LANDS.get(code, territory_name(code))} {part} {generic[0][1].key}"


def _label(cluster: Cluster) -> str:
    """The fullest of the usual names: for a person the commonest with a given name, else the commonest."""
    names = _sum(node.names for node in cluster)
    if len(names) > 1 and cluster[0].form.kind == "person":
        full = Counter({name: count for name, count in names.items() if not people.parse(name).bare})
        names = full or names
    return _most(names)


def _sum(counts: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return total


def _most(counts: Counter[str]) -> str:
    return min(counts.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))[0]
