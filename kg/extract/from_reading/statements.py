"""Statements out of a reading: the pieces joined, the speaker, the cue, the type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.extract.from_reading.limits import LIMITS
from kg.extract.from_reading.parse import either
from kg.extract.from_reading.source import NAME, Source, overlap
from kg.extract.statements import about
from kg.extract.statements import extract as by_rule
from kg.extract.tables import words as words_in
from kg.model import Entity, StatementClaim, StatementType
from kg.reader import ReadLink
from kg.words import words as words_of

LONGEST_CHAIN = 20
DOUBLE_MARK = re.compile(r"[\"“”]")


class Voice(NamedTuple):
    """A speaker, the number of the span that names it, and how sure that is."""

    speaker: Entity
    span: int
    score: float


def statements(source: Source) -> Iterator[StatementClaim]:
    """One claim for each statement that the reader finds; the rules add those that they are sure of."""
    read = list(every_statement(source))
    yield from read
    yield from unread(source, read)


def every_statement(source: Source) -> Iterator[StatementClaim]:
    """One claim for each statement, its pieces joined."""
    before: Voice | None = None
    seen: set[tuple[int, int]] = set()
    for pieces in joined(source):
        places = tuple(dict.fromkeys(source.snapped(piece) for piece in pieces))
        type_ = quotation_type(source.text, places, None)
        if places[0] in seen or (type_ == "direct" and too_short(source.text, places)):
            continue
        cues = [link for piece in pieces for link in source.links("said", piece) if link.score >= LIMITS.cue]
        cue = max(cues, key=lambda link: link.score, default=None)
        said = spoken(source, pieces, cue)
        if said is None and type_ == "direct":
            said = before
        if said is None:
            continue
        before = said
        type_ = quotation_type(source.text, places, source.words(cue.tail) if cue is not None else None)
        confidence = said.score * min(source.spans[piece].score for piece in pieces)
        if type_ == "indirect" and confidence < LIMITS.indirect:
            continue
        seen.update(places)
        spans = {"speaker": source.at(said.span), "content": (places[0][0], places[-1][1])}
        if cue is not None:
            spans["cue"] = source.at(cue.tail)
        yield StatementClaim(
            speaker=said.speaker.id,
            type=type_,
            content=" … ".join(source.text[start:end] for start, end in places),
            pieces=places,
            evidence=source.evidence(*places, spans["speaker"], spans.get("cue", places[0])),
            extractor=NAME,
            confidence=round(confidence, 3),
            cue=source.words(cue.tail) if cue is not None else None,
            about=about(source.doc, places, said.speaker),
            spans=spans,
        )


def unread(source: Source, read: Sequence[StatementClaim]) -> Iterator[StatementClaim]:
    """The statements that the rules are sure of where the reader has none."""
    taken = [piece for claim in read for piece in claim.pieces]
    for claim in by_rule(source.doc):
        if claim.confidence >= LIMITS.statement_by_rule and not any(
            overlap(piece, other) for piece in claim.pieces for other in taken
        ):
            yield claim


def too_short(text: str, pieces: Sequence[tuple[int, int]]) -> bool:
    """Whether a quotation has fewer words than a statement has (four at least)."""
    return sum(len(text[start:end].split()) for start, end in pieces) < 4


def spoken(source: Source, pieces: Sequence[int], cue: ReadLink | None) -> Voice | None:
    """Who says the pieces; all mentions of a speaker count together, and the parse where it says the same."""
    scores: dict[str, float] = {}
    found: dict[str, Voice] = {}
    for entity in source.parse.speakers(source.at(cue.tail)) if cue is not None else ():
        scores[entity.id] = LIMITS.parsed_speaker
    for piece in pieces:
        for link in source.links("speaker", piece):
            speaker = source.who(link.tail)
            if speaker is not None and can_speak(source, speaker, link.tail):
                scores[speaker.id] = either(scores.get(speaker.id, 0.0), link.score)
                found.setdefault(speaker.id, Voice(speaker, link.tail, 0.0))
    best = max(found, key=lambda one: scores[one], default=None)
    return Voice(*found[best][:2], scores[best]) if best is not None and scores[best] >= LIMITS.speaker else None


def can_speak(source: Source, speaker: Entity, number: int) -> bool:
    """Whether what a mention stands for can say something: no law, and nothing that only an ordinal stands for."""
    if speaker.named:
        return speaker.name.split()[-1] not in words_of("law_words.txt")
    head = source.head(number)
    return head is None or head.pos_ not in ("ADJ", "NUM") or " " in source.words(number)


def joined(source: Source) -> list[list[int]]:
    """The pieces of each statement: a piece and those that go on from it."""
    contents = source.reading.of("content")
    follows = {one: other for one, other in pairwise(contents) if same_quotation(source, one, other)}
    for number in contents:
        for link in source.links("goes_on", number)[:1]:
            if link.score >= LIMITS.goes_on and link.tail not in follows.values():
                follows[number] = link.tail
    chains = []
    for number in contents:
        if number not in follows.values():
            chain = [number]
            while chain[-1] in follows and len(chain) < LONGEST_CHAIN:
                chain.append(follows[chain[-1]])
            chains.append(chain)
    return chains


def same_quotation(source: Source, one: int, other: int) -> bool:
    """Whether two pieces are a quotation around one cue: both in quotation marks, with one speaker and one cue."""
    if source.quotation(one) is None or source.quotation(other) is None:
        return False
    ends = [[link.tail for kind in ("speaker", "said") for link in source.links(kind, piece)[:1]] for piece in (one, other)]
    return len(ends[0]) == 2 and ends[0] == ends[1]


def quotation_type(text: str, pieces: Sequence[tuple[int, int]], cue: str | None) -> StatementType:
    """``direct`` where quotation marks hold the pieces, ``mixed`` where they stand within, else ``indirect``.

    In a text that lost its marks a whole sentence that is said, or has no cue, is direct.
    """
    if any(re.search(r"[\"“”]", text[start:end]) for start, end in pieces):
        return "mixed"
    held = [re.search(r"[\"“]\s*$", text[max(0, start - 3) : start]) is not None for start, _ in pieces]
    closed = [re.match(r"[\s,.!?…]*[\"”]", text[end : end + 3]) is not None for _, end in pieces]
    if any(held) or any(closed):
        return "direct"
    whole = text[pieces[0][0]].isupper() and (cue is None or cue.lower() in words_of_quoting())
    return "direct" if whole and not DOUBLE_MARK.search(text) else "indirect"


def words_of_quoting() -> frozenset[str]:
    """Cues that stand beside a quotation rather than a report."""
    return words_in("quoting.txt")
