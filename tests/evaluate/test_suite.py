from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evaluate.sample import GOLD
from kg.errors import ConfigError, InputError
from kg.evaluate.scores import values
from kg.evaluate.suite import KINDS, gather, gold_articles, measure
from kg.model import Article, Record, Timex

LINES: dict[str, dict[str, Any]] = {
    "gold": GOLD,
    "dates": {"id": "a", "text": "Today\nIt rained on 2 May 2019.", "date": "2019-05-03", "dates": []},
    "coref": {"id": "a", "text": "A talk\nAna came.", "mentions": []},
    "merge": {"id": "a", "text": "Ana came.", "links": []},
    "knowledgenet": {
        "document": "7",
        "fold": 1,
        "passage": "7:0:9",
        "text": "Ana came.",
        "annotated_properties": [],
        "facts": [],
    },
    "plover": {"id": "a", "text": "Ana came.", "event": "CONSULT"},
}


def blind(articles: Iterable[Article]) -> Iterator[Record]:
    return (Record(article=article) for article in articles)


def written(folder: Path, *lines: dict[str, Any]) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_a_set_is_known_by_its_fields_and_can_be_measured(kind: str, tmp_path: Path) -> None:
    gathered = gather([written(tmp_path, LINES[kind])])
    assert list(gathered) == [kind]
    assert list(measure(gathered, blind)) == [kind]


def test_one_file_can_be_several_sets(tmp_path: Path) -> None:
    path = written(tmp_path, LINES["dates"] | LINES["coref"])
    assert list(gather([path])) == ["dates", "coref"]
    assert list(gather([path], kind="coref")) == ["coref"]


def test_files_of_one_kind_are_measured_together(tmp_path: Path) -> None:
    path = written(tmp_path, GOLD)
    assert measure(gather([path, path]), blind)["gold"].figures["entities"].gold == 6


def test_only_the_folds_asked_for_are_scored(tmp_path: Path) -> None:
    path = written(tmp_path, LINES["knowledgenet"], LINES["knowledgenet"] | {"fold": 3})
    assert [item["fold"] for item in gather([path], folds=(3,))["knowledgenet"]] == [3]
    with pytest.raises(InputError, match="no line"):
        gather([path], folds=(2,))


def test_a_file_that_is_no_gold_set_is_named_with_the_fields_of_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no gold set.*links"):
        gather([written(tmp_path, {"id": "a"})])


def test_an_unknown_kind_is_named_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="coref"):
        gather([written(tmp_path, GOLD)], kind="weather")


def test_values_carry_the_name_of_their_set() -> None:
    found = values(measure({"gold": [GOLD]}, blind))
    assert set(found) >= {"gold.entities", "gold.roles.full", "gold.coreference", "gold.grounded"}
    assert set(found.values()) == {0.0}


def test_what_is_missed_stands_beside_its_sentence() -> None:
    (error,) = [one for one in measure({"gold": [GOLD]}, blind)["gold"].errors if one.layer == "statements"]
    assert (error.article, error.verdict, error.predicted) == ("border", "missed", None)
    assert error.gold == "Piet Blom – direct – We will not give up our fields – said"
    assert "said Piet Blom" in error.sentence


def test_gold_articles_are_read_as_they_stand() -> None:
    (article,) = gold_articles([GOLD])
    assert (article.id, article.content, article.published) == ("border", f"{GOLD['title']}\n{GOLD['text']}", "2019-03-10")


def test_dates_are_those_of_the_records() -> None:
    line = LINES["dates"]
    start = line["text"].index("2 May")
    gold = {**line, "dates": [{"start": start, "end": start + 10, "when": "2019-05-02"}]}

    def reading(articles: Iterable[Article]) -> Iterator[Record]:
        found = Timex(text="2 May 2019", type="DATE", form="2019-05-02", value="2019-05-02", start=start, end=start + 10)
        return (Record(article=article, timexes=(found,)) for article in articles)

    scores = measure({"dates": [gold]}, reading)["dates"]
    assert (scores.figures["expressions"].f1, scores.shares["right"], scores.errors) == (1.0, 1.0, ())
    assert [error.verdict for error in measure({"dates": [gold]}, blind)["dates"].errors] == ["missed"]
