"""The parse as a second witness of what the reader links: who does what a trigger says, and about what."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from kg.extract.candidates import candidates
from kg.extract.speakers import Voices


class Parse:
    """What the parse says of triggers: who does it, and about what."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._voices = Voices(doc)
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
        return frozenset(entity.id for head in heads for entity in self._voices.actors(head) if entity is not None)

    def is_about(self, trigger: tuple[int, int], policy: tuple[int, int]) -> bool:
        """Whether a trigger is about a policy."""
        heads = {head for token in self._tokens(trigger) for head in self._policies.get(token.i, ())}
        return any(token.i in heads for token in self._tokens(policy))

    def _tokens(self, place: tuple[int, int]) -> Iterable[Token]:
        return self._doc.char_span(*place, alignment_mode="expand") or ()
