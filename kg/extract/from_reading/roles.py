"""Roles out of a reading: titles with their holders and bodies, and people of organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import cast

import msgspec

from kg.extract.from_reading.limits import LIMITS
from kg.extract.from_reading.source import NAME, Source
from kg.extract.from_reading.titles import title
from kg.extract.tables import rows
from kg.model import Entity, RoleClaim, RoleStatus
from kg.reader import ReadLink
from kg.words import party_letters, table


def roles(source: Source) -> Iterator[RoleClaim]:
    """One claim for each distinct person, role, organisation and status."""
    found = [*titled(source), *affiliated(source)]
    yield from distinct_roles(with_bodies(source, found))


def titled(source: Source) -> Iterator[RoleClaim]:
    """Roles with words of their own: each with those who hold it and the body that it belongs to."""
    for number in source.reading.of("role"):
        least = LIMITS.unusual_body if title(source.words(number)).lower() in usual_bodies() else LIMITS.body
        bodies = [link for link in source.links("body", number) if link.score >= least]
        body = source.who(bodies[0].tail) if bodies else None
        for link in source.links("holder", number):
            person = source.who(link.tail) if link.score >= LIMITS.holder else None
            if person is not None and person.named and person.type == "person":
                spans = {"role": source.at(number), "person": source.at(link.tail)}
                if body is not None:
                    spans["organization"] = source.at(bodies[0].tail)
                yield RoleClaim(
                    person=person.id,
                    role=title(source.words(number)),
                    organization=body.id if body is not None and body.id != person.id else None,
                    status=status(source, number, link),
                    evidence=source.evidence(*spans.values()),
                    extractor=NAME,
                    confidence=round(link.score * source.spans[number].score, 3),
                    spans=spans,
                )


def status(source: Source, number: int, link: ReadLink) -> RoleStatus:
    """The status that words beside the title give, else the network's."""
    start, end = source.at(number)
    after = re.match(r"[\s-]*(elect|designate|nominee)\b", source.text[end : end + 12])
    said = after[1] if after else beside(source.text[max(0, start - 80) : start])
    if said not in (None, "current"):
        value = table("status.tsv").get(said or "", said)
        return cast("RoleStatus", value)
    return cast("RoleStatus", link.best("status")[0])


def beside(before: str) -> str | None:
    """The status that the last words before a title name: "former", "acting" and the like, names and demonyms in between."""
    known = table("status.tsv")
    for word in reversed(re.findall(r"[^\s,;:()\"“”-]+-?|[,;:()\"“”]", before)[-6:]):
        lower = word.lower()
        if known.get(lower, "current") != "current" and lower not in ("candidate", "nominee", "late"):
            return known[lower]
        if not (word[:1].isupper() or lower in ("of", "the", "and", "deputy", "vice", "assistant")):
            return None
    return None


def affiliated(source: Source) -> Iterator[RoleClaim]:
    """Roles without words: members of parties, people "of" an organisation."""
    for number in source.reading.of("person"):
        for link in source.links("affiliation", number):
            person, body = source.who(number), source.who(link.tail)
            if (
                link.score < LIMITS.affiliation
                or person is None
                or body is None
                or person.type != "person"
                or body.id == person.id
            ):
                continue
            spans = {"person": source.at(number), "organization": source.at(link.tail)}
            yield RoleClaim(
                person=person.id,
                role="member" if is_party(body) else None,
                organization=body.id,
                status=msgspec.convert(link.best("status")[0], RoleStatus),
                evidence=source.evidence(*spans.values()),
                extractor=NAME,
                confidence=round(link.score, 3),
                spans=spans,
            )


def is_party(entity: Entity) -> bool:
    """Whether an organisation is a political party."""
    return entity.name.endswith("Party") or any(entity.name == party.name for party in party_letters().values())


def with_bodies(source: Source, claims: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """The claims, with a body for those that have none: that of the same role elsewhere, or the title's usual one."""
    known = {(claim.person, (claim.role or "").lower()): claim.organization for claim in claims if claim.organization}
    for claim in claims:
        role = (claim.role or "").lower()
        body = claim.organization or known.get((claim.person, role))
        if body is None and role in usual_bodies():
            name, kind = usual_bodies()[role]
            found = source.country() if name == "@country" else source.referents.named(name, kind)
            body = found.id if found is not None else None
        yield msgspec.structs.replace(claim, organization=body)


@cache
def usual_bodies() -> dict[str, tuple[str, str]]:
    """Title → the body that it belongs to where nothing else is said, and the body's type."""
    return {title_: (name, kind) for title_, name, kind in rows("role_bodies.tsv")}


def distinct_roles(claims: Iterable[RoleClaim]) -> list[RoleClaim]:
    """The surest claim of each distinct role; one without organisation yields to one with it."""
    best: dict[tuple[str, str, str | None, str], RoleClaim] = {}
    for claim in claims:
        key = (claim.person, (claim.role or "").lower(), claim.organization, claim.status)
        if key not in best or best[key].confidence < claim.confidence:
            best[key] = claim
    placed = {(person, role, status) for person, role, body, status in best if body is not None}
    return [claim for key, claim in best.items() if key[2] is not None or (key[0], key[1], key[3]) not in placed]
