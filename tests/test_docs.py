"""The documentation says what the program does."""

from pathlib import Path

import pytest

from kg.query import questions

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_is_documented_with_its_parameters_and_columns(question):
    page = (DOCS / "queries.md").read_text(encoding="utf-8")
    section = page.partition(f"## {question.name}\n")[2].partition("\n## ")[0]
    assert question.words in section
    assert all(f"`{parameter.name}`" in section for parameter in question.parameters)
    assert all(f"`{name}`" in section for name, _ in question.columns)
