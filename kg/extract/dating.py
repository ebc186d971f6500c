"""When an action took place: the expression that its clause governs, or the day of publication of a short item."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.dates import governing, resolve
from kg.extract import syntax
from kg.model import Modality, Timex

PRESENT = frozenset({"VBZ", "VBP"})


def when(doc: Doc, head: Token, modality: Modality, *, short: bool) -> Timex | None:
    """The date of the action whose trigger is headed by ``head``.

    A one-paragraph item in the present tense tells of the day that it was published, if its clause has no date.
    """
    timexes: Sequence[Timex] = doc._.timexes
    found = governing(doc, head.idx, head.idx + len(head), timexes)
    if found is not None:
        return found
    if short and modality == "asserted" and is_news(head):
        return published(doc)
    return None


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
