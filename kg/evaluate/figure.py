"""Precision, recall and F1 from counts (micro-averaged: counts are added before they are divided)."""

from __future__ import annotations

import msgspec


class Figure(msgspec.Struct, frozen=True):
    """How many of the ``predicted`` items are ``correct``, and how many of the ``gold`` ones were ``found``.

    The two are the same number where matching is one to one; they are fractions where an item can be partly right, as in
    coreference. Where nothing was predicted, precision is 0.
    """

    correct: float = 0
    predicted: int = 0
    found: float = 0
    gold: int = 0

    @classmethod
    def one_to_one(cls, hits: int, predicted: int, gold: int) -> Figure:
        """The figure of a one-to-one matching."""
        return cls(hits, predicted, hits, gold)

    def __add__(self, other: Figure) -> Figure:
        return Figure(
            self.correct + other.correct, self.predicted + other.predicted, self.found + other.found, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """Share of the predictions that are right, in [0, 1]."""
        return self.correct / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold items that were found, in [0, 1]."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in [0, 1]."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def row(self) -> dict[str, float]:
        """The figure as plain numbers, rounded to four places."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "gold": self.gold,
            "predicted": self.predicted,
        }
