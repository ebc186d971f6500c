"""Remembers the judgements of the last resolution, so that the next one compares only nodes of which it has heard more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from kg.resolve.linker import Judgement
from kg.resolve.nodes import Node

_BYTES = 8
_FULL = 1 << 64


class _Kept(msgspec.Struct, array_like=True):
    version: str
    prints: dict[str, int]
    met: list[Judgement]
    closed: list[Judgement]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


class Memory:
    """What a resolution held of pairs of nodes. It decides nothing: with or without it the same judgements come about.

    ``met`` are the judgements worth keeping of pairs that a block brought together, ``closed`` those of pairs that "same"
    would join through others. ``compared`` counts the pairs that the last resolution compared.

    Args:
        path: The file to remember in; without, this object alone remembers.
        keep: Whether to write the file; one that only reads takes what is there.
    """

    def __init__(self, path: Path | None = None, *, keep: bool = True) -> None:
        self.path = path if keep else None
        self.compared = 0
        self.settled: frozenset[str] = frozenset()
        self._kept = _load(path) if path else _Kept(code_version(), {}, [], [])
        self._closed = {(judgement.left, judgement.right): judgement for judgement in self._kept.closed}
        self._prints: dict[str, int] = {}

    def meet(self, nodes: Mapping[str, Node]) -> None:
        """Tell which of these nodes are just as they were: those are ``settled``."""
        self.compared = 0
        digests: dict[str, bytes] = {}
        self._prints = {name: _print(node, digests) for name, node in nodes.items()}
        known = self._kept.prints
        self.settled = frozenset(name for name, fingerprint in self._prints.items() if known.get(name) == fingerprint)

    def met(self) -> Iterator[Judgement]:
        """What was held of pairs of settled nodes that a block brought together."""
        return (judgement for judgement in self._kept.met if self._holds(judgement))

    def closed(self, left: str, right: str) -> Judgement | None:
        """What was held of a pair of settled nodes that others would have joined."""
        judgement = self._closed.get((left, right))
        return judgement if judgement and self._holds(judgement) else None

    def keep(self, met: Iterable[Judgement], closed: Iterable[Judgement]) -> None:
        """Remember the judgements of this resolution, on disk too if there is a path."""
        self._kept = _Kept(code_version(), self._prints, list(met), list(closed))
        self._closed = {(judgement.left, judgement.right): judgement for judgement in self._kept.closed}
        if self.path:
            draft = self.path.with_name(f"{self.path.name}.new")
            draft.write_bytes(_encode(self._kept))
            draft.replace(self.path)

    def _holds(self, judgement: Judgement) -> bool:
        return judgement.left in self.settled and judgement.right in self.settled


def _load(path: Path) -> _Kept:
    """What is on disk; nothing if it is absent, broken, or of other code."""
    try:
        kept = _decode(path.read_bytes())
    except (OSError, msgspec.DecodeError):
        return _Kept(code_version(), {}, [], [])
    return kept if kept.version == code_version() else _Kept(code_version(), {}, [], [])


@cache
def code_version() -> str:
    """A fingerprint of the code and the lists of resolution."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in {".py", ".tsv"}:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _print(node: Node, digests: dict[str, bytes]) -> int:
    """A fingerprint of all that a node is compared by: its members and their articles, in any order."""
    total = int(node.form.alone)
    for article, entity in node.members:
        if article.article not in digests:
            digests[article.article] = hashlib.blake2b(_encode(article), digest_size=_BYTES).digest()
        member = digests[article.article] + f"{entity.id} {entity.type}".encode()
        total += int.from_bytes(hashlib.blake2b(member, digest_size=_BYTES).digest())
    return total % _FULL
