"""Keeps what people decided: a plain text file of one JSON object a line, anchored on names, article hashes and quotes.

Blank lines and lines that begin with "#" are left alone. The order of the lines says nothing: decisions that contradict
one another are an error, which names the lines.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from kg.errors import DecisionError
from kg.model import EntityType


class Anchor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which entity a decision speaks of: by type and name everywhere, or in the article with this content hash alone."""

    type: EntityType
    name: str
    article: str | None = None

    def __str__(self) -> str:
        return f"{self.name} (in one article)" if self.article else self.name


class ClaimAnchor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which claim a decision speaks of: its article's content hash, its kind, its evidence and what it says.

    ``says`` holds the claim's values by field, with names in place of local ids.
    """

    article: str
    kind: Literal["role", "action", "statement", "relation"]
    quote: str
    says: dict[str, str]

    def __str__(self) -> str:
        return " – ".join(self.says.values())


class _Form(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="decision"):
    """How every decision is written: the kind first, who took it and when last, if they are given."""


class Same(_Form, frozen=True, kw_only=True, tag="same"):
    """Two names are one entity."""

    left: Anchor
    right: Anchor
    who: str | None = None
    when: str | None = None

    def __str__(self) -> str:
        return f"{self.left} is {self.right}"


class Different(_Form, frozen=True, kw_only=True, tag="different"):
    """Two names are two entities."""

    left: Anchor
    right: Anchor
    who: str | None = None
    when: str | None = None

    def __str__(self) -> str:
        return f"{self.left} is not {self.right}"


class Rename(_Form, frozen=True, kw_only=True, tag="rename"):
    """An entity is to be called ``name``."""

    entity: Anchor
    name: str
    who: str | None = None
    when: str | None = None

    def __str__(self) -> str:
        return f"{self.entity} is to be called {self.name}"


class Linked(_Form, frozen=True, kw_only=True, tag="link"):
    """An entity is the one that ``iri`` names elsewhere."""

    entity: Anchor
    iri: str
    who: str | None = None
    when: str | None = None

    def __str__(self) -> str:
        return f"{self.entity} is {self.iri}"


class Unlinked(_Form, frozen=True, kw_only=True, tag="unlink"):
    """An entity is not the one that ``iri`` names; without an IRI, no link to anything is to be guessed."""

    entity: Anchor
    iri: str | None = None
    who: str | None = None
    when: str | None = None

    def __str__(self) -> str:
        return f"{self.entity} is not {self.iri or 'to be linked'}"


class Wrong(_Form, frozen=True, kw_only=True, tag="wrong"):
    """A claim is not what the passage says."""

    claim: ClaimAnchor
    who: str | None = None
    when: str | None = None

    def __str__(self) -> str:
        return f"wrong: {self.claim}"


class Right(_Form, frozen=True, kw_only=True, tag="right"):
    """A claim is what the passage says."""

    claim: ClaimAnchor
    who: str | None = None
    when: str | None = None

    def __str__(self) -> str:
        return f"right: {self.claim}"


class Edit(_Form, frozen=True, kw_only=True, tag="edit"):
    """A claim is to say something else: ``to`` holds the fields that change, an empty value for one that goes."""

    claim: ClaimAnchor
    to: dict[str, str]
    who: str | None = None
    when: str | None = None

    def __str__(self) -> str:
        return f"edited: {self.claim}: {', '.join(f'{field} = {value}' for field, value in self.to.items())}"


Decision = Same | Different | Rename | Linked | Unlinked | Wrong | Right | Edit
Line = tuple[int, Decision]
"""A decision and the number of its line, from 1."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Decision).decode


class Decisions:
    """The decisions of a project, with the numbers of their lines; iterating gives the decisions."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._lines = tuple(lines)

    @classmethod
    def of(cls, *taken: Decision) -> Decisions:
        """Decisions that are in no file."""
        return cls(enumerate(taken, 1))

    def __iter__(self) -> Iterator[Decision]:
        return (decision for _, decision in self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The decisions with the numbers of their lines."""
        return self._lines

    @classmethod
    def load(cls, path: Path) -> Decisions:
        """Read a decisions file; none at all is no decisions. Raises DecisionError, with the line, for what cannot be read."""
        return cls((number, _read(path, number, line)) for number, line in _decision_lines(_text(path)))


def append(path: Path, decision: Decision) -> None:
    """Write one more decision at the end of a file, which is made if need be; it is on disk when this returns."""
    text = _text(path)
    line = ("" if not text or text.endswith("\n") else "\n") + written(decision) + "\n"
    with path.open("a", encoding="utf-8") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def undo(path: Path) -> Decision | None:
    """Take the last decision out of a file and leave all other lines as they are; None if it holds no decision."""
    lines = _text(path).split("\n")
    numbers = [number for number, _ in _decision_lines("\n".join(lines))]
    if not numbers:
        return None
    last = lines.pop(numbers[-1] - 1)
    draft = path.with_name(f"{path.name}.new")
    draft.write_text("\n".join(lines), encoding="utf-8")
    draft.replace(path)
    return _read(path, numbers[-1], last)


def written(decision: Decision) -> str:
    """A decision as the line of a file."""
    return _encode(decision).decode()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionError(str(path), f"it cannot be read ({error})", "Name a UTF-8 text file") from error


def _decision_lines(text: str) -> Iterator[tuple[int, str]]:
    lines = text.split("\n")
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#"))


def _read(path: Path, number: int, line: str) -> Decision:
    try:
        decision: Decision = _decode(line)
    except msgspec.DecodeError as error:
        raise DecisionError(
            f"{path}, line {number}", str(error), "Mend or remove the line; docs/review.md gives the form"
        ) from error
    return decision
