"""Asks a service of the W3C Reconciliation API (specification 0.2): in batches, each question once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Annotated, Any

import msgspec

from kg.errors import LinkError
from kg.link.answers import Answers
from kg.link.base import is_iri
from kg.link.evidence import Known
from kg.link.http import Client
from kg.link.score import Candidate, Match, score_candidate
from kg.model import EntityType
from kg.resolve import people
from kg.words import rows

BATCH = 25
"""Questions in one request, unless the service wants fewer."""
LIMIT = 5
"""Candidates asked for."""
_MANIFEST = "manifest"
_ASKED: tuple[EntityType, ...] = ("person", "organization", "place")


class Manifest(msgspec.Struct, frozen=True, rename="camel"):
    """What a service says of itself: identifiers are the end of IRIs that begin with ``identifier_space``."""

    identifier_space: str
    name: str = ""
    batch_size: Annotated[int, msgspec.Meta(ge=1)] | None = None

    def iri(self, identifier: str) -> str:
        """The IRI of an identifier."""
        if is_iri(identifier):
            return identifier
        space = self.identifier_space
        return f"{space}{identifier}" if space.endswith(("/", "#", "=", ":")) else f"{space}/{identifier}"


class _Type(msgspec.Struct, frozen=True):
    id: str
    name: str = ""


class _Result(msgspec.Struct, frozen=True):
    """A candidate as services give it; version 0.1 has types as plain identifiers."""

    id: str
    name: str
    score: float = 0.0
    match: bool = False
    description: str | None = None
    type: tuple[_Type | str, ...] = ()


class _Answer(msgspec.Struct, frozen=True):
    result: tuple[_Result, ...] = ()


class Service:
    """A reconciliation service as a source of candidates. Without ``ask`` it gives only what it has answered before."""

    def __init__(self, url: str, answers: Answers, *, ask: bool, client: Client | None = None) -> None:
        self._answers = answers
        self._known = answers.of(url)
        self._ask = ask
        self._client = client or Client(url)
        self._url = url

    def prepare(self, entities: Sequence[Known]) -> None:
        """Ask for all entities that can be linked, those in most articles first, and keep the answers. Raises LinkError."""
        if not self._ask:
            return
        self._keep_manifest()
        worth = sorted(filter(_worth_asking, entities), key=lambda known: (-known.articles, known.entity.slug))
        questions = dict.fromkeys(self._question(known) for known in worth)
        for batch in _batches((q for q in questions if q not in self._known), self._manifest().batch_size or BATCH):
            self._keep(self._answered(batch))

    def matches(self, known: Known) -> list[Match]:
        """The candidates of an entity with their scores; none for one that the service was not asked about."""
        if _MANIFEST not in self._known or not _worth_asking(known):
            return []
        answer = self._known.get(self._question(known))
        if answer is None:
            return []
        manifest = self._manifest()
        found = [_candidate(result, manifest) for result in msgspec.json.decode(answer, type=tuple[_Result, ...])]
        return [score_candidate(known, candidate, found) for candidate in found]

    def _question(self, known: Known) -> str:
        question: dict[str, Any] = {"query": known.entity.name, "limit": LIMIT}
        kind = _types().get((self._manifest().identifier_space, known.entity.type))
        return msgspec.json.encode(question | ({"type": kind} if kind else {})).decode()

    def _answered(self, batch: Sequence[str]) -> dict[str, str]:
        """The answers to some questions, as JSON texts."""
        named = {f"q{number}": msgspec.Raw(question.encode()) for number, question in enumerate(batch)}
        answer = self._client.post({"queries": msgspec.json.encode(named).decode()})
        try:
            given = msgspec.convert(answer, dict[str, _Answer])
        except msgspec.ValidationError as error:
            raise self._failure(f"its answer does not keep to the specification ({error})") from error
        missing = sorted(named.keys() - given.keys())
        if missing:
            raise self._failure(f"it leaves {len(missing)} of {len(batch)} questions unanswered")
        return {question: msgspec.json.encode(given[f"q{n}"].result).decode() for n, question in enumerate(batch)}

    def _keep(self, answers: dict[str, str]) -> None:
        self._answers.keep(self._url, answers)
        self._known |= answers

    def _keep_manifest(self) -> None:
        if _MANIFEST not in self._known:
            try:
                manifest = msgspec.convert(self._client.get(), Manifest)
            except msgspec.ValidationError as error:
                raise self._failure(f"it does not describe itself as the specification says ({error})") from error
            self._keep({_MANIFEST: msgspec.json.encode(manifest).decode()})

    def _manifest(self) -> Manifest:
        return msgspec.json.decode(self._known[_MANIFEST], type=Manifest)

    def _failure(self, reason: str) -> LinkError:
        return LinkError(self._url, reason, "Check that it is a service of the W3C Reconciliation API")


def _worth_asking(known: Known) -> bool:
    """Whether an entity has a name that a service can be asked for: no description, no surname alone."""
    entity = known.entity
    return entity.type in _ASKED and known.named and not (entity.type == "person" and people.parse(entity.name).bare)


def _candidate(result: _Result, manifest: Manifest) -> Candidate:
    types = tuple(kind if isinstance(kind, str) else kind.name or kind.id for kind in result.type)
    return Candidate(
        iri=manifest.iri(result.id),
        name=result.name,
        description=result.description or ", ".join(types),
        vouched=result.match,
    )


def _batches(questions: Iterable[str], size: int) -> Iterator[list[str]]:
    source = iter(questions)
    while batch := list(islice(source, size)):
        yield batch


def _types() -> dict[tuple[str, str], str]:
    """(identifier space, entity type) → the type of the service to narrow the question by."""
    return {(space, kind): name for space, kind, name in rows("service_types.tsv")}
