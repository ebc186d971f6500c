"""Relations that verbs tell: "owns", "was founded by", "worked for"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

import msgspec
from spacy.tokens import Doc, Token

from kg.extract.organizations.ends import Found, behind, ends
from kg.extract.syntax import affected, agent, child, doer, is_passive
from kg.extract.tables import rows

OPEN = frozenset({"will", "would", "may", "might", "could", "can", "should", "must", "shall", "to"})
"""Auxiliaries with which a verb tells of nothing that has happened."""


class Frame(msgspec.Struct, frozen=True):
    """How a verb relates two ends: the relation, where its subject and object stand, whether its past is over."""

    particle: str
    relation: str
    subject: frozenset[str]
    object: frozenset[str]
    over: bool


@cache
def frames() -> Mapping[str, tuple[Frame, ...]]:
    """The lines of organization_verbs.tsv by lemma."""
    found: dict[str, list[Frame]] = {}
    for lemma, particle, relation, left, right, *over in rows("organization_verbs.tsv"):
        frame = Frame(particle, relation, frozenset(left.split(",")), frozenset(right.split(",")), bool(over))
        found.setdefault(lemma, []).append(frame)
    return {lemma: tuple(those) for lemma, those in found.items()}


def find(doc: Doc) -> Iterator[Found]:
    """The relations that verbs tell, in text order."""
    for token in doc:
        if token.tag_.startswith("VB") and token.lemma_ in frames() and happened(token):
            for frame in frames()[token.lemma_]:
                yield from read(token, frame)


def happened(verb: Token) -> bool:
    """Whether a verb is neither denied, nor only possible or to come."""
    helpers = {other.lower_ for other in verb.children if other.dep_ in ("aux", "auxpass")}
    return not helpers & OPEN and not any(other.dep_ == "neg" for other in verb.children)


def read(verb: Token, frame: Frame) -> Iterator[Found]:
    """The relations of one verb by one frame."""
    particle = child(verb, "prt")
    if frame.particle != (particle.lower_ if particle is not None else ""):
        return
    lefts = [end for word in slots(verb, frame.subject) for end in ends(word)]
    rights = [end for word in slots(verb, frame.object) for end in ends(word)]
    over = frame.over and verb.tag_ in ("VBD", "VBN")
    for left, right in product(lefts, rights):
        yield Found(relation=frame.relation, subject=left, object=right, over=over)


def slots(verb: Token, names: frozenset[str]) -> Iterator[Token]:
    """The words in these places of a verb: its subject, its object, or those behind prepositions."""
    if "subject" in names:
        who = doer(verb) or (agent(verb) if is_passive(verb) else None)
        if who is not None:
            yield who
    if "object" in names:
        thing = affected(verb)
        if thing is not None:
            yield thing
    yield from behind(verb, names)
