"""The command line: each command parses, calls the API and prints; what a command can do, Python can do."""

from __future__ import annotations

import sys

from kg.cli.app import app
from kg.cli.console import FAILED, err, plain
from kg.errors import KgError

__all__ = ["app", "main"]


def main() -> None:
    """Run a command; an error of ours is one line on standard error and exit status 2."""
    try:
        app()
    except KgError as error:
        err.print(f"[bold red]kg:[/] {plain(error)}", markup=True)
        sys.exit(FAILED)
    except BrokenPipeError:
        sys.stdout = None  # the reader of our output has gone: nothing is left to flush to
        sys.exit(0)
