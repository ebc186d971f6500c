"""Resolves definite nominals ("the attorney general", "the court", "the Iranian government") to entities named before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from spacy.tokens import Doc, Span, Token

from kg.model import Entity
from kg.refer.forms import is_acronym
from kg.refer.titles import descriptions, is_role_head, phrase
from kg.words import countries, demonyms, items, parties, rows, states


class Known(Protocol):
    """What a resolver may ask the article's referents."""

    def entity(self, local_id: str) -> Entity: ...

    def names(self) -> Sequence[tuple[int, int, str]]: ...

    def names_in(self, start: int, end: int) -> list[tuple[int, int, str]]: ...

    def named(self, name: str, kind: str) -> Entity: ...


class Nominals:
    """Knows the titles that the article gives its people, and finds who or what a nominal stands for."""

    def __init__(self, doc: Doc, known: Known) -> None:
        self._doc = doc
        self._known = known
        self._titles: list[tuple[int, tuple[str, ...], str]] | None = None

    def resolve(self, span: Span, head: Token) -> str | None:
        """The id of the entity that the nominal ``span`` with this ``head`` stands for, if the article settles it."""
        kinds = nominal_kinds().get(head.lemma_.lower())
        if kinds is None and head.lower_ in nominal_kinds():
            kinds = nominal_kinds()[head.lower_]
        if kinds is not None and kinds[0] == "government":
            return self._government(span, head)
        if is_indefinite(span, head):
            return None
        if is_role_head(head) and head.tag_ in ("NN", "NNP"):
            return self._person(head)
        if kinds is None or head.tag_ in ("NNS", "NNPS"):
            return None
        return self._thing(head, *kinds)

    def _government(self, span: Span, head: Token) -> str | None:
        """The country, state or city whose government it is; the last country named before where none stands beside it."""
        for token in span:
            if token.text in demonyms():
                return self._known.named(demonyms()[token.text], "place").id
        for _, _, found in self._known.names_in(span.start_char, span.end_char):
            if self._known.entity(found).type == "place":
                return found
        if head.tag_ == "NNS" or is_indefinite(span, head):
            return None
        return self._thing(head, "place", ("@country",))

    def _person(self, head: Token) -> str | None:
        wanted = phrase(head)
        best: str | None = None
        for at, words, found in self.titles():
            if fits(wanted, words) and (at < head.idx or best is None):
                best = found
        return best

    def _thing(self, head: Token, kind: str, wanted: Sequence[str]) -> str | None:
        best: str | None = None
        for start, _, found in self._known.names():
            entity = self._known.entity(found)
            if entity.type == kind and (start < head.idx or best is None) and is_such(entity, wanted):
                best = found
        return best

    def titles(self) -> list[tuple[int, tuple[str, ...], str]]:
        """Where the article gives a person a title, the title's words, and whom; in text order."""
        if self._titles is None:
            self._titles = []
            for start, end, found in self._known.names():
                if self._known.entity(found).type == "person":
                    span = self._doc.char_span(start, end, alignment_mode="expand")
                    self._titles.extend(
                        (head.idx, phrase(head), found) for head in (descriptions(self._doc, span) if span else ())
                    )
        return self._titles


def nominal_kinds() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Nominal heads with the type of what they stand for and the words of which its name must have one."""
    return {row[0]: (row[1], items(row[2]) if len(row) > 2 else ()) for row in rows("nominals.tsv")}


def is_indefinite(span: Span, head: Token) -> bool:
    """Whether a nominal brings in someone new: "a judge", "another agency", "sixteen states"."""
    opening = {token.lower_ for token in (span[0], *head.lefts)}
    return bool(
        opening & {"a", "an", "another", "some", "several", "many", "one", "any", "no", "every", "each", "more"}
    ) or any(token.dep_ == "nummod" for token in head.lefts)


def fits(wanted: tuple[str, ...], title: tuple[str, ...]) -> bool:
    """Whether a nominal's words can be short for a title: same head, nothing the title lacks, no vice or deputy lost."""
    if not title or wanted[-1] != title[-1]:
        return False
    return set(wanted) <= set(title) and not (set(title) - set(wanted)) & {"vice", "deputy", "assistant", "former"}


def is_such(entity: Entity, wanted: Sequence[str]) -> bool:
    """Whether an entity is of the kind that a nominal asks for."""
    if not wanted:
        return True
    forms = (entity.name, *entity.aliases)
    parts = {part for form in forms for part in form.split()}
    return any(KINDS[word](entity) if word in KINDS else word in parts for word in wanted)


KINDS = {
    "@country": lambda entity: entity.name in countries(),
    "@state": lambda entity: entity.name in states() or entity.name in countries(),
    "@city": lambda entity: entity.name not in countries() and entity.name not in states(),
    "@acronym": lambda entity: any(is_acronym(form) for form in (entity.name, *entity.aliases)),
    "@party": lambda entity: entity.name in parties(),
    "@company": lambda entity: not set(entity.name.split()) & PUBLIC,
}
PUBLIC = frozenset(
    ["Department", "Ministry", "Court", "Party", "Senate", "House", "Congress", "Parliament", "Committee", "Commission", "Agency", "Office", "Bureau", "Police"]
)
