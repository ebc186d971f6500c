"""The command line's root: it knows the module of each command, and imports it when the command is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_group

import kg
from kg.cli.console import out

MODULES: Final = {
    "build": ("build", "remove"),
    "ask": ("facts", "query", "show"),
    "why": ("why",),
    "output": ("draw", "export", "validate"),
    "dates": ("dates",),
    "link": ("link", "kb"),
    "review": ("review",),
    "correct": ("merge", "split", "rename", "identify", "reject", "edit"),
    "evaluate": ("eval",),
}
"""Module of this package → its commands, in the order of the help."""

HOMES: Final = {command: module for module, commands in MODULES.items() for command in commands}


class ByName(Mapping[str, Any]):
    """Command name → the command, whose module is imported then: reading articles takes libraries that asking does not."""

    def __getitem__(self, name: str) -> Any:
        return get_group(import_module(f"kg.cli.{HOMES[name]}").app).commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(HOMES)

    def __len__(self) -> int:
        return len(HOMES)


class Commands(TyperGroup):
    """The group of all commands."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = ByName()  # type: ignore[assignment]


app = typer.Typer(
    cls=Commands,
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
