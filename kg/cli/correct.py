"""Commands that correct the graph from a script: merge, split, rename, identify, reject, edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import StoreOption, out
from kg.errors import ConfigError
from kg.graph import Graph
from kg.remake import keep_decisions_in
from kg.resolve.decisions import Decision

app = typer.Typer()

Name = Annotated[str, typer.Argument(help="A person, organisation, place or policy, by name or IRI.")]
Claims = Annotated[list[str], typer.Argument(help="IRIs of claims; `kg query evidence-of` gives them.")]
Who = Annotated[str | None, typer.Option(help="Who decides; kept with the decision and shown in the graph.")]
When = Annotated[str | None, typer.Option(help="The day of the decision, YYYY-MM-DD.")]
DecisionsFile = Annotated[
    Path | None,
    typer.Option("--decisions", help="The file of decisions, from now on; without, NAME.decisions.jsonl by the store."),
]
Wait = Annotated[
    bool, typer.Option("--wait", help="Only write the decision: the next build or correction makes the graph anew.")
]


@app.command()
def merge(
    name: Name,
    others: Annotated[list[str], typer.Argument(help="What is the same.")],
    store: StoreOption = Path("news.kg"),
    who: Who = None,
    when: When = None,
    decisions: DecisionsFile = None,
    wait: Wait = False,
) -> None:
    """Say that entities are one, for good."""
    with opened(store, decisions) as graph:
        say(graph, graph.merge(name, *others, who=who, when=when, remake=not wait))


@app.command()
def split(
    name: Name,
    other: Annotated[str | None, typer.Argument(help="What is somebody or something else.")] = None,
    article: Annotated[str | None, typer.Option(help="The id of an article in which the name is somebody else's.")] = None,
    store: StoreOption = Path("news.kg"),
    who: Who = None,
    when: When = None,
    decisions: DecisionsFile = None,
    wait: Wait = False,
) -> None:
    """Say that two names are two entities, or that a name in one article is not the one elsewhere."""
    with opened(store, decisions) as graph:
        say(graph, graph.split(name, other, article=article, who=who, when=when, remake=not wait))


@app.command()
def rename(
    name: Name,
    to: Annotated[str, typer.Argument(help="What it is to be called.")],
    store: StoreOption = Path("news.kg"),
    who: Who = None,
    when: When = None,
    decisions: DecisionsFile = None,
    wait: Wait = False,
) -> None:
    """Say what an entity is to be called; its IRI stays."""
    with opened(store, decisions) as graph:
        say(graph, graph.rename(name, to, who=who, when=when, remake=not wait))


@app.command()
def identify(
    name: Name,
    iri: Annotated[str | None, typer.Argument(help="What it is elsewhere, such as an entity of Wikidata.")] = None,
    different: Annotated[bool, typer.Option("--not", help="It is not this one; without an IRI, not to be linked.")] = False,
    store: StoreOption = Path("news.kg"),
    who: Who = None,
    when: When = None,
    decisions: DecisionsFile = None,
    wait: Wait = False,
) -> None:
    """Say which entry of a knowledge base an entity is, or is not."""
    if iri is None and not different:
        raise ConfigError("identify", "there is no IRI", "Give one, or --not to forbid links")
    with opened(store, decisions) as graph:
        say(graph, graph.identify(name, iri, same=not different, who=who, when=when, remake=not wait))


@app.command()
def reject(
    claims: Claims,
    store: StoreOption = Path("news.kg"),
    who: Who = None,
    when: When = None,
    decisions: DecisionsFile = None,
    wait: Wait = False,
) -> None:
    """Say that claims are not what their passages say; they stay in the graph, dismissed, and state nothing."""
    with opened(store, decisions) as graph:
        say(graph, graph.reject(*claims, who=who, when=when, remake=not wait))


@app.command()
def edit(
    claim: Annotated[str, typer.Argument(help="The IRI of a claim; `kg query evidence-of` gives it.")],
    fields: Annotated[list[str], typer.Argument(help="FIELD=VALUE: what it should say; FIELD= for nothing.")],
    store: StoreOption = Path("news.kg"),
    who: Who = None,
    when: When = None,
    decisions: DecisionsFile = None,
    wait: Wait = False,
) -> None:
    """Say what a claim should say."""
    with opened(store, decisions) as graph:
        say(graph, graph.edit(claim, field_values(fields), who=who, when=when, remake=not wait))


@contextmanager
def opened(store: Path, decisions: Path | None) -> Iterator[Graph]:
    """The graph, whose decisions are kept in this file from now on, if one is given."""
    if decisions is not None:
        keep_decisions_in(store, decisions)
    with Graph.open(store) as graph:
        yield graph


def say(graph: Graph, written: Sequence[Decision]) -> None:
    """Print what was written, and where."""
    for decision in written:
        out.print(str(decision), markup=False)
    what = f"Written to {graph.decisions_path}" if written else f"Nothing new: it stands in {graph.decisions_path} already"
    out.print(what, markup=False, style="dim")


def field_values(pairs: Sequence[str]) -> dict[str, str]:
    """``FIELD=VALUE`` texts as a dictionary; raises ConfigError for one without a sign."""
    for pair in pairs:
        if "=" not in pair:
            raise ConfigError(pair, "it is no FIELD=VALUE", "Write role=Mayor, or role= for nothing")
    return {field.strip(): value.strip() for pair in pairs for field, _, value in [pair.partition("=")]}
