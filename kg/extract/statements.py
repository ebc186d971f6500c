"""Statements: who said what, direct, indirect or mixed, by reporting verbs in the parse and by quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from kg.extract import cues, syntax
from kg.extract.cues import Cue
from kg.extract.likelihood import likelihood, statement_features
from kg.extract.passages import characters, passage
from kg.extract.quotations import Quotation, lost_marks, quotations
from kg.extract.speakers import author_of, entities_of
from kg.model import Entity, StatementClaim, StatementType
from kg.text import text_of
from kg.ty import Referents

__all__ = ["Draft", "drafts", "extract", "join", "quotations", "statement_type"]

NAME = "rules.statements"
JOINT = " … "
DIRECT_WORDS = 4
THRESHOLD = 0.3
REACH = 160
SHORT_LINE = 30
JOIN = re.compile(r" ?,? ?(?:and|or|but)? ?")
FOLLOWING = re.compile(r"\b(?:following|statement|remarks)\b[^\n]{0,200}:[ \t]*\n", re.IGNORECASE)
BARRIER = re.compile(r"[\"“”]|\n\s*\n")
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
    marks = quotations(text_of(doc))
    last: Entity | None = None
    for draft in drafts(doc, marks):
        draft.confidence = likelihood("statement", draft_features(doc, draft, marks))
        if draft.confidence < THRESHOLD:
            continue
        for speaker in speakers(doc, draft.speaker, last):
            yield claim(doc, draft, speaker, marks)
            last = speaker


def draft_features(doc: Doc, draft: Draft, marks: Sequence[Quotation]) -> Iterator[str]:
    """The features of a statement in the making."""
    kind = type_of(doc, draft, marks)
    content = doc.char_span(*draft.pieces[0], alignment_mode="expand")
    return statement_features(draft.cue, draft.speaker, content, kind)


def type_of(doc: Doc, draft: Draft, marks: Sequence[Quotation]) -> StatementType:
    """The type of a statement in the making."""
    return "direct" if draft.unmarked else statement_type(text_of(doc), draft.pieces, marks)


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
    unmarked = lost_marks(text_of(doc))
    found = cues.find(doc, lambda token: token.i in quoted)
    reported = [absorbed(doc, cue, marks, unmarked=unmarked) for cue in found if cue.content]
    spoken = quoted_drafts(doc, marks, found, reported)
    document = following(doc, marks)
    told = [one for one in (*reported, *spoken) if one.pieces and not any(inside(one, whole) for whole in document)]
    return sorted([*told, *document], key=lambda one: one.pieces[0])


def inside(draft: Draft, whole: Draft) -> bool:
    """Whether the statement ``draft`` stands inside the text of another."""
    return whole.pieces[0][0] <= draft.pieces[0][0] < whole.pieces[-1][1]


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
    trimmed = [syntax.trim(doc, *piece) for piece in cue.content]
    pieces = [characters(doc, start, end) for start, end in trimmed if start < end]
    widened = [widen(text_of(doc), unfinished(text_of(doc), piece, marks), marks) for piece in pieces]
    draft = Draft(cue, cue.speaker, merge(widened))
    if pieces and unmarked and cue.frame in ("clause", "aside") and cue.verb.lemma_ == "say" and pieces[0][1] <= cue.verb.idx:
        go_on_unmarked(doc, draft)
    return draft


def unfinished(text: str, piece: Piece, marks: Sequence[Quotation]) -> Piece:
    """``piece`` with the quotation that follows it in its sentence, joined by no more than "and" or a comma."""
    start, end = piece
    for one in marks:
        if end <= one.outer_start and JOIN.fullmatch(text, end, one.outer_start) and text[end - 1 : end] not in ".?!":
            end = one.outer_end
    return start, end


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
    start, end = sentence.end_char, paragraph_end(text_of(doc), sentence.start_char)
    rest = text_of(doc)[start:end]
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
    for group in reopened(marks):
        free = [one for one in group if not covered(one, taken)]
        if not free:
            continue
        pieces = [(one.start, one.end) for one in free]
        cue = beside(doc, group, found)
        draft = (
            by_cue.get(cue.start) if cue is not None else partly(group, reported) or going_on(doc, free[0], [*reported, *made])
        )
        if draft is not None:
            draft.pieces = merge([*draft.pieces, *pieces])
        elif cue is not None and long_enough(text_of(doc), pieces):
            made.append(Draft(cue, cue.speaker, pieces))
            by_cue[cue.start] = made[-1]
        elif cue is None and long_enough(text_of(doc), pieces):
            made.extend(announced(doc, free[0], pieces) or by_last_speaker(doc, pieces, [*reported, *made]))
    return made


def reopened(marks: Sequence[Quotation]) -> Iterator[list[Quotation]]:
    """Quotations, those together that go on over several paragraphs."""
    group: list[Quotation] = []
    for one in marks:
        group.append(one)
        if not one.goes_on:
            yield group
            group = []
    if group:
        yield group


def partly(group: Sequence[Quotation], reported: Sequence[Draft]) -> Draft | None:
    """The statement that took in another paragraph of the same quotation."""
    for draft in reported:
        if any(start < one.end and one.start < end for start, end in draft.pieces for one in group):
            return draft
    return None


def covered(one: Quotation, taken: Sequence[Piece]) -> bool:
    """Whether a piece of ``taken`` overlaps the quotation."""
    at = bisect_right(taken, (one.end, one.end))
    return any(start < one.end and end > one.start for start, end in taken[:at])


def long_enough(text: str, pieces: Sequence[Piece]) -> bool:
    """Whether the pieces have the words of a direct statement."""
    return sum(len(text[start:end].split()) for start, end in pieces) >= DIRECT_WORDS


def beside(doc: Doc, group: Sequence[Quotation], found: Sequence[Cue]) -> Cue | None:
    """The cue that introduces or follows the quotation, or one of its paragraphs."""
    for one in (group[0], *group[1:]):
        before = next((cue for cue in reversed(found) if cue_end(doc, cue) <= one.outer_start), None)
        if before is not None and not reaches(doc, cue_end(doc, before), one.outer_start):
            before = None
        after = next((cue for cue in found if doc[cue.start].idx >= one.outer_end), None)
        if after is not None and (closed(text_of(doc), one) or not reaches(doc, one.outer_end, doc[after.start].idx)):
            after = None
        if before is not None and after is not None:
            return before if introduces(text_of(doc), one) else after
        if before is not None or after is not None:
            return before or after
    return None


def cue_end(doc: Doc, cue: Cue) -> int:
    """The code point behind the cue's last word."""
    last = doc[cue.end - 1]
    return last.idx + len(last)


def reaches(doc: Doc, start: int, end: int) -> bool:
    """Whether no quotation mark, sentence end or paragraph end stands between two offsets that are near each other."""
    gap = text_of(doc)[start:end]
    return len(gap) <= REACH and not BARRIER.search(gap) and not SENTENCE_BREAK.search(gap)


def closed(text: str, one: Quotation) -> bool:
    """Whether the quotation ends a sentence, so that no cue of its own can follow."""
    return text[one.start : one.end].rstrip()[-1:] == "." and text[one.outer_end : one.outer_end + 1] != ","


def introduces(text: str, one: Quotation) -> bool:
    """Whether a comma, a colon or "that" leads into the quotation."""
    before = text[max(0, one.outer_start - 20) : one.outer_start].rstrip()
    return before.endswith((",", ":", " that"))


def going_on(doc: Doc, one: Quotation, earlier: Sequence[Draft]) -> Draft | None:
    """The statement that a quotation without a cue goes on from: the one before it, if only its cue lies between."""
    before = [draft for draft in earlier if draft.pieces and draft.pieces[-1][0] < one.start]
    if not before or not begins_sentence(text_of(doc), one.outer_start):
        return None
    last = max(before, key=lambda draft: draft.pieces[-1])
    if not any(map(str.isalnum, text_of(doc)[last_end(doc, last) : one.outer_start])):
        return last
    return None


def announced(doc: Doc, one: Quotation, pieces: list[Piece]) -> list[Draft]:
    """A quotation that a sentence without a reporting verb leads to with a colon: "Poe addressed the crowd: …"."""
    before = text_of(doc)[max(0, one.outer_start - 20) : one.outer_start].rstrip()
    if not before.endswith((":", ": in part,")):
        return []
    return introduced(sentence_before(doc, one.outer_start), pieces)


def sentence_before(doc: Doc, at: int) -> Span | None:
    """The sentence that ends at or around the last word before the code point ``at``."""
    end = len(text_of(doc)[:at].rstrip().rstrip(":").rstrip())
    words_before = doc.char_span(max(0, end - 1), end, alignment_mode="expand") if end else None
    return words_before[0].sent if words_before is not None else None


def introduced(sentence: Span | None, pieces: list[Piece]) -> list[Draft]:
    """The statement that ``sentence`` introduces, said by its subject."""
    if sentence is None:
        return []
    root = sentence.root
    speaker = syntax.doer(root) if root.pos_ in ("VERB", "AUX") else syntax.child(root, "poss")
    if speaker is None:
        return []
    return [Draft(Cue(root.i, root.i + 1, root, speaker, (), "colon"), speaker, pieces)]


def following(doc: Doc, marks: Sequence[Quotation]) -> list[Draft]:
    """A statement or speech that the rest of a text gives without quotation marks, behind "issued the following statement:"."""
    match = FOLLOWING.search(text_of(doc))
    if match is None or any(one.start >= match.end() for one in marks[-1:]):
        return []
    lines = [(line.start(), line.end()) for line in re.finditer(r"[^\n]+", text_of(doc)[match.end() :])]
    pieces = [(match.end() + start, match.end() + end) for start, end in lines if end - start > SHORT_LINE]
    made = introduced(sentence_before(doc, match.end()), [(pieces[0][0], pieces[-1][1])]) if pieces else []
    for draft in made:
        draft.unmarked = True
    return made


def by_last_speaker(doc: Doc, pieces: list[Piece], earlier: Sequence[Draft]) -> Iterator[Draft]:
    """A quotation that is a paragraph without a cue, said by who spoke in the paragraph before."""
    if not begins_paragraph(text_of(doc), pieces[0][0] - 1):
        return
    before = [draft for draft in earlier if draft.pieces and draft.pieces[-1][0] < pieces[0][0]]
    if before:
        last = max(before, key=lambda draft: draft.pieces[-1])
        if text_of(doc).count("\n\n", last.pieces[-1][1], pieces[0][0]) <= 1:
            yield Draft(None, last.speaker, pieces)


def last_end(doc: Doc, draft: Draft) -> int:
    """Where the words of a statement end, the sentence of its cue included where that is the last."""
    end = draft.pieces[-1][1]
    if draft.cue is None:
        return end
    sentence = draft.cue.verb.sent
    return max(end, sentence.end_char) if sentence.start_char <= end else max(end, cue_end(doc, draft.cue))


def begins_paragraph(text: str, at: int) -> bool:
    """Whether a line begins at ``at``."""
    return text[max(0, at - 20) : at].rstrip(" ")[-1:] in ("", "\n")


def begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence or paragraph begins at ``at``."""
    return text[max(0, at - 20) : at].rstrip(" ")[-1:] in (
        "",
        ".",
        "!",
        "?",
        '"',
        "”",
        ":",
        "\n",
        "—",
        ",",
        "’",
        "'",
        ")",
        "]",
        ";",
    )


def speakers(doc: Doc, token: Token | None, last: Entity | None) -> list[Entity]:
    """The entities that a speaker's mention stands for: one each for conjoined names, the author for a document."""
    if token is None:
        return []
    author = author_of(doc, token)
    found = list(entities_of(doc, author))
    if not found and last is not None and token.lower_ in ("he", "she", "they", "it"):
        return [last]
    return found


def claim(doc: Doc, draft: Draft, speaker: Entity, marks: Sequence[Quotation]) -> StatementClaim:
    """The finished statement."""
    spans: dict[str, Piece] = {}
    cue_text = None
    if draft.cue is not None:
        spans["cue"] = characters(doc, draft.cue.start, draft.cue.end)
        cue_text = text_of(doc)[slice(*spans["cue"])]
    if draft.speaker is not None:
        spans["speaker"] = characters(doc, *syntax.noun_phrase(draft.speaker))
    return StatementClaim(
        speaker=speaker.id,
        type=type_of(doc, draft, marks),
        content=join(text_of(doc), draft.pieces),
        pieces=tuple(draft.pieces),
        evidence=passage(doc, [*draft.pieces, *spans.values()]),
        extractor=NAME,
        confidence=round(draft.confidence, 3),
        cue=cue_text,
        about=about(doc, draft.pieces, speaker),
        spans=spans,
    )


def about(doc: Doc, pieces: Sequence[Piece], speaker: Entity) -> tuple[str, ...]:
    """Local ids of the named entities and policies that the content mentions, in text order."""
    referents: Referents = doc._.referents
    mentions = [one for one in referents.mentions() if any(start <= one.start and one.end <= end for start, end in pieces)]
    return tuple(dict.fromkeys(one.entity for one in mentions if one.kind == "name" and one.entity != speaker.id))
