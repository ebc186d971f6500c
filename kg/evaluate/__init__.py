"""Measures a build: facts, names, dates and merging against gold, and floors under the figures that only rise."""

from __future__ import annotations

from kg.evaluate.figure import Figure
from kg.evaluate.gold import Report, evaluate

__all__ = ["Figure", "Report", "evaluate"]
