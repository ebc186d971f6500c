"""The kinds of gold set, each with the fields that it is known by and how it is measured: what `kg eval` runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from kg.errors import ConfigError, InputError
from kg.evaluate import coref, dates, gold, knowledgenet, linked, plover
from kg.evaluate.figure import Figure
from kg.evaluate.lines import read
from kg.evaluate.scores import Error, Scores
from kg.model import Article, Record

Item = Mapping[str, Any]
"""One line of a gold set."""

Reading = Callable[[Iterable[Article]], Iterable[Record]]
"""Gives the records of articles: reads them (``kg.pipeline.read_records``), or looks them up in a store."""


class Kind(msgspec.Struct, frozen=True):
    """A kind of gold set: the fields that all its lines have, and what measures it."""

    fields: frozenset[str]
    measure: Callable[[Sequence[Item], Reading], Scores]


def gather(paths: Iterable[str | Path], *, kind: str | None = None, folds: Sequence[int] = ()) -> dict[str, list[Item]]:
    """The lines of the gold files by the kind of set that they are for; a file can be for several.

    Args:
        paths: JSON Lines files, also gzipped.
        kind: A name out of ``KINDS``, if the files are to be measured as this alone.
        folds: Of lines that have a ``fold``, only those of these folds; all, if none is given.

    Raises:
        ConfigError: there is no such kind.
        InputError: a file cannot be read, has no lines, or is no gold set of this kind or of any.
    """
    if kind is not None and kind not in KINDS:
        raise ConfigError(f"gold set {kind!r}", "there is no such kind of set", f"Choose from: {', '.join(KINDS)}")
    gathered: defaultdict[str, list[Item]] = defaultdict(list)
    for path in paths:
        items = [item for item in read(path) if not folds or item.get("fold", folds[0]) in folds]
        for name in _kinds(path, items, kind):
            gathered[name] += items
    return dict(gathered)


def measure(gathered: Mapping[str, Sequence[Item]], reading: Reading) -> dict[str, Scores]:
    """The scores of gathered gold sets, by kind, in the order of ``KINDS``."""
    return {name: kind.measure(gathered[name], reading) for name, kind in KINDS.items() if name in gathered}


def _kinds(path: str | Path, items: Sequence[Item], kind: str | None) -> list[str]:
    if not items:
        raise InputError(str(path), "it has no line to score", "Name a file with gold in it, and folds that it has")
    common = set(items[0]).intersection(*items)
    found = [name for name in ([kind] if kind else KINDS) if KINDS[name].fields <= common]
    if not found:
        wanted = kind or "gold set"
        known = "; ".join(f"{name}: {', '.join(sorted(KINDS[name].fields))}" for name in ([kind] if kind else KINDS))
        raise InputError(str(path), f"it is no {wanted}", f"Each line must have the fields of one ({known})")
    return found


def gold_articles(items: Iterable[Item]) -> list[Article]:
    """The articles of gold lines."""
    return [
        Article(
            id=item["id"],
            title=item.get("title") or "",
            text=item["text"],
            published=item.get("date"),
            published_source="metadata" if item.get("date") else None,
            publisher=item.get("publisher"),
            url=item.get("url") or None,
        )
        for item in items
    ]


def _gold(items: Sequence[Item], reading: Reading) -> Scores:
    report = gold.evaluate([dict(item) for item in items], reading(gold_articles(items)))
    figures = report.figures
    return Scores(
        shares={"grounded": figures.pop("grounded").precision},
        figures=figures,
        articles={article.id: article.figures for article in report.articles},
        errors=tuple(_gold_errors(report)),
        report=report,
    )


def _gold_errors(report: gold.Report) -> Iterator[Error]:
    for layer in gold.LAYERS:
        for article, pair in report.errors(layer):
            yield Error(
                article=article.id,
                layer=layer,
                verdict=pair.verdict,
                gold=gold.in_words(layer, pair.gold),
                predicted=gold.in_words(layer, pair.predicted),
                sentence=article.sentence(pair),
            )


def _dates(items: Sequence[Item], reading: Reading) -> Scores:
    said = {record.article.content: list(record.timexes) for record in reading(coref.articles(items))}
    articles = {item["id"]: dates.score([item], lambda text, date: said[text]) for item in items}
    total = dates.score(items, lambda text, date: said[text])
    return Scores(
        figures=_date_figures(total),
        shares={"right": total.accuracy},
        articles={article: _date_figures(score) for article, score in articles.items()},
        errors=tuple(_date_error(miss) for miss in total.misses),
    )


def _date_figures(score: dates.DateScores) -> dict[str, Figure]:
    return {"expressions": score.spans, "values": score.values}


def _date_error(miss: dates.Miss) -> Error:
    return Error(
        article=miss.article,
        layer="dates",
        verdict="partly" if miss.said else "missed",
        gold=f"{miss.text} = {miss.gold}",
        predicted=miss.said,
        sentence=miss.context,
    )


def _coref(items: Sequence[Item], reading: Reading) -> Scores:
    records = list(reading(coref.articles(items)))
    total = coref.score(items, records)
    articles = {item["id"]: coref.score([item], [record]) for item, record in zip(items, records, strict=True)}
    return Scores(
        figures=_coref_figures(total),
        shares={"conll": total.conll},
        articles={article: _coref_figures(score) for article, score in articles.items()},
        errors=tuple(error for item, record in zip(items, records, strict=True) for error in coref.errors(item, record)),
    )


def _coref_figures(score: coref.CorefScore) -> dict[str, Figure]:
    return {"names": score.names, "muc": score.muc, "b_cubed": score.b_cubed, "ceaf_e": score.ceaf_e}


def _merge(items: Sequence[Item], reading: Reading) -> Scores:
    return linked.measure(items, list(reading(gold_articles(items))))


def _knowledgenet(items: Sequence[Item], reading: Reading) -> Scores:
    score = knowledgenet.score(items, reading(knowledgenet.articles(items)))
    return Scores(figures={"overall": score.overall, **score.figures}, errors=score.errors)


def _plover(items: Sequence[Item], reading: Reading) -> Scores:
    score = plover.score(items, reading(plover.articles(items)))
    return Scores(
        figures={"source": score.source, "target": score.target, "event": score.event},
        errors=score.errors,
    )


KINDS = {
    "gold": Kind(frozenset({"id", "text", "entities", "roles", "policies", "actions", "statements"}), _gold),
    "dates": Kind(frozenset({"id", "text", "date", "dates"}), _dates),
    "coref": Kind(frozenset({"id", "text", "mentions"}), _coref),
    "merge": Kind(frozenset({"id", "text", "links"}), _merge),
    "knowledgenet": Kind(frozenset({"document", "passage", "text", "annotated_properties", "facts"}), _knowledgenet),
    "plover": Kind(frozenset({"id", "text", "event"}), _plover),
}
"""Name of the kind → its fields and its measure."""
