"""Brings names into the forms that are compared: words without accents, case, possessives, honorifics and leading articles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from kg.words import demonyms, items, place_names, rows, table

POSSESSIVE = re.compile(r"(?:['’]s?|(?<=s)['’])$")
DOTTED = re.compile(r"\b([A-Za-z])\.(?=[A-Za-z]\b|\s|$)")
NOT_WORD = re.compile(r"[^\w&]+")
SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "a", "an", "&", "de", "la", "del", "du", "des"})
LEADING = frozenset({"the", "a", "an"})


def bare(text: str) -> str:
    """``text`` without a leading article, a possessive ending and what does not belong to a name at its ends."""
    name = " ".join(text.split()).strip(" ,;:\"“”‘'’()[]-–—")
    name = POSSESSIVE.sub("", name)
    first, _, rest = name.partition(" ")
    return rest if first.lower() in LEADING and rest else name


@lru_cache(maxsize=65536)
def key(text: str) -> tuple[str, ...]:
    """The words of a name for comparison: casefolded, without accents, full stops, possessive and leading article."""
    plain = unicodedata.normalize("NFKD", bare(text))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    plain = re.sub(r"[’']s\b", "", DOTTED.sub(r"\1", plain))
    return tuple(NOT_WORD.sub(" ", plain).split())


@lru_cache(maxsize=65536)
def body_key(text: str) -> frozenset[str]:
    """The words that tell one organisation from another, in no order ("Justice Department" = "U.S. Department of Justice")."""
    found = [word for word in without_country(text) if word not in SMALL]
    return frozenset(SPELLINGS.get(word, word) for word in found)


SPELLINGS = {
    "defence": "defense",
    "centre": "center",
    "organisation": "organization",
    "labour": "labor",
    "programme": "program",
}


def without_country(text: str) -> tuple[str, ...]:
    """The key of a name without the country that it begins with ("US Supreme Court" → supreme court)."""
    plain = key(text)
    for length in (3, 2, 1):
        if len(plain) > length and " ".join(plain[:length]) in country_keys():
            rest = plain[length:]
            return rest if rest[0] != "of" else plain
    return plain


@lru_cache(maxsize=1)
def country_keys() -> dict[str, str]:
    """Names and adjectives of countries and states as keys, with the usual name."""
    return {" ".join(key(word)): name for word, name in (*demonyms().items(), *place_names().items())}


def country_of(text: str) -> str | None:
    """The country or state that a name begins with ("US Supreme Court" → "United States")."""
    plain = key(text)
    for length in (3, 2, 1):
        name = country_keys().get(" ".join(plain[:length]))
        if name is not None:
            return name
    return None


def initials(text: str) -> str:
    """The capitals that an acronym of ``text`` would have ("Department of Justice" → "DOJ", small words by their case)."""
    return "".join(part[0] for part in re.split(r"[\s\-–]+", bare(text)) if part[:1].isupper())


def is_acronym(text: str) -> bool:
    """Whether ``text`` looks like an acronym: one word of two to seven letters, most of them capitals."""
    plain = text.replace(".", "")
    return plain.isalpha() and 2 <= len(plain) <= 7 and sum(char.isupper() for char in plain) >= max(2, len(plain) - 1)


def stands_for(acronym: str, name: str) -> bool:
    """Whether ``acronym`` can be made of the first letters of ``name``, with or without its small words and country."""
    letters = acronym.replace(".", "").upper()
    parts = [part for part in re.split(r"[\s\-–]+", bare(name)) if part]
    every = "".join(part[0] for part in parts).upper()
    great = "".join(part[0] for part in parts if part.lower() not in SMALL).upper()
    return letters in {every, great, initials(name), great[1:] if country_of(name) else great} and len(parts) > 1


@lru_cache(maxsize=1)
def known_bodies() -> dict[tuple[str, ...], tuple[str, str]]:
    """Well-known organisations by the key of each name, with the usual name and the jurisdiction ("" if none)."""
    return {key(name): (row[0], row[1]) for row in rows("bodies.tsv") for name in (row[0], *items(row[2]))}


def has_body_head(parts: Sequence[str]) -> bool:
    """Whether the words of a name have one that heads names of organisations, at the end or before "of" and the like."""
    heads = table("body_heads.tsv")
    return parts[-1] in heads or any(heads.get(part) == "of" and after in OF for part, after in pairwise(parts))


def takes_of(word: str) -> bool:
    """Whether ``word`` heads names that go on behind "of" ("Ministry")."""
    return table("body_heads.tsv").get(word) == "of"


OF = frozenset({"of", "for", "on"})
