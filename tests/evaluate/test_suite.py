from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from evaluate.sample import GOLD
from kg.errors import ConfigError
from kg.evaluate.suite import SETS, gold_articles, measure
from kg.model import Article, Record


def blind(articles: Iterable[Article]) -> Iterator[Record]:
    return (Record(article=article) for article in articles)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / SETS["gold"].file
    path.parent.mkdir()
    path.write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path


def test_figures_carry_the_name_of_their_set(folder: Path) -> None:
    figures = measure(["gold"], folder, blind)
    assert set(figures) >= {"gold.entities", "gold.roles.full", "gold.grounded"}
    assert set(figures.values()) == {0.0}


def test_an_unknown_set_is_named_with_the_known_ones(folder: Path) -> None:
    with pytest.raises(ConfigError, match="coref"):
        measure(["weather"], folder, blind)


def test_gold_articles_are_read_as_they_stand(folder: Path) -> None:
    (article,) = gold_articles(folder / SETS["gold"].file)
    assert (article.id, article.content, article.published) == ("border", f"{GOLD['title']}\n{GOLD['text']}", "2019-03-10")
