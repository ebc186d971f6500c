"""Finds where a text gives a person a role: titles before names, appositions, verbs, affiliations and party marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from spacy.tokens import Doc, Span, Token

from kg.extract.roles.status import is_status_word
from kg.model import Entity, RoleStatus
from kg.refer.titles import is_role_head
from kg.text import text_of
from kg.words import Party, parties, party_letters, words

NOUNISH = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "POS", "HYPH", "AFX", "CD", "ADD", "FW"})
LINKS = frozenset({"of", "for", "in", "to", "at", "from", "and", "&", "/"})
LONGEST = 16
MARK = re.compile(r"\s*[(\[,]?\s*\(?(R|D|I|L)\s?[-–—,]\s?(?:[A-Z][A-Za-z]*\.?\s?){1,3}\)?|\s*\((Republican|Democrat|R|D)\)")


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A role phrase given to a person: token range with its head; ``head`` is None for a mere affiliation.

    ``person`` is where the person stands (token range); ``after`` is where an organisation may follow the name.
    """

    who: Entity
    person: tuple[int, int]
    start: int
    head: int | None
    end: int
    status: RoleStatus | None = None
    noun: str | None = None
    after: int | None = None
    body: tuple[int, int] | None = None
    verb: str | None = None


def find(doc: Doc, person: Span, who: Entity) -> Iterator[Found]:
    """Every role that the words around one mention of a person give."""
    titles = list(before(doc, person, who))
    yield from titles
    yield from behind(doc, person, who)
    yield from in_front(doc, person, who)


def before(doc: Doc, person: Span, who: Entity) -> Iterator[Found]:
    """Titles right before the name, also several joined by "and"."""
    start = window(doc, person)
    ends = [at for at in range(start, person.start) if doc[at].lower_ in ("and", "&", "/")]
    pieces = split_at(start, person.start, ends)
    for left, right in pieces:
        head = last_head(doc, left, right)
        if head is not None:
            left = phrase_start(doc, left, head)
            yield Found(who=who, person=(person.start, person.end), start=left, head=head, end=right, after=person.end)
            if is_plural(doc[head]):
                for other in listed(doc, person):
                    found = doc._.referents.at(other.start_char, other.end_char)
                    if found is not None and found.type == "person":
                        yield Found(who=found, person=(other.start, other.end), start=left, head=head, end=right)


def phrase_start(doc: Doc, first: int, head: int) -> int:
    """Where the phrase of a role noun begins: left over its nouns, adjectives and names, not over a preposition or a verb.

    Before a capitalised title a common noun is no part of it ("the order President Roe signed").
    """
    at = head
    great = doc[head].text[0].isupper()
    while at > first:
        token = doc[at - 1]
        name = token.ent_type_ != ""
        if (token.tag_ in ("IN", "TO", "VBG") and token.text.lower() != "acting") or token.lower_ in ("and", "&", "the"):
            break
        if token.text in words("calendar.txt"):
            break
        if not name and token.tag_ == "NNS" and token.text.islower() and token.text not in words("plural_modifiers.txt"):
            break
        if great and not name and token.tag_ == "NN" and token.text.islower() and not is_status_word(token.lower_):
            break
        at -= 1
    return at


def is_plural(head: Token) -> bool:
    """Whether a title is for several people ("Sens.", "presidents")."""
    return head.tag_ in ("NNS", "NNPS") or head.text.rstrip(".") in ("Sens", "Reps", "Govs")


def split_at(start: int, end: int, marks: Sequence[int]) -> list[tuple[int, int]]:
    """The ranges between ``marks`` in [start, end)."""
    edges = [start - 1, *marks, end]
    return [(left + 1, right) for left, right in pairwise(edges) if right > left + 1]


def window(doc: Doc, person: Span) -> int:
    """Where the words that can be a title before ``person`` begin; its own start if there are none."""
    at = person.start
    first = person.sent.start
    while at > first and person.start - at < LONGEST:
        token = doc[at - 1]
        if token.ent_type_ == "person" or "\n" in token.text:
            break
        inside = (
            token.tag_ in NOUNISH
            or token.lower_ in LINKS
            or (token.lower_ == "the" and at - 1 > first and doc[at - 2].lower_ in LINKS)
        )
        if not inside or not belongs(token, person, near=person.start - at < 2):
            break
        at -= 1
    while at < person.start and doc[at].lower_ in LINKS | {"the", "'s", "’s"}:
        at += 1
    return at


def belongs(token: Token, person: Span, *, near: bool) -> bool:
    """Whether the parse ties ``token`` to the words between it and the name, or it stands right before the name."""
    if near and token.tag_ in NOUNISH:
        return True
    between = range(token.i + 1, person.end)
    if any(other.head.i == token.i for other in token.doc[token.i + 1 : person.end]):
        return token.tag_[:1] == "N" or token.lower_ in LINKS
    at = token
    for _ in range(6):
        at = at.head
        if at.i in between:
            return True
    return token.lower_ in ("and", "&", "/")


def last_head(doc: Doc, start: int, end: int) -> int | None:
    """The role noun that ends [start, end), or that only "of …" follows."""
    for at in range(end - 1, start - 1, -1):
        token = doc[at]
        if is_role_head(token) and token.ent_type_ != "person":
            rest = doc[at + 1 : end]
            plain = all(
                other.tag_ in ("IN", "TO", "DT", "HYPH", "NN", "NNS", "NNP", "NNPS", "JJ", "POS", "VBN", "CC") for other in rest
            )
            linked = len(rest) == 0 or rest[0].lower_ in LINKS or rest[0].text in ("-", "General", "Elect")
            return at if plain and linked else None
    return None


def listed(doc: Doc, person: Span) -> Iterator[Span]:
    """The people listed behind the first one that a plural title names: "Sens. Jane Roe (R-TX), John Poe and Ann Coe"."""
    at = person.end
    while True:
        at = after_mark(doc, at)
        joint = at
        while joint < len(doc) and (doc[joint].text in (",", "and", "&") or doc[joint].lower_ == "and"):
            joint += 1
        name = name_at(doc, joint) if joint > at else None
        if name is None:
            return
        yield name
        at = name.end


def name_at(doc: Doc, at: int) -> Span | None:
    """The person's name that begins at token ``at``."""
    if at >= len(doc) or doc[at].ent_type_ != "person" or doc[at].ent_iob_ != "B":
        return None
    end = at + 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return doc[at:end]


def behind(doc: Doc, person: Span, who: Entity) -> Iterator[Found]:
    """Appositions behind the name: ", Iran's foreign minister," also joined by "and"."""
    at = after_mark(doc, person.end)
    if at >= len(doc) or doc[at].text not in (",", "—", "–", "-", "("):
        return
    start = at + 1
    for left, head, right in noun_phrases(doc, start, min(person.sent.end, start + 30)):
        if doc[head].tag_ in ("NNS", "NNPS") or (right < len(doc) and doc[right].ent_type_ == "person"):
            return
        yield Found(who=who, person=(person.start, person.end), start=left, head=head, end=right)


def after_mark(doc: Doc, at: int) -> int:
    """Behind a party mark such as "(R-TX)" or an age such as ", 45," at token ``at``; else ``at``."""
    if at + 1 < len(doc) and doc[at].text == "(":
        close = next((token.i for token in doc[at : at + 8] if token.text == ")"), None)
        if close is not None:
            return close + 1
    if at + 2 < len(doc) and doc[at].text == "," and doc[at + 1].like_num and doc[at + 2].text == ",":
        return at + 2
    return at


def noun_phrases(doc: Doc, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """Role phrases from ``start`` on, joined by "and" or commas: start, head, end; none where no role noun comes first."""
    at = behind_kin(doc, start, stop)
    while at < stop:
        head = role_head_from(doc, at, stop)
        if head is None:
            return
        end = phrase_end(doc, head, stop)
        yield at, head, end
        at = behind_joint(doc, end, stop)


def behind_joint(doc: Doc, at: int, stop: int) -> int:
    """Where a role phrase begins that is joined to the one that ends at ``at``; ``stop`` if none is.

    It stands behind "and", or behind a comma alone if its own body, a status word or what is joined to it makes sure that
    it is one of a list ("chairman of Acta, director of Bona and former head of Ceres"; "founder, CEO and chairman").
    """
    comma = at < stop and doc[at].text in (",", ";")
    start = at + comma
    if start < stop and doc[start].lower_ in ("and", "&"):
        spot = start + 2 if start + 1 < stop and doc[start + 1].tag_ in ("RB", "RBR") else start + 1
        return spot + 1 if spot < stop and doc[spot].lower_ == "as" else start + 1
    head = role_head_from(doc, start, stop) if comma and start < stop and doc[start].lower_ != "the" else None
    if head is None:
        return stop
    owned = head + 1 < stop and doc[head + 1].lower_ in ("of", "at", "for")
    sure = owned or any(is_status_word(token.lower_) for token in doc[start:head])
    return start if sure or behind_joint(doc, phrase_end(doc, head, stop), stop) < stop else stop


def behind_kin(doc: Doc, start: int, stop: int) -> int:
    """Behind "his wife and" and the like at ``start``, else ``start``."""
    kin = next((at for at in range(start, min(start + 4, stop)) if doc[at].lower_ in words("gendered_nouns.tsv")), None)
    if kin is not None and not is_role_head(doc[kin]) and kin + 1 < stop and doc[kin + 1].lower_ == "and":
        return kin + 2
    return start


def role_head_from(doc: Doc, start: int, stop: int) -> int | None:
    """The role noun of the noun phrase that begins at ``start``: the last one in an unbroken run of nouns and adjectives."""
    found = None
    for at in range(start, stop):
        token = doc[at]
        opening = token.tag_ in ("DT", "PRP$", "RB", "RBR", "RBS", "IN") and (token.tag_ != "IN" or token.lower_ == "then")
        if not (token.tag_ in NOUNISH or opening) or (token.ent_type_ == "person" and not owns(doc, at)):
            break
        if is_role_head(token):
            found = at
    if found is None:
        return None
    nextword = doc[found + 1] if found + 1 < len(doc) else None
    if nextword is not None and nextword.tag_ in ("NN", "NNS", "NNP", "POS") and nextword.text != "-":
        return None
    return found


def owns(doc: Doc, at: int) -> bool:
    """Whether the name at ``at`` goes on to a possessive mark ("Roe's lawyer")."""
    while at < len(doc) and doc[at].ent_type_ == "person":
        at += 1
    return at < len(doc) and doc[at].tag_ == "POS"


def phrase_end(doc: Doc, head: int, stop: int) -> int:
    """The end of a role phrase with its "of …" complements."""
    at = head + 1
    while at < stop:
        token = doc[at]
        if token.text in (",", ".", ";", ":", "(", ")", "—", "–", '"', "“", "”") or token.tag_ in (
            "VBD",
            "VBZ",
            "VBP",
            "MD",
            "WP",
            "WDT",
        ):
            break
        if token.lower_ == "and" and role_head_from(doc, at + 1, stop) is not None and doc[at + 1].ent_type_ != "person":
            break
        if token.ent_type_ == "person" or "\n" in token.text:
            break
        at += 1
    return at


def in_front(doc: Doc, person: Span, who: Entity) -> Iterator[Found]:
    """A role phrase that the name explains: "The foreign minister, Jane Roe, …"."""
    head = explained(doc, person)
    if head is not None:
        start = phrase_start(doc, doc[head].sent.start, head)
        yield Found(who=who, person=(person.start, person.end), start=start, head=head, end=person.start - 1)


def explained(doc: Doc, person: Span) -> int | None:
    """The role noun whose phrase ends at the comma before the name, where the name ends with its clause or a comma."""
    if person.start < 2 or doc[person.start - 1].text != ",":
        return None
    behind = doc[person.end] if person.end < len(doc) else None
    if behind is not None and not (behind.is_punct or behind.is_space or behind.tag_ in ("WP", "CC", "VBZ", "VBD", "IN")):
        return None
    for at in range(person.start - 2, max(person.sent.start - 1, person.start - LONGEST), -1):
        token = doc[at]
        if token.ent_type_ == "person" or token.tag_[:2] in ("VB", "MD", "WP") or token.text in (",", ";", ":", '"', "”"):
            return None
        if is_role_head(token):
            plain = not is_plural(token) and (at + 2 == person.start or doc[at + 1].lower_ in LINKS)
            return at if plain else None
    return None


def party_mark(doc: Doc, person: Span) -> tuple[Party, tuple[int, int]] | None:
    """The party of a mark behind the name, "(R-TX)", with the code points of its letter."""
    found = MARK.match(text_of(doc), person.end_char, min(len(text_of(doc)), person.end_char + 30))
    if not found:
        return None
    group = 1 if found[1] else 2
    party = party_letters().get(found[group][0])
    return None if party is None else (party, found.span(group))


def party_word(doc: Doc, person: Span) -> tuple[Party, tuple[int, int]] | None:
    """The party that the word right before the name names: "Republican Jane Roe"."""
    word = doc[person.start - 1] if person.start else None
    party = parties().get(word.text) if word is not None and word.tag_[:1] in ("N", "J") else None
    return None if word is None or party is None else (party, (word.idx, word.idx + len(word)))
