"""Turns token ranges into code points, and spans into the passage that is their evidence."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.model import Evidence
from kg.text import text_of

Piece = tuple[int, int]


def characters(doc: Doc, start: int, end: int) -> Piece:
    """The code points of the tokens from ``start`` to ``end``, end exclusive."""
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last)


def passage(doc: Doc, spans: Sequence[Piece]) -> Evidence:
    """The sentences from the first to the last of ``spans``, without blanks at their ends."""
    start, end = min(first for first, _ in spans), max(last for _, last in spans)
    covering = doc.char_span(start, end, alignment_mode="expand")
    if covering is not None:
        start, end = min(start, covering[0].sent.start_char), max(end, covering[-1].sent.end_char)
    quote = text_of(doc)[start:end]
    start += len(quote) - len(quote.lstrip())
    return Evidence(start, start + len(quote.strip()), quote.strip())
