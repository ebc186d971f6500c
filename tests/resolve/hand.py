"""Small articles written by hand, with names marked where they stand: ``P0{Ada Holt} met O1{Tax Office}``.

The letter tells the type (P person, O organisation, G place, L policy), the number the local entity; the first name of
an entity is its fullest, the others are aliases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from kg.model import ActionClaim, Article, Claim, Entity, EntityType, Evidence, Mention, Record, RoleClaim, Timex
from kg.resolve import Decisions, Resolution, resolve

KINDS: dict[str, EntityType] = {"P": "person", "O": "organization", "G": "place", "L": "policy"}
MARK = re.compile(r"([POGL])(\d)\{([^}]*)\}")
TITLE = "News"


def story(
    text: str,
    *,
    id: str = "a",  # noqa: A002 - an article's own word
    date: str | None = "2019-03-08",
    roles: Iterable[tuple[str, ...]] = (),
    actions: Iterable[tuple[str | None, str, str, str | None]] = (),
    genders: dict[str, str] | None = None,
    identifiers: dict[str, str] | None = None,
    kinds: dict[str, str] | None = None,
) -> Record:
    """One article; roles are (person, role, organisation or "", status), actions (actor, action, policy, date)."""
    plain, found = _read(text)
    article = Article(id=id, title=TITLE, text=plain, published=date)
    mentions = tuple(Mention(start=s, end=e, text=article.content[s:e], kind="name", entity=local) for s, e, local in found)
    entities = [
        _entity(local, [m.text for m in mentions if m.entity == local], genders or {}, identifiers or {}, kinds or {})
        for local in dict.fromkeys(local for _, _, local in found)
    ]
    said = Evidence(len(TITLE) + 1, len(article.content), plain)
    claims = [*(_role(said, *role) for role in roles), *(_action(said, *action) for action in actions)]
    return Record(article=article, entities=tuple(entities), mentions=mentions, claims=tuple(claims))


def _read(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    plain, found, last = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[last : mark.start()]
        start = len(TITLE) + 1 + len(plain)
        plain += mark[3]
        found.append((start, start + len(mark[3]), mark[1] + mark[2]))
        last = mark.end()
    return plain + text[last:], found


def _entity(
    local: str, names: Sequence[str], genders: dict[str, str], identifiers: dict[str, str], kinds: dict[str, str]
) -> Entity:
    return Entity(
        id=local,
        type=KINDS[local[0]],
        name=names[0],
        aliases=tuple(dict.fromkeys(name for name in names if name != names[0])),
        gender=genders.get(local),  # type: ignore[arg-type]
        identifiers=tuple(identifiers.get(local, "").split()),
        policy_type=kinds.get(local, "other" if local[0] == "L" else None),  # type: ignore[arg-type]
    )


def _role(said: Evidence, person: str, role: str, organization: str = "", status: str = "current") -> Claim:
    return RoleClaim(
        person=person,
        role=role,
        organization=organization or None,
        status=status,  # type: ignore[arg-type]
        evidence=said,
        extractor="hand",
    )


def _action(said: Evidence, actor: str | None, action: str, policy: str, date: str | None = None) -> Claim:
    return ActionClaim(
        actor=actor,
        action=action,  # type: ignore[arg-type]
        policy=policy,
        modality="asserted",
        evidence=said,
        extractor="hand",
        date=Timex(text=date, type="DATE", form=date, value=date) if date else None,
    )


def merged(*stories: Record | str, decisions: Decisions | None = None) -> dict[str, str]:
    """ "0P1" (story and local entity) → slug, for stories resolved together, whatever ids they have."""
    records = [_numbered(i, story(item) if isinstance(item, str) else item) for i, item in enumerate(stories)]
    resolution = resolve(records, decisions=decisions)
    return {f"{i}{e.id}": resolution.entity(r.article.id, e.id).slug for i, r in enumerate(records) for e in r.entities}


def resolved(*stories: Record | str) -> Resolution:
    """The resolution of stories with ids a0, a1, …."""
    return resolve(_numbered(i, story(item) if isinstance(item, str) else item) for i, item in enumerate(stories))


def _numbered(number: int, record: Record) -> Record:
    return msgspec.structs.replace(record, article=msgspec.structs.replace(record.article, id=f"a{number}"))
