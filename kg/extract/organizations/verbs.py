"""Relations that verbs tell: "owns", "was founded by", "worked for"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

import msgspec
from spacy.tokens import Doc, Token

from kg.extract.organizations.ends import Found, at, behind, ends
from kg.extract.syntax import affected, agent, chain_up, child, doer, is_passive, logical_subject
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
        elif token.lower_ == "co" and doc[token.i + 1 : token.i + 3].text.lower() == "-founded":
            yield from cofounded(token)


def cofounded(co: Token) -> Iterator[Found]:
    """Who co-founded what, by the nearest words of the sentence: parsers stumble over the word's parts."""
    doc, sentence = co.doc, co.sent
    before = [end for token in reversed(doc[sentence.start : co.i]) for end in at(token)]
    after = [end for token in doc[co.i + 3 : sentence.end] for end in at(token)]
    founded = [end for end in after if end.entity.type == "organization"][:1]
    if doc[co.i + 3 : co.i + 4].text == "by" or co.nbor(-1).lower_ in PASSIVE:
        before, founded = after, [end for end in before if end.entity.type == "organization"][:1]
    for who in [end for end in before if end.entity.type == "person"][:1]:
        yield from (Found(relation="founded_by", subject=what, object=who) for what in founded)


PASSIVE = frozenset({"was", "were", "been", "being"})


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


def above(verb: Token) -> Token | None:
    """The subject of the clause that a gerund stands in: "Prior to joining X, Roe worked"."""
    if verb.tag_ != "VBG":
        return None
    clause = next((one for one in chain_up(verb.head) if one.pos_ in ("VERB", "AUX")), None)
    return logical_subject(clause, 0) if clause is not None else None


def slots(verb: Token, names: frozenset[str]) -> Iterator[Token]:
    """The words in these places of a verb: its subject, its object, or those behind prepositions."""
    if "subject" in names:
        who = doer(verb) or (agent(verb) if is_passive(verb) else above(verb))
        if who is not None:
            yield who
    if "object" in names:
        thing = affected(verb)
        if thing is not None:
            yield thing
    yield from behind(verb, names)
