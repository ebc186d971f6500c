"""The command line: each command parses, calls the API and prints; what a command can do, Python can do."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

import kg
from kg.config import DEFAULT_MODEL, Config
from kg.errors import ConfigError, InputError, KgError
from kg.graph import Graph
from kg.query import Result, questions

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__.partition(":")[0])
out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

StoreOption = Annotated[Path, typer.Option("--store", "-s", help="The folder of the graph.")]
SKIPPED, EMPTY, FAILED = 3, 4, 2
WIDEST = 4000
"""Columns of a table that is not written to a terminal; rich pads no line to it."""


class TableForm(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"


def main() -> None:
    """Run a command; an error of ours is one line on standard error and exit status 2."""
    try:
        app()
    except KgError as error:
        err.print(f"[bold red]kg:[/] {_plain(error)}", markup=True)
        sys.exit(FAILED)
    except BrokenPipeError:
        sys.stdout = None  # the reader of our output has gone: nothing is left to flush to
        sys.exit(0)


@app.callback(invoke_without_command=True)
def version(show: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    """Build a knowledge graph out of news, and ask it."""
    if show:
        out.print(f"news-kg {kg.__version__}")
        raise typer.Exit


@app.command()
def build(
    paths: Annotated[list[str], typer.Argument(help="Files and folders of articles; - reads standard input.")],
    store: StoreOption = Path("news.kg"),
    date: Annotated[str | None, typer.Option(help="Publication date of all of them, YYYY-MM-DD.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher of all of them.")] = None,
    strict: Annotated[
        bool, typer.Option("--strict/--keep-going", help="Stop at the first article that cannot be read.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read.")] = 1,
    model: Annotated[str, typer.Option(help="A spaCy pipeline, by package name or path.")] = DEFAULT_MODEL,
    reader: Annotated[str, typer.Option(help="The trained reader: auto, on or off.")] = "auto",
    base: Annotated[str, typer.Option(help="IRI prefix of all nodes.")] = Config().base,
    date_order: Annotated[str, typer.Option(help="How 4/6/18 is read: MDY or DMY.")] = "MDY",
    knowledge_base: Annotated[list[Path] | None, typer.Option(help="A JSON Lines file to link against.")] = None,
) -> None:
    """Read articles into a graph; articles that it holds already and that have not changed are not read again.

    Exit status: 0, or 3 if articles were skipped, 4 if the graph holds no fact, 2 if nothing was built.
    """
    settings = Config(
        base=base,
        model=model,
        reader=reader,
        date_order=date_order,
        workers=workers,
        knowledge_bases=tuple(str(path) for path in knowledge_base or ()),
    )
    with _progress() as tell:
        _, summary = kg.build(
            paths, store=store, config=settings, published=date, publisher=publisher, strict=strict, progress=tell
        )
    _print_summary(summary, store)
    if summary.empty:
        raise typer.Exit(EMPTY)
    if summary.skipped:
        raise typer.Exit(SKIPPED)


@app.command()
def remove(
    articles: Annotated[list[str], typer.Argument(help="Ids of articles.")], store: StoreOption = Path("news.kg")
) -> None:
    """Take articles out of the graph, with every fact that no other article states."""
    for unknown in kg.remove(articles, store=store):
        err.print(f"{unknown}: no such article in {store}")


@app.command()
def facts(store: StoreOption = Path("news.kg")) -> None:
    """Print what each article says, one JSON object a line: entities, roles, actions, statements."""
    with Graph.open(store) as graph:
        _print_lines(graph.facts())


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
                out.print(f"    “{_one_line(passage.evidence)}”", markup=False)
                out.print(
                    f"    — {passage.article}{f', {passage.published}' if passage.published else ''}", markup=False, style="dim"
                )


@app.command()
def draw(
    store: StoreOption = Path("news.kg"),
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file.")] = Path("graph.html"),
    focus: Annotated[str | None, typer.Option(help="Draw only what is near this entity.")] = None,
    hops: Annotated[int, typer.Option(min=1, help="How near.")] = 2,
    limit: Annotated[int, typer.Option(min=1, help="The most names to draw.")] = 250,
) -> None:
    """Draw the graph as one HTML file that opens with no network; a click shows the sentences."""
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


@app.command(name="dates")
def find_dates(
    file: Annotated[str, typer.Argument(help="A text file, or JSON Lines with id, text and date; - reads standard input.")],
    date: Annotated[str | None, typer.Option(help="The publication date, YYYY-MM-DD.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines.")] = False,
    date_order: Annotated[str, typer.Option(help="How 4/6/18 is read: MDY or DMY.")] = "MDY",
) -> None:
    """Find the temporal expressions of a text and their TIMEX3 values."""
    text = sys.stdin.read() if file == "-" else _read_text(Path(file))
    if file.endswith((".jsonl", ".ndjson")):
        _print_lines(_dates_of(json.loads(line), date, date_order) for line in text.splitlines() if line.strip())
        return
    found = _dates_of({"id": file, "text": text}, date, date_order)["dates"]
    if as_json:
        _print_lines(found)
        return
    _print_table(("start", "end", "text", "type", "value", "mod", "resolved by"), [list(row.values()) for row in found])


def _dates_of(item: dict[str, Any], reference: str | None, date_order: str) -> dict[str, Any]:
    found = kg.dates.find(item["text"], reference or item.get("date"), date_order=date_order)
    fields = ("start", "end", "text", "type", "value", "mod", "resolved_by")
    return {"id": item.get("id"), "dates": [{field: getattr(timex, field) for field in fields} for timex in found]}


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"it cannot be read ({error})", "Name a UTF-8 text file") from error


def _pair(value: str) -> tuple[str, str]:
    name, sign, content = value.partition("=")
    if not sign:
        raise ConfigError(f"--param {value}", "it has no value", "Write it as --param NAME=VALUE")
    return name, content


def _plain(error: KgError) -> str:
    return str(error).replace("[", r"\[")


def _one_line(text: str) -> str:
    return " ".join(text.split())


@contextmanager
def _progress() -> Iterator[Callable[[int, str], None]]:
    """A callback that shows, on a terminal, how many articles are done and which was the last."""
    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn(), TextColumn("{task.fields[last]}"))
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None, last="")
        yield lambda count, what: bar.update(task, completed=count, last=what[:60])


def _print_summary(summary: kg.Summary, store: Path) -> None:
    for skipped in summary.skipped:
        err.print(f"[yellow]skipped[/] {_plain(skipped)}", markup=True)
    for note in summary.notes:
        err.print(f"[dim]note[/] {_plain(note)}", markup=True)
    claims = ", ".join(f"{count:,} {kind}s" for kind, count in summary.claims.items())
    out.print(
        f"{summary.read:,} articles read, {summary.unchanged:,} unchanged, {len(summary.skipped):,} skipped. "
        f"{store} holds {summary.articles:,} articles: {claims}.",
        markup=False,
    )
    if summary.empty:
        reason = (
            "no article could be read" if not summary.articles else "no article states a role, action or statement in English"
        )
        err.print(f"[bold red]The graph is empty:[/] {reason}. Check the input; `kg facts` shows what was read.", markup=True)


def _print_lines(items: Iterable[Any]) -> None:
    for item in items:
        sys.stdout.write(json.dumps(item, ensure_ascii=False) + "\n")


def _print_questions() -> None:
    for question in questions():
        parameters = " ".join(p.name if p.required else f"[{p.name}]" for p in question.parameters)
        out.print(f"{question.name}  {parameters}", markup=False, style="bold")
        out.print(f"    {question.words}", markup=False)


def _print_result_table(result: Result) -> None:
    _print_table(result.columns, result.rows)
    out.print(f"{len(result.rows):,} rows")


def _print_table(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    table = Table(*columns)
    for row in rows:
        table.add_row(*("" if value is None else str(value).replace("[", r"\[") for value in row))
    console = Console(highlight=False)
    if not console.is_terminal:  # a file or a pipe is as wide as its widest line
        console = Console(highlight=False, width=WIDEST)
    console.print(table)


PRINTERS: dict[TableForm, Callable[[Result], None]] = {
    TableForm.table: _print_result_table,
    TableForm.csv: lambda result: print_raw(result.csv()),
    TableForm.json: lambda result: print_raw(result.json + "\n"),
}


def print_raw(text: str) -> None:
    """Write text to standard output as it is."""
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
