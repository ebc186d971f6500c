"""Tells offices that outlive their holder from jobs and memberships, and those of one seat from those of several."""

from __future__ import annotations

import re

from kg import rdf
from kg.assemble.wordlists import table, words
from kg.model import EntityType

_COMPLEMENT = re.compile(r"\s+(?:of|for|to|in|at)\s+.*|\s*,.*")


def label(role: str) -> str:
    """One spelling for all roles that share a slug, so that the graph does not depend on which article came first."""
    return " ".join(_written(word) for word in rdf.words(role)) or role


def _written(word: str) -> str:
    if word in words("acronyms.txt"):
        return word.upper()
    return word if word in words("small_words.txt") else word[:1].upper() + word[1:]


def seats(role: str, organization: EntityType) -> str | None:
    """``one`` or ``many`` for an office in an organisation or territory; None for a role that is no office."""
    said = role.casefold().split()
    for title, before in _titles(said):
        if kind := table("offices.tsv").get(title):
            return _seats(kind, before, extended=len(said) > len(title.split()), organization=organization)
    return None


def _titles(said: list[str]) -> list[tuple[str, list[str]]]:
    """What may be the title in a role, longest first, with the words before it: all of it, else the end of its head."""
    head = _COMPLEMENT.sub("", " ".join(said)).split()
    return [(" ".join(said), []), *((" ".join(head[i:]), head[:i]) for i in range(len(head)))]


def _seats(kind: str, before: list[str], *, extended: bool, organization: EntityType) -> str:
    if words("subordinate.txt").intersection(word.strip("-") for word in before):
        return "many"
    single = {
        "one": True,
        "body": organization != "place" or extended,
        "place": organization == "place",
        "many": False,
    }
    return "one" if single[kind] else "many"
