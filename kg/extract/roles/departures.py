"""Which people an article reports to have left their office: the titles told with it are former ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import msgspec
from spacy.tokens import Doc, Token

from kg.dates import governing
from kg.extract import syntax
from kg.extract.modality import verdict
from kg.extract.roles.bodies import office
from kg.extract.roles.verbs import subject
from kg.model import RoleClaim
from kg.per_doc import per_doc
from kg.words import table

Departure = tuple[str, int, int]
"""The id of a person, and where the sentence that tells of it begins and ends."""


def with_departures(doc: Doc, claims: Sequence[RoleClaim]) -> list[RoleClaim]:
    """The claims; a current office whose title stands where its holder is told to leave is a former one everywhere."""
    claims = [msgspec.structs.replace(one, status="former") if is_long_ago(doc, one) else one for one in claims]
    here = (one for one in claims for who, low, high in departures(doc) if who == one.person and told(one, low, high))
    over = {(one.person, (one.role or "").lower()) for one in here}
    return [
        msgspec.structs.replace(one, status="former")
        if one.status == "current" and (one.person, (one.role or "").lower()) in over
        else one
        for one in claims
    ]


def is_long_ago(doc: Doc, claim: RoleClaim) -> bool:
    """Whether the holder of a current national office is told to have done something long before the article."""
    published, row = doc._.article.published, office(claim.role or "")
    if claim.status != "current" or published is None or row is None or row[0] != "@country":
        return False
    person = doc.char_span(*claim.spans["person"], alignment_mode="expand")
    verb = person.root.head if person is not None else None
    if verb is None or verb.tag_ != "VBD" or person is None or person.root.dep_ != "nsubj":
        return False
    date = governing(doc, verb.idx, verb.idx + len(verb), doc._.timexes)
    year = (date.value or "")[:4] if date is not None else ""
    return year.isdigit() and int(published[:4]) - int(year) >= LONG


LONG = 12
"""Years after which somebody is held to have left a national office."""


def told(claim: RoleClaim, low: int, high: int) -> bool:
    """Whether the title of a claim stands in [low, high)."""
    return "role" in claim.spans and low <= claim.spans["role"][0] < high


@per_doc
def departures(doc: Doc) -> frozenset[Departure]:
    """Every departure from office that ``doc`` asserts, with who goes."""
    gone = ((entity_of(doc, one), token.sent) for token in doc for one in who_goes(token))
    return frozenset((who, sentence.start_char, sentence.end_char) for who, sentence in gone if who is not None)


def who_goes(token: Token) -> list[Token]:
    """The words for those who leave by a verb or a noun, none where it is planned, denied or only asked for."""
    kind = table("departures.tsv").get(token.lemma_.lower())
    if kind is None or (kind == "noun") != (token.pos_ == "NOUN"):
        return []
    if kind == "noun":
        gone = [child for child in token.children if child.dep_ == "poss"]
        gone += [thing for child in token.children if child.lower_ == "of" for thing in child.children if thing.dep_ == "pobj"]
    elif token.pos_ != "VERB" or any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children):
        return []
    elif kind in NEEDED:
        who = subject(token) if any(NEEDED[kind](child) for child in (token, *token.children)) else None
        gone = [who] if who is not None else []
    else:
        passive = [child for child in token.children if child.dep_ == "nsubjpass"]
        gone = passive or [child for child in token.children if child.dep_ == "dobj"]
    gone = [one for first in gone for one in syntax.conjuncts(first)]
    return gone if gone and verdict(token) is None else []


NEEDED: Mapping[str, Callable[[Token], bool]] = MappingProxyType(
    {
        "goes": lambda _: True,
        "down": lambda word: word.dep_ in ("prt", "advmod") and word.lower_ in ("down", "aside"),
        "resignation": lambda word: word.dep_ == "dobj" and word.lemma_ == "resignation",
    }
)
"""What must stand beside a verb that tells that its subject goes."""


def entity_of(doc: Doc, token: Token) -> str | None:
    """The id of the person that a word stands for."""
    names = doc._.referents.names_in(token.idx, token.idx + len(token))
    found = doc._.referents.entity(names[0][2]) if names else doc._.referents.at(token.idx, token.idx + len(token))
    return found.id if found is not None and found.type == "person" else None
