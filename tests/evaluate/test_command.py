"""`kg eval` as a user types it, on a store made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evaluate.hand import entity, evidence, mentions
from evaluate.sample import GOLD, SAID, SIGNED
from kg.cli import app
from kg.config import Config
from kg.errors import ConfigError, InputError
from kg.evaluate import measure
from kg.graph import RECORDS
from kg.model import Article, Record, RoleClaim, StatementClaim
from kg.records import Records
from kg.store import Store

ARTICLE = Article(id="border", title=GOLD["title"], text=GOLD["text"], published=GOLD["date"])


def made() -> Record:
    """One role right, one statement of a wrong speaker."""
    role = RoleClaim(
        person="e0",
        role="Interior Minister",
        organization=None,
        status="current",
        evidence=evidence(ARTICLE, SIGNED),
        extractor="test",
    )
    statement = StatementClaim(
        speaker="e0",
        type="direct",
        content="We will not give up our fields",
        pieces=(),
        evidence=evidence(ARTICLE, SAID),
        extractor="test",
    )
    return Record(
        article=ARTICLE,
        entities=(entity("e0", "person", "Ana Ruiz"), entity("e1", "person", "Piet Blom")),
        mentions=mentions(ARTICLE, {"e0": ["Ana Ruiz"], "e1": ["Piet Blom"]}),
        claims=(role, statement),
    )


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with Store.create(tmp_path / "news.kg") as place, Records(place.path / RECORDS) as records:
        records.put([made()], "1")
    return tmp_path / "news.kg"


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["eval", *map(str, arguments)], catch_exceptions=False)
    return result.exit_code, result.output


def test_figures_are_printed_by_layer(gold: Path, store: Path) -> None:
    code, output = run(gold, "--store", store)
    assert code == 0
    (row,) = [line for line in output.splitlines() if "gold.roles.full" in line]
    assert [cell.strip() for cell in row.strip("│┃ ").split("│")] == ["gold.roles.full", "1.000", "0.500", "0.667", "2", "1"]
    assert "Border Act" not in output


def test_figures_of_each_article_follow(gold: Path, store: Path) -> None:
    assert "border" in run(gold, "--store", store, "--by-article")[1]


def test_errors_stand_beside_their_sentences(gold: Path, store: Path) -> None:
    output = run(gold, "--store", store, "--errors")[1]
    assert "roles: missed   [border]" in output
    assert f"“{SAID}”" in output


def test_errors_of_one_layer_alone(gold: Path, store: Path) -> None:
    output = run(gold, "--store", store, "--layer", "actions")[1]
    assert "actions: missed" in output
    assert "roles: missed" not in output


def test_json_holds_figures_articles_and_errors(gold: Path, store: Path) -> None:
    scores = json.loads(run(gold, "--store", store, "--json", "--errors")[1])["gold"]
    assert scores["figures"]["roles.full"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "gold": 2, "predicted": 1}
    assert scores["figures"]["grounded"] == {"share": 1.0}
    assert scores["articles"]["border"]["entities"]["predicted"] == 1
    assert {error["layer"] for error in scores["errors"]} >= {"entities", "roles", "actions", "statements"}


def test_the_page_is_one_file(gold: Path, store: Path, tmp_path: Path) -> None:
    run(gold, "--store", store, "--html", tmp_path / "page.html")
    assert "Border Act signed" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_kind_of_set_can_be_named(gold: Path, store: Path) -> None:
    assert "gold.entities" in run("gold", gold, "--store", store)[1]
    with pytest.raises(InputError, match="it is no dates"):
        run("dates", gold, "--store", store)


def test_a_page_needs_annotated_articles(tmp_path: Path, store: Path) -> None:
    path = tmp_path / "linked.jsonl"
    line = {"id": "border", "title": GOLD["title"], "text": GOLD["text"], "links": []}
    path.write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(ConfigError, match="annotated articles"):
        run(path, "--store", store, "--html", tmp_path / "page.html")


def test_under_a_floor_the_command_fails_and_says_by_how_much(gold: Path, store: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"gold.roles.full": 0.7, "gold.grounded": 1.0, "plover.event": 0.9}', encoding="utf-8")
    code, output = run(gold, "--store", store, "--floors", floors)
    assert code == 1
    assert "gold.roles.full is 0.667, 0.033 below its floor of 0.700" in output
    assert "plover" not in output


def test_floors_are_raised_and_never_lowered(gold: Path, store: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"gold.roles.full": 0.7, "plover.event": 0.9}', encoding="utf-8")
    code, output = run(gold, "--store", store, "--floors", floors, "--raise")
    assert code == 1
    held = json.loads(floors.read_text(encoding="utf-8"))
    assert (held["gold.roles.full"], held["gold.roles.person_role"], held["plover.event"]) == (0.7, 0.656, 0.9)
    assert "raised gold.grounded to 1.000" in output


def test_a_store_without_the_articles_is_an_error(gold: Path, tmp_path: Path) -> None:
    with Store.create(tmp_path / "other.kg"):
        pass
    with pytest.raises(InputError, match="none of the gold's articles"):
        run(gold, "--store", tmp_path / "other.kg")


def test_without_a_store_the_texts_are_read(gold: Path) -> None:
    scores = measure([gold], config=Config(reader="off"))
    assert scores["gold"].shares["grounded"] == 1.0
    assert scores["gold"].figures["entities"].correct > 0
