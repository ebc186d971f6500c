"""Reads unannotated articles with trained weights and writes what they say as silver annotations, for train.py to begin on."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.reader.model import load
from kg.reader.reading import Reading
from kg.reader.schema import CLASSES, MENTIONS

SURE, DOUBTFUL = 0.5, 0.2
"""Score from which a link is taken for one, and from which on the student leaves it out."""

LONGEST = 6000
"""Code points of the longest article that is taken."""


def articles(options: argparse.Namespace) -> Iterator[dict[str, str]]:
    """Items and releases outside the annotated articles, as objects of ``id`` and ``content``: all items, some releases."""
    taken = {json.loads(line)["id"] for path in options.without for line in path.read_text(encoding="utf-8").splitlines()}
    for path in options.corpora:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [_article(json.loads(line)) for line in lines]
        rows = [row for row in rows if row["id"] not in taken and 80 < len(row["content"]) < LONGEST]
        if len(rows) > options.most:
            rows = sorted(rows, key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())
            rows = rows[: options.most if "releases" in path.name else None]
        yield from rows


def _article(row: dict[str, Any]) -> dict[str, str]:
    """A row of a corpus under the id that the annotated articles give it."""
    title = row.get("title") or ", ".join(row.get("topics", []))
    identity = row["id"].replace("release_", "doj-").replace("/", "-")
    identity = f"ce-{identity}" if "topics" in row and "links" in row else identity
    identity = identity if identity.startswith(("ce-", "doj-")) else f"cong-{identity}"
    return {"id": identity, "content": f"{title}\n{row['text']}"}


def annotation(reading: Reading) -> dict[str, Any]:
    """Spans by layer, sure links with the likeliest classes, doubtful links, types of policies."""
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for span in reading.spans:
        bounds = (span.start, span.end, span.type)
        if span.type in MENTIONS[:3]:
            spans.setdefault("any_name", []).append(bounds)
            if span.takes_part:
                spans.setdefault("name", []).append(bounds)
        else:
            spans.setdefault("described" if span.type in MENTIONS else span.type, []).append(bounds)
    links, doubtful = [], []
    for link in reading.links:
        ends = [link.kind, *(reading.spans[n].start for n in (link.head,)), reading.spans[link.head].end]
        ends += [reading.spans[link.tail].start, reading.spans[link.tail].end]
        if link.score >= SURE:
            best = {name: CLASSES[name].index(link.best(name)[0]) for name in link.classes}
            links.append([*ends, best])
        elif link.score >= DOUBTFUL:
            doubtful.append(ends)
    kinds = [[span.start, span.end, span.kinds.index(max(span.kinds))] for span in reading.spans if span.type == "policy"]
    return {"spans": spans, "links": links, "doubtful": doubtful, "kinds": kinds}


def main() -> None:
    """Write one silver annotation a line to ``--out``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, nargs="+", required=True, help="gzipped JSON Lines")
    parser.add_argument("--without", type=Path, nargs="+", required=True, help="annotated articles to leave out")
    parser.add_argument("--weights", type=Path, help="folder of the teacher's weights, by default the package's")
    parser.add_argument("--most", type=int, default=200, help="releases of a corpus; of items all are taken")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    reader = load(options.weights)
    with options.out.open("w", encoding="utf-8") as out:
        for article in articles(options):
            found = annotation(reader.read([article["content"]])[0])
            out.write(json.dumps({**article, **found}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
