"""Statements: who said what, direct, indirect or mixed, by reporting verbs in the parse and by quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.extract import cues, syntax
from kg.extract.cues import Cue
from kg.extract.quotations import Quotation, lost_marks, quotations
from kg.extract.tables import words
from kg.model import Entity, Evidence, StatementClaim, StatementType
from kg.ty import Referents

__all__ = ["Draft", "drafts", "extract", "join", "quotations", "statement_type"]

NAME = "rules.statements"
JOINT = " … "
DIRECT_WORDS = 4
REACH = 160
SENTENCE_BREAK = re.compile(r"[.!?][\"”’)\]]*\s+(?=[A-Z\[“\"])")
Piece = tuple[int, int]


@dataclass
class Draft:
    """A statement in the making: its cue and speaker, and the offsets of the pieces of what is said.

    ``unmarked`` is True where the text has lost its quotation marks and the pieces are a quotation all the same.
    """

    cue: Cue | None
    speaker: Token | None
    pieces: list[Piece] = field(default_factory=list)
    unmarked: bool = False
    confidence: float = 0.9


def extract(doc: Doc) -> Iterator[StatementClaim]:
    """The statements of an annotated ``doc`` whose speaker it identifies, in text order."""
    marks = quotations(doc.text)
    last: Entity | None = None
    for draft in drafts(doc, marks):
        for speaker in speakers(doc, draft.speaker, last):
            yield claim(doc, draft, speaker, marks)
            last = speaker


def join(text: str, pieces: Sequence[Piece]) -> str:
    """The content of a statement: its ``pieces`` of ``text`` joined by an ellipsis."""
    return JOINT.join(text[start:end] for start, end in pieces)


def statement_type(text: str, pieces: Sequence[Piece], marks: Sequence[Quotation]) -> StatementType:
    """``direct`` if all ``pieces`` lie inside quotations, ``mixed`` if a quotation lies in one, else ``indirect``."""
    if pieces and all(is_quoted(text, piece, marks) for piece in pieces):
        return "direct"
    touched = any(one.start < end and one.end > start for start, end in pieces for one in marks)
    return "mixed" if touched else "indirect"


def is_quoted(text: str, piece: Piece, marks: Sequence[Quotation]) -> bool:
    """Whether every word of ``piece`` lies inside a quotation."""
    at, end = piece
    outside = []
    for one in marks:
        if one.start < end and one.end > at:
            outside.append(text[at : one.outer_start])
            at = one.outer_end
    outside.append(text[at:end])
    return len(outside) > 1 and not any(map(str.isalnum, "".join(outside)))


def drafts(doc: Doc, marks: Sequence[Quotation]) -> list[Draft]:
    """The statements of ``doc`` before their speakers are resolved, in text order."""
    quoted = quoted_tokens(doc, marks)
    unmarked = lost_marks(doc.text)
    found = cues.find(doc, lambda token: token.i in quoted)
    reported = [absorbed(doc, cue, marks, unmarked=unmarked) for cue in found if cue.content]
    spoken = quoted_drafts(doc, marks, found, reported)
    return sorted((one for one in (*reported, *spoken) if one.pieces), key=lambda one: one.pieces[0])


def quoted_tokens(doc: Doc, marks: Sequence[Quotation]) -> set[int]:
    """Indices of the tokens inside quotations."""
    inside: set[int] = set()
    for one in marks:
        span = doc.char_span(one.start, one.end, alignment_mode="contract")
        if span is not None:
            inside.update(range(span.start, span.end))
    return inside


def absorbed(doc: Doc, cue: Cue, marks: Sequence[Quotation], *, unmarked: bool) -> Draft:
    """The statement of a cue with content in the parse; a quotation that the content begins or ends in is taken whole."""
    pieces = [characters(doc, piece) for piece in cue.content]
    widened = [widen(doc.text, piece, marks) for piece in pieces]
    draft = Draft(cue, cue.speaker, merge(widened))
    if unmarked and cue.frame in ("clause", "aside") and cue.verb.lemma_ == "say" and pieces[0][1] <= cue.verb.idx:
        go_on_unmarked(doc, draft)
    return draft


def characters(doc: Doc, piece: tuple[int, int]) -> Piece:
    """The code points of a token range."""
    last = doc[piece[1] - 1]
    return doc[piece[0]].idx, last.idx + len(last)


def widen(text: str, piece: Piece, marks: Sequence[Quotation]) -> Piece:
    """``piece``, stretched over the quotations that it begins or ends in; alone in its marks, it loses them."""
    start, end = piece
    for one in marks:
        if one.start < end and one.end > start:
            start = min(start, one.outer_start)
            end = max(end, one.outer_end)
    for one in marks:
        if one.outer_start == start and one.outer_end == end:
            return one.start, one.end
        if one.outer_start == start and not any(map(str.isalnum, text[one.outer_end : end])):
            return one.start, one.end
    return start, end


def merge(pieces: Sequence[Piece]) -> list[Piece]:
    """``pieces`` in text order, overlapping ones made one."""
    merged: list[Piece] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def go_on_unmarked(doc: Doc, draft: Draft) -> None:
    """Takes the rest of the paragraph behind "X, said Y." as said too, in a text that lost its quotation marks."""
    draft.unmarked = True
    sentence = draft.cue.verb.sent if draft.cue else None
    if sentence is None:
        return
    start, end = sentence.end_char, paragraph_end(doc.text, sentence.start_char)
    rest = doc.text[start:end]
    if rest.strip():
        begin = start + len(rest) - len(rest.lstrip())
        draft.pieces = merge([*draft.pieces, (begin, begin + len(rest.strip()))])


def paragraph_end(text: str, at: int) -> int:
    """The end of the line that ``at`` lies in."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def quoted_drafts(doc: Doc, marks: Sequence[Quotation], found: Sequence[Cue], reported: Sequence[Draft]) -> list[Draft]:
    """Statements for the quotations that no reported content took in: by a cue beside them, or going on from the last."""
    taken = sorted(piece for draft in reported for piece in draft.pieces)
    by_cue = {draft.cue.start: draft for draft in reported if draft.cue}
    made: list[Draft] = []
    for one in marks:
        if covered(one, taken):
            continue
        cue = beside(doc, one, found, marks)
        if cue is not None and cue.start in by_cue:
            draft = by_cue[cue.start]
            draft.pieces = merge([*draft.pieces, (one.start, one.end)])
            continue
        if cue is not None and long_enough(doc.text, one):
            draft = by_cue[cue.start] = Draft(cue, cue.speaker, [(one.start, one.end)])
            made.append(draft)
        elif cue is None:
            made.extend(going_on(doc, one, [*reported, *made]))
    return made


def covered(one: Quotation, taken: Sequence[Piece]) -> bool:
    """Whether a piece of ``taken`` overlaps the quotation."""
    at = bisect_right(taken, (one.end, one.end))
    return any(start < one.end and end > one.start for start, end in taken[:at])


def long_enough(text: str, one: Quotation) -> bool:
    """Whether the quotation has the words of a direct statement."""
    return len(text[one.start : one.end].split()) >= DIRECT_WORDS


def beside(doc: Doc, one: Quotation, found: Sequence[Cue], marks: Sequence[Quotation]) -> Cue | None:
    """The cue that introduces or follows the quotation."""
    ahead = [cue for cue in found if doc[cue.start].idx >= one.outer_end and reaches(doc, one.outer_end, doc[cue.start].idx)]
    behind = [cue for cue in found if cue_end(doc, cue) <= one.outer_start and reaches(doc, cue_end(doc, cue), one.outer_start)]
    after = ahead[0] if ahead and not closed(doc.text, one) else None
    before = behind[-1] if behind else None
    if before is not None and after is not None:
        return before if introduces(doc.text, one) else after
    return before or after


def cue_end(doc: Doc, cue: Cue) -> int:
    """The code point behind the cue's last word."""
    last = doc[cue.end - 1]
    return last.idx + len(last)


def reaches(doc: Doc, start: int, end: int) -> bool:
    """Whether no quotation mark, sentence end or paragraph end stands between two offsets that are near each other."""
    gap = doc.text[start:end]
    return (
        len(gap) <= REACH and not re.search(r"[\"“”]|\n\s*\n", gap) and not SENTENCE_BREAK.search(gap + " A" if False else gap)
    )


def closed(text: str, one: Quotation) -> bool:
    """Whether the quotation ends a sentence, so that no cue of its own can follow."""
    return text[one.start : one.end].rstrip()[-1:] == "." and text[one.outer_end : one.outer_end + 1] != ","


def introduces(text: str, one: Quotation) -> bool:
    """Whether a comma, a colon or "that" leads into the quotation."""
    return text[: one.outer_start].rstrip()[-1:] in (",", ":") or text[: one.outer_start].rstrip().endswith(" that")


def going_on(doc: Doc, one: Quotation, earlier: Sequence[Draft]) -> list[Draft]:
    """A quotation without a cue: a piece of the statement before it, or one more by the same speaker.

    Returns the new statement, if there is one.
    """
    if not begins_sentence(doc.text, one.outer_start):
        return []
    before = [draft for draft in earlier if draft.pieces and draft.pieces[-1][0] < one.start and draft.cue is not None]
    if not before:
        return []
    last = max(before, key=lambda draft: max(draft.pieces[-1][1], cue_end(doc, draft.cue) if draft.cue else 0))
    gap = doc.text[last_end(doc, last) : one.outer_start]
    if "\n" not in gap.strip("\n") and not SENTENCE_BREAK.search(gap.strip()):
        last.pieces = merge([*last.pieces, (one.start, one.end)])
        return []
    if not long_enough(doc.text, one):
        return []
    return []


def last_end(doc: Doc, draft: Draft) -> int:
    """Where the words of a statement end, its cue's clause included."""
    end = draft.pieces[-1][1]
    if draft.cue is None:
        return end
    sentence = draft.cue.verb.sent
    return max(end, sentence.end_char if sentence.start_char <= end <= sentence.end_char else cue_end(doc, draft.cue))


def begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence or paragraph begins at ``at``."""
    return text[:at].rstrip(" ")[-1:] in ("", ".", "!", "?", '"', "”", ":", "\n", "—", ",", "’", "'", ")", "]")


def speakers(doc: Doc, token: Token | None, last: Entity | None) -> list[Entity]:
    """The entities that a speaker's mention stands for: one each for conjoined names."""
    if token is None:
        return []
    token = author_of(token)
    nouns = syntax.conjuncts(token)
    named = [entity for noun in nouns if (entity := mentioned(doc, noun)) is not None]
    if len(nouns) > 1 and len(named) < len(nouns):
        named = []
    if named:
        return named
    if token.pos_ == "PRON":
        return [last] if last is not None and token.lower_ in ("he", "she", "they", "it") else []
    start, end = characters(doc, syntax.noun_phrase(token, conjoined=len(nouns) > 1))
    return [referents(doc).described(start, end, kind_of(token))]


def referents(doc: Doc) -> Referents:
    """The entities of the annotated ``doc``."""
    found: Referents = doc._.referents
    return found


def mentioned(doc: Doc, token: Token) -> Entity | None:
    """The entity whose mention ``token`` is the head of."""
    return referents(doc).at(token.idx, token.idx + len(token))


def author_of(token: Token) -> Token:
    """Whose document speaks, if ``token`` is a document and the article names its author, else ``token``."""
    if token.lemma_.lower() not in words("document_nouns.txt"):
        return token
    owner = syntax.child(token, "poss")
    if owner is None:
        by = next((link for link in token.children if link.lower_ in ("by", "from") and link.dep_ == "prep"), None)
        owner = syntax.child(by, "pobj") if by is not None else None
    return owner if owner is not None else token


def kind_of(token: Token) -> str:
    """Whether a described speaker is a person or a body."""
    return "organization" if token.lemma_.lower() in words("body_nouns.txt") else "person"


def claim(doc: Doc, draft: Draft, speaker: Entity, marks: Sequence[Quotation]) -> StatementClaim:
    """The finished statement."""
    kind = "direct" if draft.unmarked else statement_type(doc.text, draft.pieces, marks)
    spans: dict[str, Piece] = {}
    cue_text = None
    if draft.cue is not None:
        spans["cue"] = characters(doc, (draft.cue.start, draft.cue.end))
        cue_text = doc.text[slice(*spans["cue"])]
    if draft.speaker is not None:
        spans["speaker"] = characters(doc, syntax.noun_phrase(draft.speaker))
    return StatementClaim(
        speaker=speaker.id,
        type=kind,
        content=join(doc.text, draft.pieces),
        pieces=tuple(draft.pieces),
        evidence=evidence(doc, [*draft.pieces, *spans.values()]),
        extractor=NAME,
        confidence=draft.confidence,
        cue=cue_text,
        about=about(doc, draft.pieces, speaker),
        spans=spans,
    )


def evidence(doc: Doc, spans: Sequence[Piece]) -> Evidence:
    """The sentences that cover ``spans``, from the first to the last."""
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    covering = doc.char_span(first, last, alignment_mode="expand")
    start = min(first, covering[0].sent.start_char)
    end = max(last, covering[-1].sent.end_char)
    quote = doc.text[start:end]
    start += len(quote) - len(quote.lstrip())
    return Evidence(start, start + len(quote.strip()), quote.strip())


def about(doc: Doc, pieces: Sequence[Piece], speaker: Entity) -> tuple[str, ...]:
    """Local ids of the named entities and policies that the content mentions, in text order."""
    mentions = [one for one in referents(doc).mentions() if any(start <= one.start and one.end <= end for start, end in pieces)]
    return tuple(dict.fromkeys(one.entity for one in mentions if one.kind == "name" and one.entity != speaker.id))
