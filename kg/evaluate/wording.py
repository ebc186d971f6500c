"""When two wordings mean the same: normal form, and F1 over content words, as the gold's own scorer defines them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files

_POSSESSIVE = re.compile(r"[’']s\b")
_DOTTED = re.compile(r"\b([a-z])\.(?=[a-z]\b)")
_NO_WORD = re.compile(r"[^\w]+")
_ENDING = re.compile(r"(ies|es|s|ing|ed|ion|al|ment)$")
_ARTICLES = frozenset({"the", "a", "an"})


@lru_cache(maxsize=1 << 16)
def normal(text: str | None) -> str:
    """Case-folded words without accents, punctuation, possessives, leading articles and honorifics; "us" spelled out."""
    decomposed = unicodedata.normalize("NFKD", text or "")
    folded = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    words = _NO_WORD.sub(" ", _DOTTED.sub(r"\1", _POSSESSIVE.sub("", folded))).split()
    first = next((place for place, word in enumerate(words) if word not in _ARTICLES | _listed("honorifics.txt")), len(words))
    return " ".join(_expansions().get(word, word) for word in words[first:])


@lru_cache(maxsize=1 << 16)
def content(text: str | None) -> Counter[str]:
    """How often each content word stands in the text, cut to its stem."""
    words = (word for word in normal(text).split() if word not in _listed("function_words.txt"))
    return Counter(_ENDING.sub("", word) or word for word in words)


def overlap(left: str | None, right: str | None) -> float:
    """F1 over the content words of two texts; without any content word 1 if they are the same, else 0."""
    words = content(left).total() + content(right).total()
    if not content(left) or not content(right):
        return 1.0 if normal(left) and normal(left) == normal(right) else 0.0
    return 2 * (content(left) & content(right)).total() / words


def without_status(role: str | None) -> str:
    """A role's normal form without the words that say when it is held ("former", "acting")."""
    return " ".join(word for word in normal(role).split() if word not in _listed("status_words.txt"))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_lines(name))


@cache
def _expansions() -> dict[str, str]:
    return dict(line.split("\t") for line in _lines("expansions.tsv"))


def _lines(name: str) -> list[str]:
    lines = files("kg.evaluate").joinpath("data", name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
