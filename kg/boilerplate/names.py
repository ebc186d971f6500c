"""Reads the names of authors out of a byline, a sign-off or a metadata field."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import words
from kg.boilerplate.patterns import Patterns

BRACKETS = re.compile(r"\s*\([^()]*\)")
"""A party and a state behind a name, or a handle."""

LONGEST_NAME = 6
"""Words in a name, at most."""

LONGEST_ABBREVIATION = 3
"""Characters of an abbreviation that keeps its full stop at the end of a name ("Jr.")."""


def byline_names(rest: str, known: Patterns) -> tuple[str, ...]:
    """The names of "Jane Doe and John Roe, Example Wire"; none if the words do not look like a byline at all."""
    names = BRACKETS.sub("", known.byline_stop.split(rest, maxsplit=1)[0])
    if not all(
        _is_capital(word) or word in known.byline_small or word in words.words("particles.txt") for word in names.split()
    ):
        return ()
    pieces = [_bare_name(piece) for piece in known.separator.split(names)]
    return tuple(piece for piece in pieces if is_name(piece) and not _is_employer(piece, known))


def signoff_names(segment: str, known: Patterns) -> tuple[str, ...]:
    """The names of "Jane Doe in Washington, D.C., and John Roe in Reno": no places; none if there is no name at the head."""
    found: list[str] = []
    placed = False
    for piece in _with_suffixes(known.separator.split(segment.strip(" ()[].;—–-"))):
        head, *place = known.place.split(piece, maxsplit=1)
        name = _bare_name(head)
        if is_name(name) and not (placed and not place and _is_place(name, known)):
            found.append(name)
        elif not found and name:
            return ()
        placed = placed or bool(place)
    return tuple(found)


def split_names(text: str) -> tuple[str, ...]:
    """The names in a metadata field: "Jane Doe; John Roe", "By Jane Doe and John Roe", "Doe, Jane" (one name)."""
    bare = re.sub(r"^by:?\s+", "", text.strip(), flags=re.IGNORECASE)
    pieces = re.split(r"\s*[;|\n]\s*", bare) if re.search(r"[;|\n]", bare) else _at_commas(bare)
    return tuple(piece for piece in (piece.strip(" ,;") for piece in pieces) if piece)


def _at_commas(text: str) -> list[str]:
    pieces = _with_suffixes(re.split(r"\s*(?:,\s*and\s|,|&|\s+and\s)\s*", text))
    return pieces if all(len(piece.split()) > 1 for piece in pieces) else [text]


def is_name(text: str) -> bool:
    """Whether the words could be a person's full name: two to six, capital letters but for particles."""
    parts = text.split()
    return 2 <= len(parts) <= LONGEST_NAME and all(_is_capital(word) or word in words.words("particles.txt") for word in parts)


def _with_suffixes(pieces: Sequence[str]) -> list[str]:
    """Joins "Jr." to the piece before it."""
    joined: list[str] = []
    for piece in pieces:
        if joined and piece.split(" ", 1)[0] in words.words("suffixes.txt"):
            joined[-1] = f"{joined[-1]}, {piece}"
        elif piece:
            joined.append(piece)
    return joined


def _bare_name(text: str) -> str:
    """The name without honorifics and titles before it or a bracket behind it ("Rep. Jane Doe (D-NV)")."""
    parts = text.split("(", 1)[0].strip(" ,;:").split()
    while parts and (parts[0] in words.words("honorifics.tsv") or parts[0] in words.words("titles.tsv") or parts[0] == "U.S."):
        parts = parts[1:]
    if parts and len(parts[-1]) > LONGEST_ABBREVIATION:
        parts[-1] = parts[-1].rstrip(".")
    return " ".join(parts)


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or (word[:2].lower() in {"d'", "d’", "o'", "o’"} and word[2:3].isupper())


def _is_employer(name: str, known: Patterns) -> bool:
    return any(word.strip(".,").lower() in known.employer for word in name.split())


def _is_place(name: str, known: Patterns) -> bool:
    return name in words.place_names() or name in words.capitals() or name.split()[0] in known.city
