"""The command that measures: facts, names, dates and merging against gold sets, and floors under the figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from kg import evaluate as measuring
from kg.cli.console import ReaderUse, err, one_line, out, print_raw, print_table
from kg.config import DEFAULT_MODEL, Config
from kg.errors import ConfigError
from kg.evaluate import Scores, floors, html

app = typer.Typer()

FLOORS_MISSED = 1


@app.command(name="eval")
def evaluate(
    gold: Annotated[
        list[str],
        typer.Argument(help="Gold files; before them, if need be, gold, dates, coref, merge, knowledgenet or plover alone."),
    ],
    store: Annotated[Path | None, typer.Option("--store", "-s", help="Score this graph; else the texts are read anew.")] = None,
    by_article: Annotated[bool, typer.Option("--by-article", help="Print the F1 of each article too.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Print what is missed or false, beside its sentence.")] = False,
    layer: Annotated[list[str] | None, typer.Option(help="Print the errors of this layer alone.")] = None,
    page: Annotated[Path | None, typer.Option("--html", help="Write text, gold and prediction side by side.")] = None,
    floors_file: Annotated[Path | None, typer.Option("--floors", help="Exit with 1 if a figure is under its floor.")] = None,
    lift: Annotated[bool, typer.Option("--raise", help="Lift the floors to what is reached; none is lowered.")] = False,
    fold: Annotated[list[int] | None, typer.Option(help="Folds of a set that has folds; 1 and 2 are to develop on.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    model: Annotated[str, typer.Option(help="A spaCy pipeline, by package name or path.")] = DEFAULT_MODEL,
    reader: Annotated[ReaderUse, typer.Option(help="The trained reader; auto uses it where it is installed.")] = ReaderUse.auto,
) -> None:
    """Score what is read against gold: annotated news, dates, names, links, KnowledgeNet or PLOVER, told by their fields."""
    kind, paths = (gold[0], gold[1:]) if gold[0] in measuring.KINDS else (None, gold)
    scores = measuring.measure(
        paths, kind=kind, folds=fold or (1, 2), store=store, config=Config(model=model, reader=reader.value)
    )
    held = floors.read(floors_file) if floors_file else {}
    if as_json:
        print_raw(json.dumps({name: _as_json(one, errors, layer) for name, one in scores.items()}, ensure_ascii=False) + "\n")
    else:
        _print_scores(scores, held)
        _print_articles(scores if by_article else {})
        _print_errors(error for one in scores.values() for error in _chosen(one, layer) if errors or layer)
    if page:
        _write_page(scores, page)
    if floors_file:
        _hold(scores, floors_file, held, lift=lift)


def _hold(scores: Mapping[str, Scores], path: Path, held: Mapping[str, float], *, lift: bool) -> None:
    """Lift the floors, or hold the figures against those of the sets that were measured."""
    reached = measuring.values(scores)
    if lift:
        for name, floor in floors.raise_floors(path, reached).items():
            err.print(f"raised {name} to {floor:.3f}", markup=False)
    measured = {name: floor for name, floor in held.items() if name.partition(".")[0] in scores}
    fallen = floors.falls(reached, measured)
    for fall in fallen:
        err.print(str(fall), markup=False, style="bold red")
    if fallen:
        raise typer.Exit(FLOORS_MISSED)


def _print_scores(scores: Mapping[str, Scores], held: Mapping[str, float]) -> None:
    rows = [
        (*row, _number(held.get(str(row[0])))) if held else row
        for kind, one in scores.items()
        for row in [*_figure_rows(kind, one), *_share_rows(kind, one)]
    ]
    columns = ("figure", "precision", "recall", "F1 or share", "gold", "predicted")
    print_table((*columns, "floor") if held else columns, rows)


def _figure_rows(kind: str, scores: Scores) -> Iterator[tuple[object, ...]]:
    for name, figure in (scores.figures | scores.baselines).items():
        numbers = map(_number, (figure.precision, figure.recall, figure.f1))
        yield (f"{kind}.{name}", *numbers, f"{figure.gold:,}", f"{figure.predicted:,}")


def _share_rows(kind: str, scores: Scores) -> Iterator[tuple[object, ...]]:
    for name, share in scores.shares.items():
        yield f"{kind}.{name}", None, None, _number(share), None, None


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.3f}"


def _print_articles(scores: Mapping[str, Scores]) -> None:
    for kind, one in scores.items():
        if one.articles:
            names = list(one.figures)
            rows = [
                (article, *(_number(figures[name].f1) if name in figures and figures[name].gold else None for name in names))
                for article, figures in one.articles.items()
            ]
            print_table((f"F1, {kind}", *names), rows)


def _chosen(scores: Scores, layers: Iterable[str] | None) -> list[measuring.Error]:
    return [error for error in scores.errors if not layers or error.layer in layers]


def _print_errors(errors: Iterable[measuring.Error]) -> None:
    for error in errors:
        out.print(f"\n{error.layer}: {error.verdict}   [{error.article}]", markup=False, style="bold")
        out.print(f"    gold       {error.gold or '—'}\n    predicted  {error.predicted or '—'}", markup=False)
        out.print(f"    “{one_line(error.sentence)}”", markup=False, style="dim")


def _as_json(scores: Scores, errors: bool, layer: Iterable[str] | None) -> dict[str, Any]:
    told = {"errors": msgspec.to_builtins(_chosen(scores, layer))} if errors or layer else {}
    return scores.summary() | told


def _write_page(scores: Mapping[str, Scores], path: Path) -> None:
    report = scores["gold"].report if "gold" in scores else None
    if report is None:
        raise ConfigError("--html", "only a set of annotated articles has a page", "Name one among the gold files")
    path.write_text(html.page(report), encoding="utf-8")
    err.print(f"Wrote {path}", markup=False)
