"""Measures a build: facts, names, dates and merging against gold, and floors under the figures that only rise."""

from __future__ import annotations

from kg.evaluate.figure import Figure
from kg.evaluate.gold import Report, evaluate
from kg.evaluate.measuring import measure
from kg.evaluate.scores import Error, Scores, values
from kg.evaluate.suite import KINDS

__all__ = ["KINDS", "Error", "Figure", "Report", "Scores", "evaluate", "measure", "values"]
