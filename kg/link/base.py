"""Reads a local knowledge base, JSON Lines of entries, and finds the entries that a name may stand for."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import IO

import msgspec

from kg.errors import ConfigError
from kg.model import EntityType
from kg.resolve import organizations, people
from kg.resolve.names import fold
from kg.resolve.territories import territory

_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_POSTAL = re.compile(r"[A-Z]{2}")


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """A role that an entry holds or held; dates are ISO, to the year, month or day; all parts may be unknown.

    ``state`` is a part of a country by name, by its ISO 3166-2 code, or by two letters for a state of the United States.
    """

    role: str | None = None
    organization: str | None = None
    party: str | None = None
    state: str | None = None
    start: str | None = None
    end: str | None = None

    @property
    def territory(self) -> str | None:
        """The code of ``state``, as resolution writes it ("us-vt")."""
        if not self.state:
            return None
        if _POSTAL.fullmatch(self.state):
            return f"us-{self.state.lower()}"
        return territory(self.state) or self.state.lower()

    def held_on(self, day: str) -> bool:
        """Whether it is held on an ISO day, as far as its dates tell."""
        return (not self.start or self.start[: len(day)] <= day) and (not self.end or day <= self.end + "-99")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a knowledge base: ``id`` is its IRI; ``identifiers`` are strong ones, as ``scheme:value``.

    An entry without an id is nothing to link to, but it competes for its names with the others.
    """

    id: str | None
    label: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    description: str = ""
    identifiers: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its label and aliases."""
        return (self.label, *self.aliases)


_decode = msgspec.json.Decoder(Entry).decode


class KnowledgeBase:
    """Entries, and an index of what they are called."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)

    @classmethod
    def load(cls, path: str | Path) -> KnowledgeBase:
        """Read a JSON Lines file, gzipped or not. Raises ConfigError, with the line, for what is no entry."""
        path = Path(path)
        try:
            with _open(path) as file:
                return cls([_read(path, number, line) for number, line in enumerate(file, 1) if line.strip()])
        except (OSError, EOFError) as error:
            raise ConfigError(str(path), f"the knowledge base cannot be read ({error})", "Name a JSON Lines file") from error

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def _named(self) -> dict[tuple[str, str], list[Entry]]:
        index: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for key in {key for name in entry.names for key in keys(entry.type, name)}:
                index[entry.type, key].append(entry)
        return index

    @cached_property
    def _identified(self) -> dict[str, list[Entry]]:
        index: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for identifier in entry.identifiers:
                index[identifier].append(entry)
        return index

    def candidates(self, kind: EntityType, names: Iterable[str], identifiers: Iterable[str] = ()) -> list[Entry]:
        """The entries that one of these names or identifiers may stand for, in order of their ids."""
        named = [entry for name in sorted(set(names)) for key in keys(kind, name) for entry in self._named.get((kind, key), ())]
        identified = [entry for identifier in identifiers for entry in self._identified.get(identifier, ())]
        found = {(entry.id or "", entry.label): entry for entry in (*named, *identified)}
        return [found[key] for key in sorted(found)]

    def labels(self, kind: EntityType) -> dict[str, Entry]:
        """Folded names that only one entry of this type has."""
        index: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.type == kind:
                for name in {fold(name) for name in entry.names}:
                    index[name].append(entry)
        return {name: entries[0] for name, entries in index.items() if len(entries) == 1}


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI."""
    return bool(_IRI.fullmatch(text))


def keys(kind: EntityType, name: str) -> Iterator[str]:
    """What names that may stand for one thing share: a person's family names, else the folded name and its compared form."""
    yield from _KEYS.get(kind, _folded)(name)


def _folded(name: str) -> Iterator[str]:
    yield fold(name)


def _organization(name: str) -> Iterator[str]:
    yield fold(name)
    yield organizations.parse(name).key


def _person(name: str) -> Iterator[str]:
    parsed = people.parse(name)
    yield parsed.family
    yield from parsed.middle[-1:]


_KEYS: dict[str, Callable[[str], Iterator[str]]] = {"person": _person, "organization": _organization}


def _open(path: Path) -> IO[str]:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def _read(path: Path, number: int, line: str) -> Entry:
    place, remedy = f"{path}, line {number}", "docs/knowledge-base.md gives the form of a line"
    try:
        entry = _decode(line)
    except msgspec.DecodeError as error:
        raise ConfigError(place, f"it is no entry of a knowledge base ({error})", remedy) from error
    if entry.id is not None and not is_iri(entry.id):
        raise ConfigError(place, f"the id {entry.id!r} is no IRI", remedy)
    return entry
