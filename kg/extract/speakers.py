"""Who a speaker's or actor's phrase stands for: named ones one each, described ones by their phrase, "we" by its speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract import syntax
from kg.extract.quotations import Quotation, quotations
from kg.extract.tables import words
from kg.model import Entity
from kg.text import text_of
from kg.ty import Referents

FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})


class Voices:
    """The quotations of one Doc: who speaks in each, and what stands inside."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._marks = quotations(text_of(doc))
        self._starts = [one.start for one in self._marks]

    def quoted(self, token: Token) -> bool:
        """Whether ``token`` stands inside a quotation."""
        return self._around(token) is not None

    def _around(self, token: Token) -> Quotation | None:
        at = bisect_right(self._starts, token.idx) - 1
        return self._marks[at] if at >= 0 and token.idx < self._marks[at].end else None

    def actors(self, token: Token | None) -> list[Entity | None]:
        """The entities that the phrase of ``token`` stands for; [None] if nobody is named, [] if it cannot be resolved."""
        if token is None:
            return [None]
        if token.lower_ in FIRST_PERSON:
            return []
        return list(entities_of(self._doc, token))


def entities_of(doc: Doc, token: Token) -> Iterator[Entity]:
    """The entities of a phrase and what is joined to it: each name, and what is only described."""
    nouns = syntax.conjuncts(token)
    named = [(noun, entity_of(doc, noun)) for noun in nouns]
    if len(nouns) > 1 and not any(entity for _, entity in named):
        yield described(doc, token, conjoined=True)
        return
    for noun, entity in named:
        if entity is not None:
            yield entity
        elif noun.pos_ != "PRON" or noun.lower_ not in syntax.PRONOUNS:
            yield described(doc, noun, conjoined=False)


def author_of(doc: Doc, token: Token) -> Token:
    """Whose document ``token`` is, if it is one and the article names who made it; else ``token``."""
    lemma = token.lemma_.lower()
    made_by = next((syntax.agent(clause) for clause in token.rights if clause.dep_ == "acl" and clause.tag_ == "VBN"), None)
    if made_by is not None:
        return made_by
    if lemma not in words("document_nouns.txt"):
        return token
    return maker(token) or earlier_maker(doc, token, lemma) or token


def maker(document: Token) -> Token | None:
    """Who made a document: "Poe's report", "a report by Poe", "the departments investigation", "Poe filed a suit"."""
    owner = syntax.child(document, "poss")
    if owner is not None:
        return owner
    for link in document.rights:
        if link.dep_ == "prep" and link.lower_ in ("by", "from"):
            return syntax.child(link, "pobj")
    for other in document.lefts:
        if other.dep_ in ("compound", "nmod", "amod") and (other.ent_type_ or other.lemma_.lower() in words("body_nouns.txt")):
            return other
    if document.dep_ == "dobj" and document.head.lemma_ in words("publishing_verbs.txt"):
        return syntax.doer(document.head)
    return None


def earlier_maker(doc: Doc, token: Token, lemma: str) -> Token | None:
    """Who made the document that the article spoke of before by the same word."""
    for other in reversed(doc[: token.i]):
        if other.lemma_ == lemma and other.pos_ == "NOUN":
            found = maker(other)
            if found is not None:
                return found
    return None


def entity_of(doc: Doc, token: Token) -> Entity | None:
    """The entity whose mention ``token`` heads, if it is known."""
    referents: Referents = doc._.referents
    return referents.at(token.idx, token.idx + len(token))


def described(doc: Doc, token: Token, *, conjoined: bool) -> Entity:
    """The entity that only the phrase of ``token`` describes."""
    referents: Referents = doc._.referents
    start, end = syntax.noun_phrase(token, conjoined=conjoined)
    if start >= end:
        start, end = token.i, token.i + 1
    return referents.described(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), kind_of(token))


def kind_of(token: Token) -> str:
    """Whether a described speaker or actor is a person or a body."""
    return "organization" if token.lemma_.lower() in words("body_nouns.txt") else "person"
