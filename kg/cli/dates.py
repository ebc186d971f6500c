"""The command that finds temporal expressions in texts."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

import kg
from kg.cli.app import app
from kg.cli.console import print_lines, print_table
from kg.errors import InputError


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
        print_lines(_dates_of(json.loads(line), date, date_order) for line in text.splitlines() if line.strip())
        return
    found = _dates_of({"id": file, "text": text}, date, date_order)["dates"]
    if as_json:
        print_lines(found)
        return
    print_table(("start", "end", "text", "type", "value", "mod", "resolved by"), [list(row.values()) for row in found])


def _dates_of(item: dict[str, Any], reference: str | None, date_order: str) -> dict[str, Any]:
    found = kg.dates.find(item["text"], reference or item.get("date"), date_order=date_order)
    fields = ("start", "end", "text", "type", "value", "mod", "resolved_by")
    return {"id": item.get("id"), "dates": [{field: getattr(timex, field) for field in fields} for timex in found]}


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"it cannot be read ({error})", "Name a UTF-8 text file") from error
