"""Writes docs/queries.md: every named question with its parameters, columns and an answer from the graph of seeds/.

python docs/make_queries.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import kg
from kg.query import Question, Result, questions

ROOT = Path(__file__).parent.parent
EXAMPLES = {
    "actors-of-month": {"month": "2017-09"},
    "articles-about": {"about": "William Barr"},
    "co-actors": {"actor": "Donald Trump"},
    "evidence-of": {"about": "William Barr"},
    "find": {"name": "justice"},
    "policy-timeline": {"policy": "executive order"},
    "said-while-in-office": {"person": "Jeff Sessions"},
    "statements-by": {"speaker": "Jeff Sessions"},
    "who-holds-what": {"person": "Jeff Sessions"},
    "who-said-what-about": {"about": "DACA"},
}
ROWS, WIDTH = 3, 70


def main() -> None:
    """Build the graph of seeds/ in a temporary folder and write the page."""
    with tempfile.TemporaryDirectory() as folder:
        graph, _ = kg.build(ROOT / "seeds", store=Path(folder) / "seeds.kg")
        sections = [section(question, graph) for question in questions()]
    head = "# Named questions\n\nWritten by `python docs/make_queries.py`; the answers come from `seeds/`.\n"
    (ROOT / "docs" / "queries.md").write_text("\n".join([head, *sections]), encoding="utf-8")


def section(question: Question, graph: kg.Graph) -> str:
    """One question: its words, parameters, columns and example."""
    given = EXAMPLES.get(question.name, {})
    asked = " ".join([f"kg query {question.name}", *(f'--param {name}="{value}"' for name, value in given.items())])
    parameters = [f"- `{p.name}` ({p.type}{', required' if p.required else ''}): {p.description}" for p in question.parameters]
    columns = [f"- `{name}`: {meaning}" for name, meaning in question.columns]
    lines = [f"## {question.name}", "", question.words, "", *parameters, "", "Columns:", "", *columns, "", f"    {asked}", ""]
    return "\n".join([*lines, table(graph.query(question.name, given)), ""])


def table(result: Result) -> str:
    """The first rows as a Markdown table, long cells cut."""
    rows = [[cell(value) for value in row] for row in result.rows[:ROWS]]
    if not rows:
        return "*No row in the graph of `seeds/`.*"
    lines = [list(result.columns), ["---"] * len(result.columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(value: object) -> str:
    """A value as one short line."""
    text = "" if value is None else " ".join(str(value).split()).replace("|", "\\|")
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


if __name__ == "__main__":
    main()
