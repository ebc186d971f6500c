"""Lists the mentions of a graph's articles, each with the IRI of the entity that it stands for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.assemble.nodes import Nodes
from kg.model import Record
from kg.rdf import Names
from kg.records import Records
from kg.remake import RECORDS, Settings, resolved
from kg.store import Store
from kg.ty import Resolution

FORM = "mentions"
"""The name of the format."""


def mentions(store: Store) -> Iterator[dict[str, Any]]:
    """One object for each mention, by article id and place in the text.

    ``article`` is the article's id, ``start`` and ``end`` are code points in title, newline, text (end exclusive), ``text`` is
    what stands there, ``type`` the entity's, ``entity`` its IRI, ``kind`` name, nominal or pronoun.
    """
    names = Names(Settings.of(store.path).config.base)
    with Records(store.path / RECORDS) as records:
        yield from of_records(records, resolved(store.path, records), names)


def of_records(records: Iterable[Record], resolution: Resolution, names: Names) -> Iterator[dict[str, Any]]:
    """The mentions of records, in their order."""
    for record in records:
        nodes = Nodes(record, resolution, names)
        for mention in sorted(record.mentions, key=lambda mention: (mention.start, mention.end)):
            node = nodes[mention.entity]
            yield {
                "article": record.article.id,
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "type": node.entity.type,
                "entity": node.iri.value,
                "kind": mention.kind,
            }


def write(store: Store, path: str | Path) -> Path:
    """Write all mentions as JSON Lines and return the path; a file that was there stays until the new one is whole."""
    path = Path(path)
    draft = path.with_name(f"{path.name}.partial")
    with draft.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(mention, ensure_ascii=False) + "\n" for mention in mentions(store))
    draft.replace(path)
    return path
