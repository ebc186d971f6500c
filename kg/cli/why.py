"""The command that explains a merge: why two names are one entity, or two."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import StoreOption, out
from kg.graph import Graph
from kg.resolve.linker import Judgement

app = typer.Typer()


@app.command()
def why(
    left: Annotated[str, typer.Argument(help="A name, or the IRI of an entity.")],
    right: Annotated[str, typer.Argument(help="Another.")],
    store: StoreOption = Path("news.kg"),
) -> None:
    """Explain why two names are one entity, or two: what was seen of them, and what it weighs for (+) or against (-)."""
    with Graph.open(store) as graph:
        reason = graph.why(left, right)
    kind = reason.left.slug if reason.one else f"{reason.left.slug} and {reason.right.slug}"
    out.print(f"{left} and {right} are {'one' if reason.one else 'two'}: {kind}", markup=False, style="bold")
    for judgement in reason.judgements:
        _print(judgement)
    rest = reason.weighed - len(reason.judgements)
    if rest > 0:
        out.print(f"{rest} more pairs of their readings were weighed.", markup=False, style="dim")


def _print(judgement: Judgement) -> None:
    by = f", decided by {judgement.by or 'a person'}" if judgement.human else ""
    out.print(
        f"\n{_shown(judgement.left)} ~ {_shown(judgement.right)}: {judgement.verdict}, {judgement.score:.2f}{by}",
        markup=False,
        style="cyan",
    )
    for signal in judgement.signals:
        out.print(f"  {signal.weight:+5.1f}  {signal.name}{f': {signal.seen}' if signal.seen else ''}", markup=False)


def _shown(node: str) -> str:
    """A node's id as its key and what sets namesakes apart."""
    _, key, *facet = node.split("|")
    apart = " ".join(facet).strip()
    return f"“{key}” [{apart}]" if apart else f"“{key}”"
