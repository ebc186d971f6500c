"""Scores facts against gold annotations: per layer, by article and overall, with every miss and every false fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial, reduce
from operator import add
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from kg.errors import InputError
from kg.evaluate.criteria import CRITERIA, Criterion, Item, Wordings, same
from kg.evaluate.figure import Figure
from kg.evaluate.lines import read
from kg.facts import facts
from kg.model import Record

LAYERS = ("entities", "roles", "actions", "statements")
CLAIMS = ("roles", "actions", "statements")
_AROUND = 120


class Pair(msgspec.Struct, frozen=True):
    """A gold item, a predicted one, or both where the one stands for the other; ``differs`` names the parts that disagree."""

    layer: str
    gold: Item | None
    predicted: Item | None
    differs: tuple[str, ...] = ()

    @property
    def verdict(self) -> Literal["right", "partly", "missed", "false"]:
        """What the pair amounts to."""
        if self.predicted is None:
            return "missed"
        if self.gold is None:
            return "false"
        return "partly" if self.differs else "right"


class ArticleScore(msgspec.Struct, frozen=True):
    """One article's figures, its facts side by side, and its text as the evidence counts it (title, newline, text)."""

    id: str
    title: str
    content: str
    figures: dict[str, Figure]
    pairs: tuple[Pair, ...]

    def sentence(self, pair: Pair) -> str:
        """The passage that a fact quotes, the gold's first; for an entity the surroundings of its first mention."""
        item = pair.gold or pair.predicted or {}
        if "evidence" in item:
            return str(item["evidence"])
        found = self.content.find(item.get("name") or "")
        line = self.content.rfind("\n", 0, max(found, 0)) + 1
        end = self.content.find("\n", max(found, 0))
        return self.content[max(line, found - _AROUND) : min(end if end >= 0 else len(self.content), found + _AROUND)]


class Report(msgspec.Struct, frozen=True):
    """The scores of all gold articles; ``figures`` are micro-averages."""

    articles: tuple[ArticleScore, ...]

    @property
    def figures(self) -> dict[str, Figure]:
        """Name of the figure → its value over all articles."""
        names = [*CRITERIA, "grounded"]
        return {name: reduce(add, (article.figures[name] for article in self.articles), Figure()) for name in names}

    def errors(self, layer: str) -> list[tuple[ArticleScore, Pair]]:
        """Everything in ``layer`` that is not right, with its article, in the articles' order."""
        facts_of = ((article, pair) for article in self.articles for pair in article.pairs if pair.layer == layer)
        return [(article, pair) for article, pair in facts_of if pair.verdict != "right"]

    def summary(self) -> dict[str, dict[str, float]]:
        """The figures as plain numbers, rounded to four places; ``grounded`` is the share of facts that quote the text."""
        figures = self.figures
        grounded = figures.pop("grounded")
        rows = {name: _row(figure) for name, figure in figures.items()}
        return rows | {"grounded": {"share": round(grounded.precision, 4), "facts": grounded.predicted}}


def evaluate(gold: str | Path | Iterable[Item], predictions: str | Path | Iterable[Record | Item], *, only: str = "") -> Report:
    """Score ``predictions`` against ``gold``: both a JSON Lines file or its objects, predictions also as records.

    A gold article without a prediction counts as one in which nothing was found. ``only`` keeps the gold articles whose
    id begins with it.

    Raises:
        InputError: a line is not JSON, or no gold article is left.
    """
    articles = [article for article in _items(gold) if article["id"].startswith(only)]
    if not articles:
        raise InputError(str(gold), f"no article has an id that begins with {only!r}", "Look at the ids in the file")
    said = {item["id"]: item for item in map(_facts, _items(predictions))}
    return Report(tuple(score(article, said.get(article["id"], {})) for article in articles))


def score(gold: Item, said: Item) -> ArticleScore:
    """Score the facts of one article."""
    wordings = Wordings(gold)
    figures = {name: _figure(wordings, criterion, gold, said) for name, criterion in CRITERIA.items()}
    content = f"{gold.get('title', '')}\n{gold.get('text', '')}"
    return ArticleScore(
        gold["id"],
        gold.get("title", ""),
        content,
        figures | {"grounded": _grounded(content, said)},
        tuple(pair for layer in LAYERS for pair in _pairs(wordings, layer, gold[layer], said.get(layer, []))),
    )


def _items(source: str | Path | Iterable[Any]) -> list[Any]:
    return read(source) if isinstance(source, str | Path) else list(source)


def _facts(prediction: Record | Item) -> Item:
    return facts(prediction) if isinstance(prediction, Record) else prediction


def _figure(wordings: Wordings, criterion: Criterion, gold: Item, said: Item) -> Figure:
    wanted = [item for item in gold[criterion.layer] if criterion.counts(item)]
    given = [item for item in said.get(criterion.layer, []) if criterion.counts(item)]
    hits = matching(wanted, given, partial(same, wordings, criterion.layer, criterion.parts))
    return Figure.one_to_one(len(hits), len(given), len(wanted))


def _grounded(content: str, said: Item) -> Figure:
    quotes = [fact.get("evidence") for layer in CLAIMS for fact in said.get(layer, [])]
    return Figure.one_to_one(sum(bool(quote) and quote in content for quote in quotes), len(quotes), len(quotes))


def matching(gold: list[Item], predicted: list[Item], agree: Callable[[Item, Item], bool]) -> list[tuple[int, int]]:
    """A largest one-to-one matching, as positions in ``gold`` and ``predicted`` (Hopcroft and Karp, 1973)."""
    if not gold or not predicted:
        return []
    possible = csr_array(np.array([[agree(g, p) for p in predicted] for g in gold], dtype=np.int8))
    chosen = maximum_bipartite_matching(possible, perm_type="column")
    return [(g, int(p)) for g, p in enumerate(chosen) if p >= 0]


def _pairs(wordings: Wordings, layer: str, gold: list[Item], predicted: list[Item]) -> Iterator[Pair]:
    """Each item of a layer once, in the gold's order; what nothing in the gold stands for comes last."""
    partner = _partners(wordings, layer, gold, predicted)
    strictest = _parts(layer)[0]
    for g, item in enumerate(gold):
        other = predicted[partner[g]] if g in partner else None
        differs = (part for part in strictest if other and not same(wordings, layer, (part,), item, other))
        yield Pair(layer, item, other, tuple(differs))
    yield from (Pair(layer, None, item) for p, item in enumerate(predicted) if p not in partner.values())


def _partners(wordings: Wordings, layer: str, gold: list[Item], predicted: list[Item]) -> dict[int, int]:
    """Gold position → predicted position: by the layer's strictest figure first, then by its looser ones."""
    partner: dict[int, int] = {}
    for parts in _parts(layer):
        wanted = [g for g in range(len(gold)) if g not in partner]
        given = [p for p in range(len(predicted)) if p not in partner.values()]
        agree = partial(same, wordings, layer, parts)
        found = matching([gold[g] for g in wanted], [predicted[p] for p in given], agree)
        partner |= {wanted[g]: given[p] for g, p in found}
    return partner


def _parts(layer: str) -> list[tuple[str, ...]]:
    """What the figures of a layer compare, the strictest first."""
    different = {criterion.parts for criterion in CRITERIA.values() if criterion.layer == layer}
    return sorted(different, key=lambda parts: (-len(parts), parts))


def _row(figure: Figure) -> dict[str, float]:
    return {
        "precision": round(figure.precision, 4),
        "recall": round(figure.recall, 4),
        "f1": round(figure.f1, 4),
        "gold": figure.gold,
        "predicted": figure.predicted,
    }
