from __future__ import annotations

import pytest

from kg.evaluate import Figure


def test_precision_recall_and_f1() -> None:
    figure = Figure.one_to_one(hits=3, predicted=4, gold=6)
    assert (figure.precision, figure.recall, figure.f1) == (0.75, 0.5, pytest.approx(0.6))


def test_counts_are_added_before_they_are_divided() -> None:
    total = Figure.one_to_one(1, 1, 1) + Figure.one_to_one(0, 3, 1)
    assert (total.precision, total.recall) == (0.25, 0.5)


def test_nothing_predicted_and_nothing_wanted_is_no_success() -> None:
    assert (Figure().precision, Figure().recall, Figure().f1) == (0.0, 0.0, 0.0)
