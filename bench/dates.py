"""Times kg.dates beside the spaCy pipeline on the same texts, and on noise of growing length.

python bench/dates.py ARTICLES.jsonl[.gz] [--number N]
"""

from __future__ import annotations

import argparse
import random
import string
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from spacy.tokens import Doc

from kg import annotate, dates, ingest
from kg.config import Config
from kg.model import Article

NOISE = {
    "letters": string.ascii_letters + " ",
    "digits": "0123456789 ",
    "dates": ["May ", "2018 ", "of ", "the ", "Friday ", "two ", "weeks ", "later ", "and ", "- ", ", ", "last ", "6 "],
    "one word": ["a week later "],
    "breaks": "\n 1:/.-",
}


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--number", type=int, default=100)
    options = parser.parse_args()
    dates.find("")
    beside_spacy(list(islice(ingest.read(options.articles), options.number)))
    noise()


def beside_spacy(articles: list[Article]) -> None:
    """The share of the pipeline's time that finding dates takes, on strings and on Docs."""
    nlp = annotate.load(Config(reader="off"))
    started = time.process_time()
    docs = list(nlp.pipe(article.content for article in articles))
    pipeline = time.process_time() - started
    for name, sources in (("strings", [doc.text for doc in docs]), ("Docs", docs)):
        seconds = timed(sources)
        print(f"{name:8} {seconds:7.3f} s, {seconds / pipeline:.2%} of the {pipeline:.1f} s of spaCy")


def timed(sources: Sequence[str | Doc]) -> float:
    """Seconds of processor time, the best of three runs."""
    return min(run(sources) for _ in range(3))


def run(sources: Sequence[str | Doc]) -> float:
    """Seconds of processor time for one run."""
    started = time.process_time()
    for source in sources:
        dates.find(source, "2018-04-06")
    return time.process_time() - started


def noise() -> None:
    """Seconds for texts of noise of 0.25 and 1 MB; linear time is a factor of 4."""
    for name, small, large in ((n, make(n, 250_000), make(n, 1_000_000)) for n in NOISE):
        short, long = run([small]), run([large])
        print(f"{name:9} 0.25 MB {short:6.2f} s, 1 MB {long:6.2f} s: factor {long / short:.1f}")


def make(name: str, length: int) -> str:
    """A text of about so many characters, the same each time."""
    generator = random.Random(0)  # noqa: S311
    return "".join(islice(pieces(name, generator), length // max(len(max(NOISE[name], key=len)) // 2, 1)))[:length]


def pieces(name: str, generator: random.Random) -> Iterator[str]:
    """An endless row of random pieces of one kind of noise."""
    while True:
        yield generator.choice(NOISE[name])


if __name__ == "__main__":
    main()
