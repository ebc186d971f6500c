"""The interfaces between stages, as protocols; a plug-in is a callable that fits one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from kg.model import Claim, Entity, GraphEntity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

Progress = Callable[[int, str], None]
"""Called with a count of finished units and what was finished."""


class Referents(Protocol):
    """The entities of one annotated Doc: who each mention stands for. Kept at ``doc._.referents``.

    Offsets are code points in the article's content (== ``doc.text``), end exclusive.
    """

    def entities(self) -> Sequence[Entity]:
        """All local entities so far, in order of first mention."""

    def mentions(self) -> Sequence[Mention]:
        """All mentions so far, in text order."""

    def at(self, start: int, end: int) -> Entity | None:
        """The entity of the name, nominal or pronoun that covers [start, end); None if unresolved."""

    def names_in(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The name mentions that overlap [start, end), as start, end and entity id, in text order."""

    def entity(self, local_id: str) -> Entity:
        """The entity of an id."""

    def named(self, name: str, kind: str) -> Entity:
        """The entity of type ``kind`` that this article calls ``name``, made if need be ("Republican Party" from "(R-UT)")."""

    def described(self, start: int, end: int, kind: str) -> Entity:
        """An entity known only by the noun phrase at [start, end) ("a federal judge"), made if there is none."""

    def policy(self, start: int, end: int, name: str, policy_type: str, identifiers: Sequence[str] = ()) -> Entity:
        """The policy that the span stands for: an earlier one that it names again, or a new one."""


class Extractor(Protocol):
    """Reads claims off an annotated Doc: sentences, ``doc.ents``, ``doc._.article``, ``doc._.timexes``, ``doc._.referents``."""

    def __call__(self, doc: Doc) -> Iterable[Claim]:
        """The claims of one Doc."""
        ...


class Resolution(Protocol):
    """Who the local entities of all articles are: what resolution hands to assembly."""

    def entity(self, article_id: str, local_id: str) -> GraphEntity:
        """The graph entity of one article's local entity; KeyError if either is unknown."""

    def group(self, article_id: str) -> str:
        """The syndication group: the same for articles that are copies of one another, an article id."""

    def is_rejected(self, claim_key: str) -> bool:
        """Whether a person called this claim wrong (``kg.model.claim_key`` makes the key)."""
