"""Bodies of titles that stand beside them: a pronoun's ("its chair"), a joined title's ("president and CEO of Acta")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from spacy.tokens import Doc

from kg.extract.roles.bodies import office
from kg.model import RoleClaim
from kg.text import text_of
from kg.words import words

JOINT = re.compile(r"\s*(?:,|,? and|,? &|/)\s*(?:(?:the|also|its|founding|current)\s+){0,2}")


OWNER = re.compile(r"\b(its|their)\s+(?:[a-z-]+\s+){0,2}$", re.IGNORECASE)
REACH = 40
"""Code points before a title in which a pronoun may stand."""


def with_shared_bodies(doc: Doc, claims: Sequence[RoleClaim]) -> list[RoleClaim]:
    """The claims; a title without a named body has its pronoun's, or the organisation of the title that it is joined to.

    It shares no body if its office tells one ("senator and leader of the Farmers' Party"), but for a title that is
    joined to one of business ("president and CEO").
    """
    text = text_of(doc)
    made = [with_owner(doc, claim) if "organization" not in claim.spans else claim for claim in claims]
    for at, claim in enumerate(made):
        if claim.role is not None and "role" in claim.spans and "organization" not in claim.spans:
            other = next((one for one in made if gives(text, one, claim)), None)
            if other is not None:
                spans = {**claim.spans, "organization": other.spans["organization"]}
                made[at] = msgspec.structs.replace(claim, organization=other.organization, spans=spans)
    return made


def with_joined_bodies(doc: Doc, claims: Iterable[RoleClaim]) -> Iterator[RoleClaim]:
    """The claims, and one more for each named body joined to that of a title ("ambassador to France and Germany")."""
    for claim in claims:
        yield claim
        if claim.organization is None or "organization" not in claim.spans:
            continue
        body = doc.char_span(*claim.spans["organization"], alignment_mode="expand")
        kind = doc._.referents.entity(claim.organization).type
        if (
            body is None
            or body.root.ent_type_ != kind
            or not body.sent.start_char <= claim.spans["person"][0] < body.sent.end_char
        ):
            continue
        for other in body.root.conjuncts:
            names = doc._.referents.names_in(other.idx, other.idx + len(other))
            if other.i > body.root.i and names and doc._.referents.entity(names[0][2]).type == kind:
                start, end, entity = names[0]
                spans = {**claim.spans, "organization": (start, end)}
                yield msgspec.structs.replace(claim, organization=entity, spans=spans)


def with_owner(doc: Doc, claim: RoleClaim) -> RoleClaim:
    """A claim with the organisation that the pronoun before its title stands for, if one does."""
    if claim.role is None or "role" not in claim.spans:
        return claim
    start = claim.spans["role"][0]
    begin = max(0, start - REACH)
    pronoun = OWNER.search(text_of(doc)[begin:start])
    if pronoun is None:
        return claim
    place = (begin + pronoun.start(1), begin + pronoun.end(1))
    owner = doc._.referents.at(*place)
    if owner is None or owner.type != "organization":
        return claim
    return msgspec.structs.replace(claim, organization=owner.id, spans={**claim.spans, "organization": place})


def gives(text: str, one: RoleClaim, claim: RoleClaim) -> bool:
    """Whether a claim is of a title with a body that is joined to the title of ``claim``, which can belong to that body."""
    if one.person != claim.person or one.role is None or not {"role", "organization"} <= one.spans.keys():
        return False
    first, second = sorted((one.spans["role"], claim.spans["role"]))
    if not JOINT.fullmatch(text[first[1] : max(first[1], second[0])]):
        return False
    row = office(claim.role or "")
    return row is None or (row[0] == "@country" and one.role.lower() in words("business_titles.txt"))
