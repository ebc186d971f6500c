from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluate.sample import GOLD, SAID, SIGNED, flawed, perfect
from kg.errors import InputError
from kg.evaluate import evaluate
from kg.evaluate.gold import matching
from kg.model import Article, Entity, Evidence, Record, StatementClaim


def test_the_gold_against_itself_is_all_right() -> None:
    report = evaluate([GOLD], [perfect()])
    assert {name: figure.f1 for name, figure in report.figures.items()} == dict.fromkeys(report.figures, 1.0)
    assert all(pair.verdict == "right" for article in report.articles for pair in article.pairs)


def test_figures_of_a_flawed_prediction() -> None:
    figures = evaluate([GOLD], [flawed()]).figures
    assert {name: (figure.correct, figure.predicted, figure.gold) for name, figure in figures.items()} == {
        "entities": (3, 3, 3),
        "roles.person_role": (1, 1, 2),
        "roles.full": (1, 1, 2),
        "actions.pair": (2, 3, 2),
        "actions.dated": (1, 3, 2),
        "actions.full": (1, 3, 2),
        "statements.full": (0, 1, 1),
        "statements.direct": (0, 1, 1),
        "grounded": (5, 5, 5),
    }


def test_each_miss_and_each_false_fact_comes_with_its_sentence() -> None:
    report = evaluate([GOLD], [flawed()])
    (missed,) = report.errors("roles")
    assert (missed[1].verdict, missed[0].sentence(missed[1])) == ("missed", SAID)
    verdicts = [(pair.verdict, pair.differs) for _, pair in report.errors("actions")]
    assert verdicts == [("partly", ("date",)), ("false", ())]


def test_an_entity_is_shown_where_it_is_named_first() -> None:
    said = perfect()
    said["entities"] = []
    report = evaluate([GOLD], [said])
    article, pair = report.errors("entities")[0]
    assert article.sentence(pair).startswith(SIGNED)


def test_a_fact_that_quotes_nothing_of_the_text_is_not_grounded() -> None:
    said = perfect()
    said["actions"][0]["evidence"] = "Somebody signed something."
    assert evaluate([GOLD], [said]).summary()["grounded"] == {"share": 0.8, "facts": 5}


def test_an_article_without_prediction_is_one_in_which_nothing_was_found() -> None:
    figures = evaluate([GOLD], []).figures
    assert (figures["entities"].recall, figures["entities"].gold) == (0.0, 3)


def test_figures_are_kept_by_article() -> None:
    other = {**perfect(), "id": "other"}
    report = evaluate([GOLD, other], [perfect()])
    assert [article.figures["roles.full"].f1 for article in report.articles] == [1.0, 0.0]


def test_records_are_scored_by_the_facts_they_print() -> None:
    article = Article(id="border", title=GOLD["title"], text=GOLD["text"])
    start = article.content.index(SAID)
    claim = StatementClaim(
        speaker="e0",
        type="direct",
        content="We will not give up our fields",
        pieces=(),
        evidence=Evidence(start, start + len(SAID), SAID),
        extractor="statements",
    )
    record = Record(article=article, entities=(Entity(id="e0", type="person", name="Piet Blom"),), claims=(claim,))
    assert evaluate([GOLD], [record]).figures["statements.full"].f1 == 1.0


def test_files_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD) + "\n\n", encoding="utf-8")
    assert evaluate(path, path).figures["actions.full"].f1 == 1.0


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD) + "\n{", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        evaluate(path, [])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        evaluate(tmp_path / "none.jsonl", [])


def test_a_choice_that_leaves_no_article_is_an_error() -> None:
    with pytest.raises(InputError, match="no article"):
        evaluate([GOLD], [], only="zebra")


@given(st.lists(st.integers(0, 4), max_size=7), st.lists(st.integers(0, 4), max_size=7))
def test_a_matching_is_one_to_one_and_largest(gold: list[int], predicted: list[int]) -> None:
    wanted, given_items = [{"n": n} for n in gold], [{"n": n} for n in predicted]
    pairs = matching(wanted, given_items, lambda g, p: bool(g["n"] == p["n"]))
    assert len({g for g, _ in pairs}) == len({p for _, p in pairs}) == len(pairs)
    assert len(pairs) == sum(min(gold.count(n), predicted.count(n)) for n in set(gold))
