"""The gold sets by name, each with where it lies and how it is measured: what `kg eval` runs and what floors are kept of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from kg.errors import ConfigError
from kg.evaluate import coref, dates, gold, knowledgenet, plover
from kg.evaluate.figure import Figure
from kg.evaluate.lines import read
from kg.model import Article, Record

Reading = Callable[[Iterable[Article]], Iterable[Record]]
"""Reads articles into records: ``kg.pipeline.read_records``."""


class Measure(msgspec.Struct, frozen=True):
    """A gold set: its file below the folder of all sets, and what measures it."""

    file: str
    run: Callable[[Path, Reading], dict[str, float]]


def measure(names: Iterable[str], folder: str | Path, reading: Reading) -> dict[str, float]:
    """The figures of these sets, as ``set.figure`` → value in [0, 1].

    Raises:
        ConfigError: there is no set of a name.
        InputError: a set's file cannot be read.
    """
    figures: dict[str, float] = {}
    for name in names:
        chosen = _measure(name)
        figures |= {f"{name}.{figure}": value for figure, value in chosen.run(Path(folder) / chosen.file, reading).items()}
    return figures


def gold_articles(path: str | Path) -> list[Article]:
    """The articles of a gold file."""
    return [
        Article(
            id=item["id"],
            title=item["title"],
            text=item["text"],
            published=item.get("date"),
            published_source="metadata" if item.get("date") else None,
            publisher=item.get("publisher"),
            url=item.get("url") or None,
        )
        for item in read(path)
    ]


def _measure(name: str) -> Measure:
    try:
        return SETS[name]
    except KeyError:
        raise ConfigError(f"gold set {name!r}", "there is no such set", f"Choose from: {', '.join(SETS)}") from None


def _f1(figures: dict[str, Figure]) -> dict[str, float]:
    return {name: figure.f1 for name, figure in figures.items()}


def _gold(path: Path, reading: Reading) -> dict[str, float]:
    return _f1(gold.evaluate(path, reading(gold_articles(path))).figures)


def _dates(path: Path, reading: Reading) -> dict[str, float]:
    score = dates.score(read(path))
    return {"found": score.recall, "right": score.accuracy}


def _coref(path: Path, reading: Reading) -> dict[str, float]:
    documents = read(path)
    score = coref.score(documents, reading(coref.articles(documents)))
    return _f1({"names": score.names, "b_cubed": score.b_cubed}) | {"conll": score.conll}


def _knowledgenet(path: Path, reading: Reading) -> dict[str, float]:
    passages = knowledgenet.read(path, folds=(3,))
    score = knowledgenet.score(passages, reading(knowledgenet.articles(passages)))
    return _f1(score.figures | {"overall": score.overall})


def _plover(path: Path, reading: Reading) -> dict[str, float]:
    sentences = read(path)
    score = plover.score(sentences, reading(plover.articles(sentences)))
    return _f1({"source": score.source, "target": score.target, "event": score.event})


SETS = {
    "gold": Measure("gold/dev.jsonl", _gold),
    "dates": Measure("gum_news/dev.jsonl", _dates),
    "coref": Measure("gum_news/dev.jsonl", _coref),
    "knowledgenet": Measure("knowledgenet/folds123.jsonl.gz", _knowledgenet),
    "plover": Measure("plover/dev.jsonl", _plover),
}
"""Name of the set → its file and its measure."""
