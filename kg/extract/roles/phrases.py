"""Takes a role phrase apart: the role's own words, its organisation, party and status ("former Iranian foreign minister")."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from kg.extract.roles.status import is_status_word, status_of
from kg.model import Entity, RoleStatus
from kg.ty import Referents
from kg.words import demonyms, is_party, parties, party_of, table, words

Span = tuple[int, int]
LINKS = frozenset({"of", "for", "at", "in", "to", "from", "with", "on"})
NUMBERED = frozenset({"CD"})


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """What a role phrase says; spans are code points, ``role`` is without organisation, country and status words."""

    role: str
    span: Span
    organization: Entity | None = None
    organization_span: Span | None = None
    party: Entity | None = None
    party_span: Span | None = None
    status: RoleStatus | None = None


class Part(msgspec.Struct, frozen=True):
    """A stretch of tokens in a role phrase and the entity that it names, if it names one."""

    start: int
    end: int
    entity: Entity | None


def read_phrase(doc: Doc, start: int, head: int, end: int) -> Phrase:
    """Reads the role phrase at tokens [start, end) whose head is the token ``head``."""
    referents: Referents = doc._.referents
    left = list(parts(doc, start, head + 1, referents))
    left = [word for part in left for word in as_words(doc, part, head)]
    kept = [part for part in left if part.entity is None and not is_left_out(doc, part)]
    named = [part for part in left if part.entity is not None and part.entity.type != "person"]
    status = status_of(words_of(doc, start, head, end))
    role_end, behind = complement(doc, head, end, referents)
    first = kept[0].start if kept else head
    body = behind or (named[-1] if named else None) or unlisted_body(doc, kept, head, referents)
    kept = [part for part in kept if body is None or part.end <= body.start or part.start >= body.end]
    party = next((part for part in named if part.entity is not None and is_party(part.entity.name)), None)
    if party is not None and doc[head].lower_ in words("party_roles.txt"):
        body = behind or next((part for part in reversed(named) if part is not party), None)
    elif party is not None:
        party = None
    return Phrase(
        role=role_text(doc, kept, head, role_end),
        span=(doc[first].idx, doc[role_end - 1].idx + len(doc[role_end - 1])),
        organization=body.entity if body else None,
        organization_span=span_of(doc, body),
        party=party.entity if party else None,
        party_span=span_of(doc, party),
        status=status,
    )


def as_words(doc: Doc, part: Part, head: int) -> Iterator[Part]:
    """The single words of a part that is no name here: a portfolio ("Interior Minister"), the "U.S." of "U.S. Attorney"."""
    text = doc[part.start : part.end].text
    portfolio = part.end <= head and (text.lower() in words("portfolios.txt") or text.lower() in TITLE_PARTS)
    attorney = text in ("U.S.", "United States") and doc[part.end : head + 1].text.lower() in ("attorney", "attorneys")
    if part.entity is None or not (attorney or (portfolio and doc[part.end].text[0].isupper())):
        yield part
    else:
        yield from (Part(at, at + 1, None) for at in range(part.start, part.end))


TITLE_PARTS = frozenset(
    {"national security", "supreme", "prime", "vice", "chief", "attorney", "solicitor", "surgeon", "inspector"}
)


def unlisted_body(doc: Doc, kept: list[Part], head: int, referents: Referents) -> Part | None:
    """The organisation that capitalised words before a plain job name, though nothing else names it ("Acme chairman")."""
    plain = doc[head].text.islower() or doc[head].text in ("CEO", "CFO", "COO", "CTO", "MP", "MEP")
    run = [part.start for part in kept if part.end <= head and doc[part.start].tag_ in ("NNP", "NNPS")]
    if not plain or not run or run[-1] - run[0] != len(run) - 1 or doc[run[0]].text in words("title_words.txt"):
        return None
    text = doc[run[0] : run[-1] + 1].text
    if not text[0].isupper() or text.lower() in words("portfolios.txt") | TITLE_PARTS or doc[run[0]].is_sent_start:
        return None
    return Part(run[0], run[-1] + 1, referents.named(text, "organization"))


def span_of(doc: Doc, part: Part | None) -> Span | None:
    """The code points of a part."""
    return None if part is None else (doc[part.start].idx, doc[part.end - 1].idx + len(doc[part.end - 1]))


def parts(doc: Doc, start: int, end: int, referents: Referents) -> Iterator[Part]:
    """The stretches of [start, end): names, adjectives of countries and parties, owners ("the company's"), single words."""
    at = start
    while at < end:
        part = name_part(doc, at, end, referents) or word_part(doc, at, end, referents)
        yield part
        at = part.end


def name_part(doc: Doc, at: int, end: int, referents: Referents) -> Part | None:
    """The name of an entity of the article that begins at ``at`` and ends before ``end``, with its possessive."""
    for ent in doc.ents:
        if ent.start == at and ent.end < end:
            return Part(at, after_possessive(doc, ent.end, end), referents.at(ent.start_char, ent.end_char))
    for length in (3, 2, 1):
        text = " ".join(token.text for token in doc[at : at + length])
        if at + length < end and text in demonyms():
            return Part(at, after_possessive(doc, at + length, end), referents.named(demonyms()[text], "place"))
    return None


def word_part(doc: Doc, at: int, end: int, referents: Referents) -> Part:
    """A single word, a party by its word, or a nominal that owns the role ("the agency's director")."""
    token = doc[at]
    country = next(iter(demonyms_before(doc, at)), None)
    party = parties().get(token.text) or (party_of(token.text, country) if token.text[:1].isupper() else None)
    if party is not None and at + 1 < end:
        return Part(at, at + 1, referents.named(party.name, "organization"))
    owner = next((other.i for other in doc[at + 1 : end] if other.tag_ == "POS"), None)
    if token.lower_ == "the" and owner is not None:
        span = doc[at:owner]
        return Part(at, owner + 1, referents.at(span.start_char, span.end_char))
    return Part(at, at + 1, None)


def demonyms_before(doc: Doc, at: int) -> Iterator[str]:
    """The country whose adjective stands right before ``at``."""
    if at and doc[at - 1].text in demonyms():
        yield demonyms()[doc[at - 1].text]


def after_possessive(doc: Doc, at: int, end: int) -> int:
    """``at``, or behind the possessive mark or hyphenated link that stands there."""
    return at + 1 if at < end and doc[at].tag_ == "POS" else at


def is_left_out(doc: Doc, part: Part) -> bool:
    """Whether a word of a role phrase is no part of the role: article, status word, number, mark, mere description."""
    token = doc[part.start]
    lower = token.lower_
    if lower in words("role_adjectives.txt") and not is_status_word(lower):
        return lower == "first" and doc[part.start + 1].lower_ not in ("lady", "minister", "secretary", "deputy", "vice")
    return (
        lower in words("fillers.txt")
        or is_status_word(lower)
        or token.tag_ in ("CD", "HYPH", "POS", "PRP$", "DT", "RB", "RBS", ",", "VBN", "VBG", "VBD", "JJR", "JJS")
        or not token.text[0].isalnum()
        or ORDINAL.fullmatch(lower) is not None
        or (token.tag_ == "JJ" and lower.isalpha() and token.text[0].islower() and not lower.endswith(OF_OFFICES))
    )


ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
OF_OFFICES = ("al", "ic", "ary", "ive")


def words_of(doc: Doc, start: int, head: int, end: int) -> Iterator[str]:
    """The words of a phrase that can tell its status, split at hyphens; "-elect" behind the head is one."""
    for token in doc[start : head + 1]:
        yield token.text
        yield from token.lower_.split("-")
    if head + 2 < len(doc) and doc[head + 1].text == "-":
        yield doc[head + 2].text


def role_text(doc: Doc, kept: list[Part], head: int, end: int) -> str:
    """The role's words: those kept left of the head, the head in full ("Sen." → Senator), and what belongs behind it."""
    before = [doc[part.start].text for part in kept if part.end <= head]
    if doc[head].lower_.startswith("spokes"):
        before = []
    full = table("titles.tsv").get(doc[head].text) or singular(doc[head])
    behind = doc[head + 1 : end].text if end > head + 1 else ""
    return " ".join([*before, full, *([behind] if behind else [])]).replace(" - ", "-").replace("ex-", "")


def singular(token: Token) -> str:
    """A title in the singular ("senators" → senator)."""
    return token.text[:-1] if token.tag_ in ("NNS", "NNPS") and token.text.endswith("s") else token.text


def complement(doc: Doc, head: int, end: int, referents: Referents) -> tuple[int, Part | None]:
    """Where the role's own words end behind the head, and the organisation or country that follows ("of the House")."""
    at = head + 1
    if at + 1 < len(doc) and doc[at].text == "-" and is_status_word(doc[at + 1].lower_):
        at += 2
    role_end = head + 1
    if doc[head].lower_.rstrip("s") in words("portfolio_heads.txt"):
        role_end = at = behind_portfolio(doc, at, end)
    while at < end and doc[at].lower_ in LINKS:
        found = entity_behind(doc, at + 1, end, referents)
        if found is not None:
            return role_end, found
        at = next((other.i for other in doc[at + 1 : end] if other.lower_ in LINKS), end)
    return role_end, None


def behind_portfolio(doc: Doc, at: int, end: int) -> int:
    """Behind "of state", "for health and human services" at ``at``, or ``at`` if no portfolio stands there."""
    if at >= end or doc[at].lower_ not in ("of", "for", "in"):
        return at
    for length in (6, 5, 4, 3, 2, 1):
        stop = at + 1 + length
        if stop <= end and " ".join(token.lower_ for token in doc[at + 1 : stop]) in words("portfolios.txt"):
            return behind_portfolio(doc, stop, end)
    return at


def entity_behind(doc: Doc, at: int, end: int, referents: Referents) -> Part | None:
    """The organisation or place that the noun phrase at ``at`` names or stands for."""
    stop = next((token.i for token in doc[at:end] if token.lower_ in LINKS or token.text in (",", "(", ";")), end)
    for ent in doc.ents:
        if at <= ent.start < stop and ent.label_ != "person":
            last = owned_by(doc, ent, stop)
            return Part(last.start, last.end, referents.at(last.start_char, last.end_char))
    span = doc[at:stop]
    found = referents.at(span.start_char, span.end_char) if len(span) else None
    return Part(at, stop, found) if found is not None and found.type in ("organization", "place") else None


def owned_by(doc: Doc, ent: SpacySpan, stop: int) -> SpacySpan:
    """The name at the end of a chain of owners: "the Justice Department's Fraud Section" is the section."""
    for other in doc.ents:
        gap = doc[ent.end : other.start]
        if (
            ent.end <= other.start < stop
            and other.label_ == "organization"
            and len(gap) <= 1
            and all(one.tag_ == "POS" for one in gap)
        ):
            return owned_by(doc, other, stop)
    return ent
