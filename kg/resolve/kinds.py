"""Corrects the type of a name by what most articles take it for: "Rafah" is a place, even if one article says a person."""

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
        counts = Counter(
            (fold(entity.name), entity.type)
            for article in articles
            for entity in article.entities
            if entity.named and entity.type != "policy"
        )
        self._counts: dict[str, dict[EntityType, int]] = {}
        for (name, kind), count in counts.items():
            self._counts.setdefault(name, {})[kind] = count

    def of(self, entity: Profile) -> EntityType:
        """The type of an entity: its own, unless nothing but its name speaks for it and most articles take that for another."""
        if entity.type == "policy" or not entity.named or entity.roles or entity.gender:
            return entity.type
        name = fold(entity.name)
        counts = self._counts[name]
        if len(counts) == 1:
            return entity.type
        if entity.type != "place" and "place" in counts and readings(name):
            return "place"
        best = min(counts, key=lambda kind: (-counts[kind], kind))
        return best if counts[best] >= _MAJORITY * counts[entity.type] else entity.type
