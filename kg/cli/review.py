"""The command that walks through doubtful cases: review."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import singledispatch
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import StoreOption, err, out, plain
from kg.cli.correct import DecisionsFile, When, Who, field_values, opened
from kg.errors import KgError
from kg.review.cases import Case, ClaimCase, LinkCase, PairCase, Sentence, Side
from kg.review.walk import Walk

app = typer.Typer()


class About(StrEnum):
    """What to walk through."""

    entities = "entities"
    links = "links"
    claims = "claims"


KEYS = {
    "s": "same",
    "d": "different",
    "r": "right",
    "w": "wrong",
    "e": "edit",
    " ": "skip",
    "n": "skip",
    "b": "back",
    "q": "quit",
    "": "quit",
}
"""Key → what it does; an empty one is the end of the input, or an interruption."""

_HINTS: dict[type, str] = {
    PairCase: "s same · d different · space skip · b back · q quit",
    LinkCase: "s same · d different · space skip · b back · q quit",
    ClaimCase: "r right · w wrong · e edit · space skip · b back · q quit",
}


@app.command()
def review(
    about: Annotated[
        About, typer.Argument(help="Entities that may be one, links to knowledge bases, or claims.")
    ] = About.entities,
    store: StoreOption = Path("news.kg"),
    who: Who = None,
    when: When = None,
    limit: Annotated[int, typer.Option(min=1, help="The most cases to ask about.")] = 200,
    decisions: DecisionsFile = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last decision back, and stop.")] = False,
) -> None:
    """Walk through doubtful cases, most useful first; every answer is written down at once."""
    with opened(store, decisions) as graph:
        if undo:
            taken_back = graph.undo()
            out.print(f"Taken back: {taken_back}" if taken_back else "There is no decision to take back.", markup=False)
            return
        walk = graph.review(about.value, limit=limit, who=who, when=when)
        if walk.case is None:
            out.print("Nothing is in doubt.")
        _lead(walk, _read_key())
        out.print(f"\n{walk.taken} decisions in {graph.decisions_path}", markup=False)
        if walk.taken:
            graph.remake()


def _lead(walk: Walk, read_key: Callable[[], str]) -> None:
    """Show case after case, and do what the keys say, until the cases or the keys are at an end."""
    shown: Case | None = None
    while walk.case is not None:
        if walk.case is not shown:
            shown = walk.case
            _print_case(walk)
        action = KEYS.get(read_key().lower())
        if action == "quit":
            return
        try:
            _do(walk, action)
        except KgError as error:
            err.print(f"[bold red]kg:[/] {plain(error)}", markup=True)


def _do(walk: Walk, action: str | None) -> None:
    assert walk.case is not None  # noqa: S101
    if action == "skip":
        walk.skip()
    elif action == "back":
        taken_back = walk.back()
        if taken_back:
            out.print(f"taken back: {taken_back}", markup=False, style="yellow")
    elif action == "edit" and isinstance(walk.case, ClaimCase):
        out.print("FIELD=VALUE; FIELD=VALUE: ", end="")
        out.print(str(walk.edit(field_values(sys.stdin.readline().strip().split(";")))), markup=False, style="green")
    elif action in walk.case.answers():
        out.print(str(walk.answer(action)), markup=False, style="green")
    else:
        out.print(_HINTS[type(walk.case)], style="dim")


def _read_key() -> Callable[[], str]:
    """A reader of single keys: from the terminal, or from what is piped in, where line ends do not count."""
    return _typed_key if sys.stdin.isatty() else _piped_key


def _typed_key() -> str:
    try:
        return typer.getchar()
    except (KeyboardInterrupt, EOFError):
        return ""


def _piped_key() -> str:
    while (key := sys.stdin.read(1)) in ("\n", "\r"):
        pass
    return key


def _print_case(walk: Walk) -> None:
    number, count = walk.place
    out.print(f"\n[bold]{number} of {count}[/]")
    if walk.case is not None:
        _show(walk.case)
        out.print(_HINTS[type(walk.case)], style="dim")


@singledispatch
def _show(case: object) -> None:
    raise TypeError(f"no way to show {case!r}")


@_show.register
def _(case: PairCase) -> None:
    out.print(f"The same {case.kind}? ({case.score:.2f})")
    for side in case.sides:
        _print_side(side)
    for signal in case.signals:
        out.print(f"  {signal.weight:+.1f} {signal.name}{f': {signal.seen}' if signal.seen else ''}", markup=False, style="dim")


@_show.register
def _(case: LinkCase) -> None:
    out.print(f"The same {case.entity.type}? ({case.match.score:.2f})")
    _print_side(case.side)
    out.print(f"  {case.match.label}", markup=False, style="cyan")
    out.print(f"    {case.match.iri}  {case.match.description}", markup=False)
    for signal in case.match.signals:
        out.print(f"  {signal.weight:+.1f} {signal.name}: {signal.seen}", markup=False, style="dim")


@_show.register
def _(case: ClaimCase) -> None:
    out.print(f"Does the passage say this {case.claim.kind}? ({case.confidence:.2f})")
    for field, value in case.claim.says.items():
        out.print(f"  {field}: {value}", markup=False, style="cyan")
    _print_sentences([case.sentence])


def _print_side(side: Side) -> None:
    out.print(f"  {side.name}", markup=False, style="cyan")
    articles = f"{side.articles} article{'s' if side.articles != 1 else ''}"
    also = f"also {', '.join(side.also[:4])}" if side.also else ""
    out.print(f"    {'; '.join(part for part in (articles, ', '.join(side.roles), also) if part)}", markup=False)
    _print_sentences(side.sentences)


def _print_sentences(sentences: Sequence[Sentence]) -> None:
    for sentence in sentences:
        out.print(f"    “{sentence.text}”", markup=False)
        dated = f", {sentence.published}" if sentence.published else ""
        out.print(f"    — {sentence.title}{dated}", markup=False, style="dim")
