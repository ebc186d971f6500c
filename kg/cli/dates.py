"""The command that finds temporal expressions in texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any

import typer

from kg import dates
from kg.cli.console import SKIPPED, err, plain, print_lines, print_table
from kg.errors import InputError
from kg.ingest import sources
from kg.ingest.encoding import decode
from kg.ingest.html import read_html
from kg.ingest.published import option_day, publication_date

app = typer.Typer()


@app.command(name="dates")
def find_dates(
    file: Annotated[str, typer.Argument(help="A text or web page, or JSON Lines with id, text and date; - is standard input.")],
    date: Annotated[str | None, typer.Option(help="The publication date; without it the one that the text gives.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object for each expression.")] = False,
    date_order: Annotated[str, typer.Option(help="How 4/6/18 is read: MDY or DMY.")] = "MDY",
) -> None:
    """Find the temporal expressions of a text and their TIMEX3 values.

    Of JSON Lines each line's id and expressions come out as JSON Lines. Exit status: 0, or 3 if lines were skipped, 2 if
    the file cannot be read.
    """
    day = option_day(date)
    data, kind = _read(file)
    if kind in ("json", "jsonl"):
        _print_many(dates.find_in_lines(_lines(decode(data, file)), day, date_order=date_order, where=file))
        return
    text, given = _page(data, file) if kind == "html" else (decode(data, file), None)
    _print_one(text, day or _published(text, given, file), date_order=date_order, as_json=as_json)


def _read(file: str) -> tuple[bytes, str]:
    """What a file holds and its format."""
    if Path(file).is_dir():
        raise InputError(file, "it is a folder", "Name a file")
    (source,) = sources.find([file])
    if isinstance(source, InputError):
        raise source
    try:
        with sources.opened(source) as stream:
            kind = sources.format_of(source, stream)
            data = stream.read()
    except OSError as error:
        raise sources.unreadable(source.where, error) from error
    if not data.strip():
        raise InputError(source.where, "the file is empty", "Name a file with a text")
    return data, kind


def _lines(text: str) -> list[str]:
    """JSON Lines, also of a file that is one JSON value over several lines."""
    try:
        value = json.loads(text)
    except ValueError:
        return text.split("\n")
    return [json.dumps(item) for item in (value if isinstance(value, list) else [value])]


def _page(data: bytes, file: str) -> tuple[str, str | None]:
    """Title and text of a web page, and the date that it gives."""
    (page,) = read_html(BytesIO(data), file)
    if isinstance(page, InputError):
        raise page
    return f"{page.title}\n{page.text}", page.published


def _published(text: str, given: str | None, file: str) -> str | None:
    """The publication date, which standard error tells with its source."""
    (day, source), _ = publication_date([("html", given)], where=file, url=None, content=text)
    if day:
        err.print(f"The publication date is {day} by its {source}; --date gives another.", markup=False)
    return day


def _print_many(found: Iterable[dict[str, Any] | InputError]) -> None:
    """Print what was found in each line, then what is wrong with the others."""
    told: list[InputError] = []
    print_lines(_good(found, told))
    for error in told:
        err.print(f"[yellow]skipped[/] {plain(error)}", markup=True)
    if told:
        raise typer.Exit(SKIPPED)


def _good(found: Iterable[dict[str, Any] | InputError], told: list[InputError]) -> Iterator[dict[str, Any]]:
    for item in found:
        if isinstance(item, InputError):
            told.append(item)
        else:
            yield item


def _print_one(text: str, published: str | None, *, date_order: str, as_json: bool) -> None:
    found = [dates.shown(timex) for timex in dates.find(text, published, date_order=date_order)]
    if as_json:
        print_lines(found)
    else:
        columns = ("start", "end", "text", "type", "value", "mod", "resolved by")
        print_table(
            columns, [[" ".join(str(value).split()) if value is not None else None for value in row.values()] for row in found]
        )
    unresolved = sum(row["value"] is None for row in found)
    if not found:
        err.print("No temporal expression was found.")
    if unresolved and not published:
        err.print(f"{unresolved} of {len(found)} have no value without the publication date; --date gives it.")
