"""On which side of the publication a weekday or a date without a year lies, from the tense of its clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.dates.reading import Values
from kg.dates.scan import BREAK, Token

PAST, FUTURE, NEAR = "<", ">", "~"
SENTENCE_END = frozenset(".!?;" + BREAK)
REACH = 40
"""Tokens that are searched on either side."""

Side = Callable[[int, int], str]
"""From the first and the last-plus-one token of an expression to its side."""


def by_words(tokens: Sequence[Token], values: Values) -> Side:
    """Read the side off the nearest verb form, first to the left in the sentence, then to the right."""

    def side(first: int, last: int) -> str:
        if first and tokens[first - 1].text.lower() in values["UNTIL"]:
            return _nearest(_left(tokens, first), values, until=True)
        return (
            _nearest(_left(tokens, first), values)
            if _nearest(_left(tokens, first), values) != NEAR
            else _nearest(_right(tokens, last), values)
        )

    return side


def _left(tokens: Sequence[Token], first: int) -> Iterable[Token]:
    for place in range(first - 1, max(first - REACH, -1), -1):
        if tokens[place].text in SENTENCE_END:
            return
        yield tokens[place]


def _right(tokens: Sequence[Token], last: int) -> Iterable[Token]:
    for place in range(last, min(last + REACH, len(tokens))):
        if tokens[place].text in SENTENCE_END:
            return
        yield tokens[place]


def _nearest(words: Iterable[Token], values: Values, *, until: bool = False) -> str:
    for token in words:
        word = token.text.lower()
        if word in values["FUTURE"]:
            return FUTURE
        if word in values["PASTTENSE"] or _regular_past(word, values):
            return PAST
    return FUTURE if until else NEAR


def _regular_past(word: str, values: Values) -> bool:
    return len(word) > 3 and word.endswith("ed") and word not in values["NOTVERB"]
