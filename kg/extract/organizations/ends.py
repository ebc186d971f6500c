"""Finds who or what the words at the ends of a relation stand for, with those joined to them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc, Token

from kg.extract.syntax import child, conjuncts
from kg.model import Entity
from kg.words import words

Span = tuple[int, int]


class End(msgspec.Struct, frozen=True):
    """A named entity at one end of a relation, and the code points where it stands."""

    entity: Entity
    span: Span


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A relation between two ends; ``over`` tells that its verb says that it has ended."""

    relation: str
    subject: End
    object: End
    over: bool = False


TYPES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "part_of": (frozenset({"organization"}), frozenset({"organization"})),
    "based_in": (frozenset({"organization"}), frozenset({"place"})),
    "founded_by": (frozenset({"organization"}), frozenset({"person", "organization"})),
    "heads": (frozenset({"person"}), frozenset({"organization"})),
    "affiliated_with": (frozenset({"person"}), frozenset({"organization"})),
}
"""Relation → the types of entity that its subject and object can be."""


def ends(token: Token) -> Iterator[End]:
    """The named entities that ``token`` and the nouns joined to it stand for; the name in apposition goes before a nominal."""
    for one in conjuncts(token):
        beside = [other for other in one.children if other.dep_ == "appos" and names_at(other)]
        if names_at(one) or not beside:
            yield from at(one)
        else:
            yield from (end for other in beside for end in at(other))


def at(token: Token) -> Iterator[End]:
    """The named entity that ``token`` stands for, also where it is a word of the name that its finder left out."""
    start, end = next(((start, end) for start, end, _ in named(token)), (token.idx, token.idx + len(token)))
    found: Entity | None = token.doc._.referents.at(start, end)
    if found is None and (kind := UNKNOWN.get(token.lower_)) and not names_before(token, kind):
        yield End(token.doc._.referents.described(start, end, kind), (start, end))
    elif found is not None and found.named:
        yield End(found, (start, end))


def names_before(token: Token, kind: str) -> bool:
    """Whether anybody of this type is named before ``token``, or a person later in its sentence ("As he left, Roe")."""
    referents, end = token.doc._.referents, token.sent.end_char if kind == "person" else token.idx
    return any(start < end and referents.entity(name).type == kind for start, _, name in referents.names())


UNKNOWN = {"he": "person", "she": "person", "his": "person", "her": "person", "it": "organization", "its": "organization"}
"""Pronouns that can stand for somebody whom the text does not name, as where a passage is all there is of it."""


def named(token: Token) -> list[tuple[int, int, str]]:
    """The names that cover ``token``, or that it ends: "Norland Energy" in "Norland Energy, Inc."."""
    found = names_at(token)
    if not found and token.text in words("designators.txt") | words("legal_forms.txt") and token.i > token.sent.start:
        before = token.nbor(-1)
        found = names_at(before if before.text != "," else before.nbor(-1)) if before.i > token.sent.start else []
    if not found and token.tag_ in ("NNP", "NNPS"):
        found = [name for other in token.lefts if other.dep_ in ("compound", "nmod") for name in names_at(other)]
    return found


def names_at(token: Token) -> list[tuple[int, int, str]]:
    """The names that cover ``token``."""
    found: list[tuple[int, int, str]] = token.doc._.referents.names_in(token.idx, token.idx + len(token))
    return found


def behind(word: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """The nouns behind these prepositions of a verb or noun, also of one that hangs on its object."""
    for link in word.children:
        if link.dep_ in ("prep", "agent", "dative") and link.lower_ in prepositions:
            thing = child(link, "pobj")
            if thing is not None:
                yield thing


def places(link: Token) -> Iterator[End]:
    """The places behind a preposition, with those that say where they lie: "in Newark, Ohio, and Dublin"."""
    thing = child(link, "pobj")
    if thing is None:
        return
    for one in conjuncts(thing):
        for end in at(one):
            yield end
            yield from around(one.doc, end.span[1])


def around(doc: Doc, at_character: int) -> Iterator[End]:
    """The place that a comma joins to the place which ends here, and so on."""
    token = doc.char_span(at_character - 1, at_character, alignment_mode="expand")
    comma = token.end if token is not None else len(doc)
    if comma + 1 < len(doc) and doc[comma].text == ",":
        for end in at(doc[comma + 1]):
            if end.entity.type == "place" and end.span[0] >= at_character:
                yield end
                yield from around(doc, end.span[1])
