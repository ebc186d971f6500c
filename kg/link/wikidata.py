"""Makes a local knowledge base out of Wikidata: of the answer to a SPARQL query, or of a dump."""

from __future__ import annotations

import bz2
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, get_args

import msgspec
from msgspec.structs import replace

from kg.errors import ConfigError
from kg.link.base import Entry, Position, is_iri
from kg.model import EntityType

_ENTITY = "http://www.wikidata.org/entity/"
_POSITION = ("role", "organization", "party", "state", "start", "end")
_POSITION_HELD, _MEMBER_OF, _START, _END, _INSTANCE_OF = "P39", "P102", "P580", "P582", "P31"
_HUMAN = "Q5"


def from_sparql(path: str | Path, *, kind: EntityType = "person") -> list[Entry]:
    """The entries in an answer in the SPARQL 1.1 Query Results JSON Format.

    The columns ``id`` (an IRI) and ``label`` are needed; ``alias``, ``description``, ``type``, ``identifier``, ``role``,
    ``organization``, ``party``, ``state``, ``start`` and ``end`` may be there. Rows of one id are one entry: each new
    alias and each new position is added to it. ``kind`` is the type of an entry whose row names none.

    Raises:
        ConfigError: It is no such answer, or a row lacks what is needed.
    """
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for number, row in enumerate(_bindings(Path(path)), 1):
        if not is_iri(row.get("id", "")) or not row.get("label"):
            raise ConfigError(f"{path}, row {number}", "it has no ?id that is an IRI, or no ?label", "Select ?id and ?label")
        rows[row["id"]].append(row)
    return [_entry(found, kind) for _, found in sorted(rows.items())]


def from_dump(path: str | Path) -> list[Entry]:
    """The people with a position in a Wikidata JSON dump (one entity a line, plain, gzipped or bzipped), in its order.

    The dump is read twice: for the people, then for the English names of their positions and parties.

    Raises:
        ConfigError: It cannot be read, or a line is no entity.
    """
    people = [entry for entity in _entities(Path(path)) if _holds_position(entity) and (entry := _person(entity))]
    wanted = {name for entry in people for held in entry.positions for name in (held.role, held.party) if name}
    names = {entity["id"]: label for entity in _entities(Path(path)) if entity["id"] in wanted and (label := _label(entity))}
    return [_with_names(entry, names) for entry in people]


def write(entries: Iterable[Entry], path: str | Path) -> int:
    """Write entries as a knowledge base, and return how many."""
    count = 0
    with Path(path).open("wb") as file:
        for entry in entries:
            file.write(_encode(entry) + b"\n")
            count += 1
    return count


_encode = msgspec.json.Encoder().encode


def _bindings(path: Path) -> Iterator[dict[str, str]]:
    try:
        answer = msgspec.json.decode(path.read_bytes())
        bindings = answer["results"]["bindings"]
        yield from ({column: term["value"] for column, term in row.items()} for row in bindings)
    except (OSError, msgspec.DecodeError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(
            str(path), f"it is no answer of SPARQL in JSON ({error})", "Save the result as SPARQL JSON, not as a table"
        ) from error


def _entry(rows: list[dict[str, str]], kind: EntityType) -> Entry:
    first = rows[0]
    told = first.get("type", kind)
    if told not in get_args(EntityType):
        known = ", ".join(get_args(EntityType))
        raise ConfigError(f"{first['id']}, type {told!r}", "there is no such type", f"One of: {known}")
    return Entry(
        id=first["id"],
        label=first["label"],
        type=told,  # type: ignore[arg-type]
        aliases=tuple(sorted({row["alias"] for row in rows if row.get("alias")} - {first["label"]})),
        description=first.get("description", ""),
        identifiers=tuple(sorted({row["identifier"] for row in rows if row.get("identifier")})),
        positions=tuple(sorted({_position(row) for row in rows} - {Position()}, key=_earliest)),
    )


def _position(row: Mapping[str, str]) -> Position:
    values = {column: row[column] for column in _POSITION if row.get(column)}
    return Position(**{column: value[:10] if column in ("start", "end") else value for column, value in values.items()})


def _earliest(position: Position) -> tuple[str, ...]:
    return (position.start or "", position.end or "", position.role or "", position.organization or "", str(position))


def _entities(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with _open(path) as file:
            yield from (_entity(path, number, text) for number, text in enumerate(file, 1) if text.strip() not in _FRAME)
    except (OSError, EOFError) as error:
        raise ConfigError(str(path), f"the dump cannot be read ({error})", "Name a Wikidata JSON dump") from error


_FRAME = (b"", b"[", b"]")


def _entity(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        return msgspec.json.decode(line.strip().rstrip(b","), type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise ConfigError(f"{path}, line {number}", f"it is no entity ({error})", "Name a Wikidata JSON dump") from error


def _open(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        return gzip.open(path)  # type: ignore[return-value]
    return bz2.open(path) if path.suffix == ".bz2" else path.open("rb")


def _holds_position(entity: Mapping[str, Any]) -> bool:
    claims = entity.get("claims", {})
    return _POSITION_HELD in claims and _HUMAN in _values(claims.get(_INSTANCE_OF, ()))


def _person(entity: Mapping[str, Any]) -> Entry | None:
    """A human being as an entry, in whose positions role and party are ids still."""
    label = _label(entity)
    if not label:
        return None
    claims = entity["claims"]
    parties = _values(claims.get(_MEMBER_OF, ()))
    held = [_held(claim, parties[0] if len(parties) == 1 else None) for claim in claims[_POSITION_HELD]]
    return Entry(
        id=f"{_ENTITY}{entity['id']}",
        label=label,
        type="person",
        aliases=tuple(sorted({alias["value"] for alias in entity.get("aliases", {}).get("en", ())} - {label})),
        description=entity.get("descriptions", {}).get("en", {}).get("value", ""),
        positions=tuple(sorted((position for position in held if position), key=_earliest)),
    )


def _held(claim: Mapping[str, Any], party: str | None) -> Position | None:
    roles = _values([claim])
    dates = claim.get("qualifiers", {})
    return Position(role=roles[0], party=party, start=_day(dates.get(_START)), end=_day(dates.get(_END))) if roles else None


def _with_names(entry: Entry, names: Mapping[str, str]) -> Entry:
    positions = (
        replace(held, role=names.get(held.role or "", held.role), party=names.get(held.party or "", held.party))
        for held in entry.positions
    )
    return replace(entry, positions=tuple(positions))


def _label(entity: Mapping[str, Any]) -> str | None:
    value: str | None = entity.get("labels", {}).get("en", {}).get("value")
    return value


def _values(claims: Iterable[Mapping[str, Any]]) -> list[str]:
    """The ids that statements name, but for deprecated ones."""
    snaks = [claim.get("mainsnak", {}) for claim in claims if claim.get("rank") != "deprecated"]
    return [snak["datavalue"]["value"]["id"] for snak in snaks if snak.get("datavalue", {}).get("type") == "wikibase-entityid"]


def _day(snaks: list[Mapping[str, Any]] | None) -> str | None:
    """The date of a qualifier to its precision (9 is a year, 10 a month, 11 a day)."""
    if not snaks or "datavalue" not in snaks[0]:
        return None
    value = snaks[0]["datavalue"]["value"]
    length = {9: 4, 10: 7, 11: 10}.get(value["precision"])
    return value["time"].lstrip("+")[:length] if length and not value["time"].startswith("-") else None
