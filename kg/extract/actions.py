"""Actions: who does what about which policy, when and where, with the passage that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Doc, Token

from kg.extract import policies, syntax
from kg.extract.candidates import Candidate, Trigger, candidates
from kg.extract.dating import is_short, when
from kg.extract.likelihood import action_features, likelihood
from kg.extract.modality import modality_of
from kg.extract.passages import characters, passage
from kg.extract.policies import Policy
from kg.extract.speakers import Voices, entity_of
from kg.extract.tables import words
from kg.extract.triggers import action_of
from kg.model import Action, ActionClaim, Entity
from kg.ty import Referents

__all__ = ["action_of", "extract"]

NAME = "rules.actions"
THRESHOLD = 0.4


class Accepted(msgspec.Struct, frozen=True):
    """A candidate that is likely enough, with its policy, actors (None: nobody is named) and class."""

    candidate: Candidate
    policy: Policy
    actors: tuple[Entity | None, ...]
    action: Action
    likelihood: float


def extract(doc: Doc) -> Iterator[ActionClaim]:
    """The actions of an annotated ``doc``, in text order, each (actor, action, policy) once."""
    accepted = list(likely(doc, THRESHOLD))
    entities = policy_entities(doc, [one.policy for one in accepted])
    said: set[tuple[str | None, str, str]] = set()
    for one, policy in sorted(zip(accepted, entities, strict=True), key=lambda pair: -pair[0].likelihood):
        for actor in one.actors:
            key = (actor.id if actor else None, one.action, policy.id)
            if key not in said:
                said.add(key)
                yield claim(doc, one, actor, policy)


def likely(doc: Doc, threshold: float) -> Iterator[Accepted]:
    """The candidates of ``doc`` whose likelihood is at least ``threshold``."""
    voices = Voices(doc)
    short = is_short(doc)
    for candidate in candidates(doc):
        quoted = voices.quoted(candidate.trigger[0])
        score = likelihood("action", action_features(candidate, quoted=quoted, short=short))
        if score >= threshold:
            actors = tuple(voices.actors(candidate.actor))
            if actors:
                policy = policies.of(candidate.policy)
                action = action_of(trigger_of(candidate), policy.type)[0][0]
                yield Accepted(candidate, policy, actors, action, score)


def trigger_of(candidate: Candidate) -> Trigger:
    """The words that say what is done: behind "vowed to", "plans to", that is the verb which is vowed or planned."""
    return (candidate.policy,) if is_committed(candidate) else candidate.trigger


def is_committed(candidate: Candidate) -> bool:
    """Whether the actor only binds itself to do what the policy says."""
    head = candidate.trigger[0]
    return candidate.frame == "infinitive" and candidate.policy.pos_ == "VERB" and head.lemma_ in words("commitments.txt")


def policy_entities(doc: Doc, found: Sequence[Policy]) -> list[Entity]:
    """The entity of each policy in ``found``: one for all wordings of one policy, under its fullest name."""
    referents: Referents = doc._.referents
    groups = policies.grouped(found, policies.named(doc) if found else ())
    return [
        referents.policy(one.start, one.end, whole.name, whole.type, whole.identifiers)
        for one, whole in zip(found, groups, strict=True)
    ]


def claim(doc: Doc, one: Accepted, actor: Entity | None, policy: Entity) -> ActionClaim:
    """The finished action."""
    start, end = span_of(trigger_of(one.candidate))
    modality, _ = modality_of(doc, start, end, one.action)
    date = when(doc, one.candidate.trigger[0], modality, short=is_short(doc))
    spans = {"trigger": (start, end), "policy": (one.policy.start, one.policy.end)}
    if one.candidate.actor is not None:
        spans["actor"] = characters(doc, *syntax.noun_phrase(one.candidate.actor))
    if date is not None and date.start is not None and date.end is not None:
        spans["date"] = (date.start, date.end)
    return ActionClaim(
        actor=actor.id if actor else None,
        action=one.action,
        policy=policy.id,
        modality=modality,
        evidence=passage(doc, [spans["trigger"], spans["policy"]]),
        extractor=NAME,
        confidence=round(one.likelihood, 3),
        date=date,
        place=place(doc, one.candidate.trigger[0]),
        spans=spans,
    )


def span_of(trigger: Sequence[Token]) -> tuple[int, int]:
    """Code points from the first to the last word of a trigger."""
    first, last = min(trigger, key=lambda token: token.i), max(trigger, key=lambda token: token.i)
    return first.idx, last.idx + len(last)


def place(doc: Doc, head: Token) -> str | None:
    """The local id of the place that the verb's clause names by "in" or "at"."""
    for link in head.children:
        if link.dep_ == "prep" and link.lower_ in ("in", "at"):
            target = syntax.child(link, "pobj")
            if target is not None and target.ent_type_ == "place":
                found = entity_of(doc, target)
                return found.id if found is not None and found.type == "place" else None
    return None
