"""Times reading beside bare nlp.pipe on the same texts in the same run: all Wikinews articles and the newest DOJ releases.

OMP_NUM_THREADS=1 python bench/speed.py ../shared --doj 100
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import spacy

from kg import ingest
from kg.annotate import annotate, load
from kg.config import DEFAULT_MODEL, Config
from kg.extract import extract
from kg.model import Article


def corpus(shared: Path, doj: int) -> list[Article]:
    """The articles that are read."""
    releases = ingest.read(shared / "corpora/doj_press_releases.jsonl.gz")
    newest = sorted(releases, key=lambda article: (article.published or "", article.id))[-doj:]
    return [*ingest.read(shared / "corpora/wikinews.jsonl.gz"), *newest]


def bare_seconds(articles: list[Article]) -> float:
    """Seconds that the spaCy pipeline takes alone."""
    nlp = spacy.load(DEFAULT_MODEL)
    start = time.perf_counter()
    for _ in nlp.pipe([article.content for article in articles], batch_size=32):
        pass
    return time.perf_counter() - start


def reading_seconds(articles: list[Article], config: Config) -> float:
    """Seconds that annotating and extracting take."""
    nlp = load(config)
    start = time.perf_counter()
    for doc in annotate(nlp, articles):
        extract(doc)
    return time.perf_counter() - start


def main() -> None:
    """Print words per second of the bare pipeline, the rules and the reader, and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--doj", type=int, default=1000)
    options = parser.parse_args()
    articles = corpus(options.shared, options.doj)
    words = sum(len(article.content.split()) for article in articles)
    bare = bare_seconds(articles)
    print(f"{len(articles)} articles, {words:,} words\nbare nlp.pipe   {words / bare:7,.0f} words/s")
    for name in ("off", "on"):
        seconds = reading_seconds(articles, Config(reader=name))
        print(f"reader {name:8} {words / seconds:7,.0f} words/s   ratio {bare / seconds:.2f}")


if __name__ == "__main__":
    main()
