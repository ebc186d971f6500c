"""Reads the claims off an annotated Doc: runs the registered extractors and gathers what they say into a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Doc

from kg.extract.once import once
from kg.extract.registry import Registered, chosen, registered
from kg.model import ActionClaim, Claim, Evidence, Record, RelationClaim, RoleClaim, StatementClaim
from kg.refer.pronouns import is_pronoun
from kg.ty import Extractor

__all__ = ["Registered", "extract", "registered"]


def extract(doc: Doc) -> Record:
    """The record of an annotated Doc: its entities, mentions, dates and the claims of every extractor, in text order.

    A policy is among the entities only if a claim is about it: what was weighed and dropped leaves none behind.
    """
    claims = once(claim for extractor in _extractors(doc._.reading is not None) for claim in extractor(doc))
    _hear_pronouns(doc, dict.fromkeys(claim.evidence for claim in claims))
    stated = set(_stated(claims))
    entities = [one for one in doc._.referents.entities() if one.type != "policy" or one.id in stated]
    kept = {one.id for one in entities}
    return Record(
        article=doc._.article,
        entities=tuple(entities),
        mentions=tuple(one for one in doc._.referents.mentions() if one.entity in kept),
        timexes=tuple(doc._.timexes),
        claims=tuple(sorted(claims, key=_place)),
    )


def _stated(claims: Iterable[Claim]) -> Iterator[str | None]:
    """The local ids of those in claims that may be policies."""
    for claim in claims:
        match claim:
            case ActionClaim():
                yield from (claim.policy, claim.actor)
            case StatementClaim():
                yield from (claim.speaker, *claim.about)
            case RoleClaim():
                yield claim.organization
            case RelationClaim():
                yield from (claim.subject, claim.object)


def _hear_pronouns(doc: Doc, passages: Iterable[Evidence]) -> None:
    """Has the pronouns beside claims resolved, so that they are among the mentions."""
    for passage in passages:
        span = doc.char_span(passage.start, passage.end, alignment_mode="expand")
        for token in span or ():
            if is_pronoun(token):
                doc._.referents.at(token.idx, token.idx + len(token))


def _place(claim: Claim) -> tuple[int, int, str]:
    return claim.evidence.start, claim.evidence.end, type(claim).__name__


@cache
def _extractors(reading: bool) -> tuple[Extractor, ...]:
    return tuple(one.function() for one in chosen(reading=reading))
