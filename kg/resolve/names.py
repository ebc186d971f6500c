"""Folds names to comparable forms: Latin letters, lower case, no punctuation, no leading article."""

from __future__ import annotations

import re
from functools import lru_cache

from rigour.text.translit import ascii_text

from kg.resolve.lists import rows

_APOSTROPHE = re.compile(r"['’‘`]")
_POSSESSIVE = re.compile(r"['’‘`]s\b|(?<=s)['’‘`](?=\s|$)")
_INITIALS = re.compile(r"\b(?:[A-Z]\.)+[A-Z]\b\.?|\bU\.\sS\.?(?=\s)")
_DIGIT_COMMA = re.compile(r"(?<=\d),(?=\d{3}\b)")
_GLUED = re.compile(r"\b(?P<the>[Tt]he)(?=[A-Z][a-z])|\b(?P<word>of|in|for|by|with|from)the\b")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_ARTICLES = frozenset({"the", "a", "an"})
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ROMAN = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_NUMBERED = frozenset(
    {"title", "part", "section", "chapter", "article", "amendment", "phase", "proposition", "annex", "schedule"}
)
_SKELETON = (
    (re.compile(r"^(?:gh?|q)(?=a)"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?:kh|ck|c(?=[aoukl])|q)"), "k"),
    (re.compile(r"(?:tz|ts|cz)"), "z"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(?:iy|yi|ii|yy|ij|ei|ey|ie|y|j)"), "i"),
    (re.compile(r"(?:ou|oo)"), "u"),
    (re.compile(r"(?<=[bcdgkpstz])h"), ""),
    (re.compile(r"h(?![aeiou])"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """Lower-case Latin words with single spaces: possessives, punctuation and a leading article are gone.

    An article that lost the space beside it ("theTax Division") gets it back.
    """
    text = _GLUED.sub(_parted, text if text.isascii() else ascii_text(text))
    text = _POSSESSIVE.sub("", text)
    text = _INITIALS.sub(lambda match: match[0].replace(".", "").replace(" ", ""), text)
    text = _DIGIT_COMMA.sub("", _APOSTROPHE.sub("", text))
    words = _NOT_WORD.sub(" ", text.lower()).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


def _parted(glued: re.Match[str]) -> str:
    return "the " if glued["the"] else f"{glued['word']} the"


def words(text: str) -> tuple[str, ...]:
    """The words of a folded name."""
    return tuple(fold(text).split())


def slug(text: str) -> str:
    """A name as the readable end of an IRI: folded words joined by hyphens, at most 80 characters."""
    return "-".join(words(text))[:80].rstrip("-") or "unnamed"


@lru_cache(maxsize=1 << 15)
def skeleton(word: str) -> str:
    """A folded word without the letters that transliterations and spellings differ in ("zelenskyy" → "zelenski")."""
    for pattern, replacement in _SKELETON:
        word = pattern.sub(replacement, word)
    return word


def acronym(folded: str) -> str:
    """The first letters of the content words of a folded name ("national rifle association" → "nra")."""
    return "".join(word[0] for word in folded.split() if word not in _SMALL)


def names_nothing(folded: str, also: frozenset[str] = frozenset()) -> bool:
    """Whether a folded name is a common noun, a small word or no word at all: what a reader took for a name by mistake."""
    return not folded or folded in _SMALL or folded in _common_nouns() or folded in also


@lru_cache(maxsize=1)
def _common_nouns() -> frozenset[str]:
    return frozenset(row[0] for row in rows("common_nouns"))


def initials(folded: str) -> str:
    """The first letters of all words ("department of justice" → "doj")."""
    return "".join(word[0] for word in folded.split())


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: two to eight capitals and digits, full stops aside."""
    bare = name.replace(".", "").replace("&", "")
    return 2 <= len(bare) <= 8 and bare.isalnum() and bare.isupper() and not bare.isdigit()


@lru_cache(maxsize=1 << 15)
def numbers(name: str) -> frozenset[str]:
    """The numbers that a name holds, as digits: figures, ordinals, number words, Roman numerals after the first word."""
    folded = words(name)
    values = (_number(word, before) for before, word in zip(("", *folded), folded, strict=False))
    return frozenset(value for value in values if value)


def _number(word: str, before: str) -> str | None:
    if word.isdigit():
        return str(int(word))
    ordinal = _ORDINAL.fullmatch(word)
    if ordinal:
        return ordinal[1]
    if word in _number_words():
        return _number_words()[word]
    if any(c.isdigit() for c in word):
        return word
    roman = _ROMAN.fullmatch(word) and before and (len(word) > 1 or before in _NUMBERED)
    return str(_roman(word)) if roman else None


def figure(word: str) -> str:
    """A folded word, or the digits that it stands for ("sixteenth", "16th" → "16")."""
    ordinal = _ORDINAL.fullmatch(word)
    return ordinal[1] if ordinal else _number_words().get(word, word)


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


@lru_cache(maxsize=1)
def _number_words() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("numbers")}


_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "del", "du", "des", "et", "y", "a", "an", "at"})
