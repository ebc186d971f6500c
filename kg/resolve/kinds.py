"""Corrects the type of a name by what most articles take it for: "Rafah" is a place, even where one article took it for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.model import EntityType
from kg.resolve.names import fold
from kg.resolve.profiles import ArticleProfile, Profile
from kg.resolve.territories import readings

_MAJORITY = 3
"""How many times as often a name must be taken for the other type."""


class Kinds:
    """The types that articles take each name for."""

    def __init__(self, articles: Iterable[ArticleProfile]) -> None:
        self._counts = Counter(
            (fold(entity.name), entity.type)
            for article in articles
            for entity in article.entities
            if entity.named and entity.type != "policy"
        )

    def of(self, entity: Profile) -> EntityType:
        """The type of an entity: its own, unless nothing but its name speaks for it and most articles take that for another."""
        if entity.type == "policy" or not entity.named or entity.roles or entity.gender:
            return entity.type
        name = fold(entity.name)
        counts = {kind: self._counts[name, kind] for kind in _KINDS}
        best = max(_KINDS, key=lambda kind: counts[kind])
        if entity.type != "place" and counts["place"] and readings(name):
            return "place"
        return best if counts[best] >= _MAJORITY * counts[entity.type] else entity.type


_KINDS: tuple[EntityType, ...] = ("person", "organization", "place")
