"""Titles as a role is named by them."""

from __future__ import annotations

import re

from kg.extract.tables import mapping
from kg.words import table
from kg.words import words as words_of

LOOSE_END = re.compile(r"(?:\s+(?:of|for|to|at|in|from|and|the))+\Z", re.IGNORECASE)
"""Words that open what follows a title and end none: "President of"."""


def title(words: str) -> str:
    """A role as it is named: an abbreviated title in full, a plural in the singular, a verb as the noun for who does it."""
    words = words.lstrip(".,;:’' -")  # what is left of a word whose beginning was not read ("U.S." → ".")
    words = LOOSE_END.sub("", words)
    full = table("titles.tsv").get(words) or words
    noun = mapping("role_nouns.tsv").get(full.lower())
    if noun is not None:
        return noun
    last = full.rsplit(" ", 1)[-1].lower()
    return full[:-1] if last.endswith("s") and last[:-1] in role_heads() and last not in role_heads() else full


def role_heads() -> frozenset[str]:
    """Nouns that head the names of roles."""
    return words_of("role_heads.txt")


def is_known(title_: str) -> bool:
    """Whether the last word of a title is a known title or occupation."""
    last = title_.lower().split()[-1:]
    return not last or last[0] in role_heads() or last[0] in words_of("occupations.txt")
