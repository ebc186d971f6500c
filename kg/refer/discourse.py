"""What a text looks like to one who resolves references: its sentences, its quotations and the place of each mention."""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec
from spacy.tokens import Doc, Token

from kg.text import text_of

QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
UP_TO_VERB = frozenset({"compound", "appos", "conj", "poss", "nmod", "flat"})


class Seen(msgspec.Struct, frozen=True):
    """A mention as the text has shown it: token, sentence, entity, how prominent, and whether inside a quotation.

    ``rank`` is 2 for the subject of a main clause, 1 for another subject, 0 for the rest.
    """

    token: Token
    sentence: int
    entity: str
    rank: int
    quoted: bool
    named: bool


class Discourse:
    """Sentence numbers and quotations of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._sentences = [sentence.start for sentence in doc.sents]
        self._quotes = [match.span() for match in QUOTED.finditer(text_of(doc))]
        self._quote_starts = [start for start, _ in self._quotes]

    def sentence(self, token: Token) -> int:
        """The number of the sentence that ``token`` stands in."""
        return bisect_right(self._sentences, token.i) - 1

    def quote(self, token: Token) -> int | None:
        """The number of the quotation that ``token`` stands in; None outside."""
        at = bisect_right(self._quote_starts, token.idx) - 1
        return at if at >= 0 and token.idx < self._quotes[at][1] else None

    def quote_tokens(self, token: Token) -> tuple[int, int] | None:
        """The range of tokens of the quotation that ``token`` stands in; None outside."""
        at = self.quote(token)
        span = None if at is None else self.doc.char_span(*self._quotes[at], alignment_mode="expand")
        return None if span is None else (span.start, span.end)

    def seen(self, token: Token, entity: str, *, named: bool) -> Seen:
        """The mention headed by ``token``."""
        return Seen(token, self.sentence(token), entity, rank(token), self.quote(token) is not None, named)


def rank(token: Token) -> int:
    """How prominent a mention is: 2 for the subject of a main clause, 1 for another subject or an agent, 0 for the rest."""
    at = token
    while at.dep_ in ("appos", "conj") and at.head.i != at.i and at.head.pos_ in ("NOUN", "PROPN"):
        at = at.head
    if at.dep_ not in SUBJECTS:
        return 0
    return 2 if at.head.dep_ in ("ROOT", "conj", "ccomp", "parataxis") else 1


def clause_subjects(token: Token) -> list[Token]:
    """The subjects of the clauses that ``token`` lies in below its own, the nearest first: "X said that he …" has X."""
    found: list[Token] = []
    at = token
    own = verb_above(token)
    while at.head.i != at.i:
        at = at.head
        if at.pos_ in ("VERB", "AUX") and at != own:
            found.extend(child for child in at.children if child.dep_ in SUBJECTS and child.i < token.i)
    return found


def verb_above(token: Token) -> Token:
    """The verb whose clause ``token`` belongs to."""
    at = token
    while at.head.i != at.i and at.pos_ not in ("VERB", "AUX"):
        at = at.head
    return at
