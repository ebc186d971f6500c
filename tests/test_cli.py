"""The command line as a user types it, over a graph of one article."""

import json
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import kg
from kg.cli import app
from kg.errors import ConfigError, QueryError, StoreError


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    article = folder / "a.json"
    text = "President Ada Holt signed the Rivers Act on Tuesday. “This law protects our rivers,” Holt said."
    article.write_text(json.dumps({"id": "a", "title": "Act signed", "date": "2019-03-08", "text": text}), encoding="utf-8")
    kg.build(article, store=folder / "a.kg")
    return folder / "a.kg"


def run(*arguments):
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    return result.exit_code, result.output


def test_build_says_what_it_did(store, tmp_path):
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    code, output = run("build", tmp_path, "--store", tmp_path / "x.kg")
    assert code == 4
    assert "bad.json" in output
    assert "The graph is empty: no article could be read. The lines above say why." in output


def test_an_article_that_states_nothing_is_said_to(tmp_path):
    (tmp_path / "a.txt").write_text("The rain\n\nIt rained by the sea.\n", encoding="utf-8")
    code, output = run("build", tmp_path / "a.txt", "--store", tmp_path / "x.kg")
    assert code == 4
    assert "1 article read" in output
    assert "no article states a role, action or statement in English" in output


def test_a_build_tells_of_articles_without_a_date(tmp_path):
    (tmp_path / "a.txt").write_text("The rain\n\nSenator Jane Roe spoke on Friday.\n", encoding="utf-8")
    arguments = ("build", tmp_path / "a.txt", "--store", tmp_path / "x.kg")
    assert "1 article has no date" in run(*arguments)[1]
    assert "no date" not in run(*arguments, "--date", "2019-03-08")[1]


def test_facts_are_json_lines(store):
    code, output = run("facts", "--store", store)
    (line,) = output.splitlines()
    assert code == 0
    assert json.loads(line)["id"] == "a"


def test_a_question_is_answered_as_table_csv_or_json(store):
    assert "Ada Holt" in run("query", "--store", store, "who-holds-what")[1]
    assert "Ada Holt,President" in run("query", "--store", store, "who-holds-what", "--format", "csv")[1]
    answer = json.loads(run("query", "--store", store, "SELECT ?x WHERE { ?x a foaf:Person }", "--format", "json")[1])
    assert answer["results"]["bindings"]


def test_without_a_question_the_questions_are_listed(store):
    assert "who-holds-what" in run("query")[1]


def test_an_unknown_question_names_the_nearest(store):
    with pytest.raises(QueryError, match="who-holds-what"):
        run("query", "--store", store, "who-hold-what")


def test_show_gives_the_sentence(store):
    assert "“This law protects our rivers,” Holt said." in run("show", "--store", store, "ada holt")[1]


@pytest.mark.parametrize("suffix", ["ttl", "nt", "rdf", "trig", "nq", "jsonld", "graphml"])
def test_export_writes_the_format_of_the_suffix(store, tmp_path, suffix):
    run("export", "--store", store, "-o", tmp_path / f"g.{suffix}")
    assert "Ada Holt" in (tmp_path / f"g.{suffix}").read_text(encoding="utf-8")


def test_draw_writes_a_page(store, tmp_path):
    run("draw", "--store", store, "-o", tmp_path / "g.html")
    assert "Ada Holt" in (tmp_path / "g.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("command", "name"), [("draw", "g.html"), ("export", "g.ttl")])
def test_a_file_that_cannot_be_written_is_named(store, tmp_path, command, name):
    with pytest.raises(ConfigError, match="its folder is not there"):
        run(command, "--store", store, "-o", tmp_path / "none" / name)
    with pytest.raises(ConfigError, match="it is a folder"):
        run(command, "--store", store, "-o", tmp_path)


@pytest.mark.parametrize(("option", "value"), [("--reader", "maybe"), ("--date-order", "YMD")])
def test_a_setting_that_makes_no_sense_is_refused(tmp_path, option, value):
    code, output = run("build", tmp_path, "--store", tmp_path / "x.kg", option, value)
    assert code == 2
    assert value in output


def test_validate_conforms(store):
    assert run("validate", "--store", store) == (0, "The graph conforms.\n")


def test_dates_are_found(tmp_path):
    (tmp_path / "t.txt").write_text("He resigned on Friday.", encoding="utf-8")
    assert "2018-04-06" in run("dates", tmp_path / "t.txt", "--date", "2018-04-06")[1]


def test_a_store_that_is_not_there_is_named(tmp_path):
    with pytest.raises(StoreError, match=r"no\.kg: there is no store here"):
        run("facts", "--store", tmp_path / "no.kg")
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    with pytest.raises(StoreError, match="it is a file, and a store is a folder"):
        run("facts", "--store", tmp_path / "a.txt")


def test_a_store_of_a_newer_version_is_refused(store, tmp_path):
    copy = shutil.copytree(store, tmp_path / "newer.kg")
    (copy / "format").write_text("99\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"made by a newer version \(format 99"):
        run("query", "--store", copy, "who-holds-what")


def test_asking_a_graph_imports_nothing_that_reads_articles():
    script = "import sys, kg.cli.ask; print(*sorted({'spacy', 'onnxruntime', 'trafilatura'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.strip() == ""
