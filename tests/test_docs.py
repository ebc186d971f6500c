"""The documentation says what the program does."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.ingest import read
from kg.query import questions

YOUR_OWN = {"people.jsonl", "gold.jsonl"}
"""Files that the README names and a reader has to bring."""

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_is_documented_with_its_parameters_and_columns(question):
    page = (DOCS / "queries.md").read_text(encoding="utf-8")
    section = page.partition(f"## {question.name}\n")[2].partition("\n## ")[0]
    assert question.words in section
    assert all(f"`{parameter.name}`" in section for parameter in question.parameters)
    assert all(f"`{name}`" in section for name, _ in question.columns)


def test_every_sentence_that_the_readme_quotes_is_one_of_the_seeds(seeds):
    quoted = re.findall(r"^ {8}“(.+)”$", (DOCS.parent / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    text = " ".join(word for article in read(seeds) for word in article.content.split())
    assert quoted
    assert [quote for quote in quoted if quote not in text] == []


def test_every_local_link_of_the_documentation_leads_somewhere():
    pages = [DOCS.parent / "README.md", *DOCS.rglob("*.md")]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    ]
    assert links
    assert [link for page, link in links if not (page.parent / link).exists()] == []


def test_every_command_of_the_readme_runs(seeds, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(seeds, tmp_path / "seeds")
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    commands = [shlex.split(line.partition("  #")[0])[1:] for line in re.findall(r"^ {4}(kg .+)$", readme, re.MULTILINE)]
    assert len(commands) > 10
    runs = {tuple(one): CliRunner().invoke(app, one) for one in commands if not YOUR_OWN & set(one)}
    assert {one: run.output for one, run in runs.items() if run.exit_code != 0} == {}
