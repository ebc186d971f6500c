"""Finds what each entity is a part of: an organisation of a larger body, a place of the territory around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kg.resolve.nodes import Node
from kg.resolve.organizations import OrganizationName, code_of, judicial_parent
from kg.resolve.places import PlaceName
from kg.resolve.territories import country

Key = tuple[str, ...]
"""What a whole is known by: "body" and its compared name, perhaps its territory; "land" and a code."""


def parents(clusters: Mapping[str, Sequence[Node]]) -> dict[str, str]:
    """Slug → slug of the whole, for the clusters, by slug, whose names tell of a whole that some article names too."""
    known = _bearers(clusters)
    found = ((slug, _whole(slug, cluster, known)) for slug, cluster in clusters.items())
    return {slug: whole for slug, whole in found if whole}


def _bearers(clusters: Mapping[str, Sequence[Node]]) -> dict[Key, str]:
    """Key → slug of the cluster that most articles know by it; of equals, the first."""
    counts: dict[Key, Counter[str]] = {}
    for slug, cluster in clusters.items():
        for node in cluster:
            for key in _own_keys(node):
                counts.setdefault(key, Counter())[slug] += len(node.members)
    return {key: min(slugs, key=lambda slug: (-slugs[slug], slug)) for key, slugs in counts.items()}


def _own_keys(node: Node) -> Iterator[Key]:
    """Under what its parts know a node."""
    match node.form.detail:
        case OrganizationName(key=key, land=land, parent="") if key:
            yield ("body", key, code_of(land))
            yield ("body", key)
        case OrganizationName(key=key) if key:
            yield ("body", key)
        case PlaceName(code=code) if code:
            yield ("land", code)


def _whole(slug: str, cluster: Sequence[Node], known: Mapping[Key, str]) -> str | None:
    """The slug of the whole that most of the cluster's articles tell of."""
    counts: Counter[str] = Counter()
    for node in cluster:
        whole = next((known[key] for key in _whole_keys(node) if key in known), slug)
        if whole != slug:
            counts[whole] += len(node.members)
    return min(counts, key=lambda whole: (-counts[whole], whole)) if counts else None


def _whole_keys(node: Node) -> Iterator[Key]:
    """What a node is a part of, the nearest first."""
    match node.form.detail:
        case OrganizationName(key=key, parent=parent, land=land):
            for whole in filter(None, (parent, judicial_parent(key, land))):
                yield ("body", whole, code_of(land))
                yield ("body", whole, country(code_of(land)))
                yield ("body", whole)
        case PlaceName(code=code, inside=inside):
            yield from (("land", land) for land in dict.fromkeys((inside, country(code or inside))) if land and land != code)
