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
from kg.evaluate import spans
from kg.evaluate.criteria import CRITERIA, Criterion, Item, Wordings, same
from kg.evaluate.figure import Figure
from kg.evaluate.lines import read
from kg.facts import facts
from kg.model import Record

LAYERS = ("entities", "coreference", "roles", "actions", "statements", "dates")
CLAIMS = ("roles", "actions", "statements")
COMPARED = ("entities", *CLAIMS)
FIELDS = {
    "entities": ("name", "type"),
    "roles": ("person", "role", "organization", "status", "start", "end"),
    "actions": ("actor", "action", "policy", "date", "modality"),
    "statements": ("speaker", "type", "content", "cue"),
    "coreference": ("words", "means"),
    "dates": ("words", "means"),
}
"""Layer → the parts of its items that are shown."""

Verdict = Literal["right", "partly", "missed", "false"]
_AROUND = 120


class Pair(msgspec.Struct, frozen=True):
    """A gold item, a predicted one, or both where the one stands for the other; ``differs`` names the parts that disagree."""

    layer: str
    gold: Item | None
    predicted: Item | None
    differs: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
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
        names = dict.fromkeys(name for article in self.articles for name in article.figures)
        return {name: reduce(add, (one.figures[name] for one in self.articles if name in one.figures)) for name in names}

    def errors(self, layer: str) -> list[tuple[ArticleScore, Pair]]:
        """Everything in ``layer`` that is not right, with its article, in the articles' order."""
        facts_of = ((article, pair) for article in self.articles for pair in article.pairs if pair.layer == layer)
        return [(article, pair) for article, pair in facts_of if pair.verdict != "right"]

    def summary(self) -> dict[str, dict[str, float]]:
        """The figures as plain numbers, rounded to four places; ``grounded`` is the share of facts that quote the text."""
        figures = self.figures
        grounded = figures.pop("grounded")
        rows = {name: figure.row() for name, figure in figures.items()}
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
    said = {_id(prediction): prediction for prediction in _items(predictions)}
    return Report(tuple(score(article, said.get(article["id"], {})) for article in articles))


def score(gold: Item, prediction: Record | Item) -> ArticleScore:
    """Score the facts of one article; of a record also its mentions and its dates, where the gold has spans."""
    wordings = Wordings(gold)
    said = facts(prediction) if isinstance(prediction, Record) else prediction
    figures = {name: _figure(wordings, criterion, gold, said) for name, criterion in CRITERIA.items()}
    content = f"{gold.get('title', '')}\n{gold.get('text', '')}"
    marked = _marked(wordings, gold, prediction) if isinstance(prediction, Record) else {}
    return ArticleScore(
        gold["id"],
        gold.get("title", ""),
        content,
        figures | {layer: spans.figure(found) for layer, found in marked.items()} | {"grounded": _grounded(content, said)},
        (
            *(pair for layer in COMPARED for pair in _pairs(wordings, layer, gold[layer], said.get(layer, []))),
            *(_span_pair(one, content) for found in marked.values() for one in found),
        ),
    )


def _marked(wordings: Wordings, gold: Item, record: Record) -> dict[str, list[spans.Marked]]:
    return {"coreference": spans.coreference(wordings, gold, record), "dates": spans.dates(gold, record)}


def _span_pair(one: spans.Marked, content: str) -> Pair:
    """The span as a pair of items: its words, what they stand for, and the passage that they are taken from."""
    item = {"words": content[slice(*one.span)], "evidence": one.evidence}
    said = None if one.predicted is None else {**item, "means": one.predicted}
    return Pair(one.layer, {**item, "means": one.gold}, said, () if one.agrees or said is None else ("means",))


def _items(source: str | Path | Iterable[Any]) -> list[Any]:
    return read(source) if isinstance(source, str | Path) else list(source)


def in_words(layer: str, item: Item | None) -> str | None:
    """An item of a layer on one line; None for none."""
    return None if item is None else " – ".join(str(item[part]) for part in FIELDS[layer] if item.get(part))


def _id(prediction: Record | Item) -> str:
    return prediction.article.id if isinstance(prediction, Record) else str(prediction["id"])


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
