"""On which side of the publication a weekday or a date without a year lies, from the tense of its clause.

The words that tell it are classes of words.txt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from spacy.tokens import Doc
from spacy.tokens import Token as Word

from kg.dates.reading import Values
from kg.dates.scan import BREAK, Token

PAST, FUTURE, NEAR = "<", ">", "~"
SENTENCE_END = frozenset(".!?;" + BREAK)
REACH = 40
"""Tokens that are searched on either side."""
HEIGHT = 12
"""Heads that are climbed to find the verb."""
VERBAL = frozenset({"VERB", "AUX"})

Side = Callable[[int, int], str]
"""From the first and the last-plus-one token of an expression to its side."""


def by_words(tokens: Sequence[Token], values: Values) -> Side:
    """Read the side off the nearest verb form, first to the left in the sentence, then to the right."""

    def side(first: int, last: int) -> str:
        left = _nearest(tokens, range(first - 1, max(first - REACH, -1), -1), values)
        found = left if left != NEAR else _nearest(tokens, range(last, min(last + REACH, len(tokens))), values)
        bounds = first > 0 and tokens[first - 1].text.lower() in values["UNTIL"]
        return FUTURE if found == NEAR and bounds else found

    return side


def _nearest(tokens: Sequence[Token], places: range, values: Values) -> str:
    for place in places:
        word = tokens[place].text
        if word in SENTENCE_END:
            return NEAR
        if (side := _of(word, _text(tokens, place - 1), _text(tokens, place + 1), values)) != NEAR:
            return side
    return NEAR


def _text(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) else ""


def _of(word: str, before: str, after: str, values: Values) -> str:
    """The side that one word asks for: "will", "is to", "signed"; names ("Will", "May") and "be signed" ask for none."""
    if not word.islower():
        return NEAR
    if after == "have" and word in MODALS:
        return PAST
    if word in values["FUTURE"] or (after == "to" and word in values["PRESENT"]):
        return FUTURE
    if before in values["BARE"]:
        return NEAR
    return PAST if word in values["PASTTENSE"] or word in values["PARTICIPLE"] or _regular_past(word, values) else NEAR


def _regular_past(word: str, values: Values) -> bool:
    return len(word) > 3 and word.endswith("ed") and word not in values["NOTVERB"]


def by_parse(doc: Doc, tokens: Sequence[Token], values: Values) -> Side:
    """Read the side off the verb that governs the expression; off the words around it where the parse does not say."""
    around = by_words(tokens, values)

    def side(first: int, last: int) -> str:
        span = doc.char_span(tokens[first].start, tokens[last - 1].end, alignment_mode="expand")
        if span is not None and span.root.dep_ in ATTRIBUTIVE and span.root.head.pos_ == "NOUN":
            return _of_noun(span.root.head, values)
        found = _of_clause(span.root, values) if span is not None else NEAR
        return found if found != NEAR else around(first, last)

    return side


ATTRIBUTIVE = frozenset({"nummod", "compound", "nmod", "amod"})


def _of_noun(noun: Word, values: Values) -> str:
    """The side of a date before a noun: the nearest ("his October 4 memo"), or ahead ("ahead of the May vote")."""
    over = noun.head
    waits = noun.dep_ == "pobj" and (over.lower_ in values["UNTIL"] or over.head.lower_ == "ahead")
    return FUTURE if waits else NEAR


def _of_clause(word: Word, values: Values) -> str:
    """The side of the nearest verb above a word that tells one."""
    for _ in range(HEIGHT):
        if word.pos_ in VERBAL and (side := _of_verb(word, values)) != NEAR:
            return side
        if word.dep_ == "prep" and word.lower_ in values["SINCE"]:
            return PAST
        if word.head.i == word.i:
            break
        word = word.head
    return NEAR


def _of_verb(verb: Word, values: Values) -> str:
    """The side that a verb form with its auxiliaries tells; none for a bare form whose governor decides."""
    helpers = {child.lower_: child for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    scheduled = verb.lemma_ in values["SCHEDULED"]
    if helpers.keys() & MODALS.keys():
        return PAST if "have" in helpers else FUTURE
    if scheduled and verb.tag_ in ("VBN", "JJ"):
        return FUTURE
    if "to" in helpers:
        return FUTURE if verb.head.i != verb.i and verb.head.lemma_ in values["FUTURELEMMA"] else NEAR
    if verb.tag_ == "VBD" or any(child.tag_ == "VBD" or child.lower_ in HAVE for child in helpers.values()):
        return PAST
    if verb.tag_ == "VBN":
        return NEAR if any(child.tag_ in ("VBZ", "VBP") for child in helpers.values()) else PAST
    return FUTURE if verb.lemma_ == "go" and verb.tag_ == "VBG" and any(c.dep_ == "xcomp" for c in verb.children) else NEAR


MODALS: Mapping[str, str] = dict.fromkeys(
    ["will", "'ll", "’ll", "shall", "wo", "would", "could", "may", "might", "can", "ca"], FUTURE
)
HAVE = frozenset({"have", "has", "'ve", "’ve", "had"})
