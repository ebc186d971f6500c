"""Which organisation or country a role belongs to where its phrase names none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from kg.model import Entity, EntityType
from kg.refer.country import country_with
from kg.ty import Referents
from kg.words import countries, demonyms, rows


def organization_of(title: str, referents: Referents, *, country: str | None) -> Entity | None:
    """The body or country that the bare ``title`` belongs to by its office, None if the office tells nothing.

    ``country`` is the one that the article is about; a national office without it has no organisation. Matches the
    longest listed office that ends the title ("deputy foreign minister" → minister).
    """
    row = office(title)
    if row is None:
        return None
    body, kind = row
    if body != "@country":
        return referents.named(body, kind)
    return referents.named(country, "place") if country else None


def office(title: str) -> tuple[str, EntityType] | None:
    """The body (or ``@country``) and its type for the longest listed office that ends ``title``."""
    words = title.lower()
    if whole := PORTFOLIO.match(words):
        words = whole[1]
    parts = words.split()
    if not LESSER.isdisjoint(parts):
        return None
    for start in range(len(parts)):
        found = offices().get(" ".join(parts[start:]))
        if found is not None:
            return found
    return None


LESSER = frozenset(
    ("chief", "regional", "provincial", "local", "county", "municipal", "council", "club", "student", "university")
)
"""Words of an office that is no national one ("chief minister", "regional president")."""


PORTFOLIO = re.compile(r"(.*\b(?:minister|secretary)) (?:of|for) (?!state\b)")
"""A title with its portfolio: "minister for health"."""


@cache
def offices() -> dict[str, tuple[str, EntityType]]:
    """Offices in lower case with their body or ``@country`` and its type."""
    return {row[0]: (row[1], "place" if row[2] == "place" else "organization") for row in rows("offices.tsv")}


def country_near(doc: Doc, title: str, at: int) -> str | None:
    """The country of a national office at offset ``at``: the last one named before in its sentence, else the article's."""
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    before = [place for token in span.sent if token.idx < at for place in countries_at(doc, token)] if span is not None else []
    return before[-1] if before else country_with(doc, title.lower())


def countries_at(doc: Doc, token: Token) -> Iterator[str]:
    """The country that ``token`` names, as a name or an adjective."""
    name = demonyms().get(token.text)
    if name is not None and name in countries():
        yield name
    for start, _, found in doc._.referents.names_in(token.idx, token.idx + len(token)):
        if start == token.idx and doc._.referents.entity(found).name in countries():
            yield doc._.referents.entity(found).name
