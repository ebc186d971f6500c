"""When an action took place: the expression that its clause governs, or the day of publication of a short item."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.dates import resolve
from kg.extract import syntax
from kg.model import Modality, Timex

PRESENT = frozenset({"VBZ", "VBP"})
POINTS = frozenset({"DATE", "TIME"})


def when(doc: Doc, head: Token, modality: Modality, *, short: bool) -> Timex | None:
    """The date of the action whose trigger is headed by ``head``.

    A one-paragraph item in the present tense tells of the day that it was published, if its clause has no date.
    """
    found = governed(doc, head)
    if found is not None:
        return found
    if short and modality == "asserted" and is_news(head):
        return published(doc)
    return None


def governed(doc: Doc, head: Token) -> Timex | None:
    """The expression in the clause of ``head``: below it, or below what it depends on within its clause."""
    sentence = head.sent
    near = [
        one
        for one in doc._.timexes
        if one.type in POINTS and one.start is not None and within(one, sentence.start_char, sentence.end_char)
    ]
    for word in syntax.chain_up(head):
        below = [one for one in near if hangs_on(doc, one, word)]
        if below:
            return min(below, key=lambda one: abs((one.start or 0) - head.idx))
        if word.dep_ in ("ccomp", "relcl", "advcl", "ROOT") and word.pos_ in ("VERB", "AUX"):
            return None
    return None


def within(one: Timex, start: int, end: int) -> bool:
    """Whether the expression stands between two code points."""
    return one.start is not None and start <= one.start < end


def hangs_on(doc: Doc, one: Timex, word: Token) -> bool:
    """Whether the expression depends on ``word`` with no clause between."""
    span = doc.char_span(one.start or 0, one.end or 0, alignment_mode="expand")
    if span is None:
        return False
    for above in syntax.chain_up(span.root):
        if above == word:
            return True
        if above.pos_ in ("VERB", "AUX") and above != span.root:
            return False
    return False


def is_news(head: Token) -> bool:
    """Whether the clause around ``head`` tells in the present tense what happens."""
    for word in syntax.chain_up(head):
        if word.tag_ in PRESENT and not any(other.dep_ == "aux" and other.lower_ in ("has", "have") for other in word.children):
            return True
        if word.tag_ == "VBN" and any(other.dep_ == "auxpass" and other.tag_ in PRESENT for other in word.children):
            return True
        if word.tag_ == "VBD" or word.dep_ == "relcl" or (word.tag_ == "VB" and word.dep_ != "xcomp"):
            return False
    return False


def published(doc: Doc) -> Timex | None:
    """The day of publication, for which no expression stands."""
    article = doc._.article
    return resolve(Timex(text="", type="DATE", form="pub"), article.published if article is not None else None)
