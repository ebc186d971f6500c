"""Commands that write or check the graph as a whole: draw, export, validate."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import StoreOption, out
from kg.draw import LIMIT
from kg.errors import ConfigError
from kg.graph import Graph

app = typer.Typer()


@app.command()
def draw(
    store: StoreOption = Path("news.kg"),
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file.")] = Path("graph.html"),
    focus: Annotated[str | None, typer.Option(help="Draw only what is near this entity.")] = None,
    hops: Annotated[int, typer.Option(min=1, help="How near.")] = 2,
    limit: Annotated[int, typer.Option(min=1, help="The most names to draw.")] = LIMIT,
) -> None:
    """Draw the graph as one HTML file that opens with no network; a click shows the sentences."""
    check_writable(output)
    with Graph.open(store) as graph:
        out.print(f"Wrote {graph.draw(output, focus=focus, hops=hops, limit=limit)}", markup=False)


@app.command()
def export(
    store: StoreOption = Path("news.kg"),
    output: Annotated[Path, typer.Option("--output", "-o", help="The file; its suffix names the format.")] = Path("graph.ttl"),
    form: Annotated[str | None, typer.Option("--format", "-f", help="turtle, trig, nquads, ntriples, …, mentions")] = None,
    facts_only: Annotated[bool, typer.Option("--facts-only", help="Leave the claims and their passages out.")] = False,
) -> None:
    """Write the graph as Turtle, TriG, N-Quads, N-Triples, RDF/XML, JSON-LD, GraphML or a list of mentions."""
    check_writable(output)
    with Graph.open(store) as graph:
        out.print(f"Wrote {graph.export(output, form=form, facts_only=facts_only)}", markup=False)


@app.command()
def validate(store: StoreOption = Path("news.kg")) -> None:
    """Check the graph against the SHACL shapes of the ontology. Exit status 1 if it does not conform."""
    with Graph.open(store) as graph:
        report = graph.validate()
    for violation in report.violations:
        out.print(str(violation), markup=False)
    out.print("The graph conforms." if report.conforms else f"{len(report.violations)} violations.")
    if not report.conforms:
        raise typer.Exit(1)


def check_writable(path: Path) -> None:
    """Raises ConfigError where a file cannot be written: its folder is missing or closed, or it is a folder itself."""
    if path.is_dir():
        raise ConfigError(str(path), "it is a folder", "Name a file")
    if not path.parent.is_dir():
        raise ConfigError(str(path), "its folder is not there", "Make the folder, or name another")
    if not os.access(path.parent, os.W_OK):
        raise ConfigError(str(path), "its folder may not be written to", "Give yourself the right, or name another")
