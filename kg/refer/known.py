"""What the resolvers of nominals and pronouns may ask the referents of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from spacy.tokens import Token

from kg.model import Entity


class Known(Protocol):
    """The named entities of an article and the way to more; name mentions are (start, end, entity id) in text order."""

    def entity(self, local_id: str) -> Entity:
        """The entity with this local id."""

    def names(self) -> Sequence[tuple[int, int, str]]:
        """All name mentions."""

    def names_in(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The name mentions that overlap [start, end)."""

    def named(self, name: str, kind: str) -> Entity:
        """The entity of a type that the article calls so, made if there is none."""

    def phrase(self, head: Token) -> str:
        """The id of the entity that the noun phrase of ``head`` stands for, described if it names none."""
