"""Joins the annotations beside this file, which are offsets and labels, with the articles that they speak of.

The articles that were written for the reader bring their texts with them.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ANNOTATIONS = Path(__file__).with_name("annotations.jsonl")
WRITTEN = Path(__file__).with_name("written.jsonl")


def fingerprint(content: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of an article's title, newline, text."""
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def held_out(identity: str, share: float) -> bool:
    """Whether an article belongs to the held-out part: a fixed draw by its id, alike over all sources."""
    return int(hashlib.sha256(identity.encode()).hexdigest()[:8], 16) % 1000 < share * 1000


def corpus(path: Path) -> dict[str, dict[str, Any]]:
    """The articles of a gzipped JSON Lines file by their id."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {article["id"]: article for article in map(json.loads, lines)}


def joined(annotation: dict[str, Any], article: dict[str, Any]) -> dict[str, Any]:
    """An annotated article in the gold's form: its words are put where the annotation has offsets of title, newline, text.

    Raises:
        SystemExit: The article is not the one that was annotated.
    """
    content = f"{article['title']}\n{article['text']}"
    if fingerprint(content) != annotation["fingerprint"]:
        raise SystemExit(f"{annotation['id']} is another text than the one annotated: leave it out of annotations.jsonl")
    kept = {key: article[key] for key in ("title", "text")}
    return {**annotation, **quoted(annotation, content), **kept, "date": article["date"][:10]}


def quoted(annotation: dict[str, Any], content: str) -> dict[str, list[dict[str, Any]]]:
    """The facts of an annotation with the words that their offsets in ``content`` stand for."""

    def said(fact: dict[str, Any]) -> dict[str, Any]:
        words = {"evidence": content[slice(*fact["evidence"])]}
        if "content" in fact["spans"]:
            words["content"] = " … ".join(content[slice(*piece)] for piece in fact["spans"]["content"])
        return {**fact, **words}

    return {layer: [said(fact) for fact in annotation[layer]] for layer in ("roles", "actions", "statements")}


def written(path: Path) -> Iterator[dict[str, Any]]:
    """The articles that were written for the reader, in the gold's form."""
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        yield {**article, **quoted(article, f"{article['title']}\n{article['text']}")}


def annotated(corpora: Path, path: Path) -> Iterator[dict[str, Any]]:
    """All annotated articles, with their texts from the folder ``corpora``; an id is corpus, slash, id within it."""
    texts: dict[str, dict[str, dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        annotation = json.loads(line)
        name, _, key = annotation["id"].partition("/")
        if name not in texts:
            texts[name] = corpus(corpora / f"{name}.jsonl.gz")
        yield joined(annotation, texts[name][key])


def main() -> None:
    """Write the articles of ``--gold``, the annotated ones of ``--corpora`` and the written ones, as asked for, to ``--out``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, help="annotated articles with their texts, JSON Lines")
    parser.add_argument("--part", choices=("held", "rest"), help="of the gold only the held-out articles, or only the others")
    parser.add_argument("--held-out", type=float, default=0.12, help="share of the articles kept out, as in train.py")
    parser.add_argument("--annotations", type=Path, default=ANNOTATIONS)
    parser.add_argument("--written", type=Path, nargs="?", const=WRITTEN, help="articles that bring their texts")
    parser.add_argument("--each", type=int, default=1, help="take every so many-th of the written articles")
    parser.add_argument("--corpora", type=Path, help="folder of the corpora that the annotations speak of")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    gold = options.gold.read_text(encoding="utf-8").splitlines(keepends=True) if options.gold else []
    if options.part:
        kept = options.part == "held"
        gold = [line for line in gold if held_out(json.loads(line)["id"], options.held_out) == kept]
    own = [*written(options.written)][:: options.each] if options.written else []
    if options.corpora:
        own = [*annotated(options.corpora, options.annotations), *own]
    lines = (json.dumps(article, ensure_ascii=False) + "\n" for article in own)
    options.out.write_text("".join([*gold, *lines]), encoding="utf-8")


if __name__ == "__main__":
    main()
