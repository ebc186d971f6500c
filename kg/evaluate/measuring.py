"""Measures gold files from end to end: gathers them by kind, reads their texts or looks them up in a store, and scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from kg.config import Config
from kg.errors import InputError
from kg.evaluate import suite
from kg.evaluate.scores import Scores
from kg.graph import RECORDS
from kg.model import Article, Record
from kg.pipeline import read_records
from kg.records import Records
from kg.store import Store


def measure(
    paths: Iterable[str | Path],
    *,
    kind: str | None = None,
    folds: Sequence[int] = (1, 2),
    store: str | Path | None = None,
    config: Config = Config(),
) -> dict[str, Scores]:
    """The scores of gold files by kind of set.

    Args:
        paths: JSON Lines files, also gzipped; what kind of set each is, its fields tell.
        kind: A name out of ``KINDS``, if all are to be measured as this alone.
        folds: The folds to score of a set that has folds.
        store: A graph whose records are scored; by default the texts are read anew, with no store.
        config: How texts are read.

    Raises:
        InputError: A file is no gold set, or the store has none of its articles.
        ConfigError: There is no such kind.
        StoreError: The store cannot be opened.
    """
    gathered = suite.gather(paths, kind=kind, folds=folds)
    if store is None:
        return suite.measure(gathered, partial(read_records, config=config))
    with Store.open(store) as place, Records(place.path / RECORDS) as records:
        return suite.measure(gathered, partial(_look_up, records))


def _look_up(records: Records, articles: Iterable[Article]) -> Iterator[Record]:
    """The store's record of each article; an empty one for an article that it does not have."""
    wanted = list(articles)
    found = {record.article.id: record for article in wanted if (record := records.get(article.id))}
    if not found:
        raise InputError(str(records.path.parent), "it has none of the gold's articles", "Build it from the gold file first")
    return (found.get(article.id) or Record(article=article) for article in wanted)
