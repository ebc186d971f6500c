"""Which date the clause of a word governs: by the dependency parse, or by clause and nearness where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from kg.model import Timex

POINTS = frozenset({"DATE", "TIME"})
VERBAL = frozenset({"VERB", "AUX"})

UP = {
    "xcomp": 1,
    "dobj": 1,
    "obj": 1,
    "nsubj": 2,
    "nsubjpass": 1,
    "attr": 1,
    "pobj": 1,
    "prep": 1,
    "agent": 1,
    "pcomp": 1,
    "advcl": 2,
    "conj": 2,
    "compound": 1,
    "amod": 1,
    "aux": 0,
    "auxpass": 0,
    "prt": 0,
    "acomp": 1,
    "oprd": 1,
    "dative": 1,
    "appos": 2,
    "poss": 1,
    "nmod": 1,
    "relcl": 4,
    "acl": 3,
    "ccomp": 4,
}
"""What it costs that a word looks for its date beyond the word it depends on, by dependency; others cost ``FAR``."""

DOWN = {
    "npadvmod": 0,
    "prep": 0,
    "pobj": 0,
    "advmod": 0,
    "tmod": 0,
    "pcomp": 0,
    "nummod": 1,
    "compound": 1,
    "det": 0,
    "amod": 1,
    "nmod": 1,
    "poss": 1,
    "conj": 2,
    "appos": 1,
    "dep": 1,
    "meta": 3,
    "xcomp": 1,
    "dobj": 2,
    "attr": 2,
    "nsubj": 3,
    "nsubjpass": 2,
    "ccomp": 3,
    "advcl": 3,
    "relcl": 4,
    "acl": 3,
}
"""What each edge costs on the way down to the date."""

FAR = 4
LIMIT = 3.5
"""A date that costs more is not governed."""
CLAUSE_MARK = re.compile(r"[;:—–]|, (?:and|but|while|which|who|as|when|after|before)\b")


def governing(doc: Doc, start: int, end: int, timexes: Iterable[Timex]) -> Timex | None:
    """The date that holds for what the words at [start, end) tell.

    Args:
        doc: The text, with a parse or without.
        start: Code point at which the trigger begins.
        end: Code point behind it.
        timexes: The expressions of the text; only those of type DATE and TIME count.

    Returns:
        The expression whose way through the parse to the trigger crosses the fewest clause boundaries, the nearer one
        of two that are alike; None if each is in another clause.
    """
    trigger = doc.char_span(start, end, alignment_mode="expand")
    if trigger is None:
        return None
    if not doc.has_annotation("DEP"):
        return _nearest_in_clause(doc, start, end, timexes)
    sentence = trigger.sent
    root = trigger.root
    costed = [
        (cost, abs((timex.start or 0) - start), place, timex)
        for place, (timex, span) in enumerate(_inside(doc, sentence, timexes))
        if (cost := distance(root, span.root)) <= LIMIT
    ]
    return min(costed)[3] if costed else None


def _inside(doc: Doc, sentence: Span, timexes: Iterable[Timex]) -> Iterator[tuple[Timex, Span]]:
    for timex in timexes:
        if timex.type in POINTS and timex.start is not None and sentence.start_char <= timex.start < sentence.end_char:
            span = doc.char_span(timex.start, timex.end or timex.start, alignment_mode="expand")
            if span is not None:
                yield timex, span


def distance(trigger: Token, date: Token) -> float:
    """What it costs to go from a trigger to a date: up to the word above both, then down."""
    above = {word.i: cost for word, cost in _climb(trigger, UP)}
    return next(above[word.i] + cost for word, cost in _climb(date, DOWN) if word.i in above)


def _climb(word: Token, costs: dict[str, int]) -> Iterator[tuple[Token, float]]:
    cost = 0.0
    yield word, cost
    while word.head.i != word.i:
        cost += costs.get(word.dep_, FAR)
        word = word.head
        yield word, cost


def _nearest_in_clause(doc: Doc, start: int, end: int, timexes: Iterable[Timex]) -> Timex | None:
    """The nearest expression with no mark of a new clause or sentence between."""
    text = doc.text
    near = [
        timex for timex in timexes if timex.type in POINTS and timex.start is not None and _together(text, start, end, timex)
    ]
    return min(near, key=lambda timex: abs((timex.start or 0) - start), default=None)


def _together(text: str, start: int, end: int, timex: Timex) -> bool:
    first, last = timex.start or 0, timex.end or 0
    between = text[end:first] if first >= end else text[last:start]
    return len(between) < 300 and not re.search(r"[.!?]\s|\n", between) and not CLAUSE_MARK.search(between)
