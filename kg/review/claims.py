"""Applies people's verdicts on claims to records: wrong, right, or edited.

A verdict finds its claim again after another reading, by another extractor: by the text's hash, the kind, the passage
(which may be cut otherwise) and what the claim says (names by any form that the article uses).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import get_args

import msgspec

from kg.errors import DecisionError
from kg.model import (
    Action,
    Claim,
    Entity,
    EntityType,
    Evidence,
    Modality,
    Record,
    Relation,
    RoleStatus,
    StatementType,
    Timex,
    claim_key,
)
from kg.rdf import days
from kg.resolve.decided import name_key
from kg.resolve.decisions import ClaimAnchor, Decision, Decisions, Edit, Right, Wrong, written
from kg.resolve.names import fold

Verdict = Wrong | Right | Edit

FIELDS: dict[str, dict[str, str]] = {
    "role": {"person": "entity", "role": "text", "organization": "entity", "status": "status", "start": "date", "end": "date"},
    "action": {"actor": "entity", "action": "action", "policy": "entity", "modality": "modality", "date": "date"},
    "statement": {"speaker": "entity", "type": "type", "content": "text"},
    "relation": {"subject": "entity", "relation": "relation", "object": "entity"},
}
"""Kind of claim → its fields → what their values are."""

CHOICES: dict[str, tuple[str, ...]] = {
    "status": get_args(RoleStatus),
    "action": get_args(Action),
    "modality": get_args(Modality),
    "type": get_args(StatementType),
    "relation": get_args(Relation),
}
KINDS: dict[str, tuple[EntityType, ...]] = {
    "person": ("person",),
    "organization": ("organization", "place"),
    "actor": ("person", "organization", "place"),
    "policy": ("policy",),
    "speaker": ("person", "organization", "place"),
    "subject": ("organization", "person"),
    "object": ("organization", "place", "person"),
}
"""Field → the types that its entity may have, the likeliest first."""

_NEEDED = frozenset({"person", "status", "action", "policy", "modality", "speaker", "type", "subject", "relation", "object"})
_FIXED = frozenset({"content"})


class Judged:
    """Records as people's verdicts leave them. Iterating gives those; ``rejected`` knows of the records given so far."""

    def __init__(self, records: Iterable[Record], decisions: Decisions) -> None:
        self._records = records
        self._rejected: set[str] = set()
        self._marks: dict[str, str] = {}
        self._met: dict[int, dict[tuple[str, str], None]] = defaultdict(dict)
        self._verdicts: dict[str, list[Verdict]] = defaultdict(list)
        for decision in decisions:
            if isinstance(decision, Wrong | Right | Edit):
                self._verdicts[decision.claim.article].append(decision)

    def __iter__(self) -> Iterator[Record]:
        return map(self.judge, self._records)

    def judge(self, record: Record) -> Record:
        """One record as verdicts leave it: the wrong claims are still in it."""
        verdicts = self.verdicts(record.article.content_hash)
        if verdicts:
            self._marks[record.article.id] = " ".join(map(written, verdicts))
        for verdict in verdicts:
            for claim in [claim for claim in record.claims if fits(verdict.claim, record, claim)]:
                record, key = self._apply(verdict, record, claim)
                self._met[id(verdict)][record.article.id, key] = None
        return record

    def verdicts(self, content_hash: str) -> list[Verdict]:
        """The verdicts on claims of the article with this content hash."""
        return self._verdicts.get(content_hash, [])

    def mark(self, article_id: str) -> str:
        """The verdicts that were applied to an article, in words; empty for one that has none, or was not given."""
        return self._marks.get(article_id, "")

    def rejected(self, key: str) -> bool:
        """Whether a person called the claim of this key wrong, if its record has been given."""
        return key in self._rejected

    def met(self, decision: Decision) -> list[tuple[str, str]]:
        """The article ids and keys of the claims to which a decision was applied, in records that were given."""
        return sorted(self._met.get(id(decision), ()))

    def without_wrong(self) -> Iterator[Record]:
        """The records without the claims that a person called wrong."""
        for record in self:
            kept = tuple(claim for claim in record.claims if not self.rejected(claim_key(record, claim)))
            yield record if len(kept) == len(record.claims) else msgspec.structs.replace(record, claims=kept)

    def _apply(self, verdict: Verdict, record: Record, claim: Claim) -> tuple[Record, str]:
        """The record as a verdict leaves it, and the key that the claim then has."""
        after = claim
        match verdict:
            case Wrong():
                self._rejected.add(claim_key(record, claim))
            case Right():
                after = msgspec.structs.replace(claim, confidence=1.0)
            case Edit():
                record, after = edited(record, claim, verdict.to)
        record = _replaced(record, claim, after)
        return record, claim_key(record, after)


def anchor(record: Record, claim: Claim) -> ClaimAnchor:
    """How a decision speaks of a claim."""
    return ClaimAnchor(
        article=record.article.content_hash,
        kind=claim.__struct_config__.tag,  # type: ignore[arg-type]
        quote=claim.evidence.quote,
        says=says(record, claim),
    )


def says(record: Record, claim: Claim) -> dict[str, str]:
    """The values of a claim by field, names in place of local ids; what it does not say is left out."""
    return {field: value for field in FIELDS[_kind(claim)] if (value := _value(record, claim, field))}


def fits(said: ClaimAnchor, record: Record, claim: Claim) -> bool:
    """Whether an anchor speaks of this claim of a record of its article."""
    if said.kind != _kind(claim) or not _overlaps(said.quote, record, claim.evidence):
        return False
    fields = said.says.keys() | says(record, claim).keys()
    return all(_agrees(field, said.says.get(field), record, claim) for field in fields)


def check_edit(kind: str, to: dict[str, str]) -> None:
    """Raise a DecisionError for a field that a claim of this kind does not have, or a value that it cannot take."""
    for field, value in to.items():
        if field not in FIELDS[kind] or field in _FIXED:
            known = ", ".join(name for name in FIELDS[kind] if name not in _FIXED)
            raise DecisionError(f"the field {field!r}", f"{kind} claims have none that can be edited", f"They have: {known}")
        _check_value(field, FIELDS[kind][field], value)


def edited(record: Record, claim: Claim, to: dict[str, str]) -> tuple[Record, Claim]:
    """The record with the entities that an edit needs, and the claim as it is to be.

    A name that the article does not have becomes a local entity of its own.
    """
    check_edit(_kind(claim), to)
    changes: dict[str, object] = {"confidence": 1.0}
    entities = list(record.entities)
    for field, value in to.items():
        changes[field] = _READ[FIELDS[_kind(claim)][field]](field, value, entities) if value else None
    return msgspec.structs.replace(record, entities=tuple(entities)), msgspec.structs.replace(claim, **changes)


def _kind(claim: Claim) -> str:
    return str(claim.__struct_config__.tag)


def _value(record: Record, claim: Claim, field: str) -> str | None:
    value = getattr(claim, field)
    if isinstance(value, Timex):
        return value.text
    return record.entity(value).name if value and FIELDS[_kind(claim)][field] == "entity" else value


def _overlaps(quote: str, record: Record, evidence: Evidence) -> bool:
    """Whether the quote stands in the article where the evidence does, at least in part."""
    start = record.article.content.find(quote)
    while start != -1:
        if start < evidence.end and evidence.start < start + len(quote):
            return True
        start = record.article.content.find(quote, start + 1)
    return False


def _agrees(field: str, said: str | None, record: Record, claim: Claim) -> bool:
    value = _value(record, claim, field)
    if said is None or value is None:
        return said == value or FIELDS[_kind(claim)][field] == "date"
    if FIELDS[_kind(claim)][field] == "entity":
        entity = record.entity(getattr(claim, field))
        return name_key(entity.type, said) in {name_key(entity.type, name) for name in (entity.name, *entity.aliases)}
    if field == "content":
        return fold(said) in fold(value) or fold(value) in fold(said)
    return fold(said) == fold(value)


def _replaced(record: Record, claim: Claim, by: Claim) -> Record:
    return msgspec.structs.replace(record, claims=tuple(by if one is claim else one for one in record.claims))


def _check_value(field: str, form: str, value: str) -> None:
    if not value and field in _NEEDED:
        raise DecisionError(f"the field {field!r}", "it cannot be empty", "Give it a value, or call the claim wrong")
    if form in CHOICES and value not in CHOICES[form]:
        raise DecisionError(f"{field} {value!r}", "there is no such value", f"One of: {', '.join(CHOICES[form])}")
    if form == "date" and value and days(value) is None:
        raise DecisionError(f"{field} {value!r}", "it is no date", "Write 2018, 2018-04, 2018-04-06 or 2018-W14")


def _entity(field: str, value: str, entities: list[Entity]) -> str:
    """The local entity of a name, which may begin with its type ("place:Georgia"); a new one if the article has none."""
    prefix, colon, rest = value.partition(":")
    kinds = (prefix,) if colon and prefix in KINDS[field] else KINDS[field]
    name = rest.strip() if colon and prefix in KINDS[field] else value
    for entity in entities:
        if entity.type in kinds and name_key(entity.type, name) in {
            name_key(entity.type, form) for form in (entity.name, *entity.aliases)
        }:
            return entity.id
    entities.append(Entity(id=f"d{len(entities)}", type=kinds[0], name=name))
    return entities[-1].id


def _date(field: str, value: str, entities: list[Entity]) -> Timex:
    return Timex(text=value, type="DATE", form=value, value=value, resolved_by="decision")


def _as_it_is(field: str, value: str, entities: list[Entity]) -> str:
    return value


_READ = {"entity": _entity, "date": _date} | dict.fromkeys(("text", *CHOICES), _as_it_is)
