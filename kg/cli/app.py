"""The command line's root, which the command modules register with."""

from __future__ import annotations

from typing import Annotated

import typer

import kg
from kg.cli.console import out

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Build a knowledge graph out of news, and ask it.",
)


@app.callback(invoke_without_command=True)
def version(show: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    """Build a knowledge graph out of news, and ask it."""
    if show:
        out.print(f"news-kg {kg.__version__}")
        raise typer.Exit
