"""Scores of found dates against a gold set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate import dates

TEXT = "It was signed on Friday, after talks last week and in 1998, by nobody."
GOLD = {
    "id": "a",
    "date": "2018-04-06",
    "text": TEXT,
    "dates": [
        {"start": 17, "end": 23, "when": "2018-04-06"},
        {"start": 37, "end": 46, "from": "2018-03-26", "to": "2018-04-01"},
        {"start": 54, "end": 58, "when": "1999"},
        {"start": 63, "end": 69, "when": "2000"},
    ],
}


def test_expressions_found_and_values_right_are_counted_apart() -> None:
    scores = dates.score([GOLD])
    assert (scores.gold, scores.found, scores.calendar, scores.right, scores.ranges, scores.ranges_right) == (4, 3, 3, 1, 1, 1)
    assert [(miss.text, miss.kind) for miss in scores.misses] == [("1998", "value"), ("nobody", "not found")]
    assert scores.recall == 0.75


def test_what_no_gold_expression_overlaps_is_spurious() -> None:
    assert dates.score([{**GOLD, "dates": []}]).spurious == 3


def test_a_file_without_dates_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a"}))
    with pytest.raises(InputError, match="no dates"):
        dates.read(path)
