"""Commands that link the graph to knowledge bases, and make these: link, kb."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import StoreOption, out
from kg.graph import Graph
from kg.link import wikidata
from kg.remake import link as link_store

app = typer.Typer()

kb = typer.Typer(no_args_is_help=True, help="Make a local knowledge base.")
app.add_typer(kb, name="kb")

Output = Annotated[Path, typer.Option("--output", "-o", help="The knowledge base, JSON Lines.")]


@app.command()
def link(
    store: StoreOption = Path("news.kg"),
    knowledge_base: Annotated[list[Path] | None, typer.Option(help="A JSON Lines file to link against.")] = None,
    reconcile: Annotated[
        list[str] | None, typer.Option(help="The address of a W3C reconciliation service, which is asked for names.")
    ] = None,
    forget: Annotated[bool, typer.Option("--forget", help="Link to nothing from now on.")] = False,
) -> None:
    """Link the graph's entities to knowledge bases, now and whenever the graph is made anew; print the links."""
    link_store(store, knowledge_bases=knowledge_base or (), reconcile=reconcile or (), forget=forget)
    with Graph.open(store) as graph:
        links = graph.query("links").rows
    for name, relation, target, score, _ in links:
        out.print(f"{name}  {relation}  {target}{f'  {score}' if score is not None else ''}", markup=False)
    out.print(f"{len(links):,} links", style="dim")


@kb.command("from-sparql")
def from_sparql(
    result: Annotated[Path, typer.Argument(help="An answer in SPARQL JSON, with ?id, ?label and more.")],
    output: Output = Path("kb.jsonl"),
    kind: Annotated[str, typer.Option("--type", help="The type of entries whose row names none.")] = "person",
) -> None:
    """Make a knowledge base of the answer to a SPARQL query; docs/knowledge-base.md has such a query."""
    count = wikidata.write(wikidata.from_sparql(result, kind=kind), output)  # type: ignore[arg-type]
    out.print(f"Wrote {count:,} entries to {output}", markup=False)


@kb.command("from-dump")
def from_dump(
    dump: Annotated[Path, typer.Argument(help="A Wikidata JSON dump, one entity a line, .gz and .bz2 too.")],
    output: Output = Path("kb.jsonl"),
) -> None:
    """Make a knowledge base of the people with a position in a Wikidata dump."""
    count = wikidata.write(wikidata.from_dump(dump), output)
    out.print(f"Wrote {count:,} entries to {output}", markup=False)
