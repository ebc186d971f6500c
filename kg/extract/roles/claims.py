"""Makes role claims of what was found: organisation, status, dates and evidence, each role of a person once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from spacy.tokens import Doc, Span

from kg.extract.dating import with_term
from kg.extract.roles import counterparts, tenures, verbs
from kg.extract.roles import found as constructions
from kg.extract.roles.bodies import country_near, office, organization_of
from kg.extract.roles.departures import with_departures
from kg.extract.roles.found import Found
from kg.extract.roles.joined import with_joined_bodies, with_shared_bodies
from kg.extract.roles.lives import dead
from kg.extract.roles.phrases import Phrase, entity_behind, read_phrase, span_of
from kg.model import Entity, Evidence, RoleClaim, RoleStatus
from kg.text import text_of

NAME = "rules.roles"
Spans = dict[str, tuple[int, int]]


def extract(doc: Doc) -> Iterator[RoleClaim]:
    """The roles that an annotated ``doc`` gives to the people it names, in text order."""
    found = in_order([*by_names(doc), *by_verbs(doc)])
    found = in_order([*found, *by_counterparts(doc, found)])
    found = with_departures(doc, found)
    gone = dead(doc)
    for one in once(with_bodies(doc, list(with_joined_bodies(doc, with_shared_bodies(doc, found))))):
        yield msgspec.structs.replace(one, status="former") if one.person in gone else one


def in_order(found: Iterable[RoleClaim]) -> list[RoleClaim]:
    """Claims in the order of the text."""
    return sorted(found, key=lambda claim: (claim.evidence.start, claim.person, claim.role or ""))


def by_counterparts(doc: Doc, found: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """Offices of people who are called the counterparts of somebody with that office in another country."""
    for model, who, country, person, adjective in counterparts.find(doc, found):
        near = sentence_of(doc, *person).start <= model.spans["role"][0]
        spans = {"person": person, "organization": adjective, **({"role": model.spans["role"]} if near else {})}
        yield claim(doc, who, model.role, country, "current", spans)


def by_names(doc: Doc) -> Iterator[RoleClaim]:
    """Roles by the words around each name."""
    for person in doc.ents:
        who = doc._.referents.at(person.start_char, person.end_char) if person.label_ == "person" else None
        if who is None or who.type != "person":
            continue
        given = list(constructions.find(doc, person, who))
        for one in given:
            yield from claims(doc, one)
        yield from memberships(doc, person, who, titled=bool(given))


def by_verbs(doc: Doc) -> Iterator[RoleClaim]:
    """Roles by verbs and by the nouns for a tenure."""
    for one in (*verbs.find(doc), *tenures.find(doc)):
        yield from claims(doc, one)


def claims(doc: Doc, one: Found) -> Iterator[RoleClaim]:
    """The claim of a role phrase or of a verb that stands for one, and of the party in it."""
    if one.head is None:
        yield from by_noun(doc, one)
        return
    phrase = read_phrase(doc, one.start, one.head, one.end)
    body, where = phrase.organization, phrase.organization_span
    if body is None and one.after is not None:
        body, where = body_behind(doc, one.after)
    spans = {"person": characters(doc, one.person), "role": phrase.span}
    if where is not None:
        spans["organization"] = where
    yield claim(doc, one.who, phrase.role, body, phrase.status or one.status or "current", spans)
    yield from party_claim(doc, one, phrase)


def party_claim(doc: Doc, one: Found, phrase: Phrase) -> Iterator[RoleClaim]:
    """The membership that a party's word before a title tells of ("Republican Senator Jane Roe")."""
    if phrase.party is not None and phrase.party_span is not None:
        spans = {"person": characters(doc, one.person), "organization": phrase.party_span}
        yield claim(doc, one.who, "member", phrase.party, "current", spans)


def by_noun(doc: Doc, one: Found) -> Iterator[RoleClaim]:
    """The claim of a verb such as "leads" or of a noun such as "presidency"."""
    if one.noun is not None:
        places = {"person": one.person, "role": (one.start, one.end), "organization": one.body}
        spans = {name: characters(doc, place) for name, place in places.items() if place is not None}
        body = doc._.referents.at(*spans["organization"]) if one.body is not None else None
        yield claim(doc, one.who, one.noun, body, one.status or "current", spans)


def characters(doc: Doc, tokens: tuple[int, int]) -> tuple[int, int]:
    """The code points of a token range."""
    span = doc[tokens[0] : tokens[1]]
    return span.start_char, span.end_char


def body_behind(doc: Doc, at: int) -> tuple[Entity | None, tuple[int, int] | None]:
    """The organisation behind a name: "Professor Jane Roe of Norwick University"."""
    if at >= len(doc) or doc[at].lower_ not in ("of", "from", "at", "with"):
        return None, None
    part = entity_behind(doc, at + 1, min(len(doc), at + 16), doc._.referents)
    return (part.entity, span_of(doc, part)) if part is not None else (None, None)


def memberships(doc: Doc, person: Span, who: Entity, *, titled: bool) -> Iterator[RoleClaim]:
    """Party by a mark behind or a word before the name, and affiliation by "of ORG" behind it or "ORG's" before it."""
    spans: Spans = {"person": (person.start_char, person.end_char)}
    mark = constructions.party_mark(doc, person) or constructions.party_word(doc, person)
    if mark is not None:
        party = doc._.referents.named(mark[0].name, "organization")
        yield claim(doc, who, "member", party, "current", {**spans, "organization": mark[1]})
    if titled:
        return
    body, where = body_behind(doc, person.end)
    if body is not None and where is not None and body.type == "organization":
        yield claim(doc, who, None, body, "current", {**spans, "organization": where})


def claim(doc: Doc, who: Entity, role: str | None, body: Entity | None, status: RoleStatus, spans: Spans) -> RoleClaim:
    """A role claim with its sentence as evidence and the dates that the sentence gives it."""
    first, last = min(start for start, _ in spans.values()), max(end for _, end in spans.values())
    role_claim = RoleClaim(
        person=who.id,
        role=role,
        organization=body.id if body else None,
        status=status,
        evidence=sentence_of(doc, first, last),
        extractor=NAME,
        spans=spans,
    )
    return with_term(doc, role_claim)


def sentence_of(doc: Doc, start: int, end: int) -> Evidence:
    """The sentences that [start, end) stands in."""
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None  # noqa: S101 - expanded, any offsets inside the text are a span
    first, last = doc[span.start].sent, doc[span.end - 1].sent
    text = text_of(doc)[first.start_char : last.end_char]
    left = first.start_char + len(text) - len(text.lstrip())
    right = first.start_char + len(text.rstrip())
    return Evidence(left, right, text_of(doc)[left:right])


def with_bodies(doc: Doc, found: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """The claims, each without an organisation given the one that its office has; a person's country goes before others."""
    referents = doc._.referents
    known = {one.person: referents.entity(one.organization) for one in found if one.organization and is_national(doc, one)}
    for one in found:
        if one.organization is not None or one.role is None:
            yield one
            continue
        own = known.get(one.person)
        country = own.name if own is not None else country_near(doc, one.role, one.spans["role"][0])
        body = organization_of(one.role, referents, country=country)
        yield msgspec.structs.replace(one, organization=body.id) if body is not None else one


def is_national(doc: Doc, one: RoleClaim) -> bool:
    """Whether a claim gives a person a national office with its country."""
    row = office(one.role or "")
    return row is not None and row[0] == "@country" and doc._.referents.entity(one.organization).type == "place"


def once(found: Iterable[RoleClaim]) -> Iterator[RoleClaim]:
    """Each role of a person once: shorter titles in longer ones, bodies by office in those that the text names."""
    groups: dict[str, list[RoleClaim]] = defaultdict(list)
    for one in found:
        group = groups[one.person]
        twin = next((at for at, other in enumerate(group) if is_same(other, one)), None)
        if twin is None:
            group.append(one)
        else:
            group[twin] = merged(group[twin], one)
    yield from (one for group in groups.values() for one in group)


def is_same(one: RoleClaim, other: RoleClaim) -> bool:
    """Whether two claims about one person are one role: same title or one short for the other, no other body named."""
    if one.role is None or other.role is None:
        return one.role == other.role and one.organization == other.organization
    if not same_title(one.role.lower().split(), other.role.lower().split()):
        return False
    explicit = "organization" in one.spans and "organization" in other.spans
    return one.organization == other.organization or not explicit


def same_title(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one title is the other or short for it; "president" is not short for "vice president"."""
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    return noun(long) == noun(short) and set(short) <= set(long) and not (set(long) - set(short)) & HIGHER


def noun(title: Sequence[str]) -> str | None:
    """The noun that heads a title: secretary in "secretary of state"."""
    return next((word for word, after in zip(title, [*title[1:], "of"], strict=True) if after in ("of", "for")), None)


HIGHER = frozenset({"vice", "deputy", "assistant", "associate", "prime", "attorney", "chief"})


def merged(one: RoleClaim, other: RoleClaim) -> RoleClaim:
    """One claim of two: the longer title, the named organisation, the status that a word gives, the first evidence."""
    best = other if "organization" in other.spans and "organization" not in one.spans else one
    longer = max((one.role, other.role), key=lambda role: len(role or ""))
    status = one.status if one.status != "current" else other.status
    return msgspec.structs.replace(best, role=longer, status=status, start=one.start or other.start, end=one.end or other.end)
