"""Roles out of a reading: titles with their holders and bodies, and people of organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from kg.extract.dating import with_known_terms, with_term
from kg.extract.from_reading.bodies import body_of, party_before, with_bodies
from kg.extract.from_reading.limits import LIMITS
from kg.extract.from_reading.source import NAME, Source, overlap
from kg.extract.from_reading.statuses import status
from kg.extract.from_reading.titles import is_known, title
from kg.extract.roles import extract as by_rule
from kg.extract.roles.claims import same_title
from kg.extract.roles.departures import with_departures
from kg.extract.roles.joined import with_joined_bodies, with_shared_bodies
from kg.extract.roles.verbs import bestowing
from kg.extract.tables import mapping
from kg.model import Entity, RoleClaim, RoleStatus
from kg.reader import ReadLink
from kg.words import is_party

CANDIDATES = frozenset({"candidate", "candidates", "hopeful", "hopefuls", "contender", "contenders"})


def roles(source: Source) -> Iterator[RoleClaim]:
    """One claim for each distinct person, role, organisation and status.

    The rules add the titles whose noun the reader does not give to the person, and memberships in other bodies.
    """
    named, bare = list(titled(source)), [*affiliated(source), *partisans(source)]
    given = {(claim.person, noun_of(claim)) for claim in [*named, *bare]}
    belongs = {(claim.person, claim.organization) for claim in [*named, *bare]}
    rest = [
        claim
        for claim in by_rule(source.doc)
        if not is_somebody_elses(source, claim, named)
        and (
            (claim.person, noun_of(claim)) not in given
            or is_another(claim, named)
            or (claim.role == "member" and (claim.person, claim.organization) not in belongs)
        )
    ]
    named += [claim for claim in rest if claim.role]
    held = {claim.person for claim in [*named, *bare]}
    bare += [claim for claim in rest if claim.role is None and claim.person not in held]
    found = [with_term(source.doc, claim) if claim.extractor == NAME else claim for claim in joined(source, named, bare)]
    found = [
        office
        for claim in with_joined_bodies(source.doc, with_shared_bodies(source.doc, found))
        for office in sought(source, claim)
    ]
    found = with_departures(source.doc, found)
    yield from with_known_terms(distinct_roles(with_bodies(source, found)), found)


def is_another(claim: RoleClaim, named: Sequence[RoleClaim]) -> bool:
    """Whether a title with its body stands beside one of the person in its sentence with another ("CEO of A, chair of B")."""
    told = {"role", "organization"}
    if not told <= claim.spans.keys():
        return False
    own = [one for one in named if one.person == claim.person and told <= one.spans.keys()]
    near = [one for one in own if overlap(extent(one), extent(claim))]
    return bool(near) and all(
        one.organization != claim.organization and not overlap(one.spans["role"], claim.spans["role"]) for one in near
    )


def is_somebody_elses(source: Source, claim: RoleClaim, named: Sequence[RoleClaim]) -> bool:
    """Whether the reader gives the verb that a role is told by to somebody else ("Roe named Poe *to lead* the board")."""
    place = claim.spans.get("role")
    if place is None or source.text[slice(*place)].lower() == (claim.role or "").lower():
        return False
    same = [one for one in named if place == one.spans["role"]]
    return bool(same) and all(one.person != claim.person for one in same)


def extent(claim: RoleClaim) -> tuple[int, int]:
    """The code points of a claim's evidence."""
    return claim.evidence.start, claim.evidence.end


def sought(source: Source, claim: RoleClaim) -> Iterator[RoleClaim]:
    """What a role says: a "presidential candidate" seeks the office of president, and a party's is its member besides."""
    words = (claim.role or "").lower().split()
    office = mapping("role_nouns.tsv").get(" ".join(words[:-1]))
    if office is None or words[-1] not in CANDIDATES or claim.status == "former":
        yield claim
        return
    body = next((entity for entity in source.referents.entities() if entity.id == claim.organization), None)
    is_body = body is not None and body.type == "organization"
    yield msgspec.structs.replace(claim, role=office, status="candidate", organization=None if is_body else claim.organization)
    if body is not None and is_party(body.name):
        yield msgspec.structs.replace(claim, role="member", status="current")


def noun_of(claim: RoleClaim) -> str | None:
    """The noun that heads a role's words."""
    return claim.role.lower().split()[-1] if claim.role else None


def titled(source: Source) -> Iterator[RoleClaim]:
    """Roles with words of their own: each with those who hold it and the body that it belongs to."""
    for number in source.reading.of("role"):
        if not title(source.words(number)):
            continue
        place = body_of(source, number)
        body = source.who(place) if place is not None else None
        for link, person in holders(source, number):
            least = 0.0 if is_known(title(source.words(number))) else LIMITS.unknown_role
            if link.score * source.spans[number].score < least:
                continue
            if person.named and person.type == "person":
                spans = {"role": source.at(number), "person": source.at(link.tail)}
                if place is not None:
                    spans["organization"] = source.at(place)
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


def holders(source: Source, number: int) -> list[tuple[ReadLink, Entity]]:
    """Who holds a role, surest first: of a noun in the singular one person alone."""
    links = sorted(source.links("holder", number), key=lambda link: -link.score)
    links = [link for link in links if link.score >= LIMITS.holder and not gives_away(source, number, link.tail)]
    found = [(link, person) for link in links if (person := source.who(link.tail)) is not None]
    plural = source.words(number).rstrip(".").endswith(("s", "ed", "ing"))
    return [(link, person) for link, person in found if plural or person.id == found[0][1].id]


def gives_away(source: Source, number: int, tail: int) -> bool:
    """Whether a mention is the agent of a verb by which somebody else gets a role ("appointed *by Roe* as secretary")."""
    head = source.head(tail)
    if head is None or head.dep_ != "pobj" or head.head.dep_ != "agent":
        return False
    verb = head.head.head
    return verb.lemma_ in bestowing() and not overlap((verb.idx, verb.idx + len(verb)), source.at(number))


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
                role="member" if is_party(body.name) else None,
                organization=body.id,
                status=msgspec.convert(link.best("status")[0], RoleStatus),
                evidence=source.evidence(*spans.values()),
                extractor=NAME,
                confidence=round(link.score, 3),
                spans=spans,
            )


def partisans(source: Source) -> Iterator[RoleClaim]:
    """Members of a party whose adjective stands before their title ("Democratic Representatives Jane Roe and John Poe")."""
    for number in source.reading.of("role"):
        party = party_before(source, number)
        for link, person in holders(source, number) if party is not None else ():
            if party is not None and person.named and person.type == "person":
                spans = {"person": source.at(link.tail), "organization": party[1]}
                yield RoleClaim(
                    person=person.id,
                    role="member",
                    organization=party[0].id,
                    status="current",
                    evidence=source.evidence(*spans.values()),
                    extractor=NAME,
                    confidence=round(link.score * source.spans[number].score, 3),
                    spans=spans,
                )


def joined(source: Source, named: Sequence[RoleClaim], bare: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """Titles, then affiliations; a title and the affiliation of its sentence are one role ("Dr Roe of Utopia College")."""
    loose = {(claim.person, source.sentence(claim.evidence.start)): claim for claim in bare if claim.role is None}
    yield from (claim for claim in bare if claim.role is not None)
    for claim in named:
        place = (claim.person, source.sentence(claim.evidence.start))
        if place in loose and claim.organization in (None, loose[place].organization):
            yield msgspec.structs.replace(claim, organization=loose.pop(place).organization)
        else:
            yield claim
    yield from loose.values()


def distinct_roles(claims: Iterable[RoleClaim]) -> list[RoleClaim]:
    """The surest claim of each distinct role; one without organisation yields to one with it."""
    best: dict[tuple[str, str, str | None, str], RoleClaim] = {}
    for claim in claims:
        key = (claim.person, (claim.role or "").lower().replace("-", " "), claim.organization, claim.status)
        if key not in best or best[key].confidence < claim.confidence:
            best[key] = claim
    return [claim for claim in best.values() if not any(is_short_for(claim, other) for other in best.values())]


def is_short_for(claim: RoleClaim, other: RoleClaim) -> bool:
    """Whether a role is told in full by another of the person: with its body, or by a longer title of the same body."""
    if claim.person != other.person or claim.role is None or other.role is None:
        return False
    if claim.organization not in (None, other.organization):
        return False
    short, long = (role.lower().replace("-", " ").split() for role in (claim.role, other.role))
    if short == long:
        return claim.organization is None is not other.organization and claim.status == other.status
    return len(short) < len(long) and same_title(long, short) and claim.status in ("current", other.status)
