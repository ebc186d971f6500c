"""Cuts a long article into sections that are read one by one, and joins what was read: time and memory grow with the length.

Who a pronoun or a surname stands for is looked for in its own section; names that are written alike are one across them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import msgspec

from kg.model import (
    ActionClaim,
    Article,
    Claim,
    Entity,
    Evidence,
    Mention,
    Record,
    RelationClaim,
    RoleClaim,
    StatementClaim,
    Timex,
)

LONGEST = 50_000
"""Characters that are read at once: more than nearly any article has; resolving references takes the square of it."""


def sections(article: Article) -> list[Article]:
    """The article alone, or as many of about equal length as keep each under ``LONGEST`` characters.

    A section is an article without a title, except the first; they are cut at line, sentence or word ends, and their
    texts make up the article's.
    """
    if len(article.content) <= LONGEST:
        return [article]
    pieces = list(_pieces(article.text, max(LONGEST - len(article.title) - 1, LONGEST // 2)))
    titles = [article.title, *[""] * (len(pieces) - 1)]
    return [msgspec.structs.replace(article, title=title, text=text) for title, text in zip(titles, pieces, strict=True)]


def _pieces(text: str, room: int) -> Iterator[str]:
    start = 0
    while (left := len(text) - start) > room:
        size = math.ceil(left / math.ceil(left / room))
        end = _cut(text, start + size // 2, start + size)
        yield text[start:end]
        start = end
    yield text[start:]


def _cut(text: str, least: int, most: int) -> int:
    for mark in ("\n", ". ", " "):
        at = text.rfind(mark, least, most)
        if at > 0:
            return at + len(mark)
    return most


def joined(article: Article, parts: Sequence[Record]) -> Record:
    """The record of ``article`` out of those of its sections, in their order."""
    if len(parts) == 1:
        return parts[0]
    whole = _Whole()
    before = 0
    for part in parts:
        whole.add(part, len(article.title) + before - len(part.article.title))
        before += len(part.article.text)
    return whole.record(article)


class _Whole:
    """A record in the making: entities that are written alike are one."""

    def __init__(self) -> None:
        self._entities: dict[tuple[object, ...], Entity] = {}
        self._mentions: list[Mention] = []
        self._timexes: list[Timex] = []
        self._claims: list[Claim] = []

    def add(self, part: Record, shift: int) -> None:
        """Take in the record of a section, whose offsets are ``shift`` code points short of the article's."""
        ids = {entity.id: self._known(entity) for entity in part.entities}
        self._mentions += [
            replace(one, start=one.start + shift, end=one.end + shift, entity=ids[one.entity]) for one in part.mentions
        ]
        self._timexes += [_timex(one, shift) for one in part.timexes]
        self._claims += [_claim(one, shift, ids) for one in part.claims]

    def _known(self, entity: Entity) -> str:
        """The id of the entity in the whole."""
        key = (entity.type, entity.name, entity.named, entity.identifiers)
        before = self._entities.get(key)
        if before is None:
            self._entities[key] = replace(entity, id=f"e{len(self._entities)}")
        else:
            aliases = tuple(sorted({*before.aliases, *entity.aliases}))
            self._entities[key] = replace(before, aliases=aliases, gender=before.gender or entity.gender)
        return self._entities[key].id

    def record(self, article: Article) -> Record:
        """The record of the whole."""
        return Record(
            article=article,
            entities=tuple(self._entities.values()),
            mentions=tuple(self._mentions),
            timexes=tuple(self._timexes),
            claims=tuple(self._claims),
        )


replace = msgspec.structs.replace


def _timex(timex: Timex, shift: int) -> Timex:
    if timex.start is None or timex.end is None:
        return timex
    return replace(timex, start=timex.start + shift, end=timex.end + shift)


def _claim(claim: Claim, shift: int, ids: dict[str, str]) -> Claim:
    def date(timex: Timex | None) -> Timex | None:
        return timex and _timex(timex, shift)

    def entity(local_id: str | None) -> str | None:
        return local_id and ids[local_id]

    evidence = Evidence(claim.evidence.start + shift, claim.evidence.end + shift, claim.evidence.quote)
    claim = replace(claim, evidence=evidence, spans={part: _moved(span, shift) for part, span in claim.spans.items()})
    match claim:
        case RoleClaim():
            person, body = ids[claim.person], entity(claim.organization)
            return replace(claim, person=person, organization=body, start=date(claim.start), end=date(claim.end))
        case ActionClaim():
            actor, place = entity(claim.actor), entity(claim.place)
            return replace(claim, actor=actor, place=place, policy=ids[claim.policy], date=date(claim.date))
        case StatementClaim():
            pieces, about = tuple(_moved(one, shift) for one in claim.pieces), tuple(ids[one] for one in claim.about)
            return replace(claim, speaker=ids[claim.speaker], pieces=pieces, about=about)
        case RelationClaim():
            return replace(claim, subject=ids[claim.subject], object=ids[claim.object])


def _moved(span: tuple[int, int], shift: int) -> tuple[int, int]:
    return span[0] + shift, span[1] + shift
