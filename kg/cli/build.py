"""Commands that change the graph by articles: build, remove."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli.console import EMPTY, SKIPPED, DateOrder, ReaderUse, StoreOption, counted, err, out, plain, progress
from kg.config import DEFAULT_MODEL, Config

app = typer.Typer()


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
    reader: Annotated[ReaderUse, typer.Option(help="The trained reader; auto uses it where it is installed.")] = ReaderUse.auto,
    base: Annotated[str, typer.Option(help="IRI prefix of all nodes.")] = Config().base,
    date_order: Annotated[DateOrder, typer.Option(help="How 4/6/18 is read.")] = DateOrder.MDY,
    knowledge_base: Annotated[list[Path] | None, typer.Option(help="A JSON Lines file to link against.")] = None,
    reconcile: Annotated[
        list[str] | None, typer.Option(help="The address of a W3C reconciliation service, which is asked for names.")
    ] = None,
    decisions: Annotated[Path | None, typer.Option(help="The file of people's corrections.")] = None,
) -> None:
    """Read articles into a graph; articles that it holds already and that have not changed are not read again.

    Exit status: 0, or 3 if articles were skipped, 4 if the graph holds no fact, 2 if nothing was built.
    """
    settings = Config(
        base=base,
        model=model,
        reader=reader.value,
        date_order=date_order.value,
        workers=workers,
        knowledge_bases=tuple(str(path.resolve()) for path in knowledge_base or ()),
        reconcile=tuple(reconcile or ()),
        decisions=str(decisions.resolve()) if decisions else None,
    )
    with progress() as tell:
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


def _print_summary(summary: kg.Summary, store: Path) -> None:
    for skipped in summary.skipped:
        err.print(f"[yellow]skipped[/] {plain(skipped)}", markup=True)
    for note in summary.notes:
        err.print(f"[dim]note[/] {plain(note)}", markup=True)
    if summary.undated:
        stay = "has no date, and its" if summary.undated == 1 else "have no date, and their"
        err.print(
            f"[dim]note[/] {counted(summary.undated, 'article')} {stay} “Friday” or “last week” stays as written. "
            "Give --date, or a date in NAME.meta.json",
            markup=True,
        )
    claims = ", ".join(counted(count, kind) for kind, count in summary.claims.items())
    out.print(
        f"{counted(summary.read, 'article')} read, {summary.unchanged:,} unchanged, {len(summary.skipped):,} skipped. "
        f"{store} holds {counted(summary.articles, 'article')}: {claims}.",
        markup=False,
    )
    if summary.empty:
        reason, remedy = _why_empty(summary)
        err.print(f"[bold red]The graph is empty:[/] {reason}. {remedy}.", markup=True)


def _why_empty(summary: kg.Summary) -> tuple[str, str]:
    if not summary.articles:
        return "no article could be read", "The lines above say why"
    return "no article states a role, action or statement in English", "`kg facts` shows what was read"
