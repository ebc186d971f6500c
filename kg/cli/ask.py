"""Commands that ask the graph: facts, query, show."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import PRINTERS, StoreOption, TableForm, one_line, out, print_lines
from kg.errors import ConfigError
from kg.graph import Graph
from kg.query import questions

app = typer.Typer()


@app.command()
def facts(store: StoreOption = Path("news.kg")) -> None:
    """Print what each article says, one JSON object a line: entities, roles, actions, statements, relations."""
    with Graph.open(store) as graph:
        print_lines(graph.facts())


@app.command()
def query(
    what: Annotated[str | None, typer.Argument(help="A question's name, or SPARQL 1.1; none lists the questions.")] = None,
    store: StoreOption = Path("news.kg"),
    param: Annotated[list[str] | None, typer.Option(help="NAME=VALUE for a named question.")] = None,
    form: Annotated[TableForm, typer.Option("--format", "-f")] = TableForm.table,
) -> None:
    """Ask the graph a named question, or in SPARQL."""
    if what is None:
        _print_questions()
        return
    with Graph.open(store) as graph:
        result = graph.query(what, dict(_pair(value) for value in param or ()))
    PRINTERS[form](result)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A person, organisation, place or policy, by name or IRI.")],
    store: StoreOption = Path("news.kg"),
) -> None:
    """Show the roles, actions and statements of somebody or something, each with its sentence."""
    with Graph.open(store) as graph:
        passages = graph.show(name)
    if not passages:
        out.print(f"The graph names {name} but says nothing about it.", markup=False)
    for kind, group in groupby(passages, key=lambda passage: passage.kind):
        out.print(f"\n[bold]{kind.capitalize()}s[/]")
        for says, sayings in groupby(group, key=lambda passage: (passage.says, passage.modality)):
            modality = f"  ({says[1]})" if says[1] not in (None, "asserted") else ""
            out.print(f"• {says[0]}{modality}", markup=False, style="cyan")
            for passage in sayings:
                out.print(f"    “{one_line(passage.evidence)}”", markup=False)
                out.print(
                    f"    — {passage.article}{f', {passage.published}' if passage.published else ''}", markup=False, style="dim"
                )


def _pair(value: str) -> tuple[str, str]:
    name, sign, content = value.partition("=")
    if not sign:
        raise ConfigError(f"--param {value}", "it has no value", "Write it as --param NAME=VALUE")
    return name, content


def _print_questions() -> None:
    for question in questions():
        parameters = " ".join(p.name if p.required else f"[{p.name}]" for p in question.parameters)
        out.print(f"{question.name}  {parameters}", markup=False, style="bold")
        out.print(f"    {question.words}", markup=False)
