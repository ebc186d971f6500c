"""Spans that would break an abbreviation."""

import pytest

from kg.reader import Reading, ReadSpan
from kg.reader.model import unbroken


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The U.S. Attorneys met.", ".S. Attorneys", "U.S. Attorneys"),
        ("He left the U.S. Senate.", "the U", "the U.S."),
        ("He left the U.S. Senate.", "U.S. Senate", "U.S. Senate"),
        ("He left. She came.", "left. She", "left. She"),
    ],
)
def test_a_span_takes_in_the_whole_abbreviation(text, words, expected):
    start = text.index(words)
    reading = Reading((ReadSpan(start, start + len(words), "policy", 0.9, True, ()),), ())
    (span,) = unbroken(text, reading).spans
    assert text[span.start : span.end] == expected
