"""Keeps what people decided: a plain text file of one JSON object a line, anchored on names, article hashes and quotes."""

from __future__ import annotations

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


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="decision"):
    """What a person decided; ``who`` and ``when`` are kept if given."""

    who: str | None = None
    when: str | None = None


class Same(Decision, frozen=True, kw_only=True, tag="same"):
    """Two names are one entity."""

    left: Anchor
    right: Anchor


class Different(Decision, frozen=True, kw_only=True, tag="different"):
    """Two names are two entities."""

    left: Anchor
    right: Anchor


class Rename(Decision, frozen=True, kw_only=True, tag="rename"):
    """An entity is to be called ``name``."""

    entity: Anchor
    name: str


class ClaimAnchor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which claim a decision speaks of: its article's content hash, its kind, its evidence and what it says.

    ``says`` holds the claim's values by field, with names in place of local ids.
    """

    article: str
    kind: Literal["role", "action", "statement"]
    quote: str
    says: dict[str, str]


class Wrong(Decision, frozen=True, kw_only=True, tag="wrong"):
    """A claim is not what the passage says."""

    claim: ClaimAnchor


class Right(Decision, frozen=True, kw_only=True, tag="right"):
    """A claim is what the passage says."""

    claim: ClaimAnchor


class Edit(Decision, frozen=True, kw_only=True, tag="edit"):
    """A claim is to say something else: ``to`` holds the fields that change."""

    claim: ClaimAnchor
    to: dict[str, str]


AnyDecision = Same | Different | Rename | Wrong | Right | Edit

_encode = msgspec.json.Encoder(order="deterministic").encode
_decode = msgspec.json.Decoder(AnyDecision).decode


class Decisions:
    """The decisions of a project, in the order in which they were taken; a later one overrides an earlier."""

    def __init__(self, taken: Iterable[AnyDecision] = ()) -> None:
        self._taken = list(taken)

    def __iter__(self) -> Iterator[AnyDecision]:
        return iter(self._taken)

    def __len__(self) -> int:
        return len(self._taken)

    def add(self, decision: AnyDecision) -> None:
        """Take one more decision."""
        self._taken.append(decision)

    def undo(self) -> AnyDecision | None:
        """Take the last decision back; None if there is none."""
        return self._taken.pop() if self._taken else None

    @classmethod
    def load(cls, path: Path) -> Decisions:
        """Read a decisions file; none at all is no decisions. Raises DecisionError, with the line, for what cannot be read."""
        if not path.exists():
            return cls()
        lines = path.read_text(encoding="utf-8").splitlines()
        return cls(
            _read(path, number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")
        )

    def save(self, path: Path) -> None:
        """Write a decisions file, replacing the old one whole."""
        draft = path.with_name(f"{path.name}.new")
        draft.write_bytes(b"".join(_encode(decision) + b"\n" for decision in self._taken))
        draft.replace(path)


def _read(path: Path, number: int, line: str) -> AnyDecision:
    try:
        decision: AnyDecision = _decode(line)
    except msgspec.DecodeError as error:
        raise DecisionError(
            f"{path}, line {number}", str(error), "Mend or remove the line; docs/resolve.md gives the form"
        ) from error
    return decision
