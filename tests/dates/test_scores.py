"""Scores of found dates against a gold set."""

from __future__ import annotations

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


def test_spans_and_values_are_figures_of_their_own() -> None:
    scores = dates.score([GOLD])
    assert (scores.spans.precision, scores.spans.recall) == (1.0, 0.75)
    assert (scores.values.precision, scores.values.recall) == (2 / 3, 0.5)


def test_gold_with_timex3_values_counts_every_expression() -> None:
    text = "It took two years and ended recently, on Friday."
    gold = [("two years", "P2Y"), ("recently", "PRESENT_REF"), ("Friday", "2018-04-06")]
    items = [{"start": text.index(said), "end": text.index(said) + len(said), "value": value} for said, value in gold]
    scores = dates.score([{"id": "a", "date": "2018-04-06", "text": text, "dates": items}])
    assert (scores.spans.f1, scores.values.f1) == (1.0, 2 / 3)
    assert [(miss.gold, miss.said) for miss in scores.misses] == [("PRESENT_REF", "recently = PAST_REF")]
