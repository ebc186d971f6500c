"""Roles that a verb gives: "was sworn in as", "became", "resigned as", "leads"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

import msgspec
from spacy.tokens import Doc, Token

from kg.extract import syntax
from kg.extract.roles.found import Found, behind_joint, is_plural, noun_phrases, phrase_end
from kg.model import Entity, RoleStatus
from kg.refer.nominals import documents
from kg.refer.titles import is_role_head
from kg.words import is_party, rows

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Frame(msgspec.Struct, frozen=True):
    """How a verb gives a role: who gets it, where the title stands, its status, the noun the verb stands for."""

    holder: str
    places: frozenset[str]
    status: RoleStatus
    noun: str | None


@lru_cache(maxsize=1)
def frames() -> Mapping[str, list[Frame]]:
    """The verbs of role_verbs.tsv by lemma; a succession gives a role to two people."""
    found: defaultdict[str, list[Frame]] = defaultdict(list)
    for lemma, holder, places, status, *noun in rows("role_verbs.tsv"):
        row = {"holder": holder, "places": places.split(","), "status": status, "noun": noun[0] if noun and noun[0] else None}
        found[lemma].append(msgspec.convert(row, Frame))
    return dict(found)


@lru_cache(maxsize=1)
def bestowing() -> frozenset[str]:
    """The lemmas of verbs that give a role to their object ("appoint")."""
    return frozenset(lemma for lemma, all_ in frames().items() if any(frame.holder == "object" for frame in all_))


def find(doc: Doc) -> Iterator[Found]:
    """The roles that verbs give, in text order."""
    for token in doc:
        if not token.tag_.startswith("VB") or unheld(token):
            continue
        for frame in frames().get(token.lemma_, ()):
            yield from leads(doc, token, frame, frame.noun) if frame.noun else read(doc, token, frame)


def unheld(verb: Token) -> bool:
    """Whether what the verb says is denied or a mere possibility."""
    return any(child.dep_ == "neg" or child.lower_ in ("may", "might", "could") for child in verb.children)


def read(doc: Doc, verb: Token, frame: Frame) -> Iterator[Found]:
    """The roles that one verb gives."""
    holder = subject(verb) if frame.holder == "subject" else patient(verb)
    if holder is None:
        return
    status = status_by_verb(verb, frame)
    for head in titles(verb, frame):
        start = head.left_edge.i if head.left_edge.i > verb.i or head.i < verb.i else verb.i + 1
        end = phrase_end(doc, head.i, verb.sent.end)
        joined = noun_phrases(doc, behind_joint(doc, end, verb.sent.end), verb.sent.end)
        for one in syntax.conjuncts(holder) if is_plural(head) else (holder,):
            who = person_at(doc, one)
            if who is None:
                continue
            for left, noun, right in ((start, head.i, end), *joined):
                yield Found(
                    who=who,
                    person=(one.i, one.i + 1),
                    start=left,
                    head=noun,
                    end=right,
                    status=status,
                    verb=verb.lemma_,
                )


def leads(doc: Doc, verb: Token, frame: Frame, noun: str) -> Iterator[Found]:
    """The role that "leads", "founded", "led by", "serves on" stand for, where what is led is an organisation."""
    person, thing = subject(verb), next(behind(verb, frame.places), None)
    agent = next((link for link in verb.children if link.dep_ == "agent"), None)
    if agent is not None:
        person = next((child for child in agent.children if child.dep_ == "pobj"), None)
        thing = patient(verb)
    if person is None or thing is None:
        return
    who, body = person_at(doc, person), doc._.referents.at(thing.idx, thing.idx + len(thing))
    if "party" in frame.places and (body is None or not is_party(body.name)):
        return
    if who is not None and body is not None and body.type == "organization":
        past = frame.status == "former" or (verb.tag_ == "VBD" and verb.lemma_ not in LASTING)
        yield Found(
            who=who,
            person=(person.i, person.i + 1),
            start=verb.i,
            head=None,
            end=verb.i + 1,
            status="former" if past else "current",
            noun=noun,
            body=(thing.i, thing.i + 1),
        )


LASTING = frozenset({"found", "co-found", "cofound", "join"})
"""Verbs of which what they give holds on after they are done."""


def behind(verb: Token, places: frozenset[str]) -> Iterator[Token]:
    """The direct objects of a verb, or what stands behind a preposition of ``places``; "party" is a direct object too."""
    for child in verb.children:
        if child.dep_ == "dobj" and places & {"none", "party"}:
            yield child
        elif child.dep_ == "prep" and child.lower_ in places:
            yield from (thing for thing in child.children if thing.dep_ == "pobj")


def person_at(doc: Doc, token: Token) -> Entity | None:
    """The person that a noun or pronoun stands for, other than as the maker of a document ("the order directs …")."""
    if token.lemma_.lower() in documents():
        return None
    found: Entity | None = doc._.referents.at(token.idx, token.idx + len(token))
    return found if found is not None and found.type == "person" else None


def subject(verb: Token) -> Token | None:
    """The subject of a verb, its own or the one that it shares or describes ("X, who serves as", "X, serving as").

    That of an infinitive is the object of the verb above it, if there is one ("named X to lead").
    """
    for child in verb.children:
        if child.dep_ == "nsubj":
            return described(verb.head) or child if child.tag_ == "WP" and verb.dep_ == "relcl" else child
    if verb.dep_ == "advcl" and verb.tag_ == "VB" and any(one.holder == "object" for one in frames().get(verb.head.lemma_, ())):
        return patient(verb.head)
    if verb.dep_ == "xcomp" and verb.tag_ == "VB" and (controlled := syntax.controller(verb, verb.head, 0)) is not None:
        return controlled
    if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.i != verb.i:
        return subject(verb.head) or next((child for child in verb.head.children if child.dep_ == "nsubjpass"), None)
    return (described(verb.head) or verb.head) if verb.dep_ == "acl" and verb.tag_ == "VBG" else None


def described(noun: Token) -> Token | None:
    """Who a predicate is said of: Roe in "Roe is a politician representing the Farmers Party"."""
    return subject(noun.head) if noun.dep_ == "attr" else None


def patient(verb: Token) -> Token | None:
    """Who a verb is done to: its passive subject, its object, or the noun that the participle describes."""
    for label in ("nsubjpass", "dobj"):
        for child in verb.children:
            if child.dep_ == label:
                return child
    if named := next((child for child in verb.children if child.dep_ == "oprd" and child.ent_type_ == "person"), None):
        return named
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return verb.head
    if verb.dep_ == "conj" and verb.tag_ == "VBN":
        return patient(verb.head) if verb.head.tag_ == "VBN" else subject(verb.head)
    return next((child for child in verb.children if child.dep_ == "nsubj" and verb.tag_ == "VBN"), None)


def titles(verb: Token, frame: Frame) -> Iterator[Token]:
    """The role nouns that a verb gives by its frame, with those joined to them."""
    for child in verb.children:
        if "complement" in frame.places and child.dep_ in COMPLEMENTS and child.i > verb.i:
            yield from heads(child)
            if child.lemma_ == "be":
                yield from (head for named in child.children if named.dep_ == "attr" for head in heads(named))
        if child.dep_ in ("dobj", "pobj", "oprd", "attr") or child.dep_ == "prep":
            yield from linked(child, frame.places)


def linked(token: Token, places: frozenset[str]) -> Iterator[Token]:
    """The role nouns behind a preposition of the frame, at ``token`` or hanging on it ("elected Roe as mayor")."""
    for link in (token, *token.children):
        if link.dep_ == "prep" and link.lower_ in places:
            for thing in link.children:
                if thing.dep_ == "pobj":
                    yield from heads(thing)


COMPLEMENTS = frozenset({"attr", "oprd", "xcomp", "dobj", "ccomp"})


def heads(token: Token) -> Iterator[Token]:
    """The role noun at ``token`` and those joined to it."""
    for one in (token, *token.conjuncts):
        if one.i >= token.i and is_role_head(one) and one.ent_type_ != "person":
            yield one


def status_by_verb(verb: Token, frame: Frame) -> RoleStatus:
    """The status by the verb and its tense: "will become" is incoming, "served" former, "has served" current."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if (
        helpers & {"will", "would", "shall", "to"} and frame.status == "current" and frame.holder == "object"
    ) or "will" in helpers:
        return "incoming" if frame.status == "current" else frame.status
    past = verb.tag_ == "VBD" and not helpers
    if past and verb.lemma_ in PAST_IS_OVER:
        return "former"
    return frame.status


PAST_IS_OVER = frozenset({"serve", "work", "be", "act"})
