"""Gives every cluster of nodes its name, aliases and slug as a graph entity."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from kg.model import GraphEntity
from kg.resolve import organizations, people, places
from kg.resolve.names import fold, slug
from kg.resolve.nodes import Node
from kg.resolve.territories import territory_name

Cluster = tuple[Node, ...]
_SHORT_LANDS = {"us": "us", "gb": "uk"}


def present(clusters: Sequence[Cluster]) -> list[tuple[GraphEntity, Cluster]]:
    """The graph entities of all clusters, with slugs that no two share; the earliest bearer of a name gets the plain one."""
    named = sorted(((_base(cluster), _age(cluster), cluster) for cluster in clusters), key=lambda item: item[:2])
    taken: set[str] = set()
    found = []
    for base, age, cluster in named:
        name = base if base not in taken else f"{base}-{hashlib.sha256('|'.join(age).encode()).hexdigest()[:8]}"
        taken.add(name)
        found.append((_entity(name, cluster), cluster))
    return found


def _entity(name: str, cluster: Cluster) -> GraphEntity:
    label = _label(cluster)
    aliases = {alias for node in cluster for alias in (*node.names, *node.aliases) if alias != label}
    kinds = sum((node.policy_types for node in cluster), Counter[str]())
    return GraphEntity(
        slug=name,
        type=cluster[0].form.kind,
        name=label,
        aliases=tuple(sorted(aliases)),
        policy_type=_most(kinds) if kinds else None,  # type: ignore[arg-type]
        identifiers=tuple(sorted({i for node in cluster for i in node.identifiers})),
    )


def _age(cluster: Cluster) -> tuple[str, str, str]:
    """The first article that names it: date, content hash, and the name there."""
    return min(
        (article.date or "9999", article.content_hash, entity.name) for node in cluster for article, entity in node.members
    )


def _base(cluster: Cluster) -> str:
    kind = cluster[0].form.kind
    return f"{kind}/{slug(_slug_name(cluster))}"


def _slug_name(cluster: Cluster) -> str:
    label = _label(cluster)
    detail = cluster[0].form.detail
    if (
        isinstance(detail, organizations.OrganizationName)
        and detail.generic
        and detail.land.lstrip("~")
        and "?" not in detail.land
    ):
        land = detail.land.lstrip("~")
        return f"{_SHORT_LANDS.get(land, territory_name(land))} {detail.key}"
    if isinstance(detail, places.PlaceName) and detail.inside and fold(territory_name(detail.inside)) not in fold(label):
        return label
    return label


def _label(cluster: Cluster) -> str:
    """The fullest of the usual names: for a person the commonest with a given name, else the commonest."""
    names = sum((node.names for node in cluster), Counter[str]())
    if cluster[0].form.kind == "person":
        full = Counter({name: count for name, count in names.items() if not people.parse(name).bare})
        names = full or names
    return _most(names)


def _most(counts: Counter[str]) -> str:
    return min(counts.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))[0]
