"""The facts of one article as a plain JSON object: the form that `kg facts` prints and the gold is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.model import ActionClaim, Claim, Entity, Record, RelationClaim, RoleClaim, StatementClaim, Timex

# A year, month, day or week at the head of a TIMEX3 value; the lookahead keeps decades ("199") and codes ("2018-Q3") out.
_CALENDAR = re.compile(r"\d{4}(?:-W\d{2}|-\d{2}(?:-\d{2})?)?(?=$|T|-)")


def facts(record: Record) -> dict[str, Any]:
    """What ``record`` claims, as one JSON object in the form of the gold, and the relations of organisations besides.

    Entities are the named people, organisations and places that take part in a claim, in the record's order; claims
    keep their order. A date is an ISO year, month, day or week; the words as written stand beside it
    (``date_text``, ``start_text``, ``end_text``) where the value says less than they do, or nothing.
    """
    entities = {entity.id: entity for entity in record.entities}
    return {
        "id": record.article.id,
        "entities": _taking_part(record),
        "roles": [_role(claim, entities) for claim in record.claims if isinstance(claim, RoleClaim)],
        "actions": [_action(claim, entities) for claim in record.claims if isinstance(claim, ActionClaim)],
        "statements": [_statement(claim, entities) for claim in record.claims if isinstance(claim, StatementClaim)],
        "relations": [_relation(claim, entities) for claim in record.claims if isinstance(claim, RelationClaim)],
    }


def iso_date(timex: Timex | None) -> str | None:
    """The calendar date in a TIMEX3 value, as ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or ``YYYY-Www``.

    A time of day is cut off, and of a season, quarter or half the year is kept. None for durations, sets, decades,
    ``PRESENT_REF`` and the like, and for expressions that are not resolved.
    """
    if timex is None or timex.value is None or timex.type not in ("DATE", "TIME"):
        return None
    calendar = _CALENDAR.match(timex.value)
    return calendar[0] if calendar else None


def _taking_part(record: Record) -> list[dict[str, str]]:
    used = {local_id for claim in record.claims for local_id in _participants(claim)}
    return [
        {"name": entity.name, "type": entity.type}
        for entity in record.entities
        if entity.id in used and entity.named and entity.type != "policy"
    ]


def _participants(claim: Claim) -> Iterator[str]:
    match claim:
        case RoleClaim(person=person, organization=organization):
            parts: tuple[str | None, ...] = (person, organization)
        case ActionClaim(actor=actor, policy=policy):
            parts = (actor, policy)
        case StatementClaim(speaker=speaker):
            parts = (speaker,)
        case RelationClaim():  # the gold's entities are those of its three layers
            parts = ()
    return (part for part in parts if part is not None)


def _name(local_id: str | None, entities: dict[str, Entity]) -> str | None:
    return entities[local_id].name if local_id is not None else None


def _date(key: str, timex: Timex | None) -> dict[str, str | None]:
    value = iso_date(timex)
    as_written = {f"{key}_text": timex.text} if timex is not None and (value is None or value != timex.value) else {}
    return {key: value} | as_written


def _role(claim: RoleClaim, entities: dict[str, Entity]) -> dict[str, Any]:
    return {
        "person": _name(claim.person, entities),
        "role": claim.role,
        "organization": _name(claim.organization, entities),
        "status": claim.status,
        **_date("start", claim.start),
        **_date("end", claim.end),
        "evidence": claim.evidence.quote,
        "confidence": claim.confidence,
    }


def _action(claim: ActionClaim, entities: dict[str, Entity]) -> dict[str, Any]:
    return {
        "actor": _name(claim.actor, entities),
        "action": claim.action,
        "policy": _name(claim.policy, entities),
        "policy_type": entities[claim.policy].policy_type,
        **_date("date", claim.date),
        "modality": claim.modality,
        "evidence": claim.evidence.quote,
        "confidence": claim.confidence,
    }


def _statement(claim: StatementClaim, entities: dict[str, Entity]) -> dict[str, Any]:
    return {
        "speaker": _name(claim.speaker, entities),
        "type": claim.type,
        "content": claim.content,
        "cue": claim.cue,
        "evidence": claim.evidence.quote,
        "confidence": claim.confidence,
    }


def _relation(claim: RelationClaim, entities: dict[str, Entity]) -> dict[str, Any]:
    return {
        "subject": _name(claim.subject, entities),
        "relation": claim.relation,
        "object": _name(claim.object, entities),
        "status": "current" if claim.current else "former",
        "evidence": claim.evidence.quote,
        "confidence": claim.confidence,
    }
