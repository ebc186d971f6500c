"""What the commands print with, and their exit statuses."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from kg.errors import KgError
from kg.query import Result

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


class ReaderUse(StrEnum):
    """Whether the trained reader reads."""

    auto = "auto"
    on = "on"
    off = "off"


class DateOrder(StrEnum):
    """How a date in digits alone is read."""

    MDY = "MDY"
    DMY = "DMY"


def plain(error: KgError) -> str:
    """An error as text that rich does not take for markup."""
    return str(error).replace("[", r"\[")


def counted(count: int, thing: str) -> str:
    """A number with its noun: "1 article", "2,000 articles"."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def one_line(text: str) -> str:
    """A passage without its line breaks."""
    return " ".join(text.split())


@contextmanager
def progress() -> Iterator[Callable[[int, str], None]]:
    """A callback that shows, on a terminal, how many articles are done and which was the last."""
    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TimeElapsedColumn(), TextColumn("{task.fields[last]}"))
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("", total=None, last="")
        yield lambda count, what: bar.update(task, completed=count, last=what[:60])


def print_lines(items: Iterable[Any]) -> None:
    """Print one JSON object a line."""
    for item in items:
        sys.stdout.write(json.dumps(item, ensure_ascii=False) + "\n")


def print_result_table(result: Result) -> None:
    """Print an answer as a table, with the count of its rows."""
    print_table(result.columns, result.rows)
    out.print(counted(len(result.rows), "row"))


def print_table(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """Print rows under their columns' names."""
    table = Table(*columns)
    for row in rows:
        table.add_row(*("" if value is None else str(value).replace("[", r"\[") for value in row))
    console = Console(highlight=False)
    if not console.is_terminal:  # a file or a pipe is as wide as its widest line
        console = Console(highlight=False, width=WIDEST)
    console.print(table)


PRINTERS: dict[TableForm, Callable[[Result], None]] = {
    TableForm.table: print_result_table,
    TableForm.csv: lambda result: print_raw(result.csv()),
    TableForm.json: lambda result: print_raw(result.json + "\n"),
}


def print_raw(text: str) -> None:
    """Write text to standard output as it is."""
    sys.stdout.write(text)
