"""The country that an article is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from operator import itemgetter

from spacy.tokens import Doc

from kg.per_doc import per_doc
from kg.refer.forms import country_of, key, known_bodies
from kg.text import text_of
from kg.words import countries, demonyms, items, parties, rows, states


def main_country(doc: Doc) -> str | None:
    """The country that an annotated ``doc`` names most often, the earlier named of two."""
    return next(iter(countries_named(doc)), None)


def country_with(doc: Doc, office: str) -> str | None:
    """The country that ``doc`` names most often of those that have an ``office``, a title in lower case."""
    have, _ = restrictions(office)
    return next((country for country in countries_named(doc) if may_have(country, office)), have[0] if have else None)


def may_have(country: str, office: str) -> bool:
    """Whether a country can have an office, a title in lower case."""
    have, lack = restrictions(office)
    return country not in lack and (not have or country in have)


def restrictions(office: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The countries that have an office, if not every country can have it, and those that do not."""
    row = next(
        (
            row
            for row in rows("office_countries.tsv")
            if office == row[0] or (row[0].endswith(" of") and office.startswith(f"{row[0]} "))
        ),
        (),
    )
    return items("".join(row[1:2])), items("".join(row[2:3]))


@per_doc
def countries_named(doc: Doc) -> tuple[str, ...]:
    """The countries that an annotated ``doc`` names, the most often named first, of two the earlier named.

    A country is named by itself, by its adjective or by a state of it; a public body or party ("the Senate") names it half
    as much, since other countries have some of the same name.
    """
    counts: defaultdict[str, float] = defaultdict(float)
    for _, country, weight in sorted(_named(doc), key=itemgetter(0)):
        counts[country] += weight
    return tuple(sorted(counts, key=lambda country: -counts[country]))


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
