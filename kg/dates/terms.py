"""From when to when a role lasted: by the verb that gives or ends it, or by "since", "until", "from … to" beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Token

from kg.dates.governing import governing, in_present, is_news
from kg.model import Timex
from kg.text import text_of

Place = tuple[int, int]
"""First and last-plus-one code point."""
Term = tuple[Timex | None, Timex | None]

BEGINNING = frozenset({"since", "from", "between", "starting", "beginning"})
ENDING = frozenset({"until", "till", "through"})
BETWEEN = re.compile(r"\s*(?:to|until|till|through|and|–|-|—)\s*")
DASH = re.compile(r"\s*[–—-]\s*")
BRACKET = re.compile(r"\s*[(\[,]\s*")
ADJACENT = re.compile(
    r"(?:[^.,;:()\n]{0,60}\s)?(?P<cue>since|from|until|till|through)\s+(?:(?:early|late|mid|the)\s+)?", re.IGNORECASE
)
LIMIT = 2
"""A verb's date must be this near in the parse (see ``kg.dates.governing``); one in a neighbouring clause is another's."""
HEIGHT = 6
"""Heads that are climbed from a role to the verb that gives it."""
VERBAL = frozenset({"VERB", "AUX"})
COMPLEMENTS = frozenset({"attr", "oprd", "pobj", "prep", "dobj", "acomp", "xcomp", "conj", "appos"})
NOMINAL = frozenset(
    {"compound", "appos", "nmod", "amod", "poss", "pobj", "prep", "conj", "nummod", "npadvmod", "advmod", "pcomp", "dep"}
)
SUBJECTS, PATIENTS = frozenset({"nsubj"}), frozenset({"nsubjpass", "dobj", "oprd"})


class Verb(NamedTuple):
    """What a verb does to a role: it begins or ends it, for its subject or object, where one of the words depends on it.

    With the word "@" the role itself is the verb's object ("joined the party").
    """

    side: str
    holder: str
    words: frozenset[str]


COMPLEMENT, OBJECT, TITLE = "complement", "object", "title"


class Giver(NamedTuple):
    """A verb and what the role is to it: its complement ("named mayor"), its object, or a title of the name beside it."""

    verb: Token
    role: str


def role_period(doc: Doc, timexes: Iterable[Timex], *, person: Place, role: Place | None, short: bool = False) -> Term:
    """The dates at which a role began and ended, as far as its sentence says.

    Args:
        doc: The text; without a parse only what stands beside the role's words is read.
        timexes: The expressions of the text.
        person: Where the mention of the holder stands (code points).
        role: Where the words of the role stand, or the organisation where it has none.
        short: Whether the text is an item of one paragraph, where a verb in the present tense ("resigns") tells of
            the day of publication.

    Returns:
        Start and end; each None where the text gives none.
    """
    place = role or person
    text = text_of(doc)
    dates = [timex for timex in timexes if _is_date(timex)]
    if not doc.has_annotation("DEP"):
        return _beside(doc, dates, place, person)
    spans = [doc.char_span(*one, alignment_mode="expand") for one in (place, person)]
    if spans[0] is None or spans[1] is None:
        return None, None
    sentence = spans[0].sent
    near = [timex for timex in dates if sentence.start_char <= (timex.start or 0) < sentence.end_char]
    begin, end = _bracketed(text, near, place, person)
    title, name = spans[0].root, spans[1].root
    givers = list(_givers(title, name))
    for timex in near:
        side = _bounded(doc, timex, title, givers, near)
        begin, end = (begin or timex, end) if side == "begin" else (begin, end or timex) if side == "end" else (begin, end)
    if not (begin or end):
        begin, end = _beside(doc, near, place, person)
    return (begin, end) if begin or end else _by_verb(doc, dates, givers, name, short=short)


def _is_date(timex: Timex) -> bool:
    return timex.type == "DATE" and timex.start is not None and not timex.form.endswith("_REF")


def _bracketed(text: str, near: Sequence[Timex], *places: Place) -> Term:
    """Two dates in brackets right behind the role or the name: "senator (2009–2013)"."""
    for left, right in pairwise(near):
        if DASH.fullmatch(text[left.end : right.start]) and any(BRACKET.fullmatch(text[end : left.start]) for _, end in places):
            return left, right
    return None, None


def _beside(doc: Doc, dates: Iterable[Timex], place: Place, person: Place) -> Term:
    """What the words right behind the role say, up to the next verb; not behind a title and its name."""
    text = text_of(doc)
    near = [timex for timex in dates if place[1] <= (timex.start or 0) < place[1] + 120]
    begin, end = _bracketed(text, near, place)
    for timex, after in zip(near, [*near[1:], None], strict=False):
        cue = ADJACENT.fullmatch(text[place[1] : timex.start])
        named = place[1] <= person[0] < (timex.start or 0)
        if not cue or named or _has_verb(doc, place[1], timex.start or 0):
            continue
        word = cue["cue"].lower()
        joined = after if after and BETWEEN.fullmatch(text[timex.end : after.start]) else None
        if word == "since" or (word == "from" and joined):
            begin, end = begin or timex, end or joined
        elif word in ENDING:
            end = end or timex
    return begin, end


def _has_verb(doc: Doc, start: int, end: int) -> bool:
    """Whether there is a verb in a text with a parse."""
    span = doc.char_span(start, end, alignment_mode="contract")
    return span is not None and any(token.pos_ in VERBAL for token in span)


def _givers(title: Token, name: Token) -> Iterator[Giver]:
    """The verbs that can give or end the role."""
    if title.pos_ in VERBAL:
        yield Giver(title, COMPLEMENT)
    word, before, found = title, title, None
    for _ in range(HEIGHT):
        if word.dep_ not in COMPLEMENTS or (word.i == name.i and not _is_as(before)):
            break
        before = word
        word = word.head
        if word.pos_ in VERBAL:
            found = Giver(word, OBJECT if title.dep_ == "dobj" else COMPLEMENT)
            yield found
            break
    yield from (Giver(verb, TITLE) for verb in _verbs_of(name) if found is None or verb.i != found.verb.i)


def _is_as(word: Token) -> bool:
    """Whether a phrase says as what: "elects Roe as mayor", where the parse hangs it on the name."""
    return word.dep_ == "prep" and word.lower_ == "as"


def _verbs_of(name: Token) -> Iterator[Token]:
    """The verbs that a name is subject or object of, those that share its subject, and those that describe it."""
    for noun in _nouns(name):
        over = noun.head
        if over.pos_ in VERBAL and noun.dep_ in SUBJECTS | PATIENTS:
            yield over
            yield from (child for child in over.children if child.dep_ in ("conj", "xcomp", "advcl") and child.pos_ in VERBAL)
        yield from (child for child in noun.children if child.dep_ in ("relcl", "acl"))


def _nouns(name: Token) -> Iterator[Token]:
    """A name and the nouns that it names or is listed with."""
    yield name
    while name.dep_ in ("compound", "appos", "conj", "nmod") and name.head.i != name.i:
        name = name.head
        yield name


def _cue(doc: Doc, timex: Timex) -> Token | None:
    """The word before a date."""
    span = doc.char_span(timex.start or 0, timex.end or 0, alignment_mode="expand")
    return doc[span.start - 1] if span is not None and span.start else None


def _bounded(doc: Doc, timex: Timex, title: Token, givers: Sequence[Giver], near: Sequence[Timex]) -> str | None:
    """Whether the words before a date say that the role began, or ended, then."""
    cue = _cue(doc, timex)
    if cue is None:
        return None
    if cue.lower_ in BEGINNING | ENDING:
        return ("begin" if cue.lower_ in BEGINNING else "end") if _belongs(cue, title, givers) else None
    before = next((one for one in reversed(near) if (one.end or 0) <= (timex.start or 0)), None)
    joined = before is not None and BETWEEN.fullmatch(text_of(doc)[before.end : timex.start])
    first = _cue(doc, before) if joined and before is not None else None
    return "end" if first is not None and first.lower_ in ("from", "between") and _belongs(first, title, givers) else None


def _belongs(cue: Token, title: Token, givers: Sequence[Giver]) -> bool:
    """Whether a preposition hangs on the role, or on a verb that says that somebody has or gets it."""
    word = cue
    for _ in range(HEIGHT):
        if word.i == title.i:
            return True
        if word.pos_ in VERBAL:
            return any(word.i == giver.verb.i and giver.role != TITLE for giver in givers)
        word = word.head
    return False


def _by_verb(doc: Doc, timexes: Iterable[Timex], givers: Iterable[Giver], name: Token, *, short: bool) -> Term:
    """The date of the verb that begins or ends the role."""
    timexes = list(timexes)
    for giver in givers:
        verb, side = giver.verb, _side(giver, name)
        if side is None:
            continue
        date = governing(doc, verb.idx, verb.idx + len(verb), timexes, limit=LIMIT)
        if date is None and short and _is_told(verb) and is_news(doc, verb.idx, verb.idx + len(verb)):
            date = Timex(text="", type="DATE", form="pub")
        if date is not None and date.type == "DATE":
            return (date, None) if side == "begin" else (None, date)
    return None, None


def _side(giver: Giver, name: Token) -> str | None:
    """``begin`` or ``end`` for a verb that does that to the role of its subject or object; else None.

    A verb beside which the role is only a title can end it ("Minister Roe resigned") and does not begin it.
    """
    verb = giver.verb
    if any(child.dep_ == "neg" or child.lower_ in UNSURE for child in verb.children):
        return None
    relation = _relation(name, verb) or ("object" if not any(_verbs_of(name)) else None)
    below = {word.lower_ for child in verb.children for word in (child, *child.children)}
    below |= {"@"} if giver.role == OBJECT else set()
    for kind in verbs().get(verb.lemma_.lower(), ()):
        apt = kind.side == "end" or giver.role != TITLE
        if apt and kind.holder == relation and (kind.words & below if kind.words else giver.role != OBJECT):
            return kind.side
    return None


def _is_told(verb: Token) -> bool:
    """Whether a verb form tells in the present tense what happens: "resigns", "is named", "…, installing Roe as mayor"."""
    return in_present(verb) or (verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj"))


UNSURE = frozenset({"would", "could", "may", "might", "can", "should"})


def _relation(name: Token, verb: Token) -> str | None:
    """``subject`` or ``object``: what a name is to a verb."""
    nouns = {noun.i: noun for noun in _nouns(name)}
    for noun in nouns.values():
        if noun.head.i == verb.i and noun.dep_ in SUBJECTS | PATIENTS:
            return "subject" if noun.dep_ in SUBJECTS else "object"
    if verb.dep_ in ("relcl", "acl") and verb.head.i in nouns:
        passive = any(child.dep_ == "nsubjpass" for child in verb.children) or (verb.dep_ == "acl" and verb.tag_ == "VBN")
        return "object" if passive else "subject"
    own = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
    if verb.dep_ in ("conj", "xcomp", "advcl") and not own and verb.head.pos_ in VERBAL:
        shared = _relation(name, verb.head)
        passive = verb.tag_ == "VBN" and not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
        return "object" if shared and passive else shared
    return None


@cache
def verbs() -> dict[str, tuple[Verb, ...]]:
    """The verbs of role_cues.txt by lemma."""
    found: dict[str, tuple[Verb, ...]] = {}
    for side, holder, *entries in _rows():
        for entry in entries:
            lemma, _, words = entry.partition("/")
            found[lemma] = (*found.get(lemma, ()), Verb(side, holder, frozenset(filter(None, words.split(",")))))
    return found


def _rows() -> list[list[str]]:
    text = resources.files("kg.dates").joinpath("role_cues.txt").read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
