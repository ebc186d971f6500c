"""When an action took place, and from when to when a role lasted: what the clause says, or the day of a short item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from spacy.tokens import Doc, Token

from kg.dates import governing, resolve, role_period
from kg.extract import syntax
from kg.model import Modality, RoleClaim, Timex
from kg.text import text_of

ONE_PARAGRAPH = 1500
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


def is_short(doc: Doc) -> bool:
    """Whether the article is a one-paragraph item: one line of text below the title."""
    return len(text_of(doc)) <= ONE_PARAGRAPH and "\n" not in text_of(doc).partition("\n")[2].strip()


def with_term(doc: Doc, claim: RoleClaim) -> RoleClaim:
    """The claim with the dates at which its role began and ended, as far as its sentence says."""
    role = claim.spans.get("role") or claim.spans.get("organization")
    term = role_period(doc, doc._.timexes, person=claim.spans["person"], role=role, short=is_short(doc))
    start, end = (published(doc) if date is not None and date.form == "pub" else date for date in term)
    return msgspec.structs.replace(claim, start=start, end=end)


def with_known_terms(claims: Iterable[RoleClaim], found: Iterable[RoleClaim]) -> Iterator[RoleClaim]:
    """The claims, each with the dates that any claim of the same role in ``found`` has."""
    known: dict[tuple[str, str, str], RoleClaim] = {}
    for claim in found:
        if claim.start or claim.end:
            known.setdefault(_role_of(claim), claim)
    for claim in claims:
        other = known.get(_role_of(claim), claim)
        yield msgspec.structs.replace(claim, start=claim.start or other.start, end=claim.end or other.end)


def _role_of(claim: RoleClaim) -> tuple[str, str, str]:
    return claim.person, (claim.role or "").lower(), claim.status


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
