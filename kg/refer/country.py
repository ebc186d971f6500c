"""The country that an article is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from operator import itemgetter

from spacy.tokens import Doc

from kg.per_doc import per_doc
from kg.refer.forms import country_of, key, known_bodies
from kg.text import text_of
from kg.words import countries, demonyms, parties, states


@per_doc
def main_country(doc: Doc) -> str | None:
    """The country that an annotated ``doc`` names most often, the earlier named of two.

    It is named by itself, by its adjective or by a state of it; a public body or party ("the Senate") names it half as
    much, since other countries have some of the same name.
    """
    counts: defaultdict[str, float] = defaultdict(float)
    for _, country, weight in sorted(_named(doc), key=itemgetter(0)):
        counts[country] += weight
    return max(counts, key=lambda country: counts[country], default=None)


def _named(doc: Doc) -> Iterator[tuple[int, str, float]]:
    text, referents = text_of(doc), doc._.referents
    for start, end, found in referents.names():
        entity = referents.entity(found)
        country = None if entity.type == "person" else country_behind(text[start:end]) or country_behind(entity.name)
        if country is not None:
            yield start, country, 1.0 if entity.type == "place" else 0.5
    for token in doc:
        if token.text in demonyms() and not referents.names_in(token.idx, token.idx + len(token)):
            yield token.idx, _country(demonyms()[token.text]), 1.0


def country_behind(name: str) -> str | None:
    """The country that a place, public body or party belongs to by its name."""
    parts = key(name)
    for _ in range(4):  # "FEMA" → "Department of Homeland Security" → "United States"
        if parts not in known_bodies():
            break
        name = known_bodies()[parts][1]
        parts = key(name)
    party = parties().get(name)
    found = party.country if party is not None else country_of(name)
    return _country(found) if found else None


def _country(name: str) -> str:
    """The country itself, or that of a state."""
    return name if name in countries() or name not in states() else "United States"
