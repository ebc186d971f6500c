"""Who speaks where an article says "I" or "we": the subject of the saying verb beside the quotation, or of the whole text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from kg.refer.discourse import SUBJECTS, Discourse
from kg.words import words

BESIDE = 30
"""Tokens between a quotation and the verb of saying that belongs to it, at most."""

WhoIs = Callable[[Token], tuple[str, ...]]


class Voices:
    """The speakers of one Doc's quotations."""

    def __init__(self, doc: Doc, discourse: Discourse, who: WhoIs) -> None:
        self._doc = doc
        self._discourse = discourse
        self._who = who
        self._subjects = list(self._saying())
        self._places = [verb.i for verb, _ in self._subjects]

    def _saying(self) -> Iterator[tuple[Token, Token]]:
        """The verbs of saying outside quotations, each with its subject."""
        for token in self._doc:
            if token.dep_ not in SUBJECTS or token.head.lemma_ not in words("saying_verbs.txt"):
                continue
            if self._discourse.quote(token.head) is None and self._discourse.quote(token) is None:
                yield token.head, token

    def speaker(self, token: Token) -> tuple[str, ...]:
        """The ids of the entities that say the words around ``token``; none if the text does not tell."""
        span = self._discourse.quote_tokens(token)
        start, end = span if span is not None else (token.sent.start, token.sent.end)
        for subject in self._near(start, end, inside=span is None):
            found = self._who(subject)
            if found:
                return found
        return ()

    def _near(self, start: int, end: int, *, inside: bool) -> Iterator[Token]:
        """Subjects of the verbs of saying beside or in [start, end): behind it, before it, then the last ones of all."""
        first, last = bisect_left(self._places, start), bisect_right(self._places, end)
        if inside:
            yield from (subject for _, subject in self._subjects[first:last])
        line = self._line_end(end)
        behind = self._subjects[last : last + 1]
        yield from (subject for verb, subject in behind if verb.i < min(line, end + BESIDE))
        yield from (subject for _, subject in reversed(self._subjects[:first]))

    def _line_end(self, at: int) -> int:
        return next((token.i for token in self._doc[at : at + BESIDE] if "\n" in token.text), at + BESIDE)
