"""The body that a role out of a reading belongs to: linked by the network, beside the title, or the title's usual one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from kg.extract.from_reading.limits import LIMITS
from kg.extract.from_reading.source import Source
from kg.extract.from_reading.titles import title
from kg.extract.roles.bodies import office, offices
from kg.extract.tables import rows
from kg.model import Entity, RoleClaim
from kg.refer.country import may_have
from kg.refer.nominals import nominal_kinds
from kg.words import countries, is_party, party_of
from kg.words import words as words_of

BEFORE = re.compile(r"(?:['’]s?)?\s+(?:(?!(?:and|or|but|to|as|by|with|for|of|in|on|at|from)\b)[a-z-]+\s+){0,2}")
"""What may stand between a body and the title behind it: "Wikipedia's acting editor"."""

NEXT = re.compile(r"(?:['’]s?)?\s+")
"""What may stand between a place and the title behind it: "U.S. Attorney General"."""

AFTER = re.compile(r"\s+(?:of|for|at|with)\s+(?:the\s+|its\s+|his\s+|her\s+)?(?:[\w-]+\s+){0,3}?(?:of\s+)?")
"""What may stand between a title and the body behind it: "leader of the rock band Utopia"."""


def body_of(source: Source, number: int) -> int | None:
    """The span of the body that the title numbered ``number`` belongs to, None where the article names none."""
    usual = usual_bodies().get(title(source.words(number)).lower())
    least = LIMITS.body if usual is None else LIMITS.unusual_body
    scores: dict[str, float] = {}
    first: dict[str, int] = {}
    for link in source.links("body", number):
        body = source.who(link.tail)
        if body is not None and fits(source, number, link.tail):
            scores[body.id] = scores.get(body.id, 0.0) + link.score
            first.setdefault(body.id, link.tail)
    best = max(first, key=lambda one: scores[one], default=None)
    if best is not None and scores[best] >= least:
        return first[best]
    found = neighbour(source, number)
    return found if found is not None and fits(source, number, found) else None


def fits(source: Source, number: int, tail: int) -> bool:
    """Whether a title may belong to what a span names.

    None belongs to a person or a law, and an office that has a usual body to nothing that is only described; an occupation to a
    country only after "of", since the country before it is a nationality; a national office to no other place than a
    country; a member of a chamber, by that title, to no committee and no party; an office outside a chamber to the
    chamber only after "of".
    """
    body = source.who(tail)
    words = title(source.words(number)).lower()
    if body is None or body.type == "person" or (not body.named and words in usual_bodies()):
        return False
    if not LAWS.isdisjoint(body.name.split()[1:]):
        return False
    name, kind = usual_bodies().get(words) or offices().get(words) or ("", "")
    if body.type == "place":
        private = words.rpartition(" ")[2] in words_of("occupations.txt")
        public = body.name in countries() and may_have(body.name, words)
        return (name != "@country" or public) and not (private and source.at(tail) < source.at(number))
    if kind and is_chamber(body.name) and not is_chamber(name):
        return joined(source, number, tail)
    if is_party(body.name) and (kind == "organization" or (has_own_body(words) and source.words(tail) != body.name)):
        return joined(source, number, tail)
    return kind != "organization" or "committee" not in body.name.lower()


LAWS = frozenset({"Act", "Amendment", "Bill", "Treaty"})
"""Words of the names of laws that end no body's name, as "Law" and "Order" may ("School of Law")."""


def has_own_body(title_: str) -> bool:
    """Whether a title is an office of public life: the party before it is its holder's and not the body."""
    return title_.rpartition(" ")[2] in words_of("party_roles.txt") or title_ in usual_bodies() or office(title_) is not None


def party_before(source: Source, number: int) -> tuple[Entity, tuple[int, int]] | None:
    """The party whose adjective opens the title numbered ``number`` or the name of its body, and where it stands.

    Of a title that can be an office of the party itself ("Democratic leader") it tells nothing unless a body stands between.
    """
    start, _ = source.at(number)
    low = source.sentence(start)[0]
    found = OPENED.search(source.text, max(low, start - 60), start)
    if found is None or not (found["between"] or has_own_body(title(source.words(number)).lower())):
        return None
    party = party_of(found["word"], source.country_name())
    if party is None or found["word"] == party.name:
        return None
    return source.referents.named(party.name, "organization"), found.span("word")


OPENED = re.compile(
    r"(?<![\w-])(?P<word>[A-Z][a-z]+) (?P<between>(?:(?:House|Senate|Congress|[a-z]*committee|Majority|Minority) )*)\Z"
)
"""A word that may be a party's, chambers and committees, then a title."""


def is_chamber(name: str) -> bool:
    """Whether an organisation is a legislature or a chamber of one by its name."""
    kinds = nominal_kinds()
    return name == "House" or not {*kinds["chamber"][1], *kinds["legislature"][1]}.isdisjoint(name.split())


def joined(source: Source, number: int, tail: int) -> bool:
    """Whether a body stands right behind a title, after "of" or the like."""
    return AFTER.fullmatch(source.text[source.at(number)[1] : source.at(tail)[0]]) is not None


def neighbour(source: Source, number: int) -> int | None:
    """The organisation or place whose name stands right beside a title."""
    start, _ = source.at(number)
    low, high = source.sentence(start)
    for other in source.reading.of("organization", "place"):
        first, last = source.at(other)
        if first < high and joined(source, number, other):
            return other
    for other in source.reading.of("organization", "place"):
        first, last = source.at(other)
        between = BEFORE if source.spans[other].type == "organization" else NEXT
        if low <= first and last < start and between.fullmatch(source.text[last:start]):
            return other
    return None


def with_bodies(source: Source, claims: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """The claims, with a body for those that have none: that of the same role elsewhere, or the title's usual one."""
    known = {(claim.person, (claim.role or "").lower()): claim.organization for claim in claims if claim.organization}
    for claim in claims:
        role = (claim.role or "").lower()
        body = claim.organization or known.get((claim.person, role))
        usual = usual_body(role)
        if body is None and usual is not None:
            name, kind = usual
            found = source.country(role) if name == "@country" else source.referents.named(name, kind)
            body = found.id if found is not None else None
        yield msgspec.structs.replace(claim, organization=body)


def usual_body(title_: str) -> tuple[str, str] | None:
    """The body, or ``@country``, that a title in lower case belongs to where nothing else is said, and its type."""
    return usual_bodies().get(title_) or office(title_)


@cache
def usual_bodies() -> dict[str, tuple[str, str]]:
    """Title → the body that it belongs to where nothing else is said, and the body's type."""
    return {title_: (name, kind) for title_, name, kind in rows("role_bodies.tsv")}
