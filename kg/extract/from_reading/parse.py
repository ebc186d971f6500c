"""The parse as a second witness of what the reader links: who does what a trigger says, and about what; who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from spacy.tokens import Doc, Token

from kg.extract import cues, syntax
from kg.extract.candidates import candidates
from kg.extract.speakers import Voices, author_of, entity_of
from kg.model import Entity


class Parse:
    """What the parse says of triggers and cues."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._actors: dict[int, list[Token]] = {}
        self._policies: dict[int, set[int]] = {}
        for one in candidates(doc):
            for token in one.trigger:
                self._policies.setdefault(token.i, set()).add(one.policy.i)
                if one.actor is not None:
                    self._actors.setdefault(token.i, []).append(one.actor)

    def actors(self, trigger: tuple[int, int]) -> frozenset[str]:
        """The ids of the entities that do what a trigger says."""
        heads = {actor for token in self._tokens(trigger) for actor in self._actors.get(token.i, ())}
        return frozenset(entity.id for head in heads for entity in self._known(head))

    def is_about(self, trigger: tuple[int, int], policy: tuple[int, int]) -> bool:
        """Whether a trigger is about a policy."""
        heads = {head for token in self._tokens(trigger) for head in self._policies.get(token.i, ())}
        return any(token.i in heads for token in self._tokens(policy))

    def speakers(self, cue: tuple[int, int]) -> list[Entity]:
        """The entities that say what stands at a cue."""
        heads = {self._cues[token.i] for token in self._tokens(cue) if token.i in self._cues}
        return [entity for head in heads for entity in self._known(author_of(self._doc, head))]

    def _known(self, head: Token) -> Iterator[Entity]:
        """The entities that a phrase and what is joined to it stand for; what is only described is left to the reader."""
        found = (entity_of(self._doc, noun) for noun in syntax.conjuncts(head))
        return (entity for entity in found if entity is not None)

    @cached_property
    def _cues(self) -> dict[int, Token]:
        """Index of a cue's word → the head of its speaker's phrase."""
        found = [cue for cue in cues.find(self._doc, Voices(self._doc).quoted) if cue.speaker is not None]
        return {at: cue.speaker for cue in found for at in range(cue.start, cue.end) if cue.speaker is not None}

    def _tokens(self, place: tuple[int, int]) -> Iterable[Token]:
        return self._doc.char_span(*place, alignment_mode="expand") or ()


def either(score: float, other: float) -> float:
    """The probability that one of two independent witnesses is right."""
    return 1 - (1 - score) * (1 - other)
