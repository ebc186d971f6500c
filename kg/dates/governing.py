"""Which date the clause of a word governs: by the dependency parse, or by clause and nearness where there is none."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from kg.dates.grammar import load
from kg.dates.reading import Values
from kg.model import Timex
from kg.text import text_of

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
    "nummod": 3,
    "compound": 3,
    "det": 0,
    "amod": 3,
    "nmod": 3,
    "poss": 3,
    "conj": 2,
    "appos": 3,
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


def governing(doc: Doc, start: int, end: int, timexes: Iterable[Timex], *, limit: float = LIMIT) -> Timex | None:
    """The date that holds for what the words at [start, end) tell.

    Args:
        doc: The text, with a parse or without.
        start: Code point at which the trigger begins.
        end: Code point behind it.
        timexes: The expressions of the text; only those of type DATE and TIME count.
        limit: What the way to the date may cost: clause boundaries, each by its kind.

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
    present = in_present(root)
    costed = [
        (cost, abs((timex.start or 0) - start), place, timex)
        for place, (timex, span) in enumerate(_inside(doc, sentence, timexes))
        if (cost := distance(root, span.root)) <= limit and (not present or _fits_present(timex, cost))
    ]
    return min(costed)[3] if costed else None


def in_present(word: Token) -> bool:
    """Whether a verb form tells in the present tense, as headlines and short items do."""
    return word.tag_ in PRESENT or (word.tag_ == "VBN" and any(c.dep_ == "auxpass" and c.tag_ in PRESENT for c in word.lefts))


def _fits_present(timex: Timex, cost: float) -> bool:
    """What is told in the present tense is of a day near the publication or ahead ("takes effect May 1"), not of last year."""
    return timex.form.startswith(DAYS_NEAR) or (cost == 0 and timex.form.startswith(DAY_OF_YEAR))


PRESENT = frozenset({"VBZ", "VBP"})
DAYS_NEAR = ("pub/D", "pub/E")
DAY_OF_YEAR = "pub/--"


def is_point(timex: Timex) -> bool:
    """Whether the expression can date something: a place in the calendar, not "recently"."""
    return timex.type in POINTS and not timex.form.endswith("_REF")


def _inside(doc: Doc, sentence: Span, timexes: Iterable[Timex]) -> Iterator[tuple[Timex, Span]]:
    for timex in timexes:
        if is_point(timex) and timex.start is not None and sentence.start_char <= timex.start < sentence.end_char:
            span = doc.char_span(timex.start, timex.end or timex.start, alignment_mode="expand")
            if span is not None:
                yield timex, span


def distance(trigger: Token, date: Token) -> float:
    """What it costs to go from a trigger to a date: up to the word above both, then down; infinite into another sentence."""
    above = {word.i: cost for word, cost in _climb(trigger, _up)}
    below = list(_climb(date, _down))
    meeting, cost = next(((word, cost) for word, cost in below if word.i in above), (None, math.inf))
    if meeting is None:
        return math.inf
    if meeting.i == trigger.i and meeting.pos_ == "NOUN" and _modifies(date, trigger):
        return 1
    return above[meeting.i] + cost


def _modifies(date: Token, noun: Token) -> bool:
    """Whether the date hangs on the noun itself ("the April 2017 memo", "the memo of April")."""
    return date.head.i == noun.i or (date.head.pos_ == "ADP" and date.head.head.i == noun.i)


def _climb(word: Token, price: Callable[[Token], float]) -> Iterator[tuple[Token, float]]:
    cost = 0.0
    yield word, cost
    while word.head.i != word.i:
        cost += price(word)
        word = word.head
        yield word, cost


def _up(word: Token) -> float:
    """The price of the step from a word to its head, on the trigger's side."""
    if word.dep_ == "ccomp" and word.head.lemma_ in _words()["ANNOUNCING"]:
        return UP["advcl"]
    return UP.get(word.dep_, FAR)


def _down(word: Token) -> float:
    """The price of the step between a head and a word below it, on the date's side."""
    if word.dep_ == "prep" and word.lower_ in _words()["BOUNDING"]:
        return FAR
    if word.dep_ == "prep" and word.head.pos_ in ("NOUN", "PROPN") and word.lower_ in _words()["NAMING"]:
        return FAR
    return DOWN.get(word.dep_, FAR)


def is_news(doc: Doc, start: int, end: int) -> bool:
    """Whether the clause of [start, end) tells in the present tense what happens, as a headline or a one-paragraph item does.

    With no date of its own, what such a clause tells took place on the day of publication. A noun inside a phrase
    ("following the conviction of …") tells of something before, as do the past tense and modal verbs.
    """
    trigger = doc.char_span(start, end, alignment_mode="expand")
    if trigger is None or not doc.has_annotation("DEP"):
        return False
    word = trigger.root
    for _ in range(HEIGHT):
        tense = _tense(word)
        if tense:
            return tense == "present" and word.dep_ in NEWS_CLAUSES
        if word.head.i == word.i:
            return True
        if word.dep_ not in NEWS_CLAUSES:
            return False
        word = word.head
    return False


def _tense(verb: Token) -> str | None:
    """``present``, ``other`` or None for a form that is not finite."""
    helpers = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    if verb.tag_ in ("MD", "VBD") or any(child.tag_ in ("MD", "VBD") or child.lemma_ == "have" for child in helpers):
        return "other"
    return "present" if in_present(verb) or any(child.tag_ in PRESENT for child in helpers) else None


HEIGHT = 12
"""Heads that are climbed to find the finite verb."""
NEWS_CLAUSES = frozenset({"ROOT", "conj", "ccomp", "advcl", "parataxis", "dep"})


def _words() -> Values:
    """The word classes of words.txt."""
    return load().values


def _nearest_in_clause(doc: Doc, start: int, end: int, timexes: Iterable[Timex]) -> Timex | None:
    """The nearest expression with no mark of a new clause or sentence between."""
    text = text_of(doc)
    near = [
        timex for timex in timexes if timex.type in POINTS and timex.start is not None and _together(text, start, end, timex)
    ]
    return min(near, key=lambda timex: abs((timex.start or 0) - start), default=None)


def _together(text: str, start: int, end: int, timex: Timex) -> bool:
    first, last = timex.start or 0, timex.end or 0
    between = text[end:first] if first >= end else text[last:start]
    return len(between) < 300 and not re.search(r"[.!?]\s|\n", between) and not CLAUSE_MARK.search(between)
