"""What measuring a gold set says, in one form for all sets: figures overall and by article, and what is not right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from kg.evaluate.figure import Figure
from kg.evaluate.gold import Report, Verdict


class Error(msgspec.Struct, frozen=True, kw_only=True):
    """Something missed, false or only partly right: what the gold has, what was said, and the sentence where it stands."""

    article: str
    layer: str
    verdict: Verdict
    gold: str | None
    predicted: str | None
    sentence: str


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """The scores of one set.

    ``figures`` are micro-averages by name, ``baselines`` those of simpler ways on the same set; ``shares`` are figures that
    are one number in [0, 1]; ``articles`` has the figures by article id where a set has articles; ``report`` is there for the
    gold alone and can be drawn as a page.
    """

    figures: dict[str, Figure]
    baselines: dict[str, Figure] = {}
    shares: dict[str, float] = {}
    articles: dict[str, dict[str, Figure]] = {}
    errors: tuple[Error, ...] = ()
    report: Report | None = None

    def values(self) -> dict[str, float]:
        """One number for each figure, which floors are kept of: its F1, or the share."""
        return {name: figure.f1 for name, figure in self.figures.items()} | self.shares

    def summary(self) -> dict[str, Any]:
        """All figures as plain numbers, rounded to four places, overall and by article."""
        shares = {name: {"share": round(share, 4)} for name, share in self.shares.items()}
        return {
            "figures": _rows(self.figures | self.baselines) | shares,
            "articles": {article: _rows(figures) for article, figures in self.articles.items()},
        }


def values(scores: Mapping[str, Scores]) -> dict[str, float]:
    """The numbers of several sets, each as ``set.figure``."""
    return {f"{kind}.{name}": value for kind, one in scores.items() for name, value in one.values().items()}


def _rows(figures: Mapping[str, Figure]) -> dict[str, dict[str, float]]:
    return {name: figure.row() for name, figure in figures.items()}
