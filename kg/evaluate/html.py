"""A report as one HTML page: each article's text beside its gold facts and the predicted ones, in colour."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise

import msgspec
from jinja2 import DictLoader, Environment

from kg.evaluate.gold import FIELDS, LAYERS, ArticleScore, Pair, Report

_VERDICTS = {"right": "right", "partly": "partly right", "missed": "missed", "false": "false"}


class Field(msgspec.Struct, frozen=True):
    """One part of a fact as it is shown."""

    name: str
    value: str
    differs: bool


class Row(msgspec.Struct, frozen=True):
    """A pair of facts with the number by which the page knows it, and the fields of its two sides."""

    number: int
    pair: Pair
    sides: tuple[tuple[Field, ...], tuple[Field, ...]]


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text with the numbers of the facts that quote it and the sides ("g", "p") that they are of."""

    text: str
    facts: str
    sides: str


class Section(msgspec.Struct, frozen=True):
    """What the page shows of one article."""

    anchor: str
    score: ArticleScore
    rows: tuple[Row, ...]
    pieces: tuple[Piece, ...]
    wrong: int


def page(report: Report, *, title: str = "Evaluation") -> str:
    """The HTML of ``report``; it loads nothing and runs nothing but its own script. The same report gives the same bytes."""
    resources = files("kg.evaluate").joinpath("page")
    script = resources.joinpath("page.js").read_text("utf-8")
    environment = Environment(
        loader=DictLoader({"page": resources.joinpath("page.html").read_text("utf-8")}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page").render(
        title=title,
        policy=_policy(script),
        css=resources.joinpath("page.css").read_text("utf-8"),
        script=script,
        report=report,
        layers=LAYERS,
        verdicts=_VERDICTS,
        counts=Counter(pair.verdict for article in report.articles for pair in article.pairs),
        articles=[_section(number, article) for number, article in enumerate(report.articles)],
    )


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"


def _section(number: int, article: ArticleScore) -> Section:
    rows = tuple(_row(place, pair) for place, pair in enumerate(article.pairs))
    wrong = sum(pair.verdict != "right" for pair in article.pairs)
    return Section(f"a{number}", article, rows, tuple(_pieces(article)), wrong)


def _row(number: int, pair: Pair) -> Row:
    return Row(number, pair, (_fields(pair, pair.gold), _fields(pair, pair.predicted)))


def _fields(pair: Pair, item: dict[str, object] | None) -> tuple[Field, ...]:
    shown = ((name, (item or {}).get(name)) for name in FIELDS[pair.layer])
    return tuple(Field(name, str(value or "—"), name in pair.differs) for name, value in shown if value or name in pair.differs)


def _pieces(article: ArticleScore) -> Iterator[Piece]:
    """The text cut wherever a quoted passage begins or ends."""
    passages = list(_passages(article))
    cuts = sorted({0, len(article.content), *(cut for start, end, _, _ in passages for cut in (start, end))})
    for start, end in pairwise(cuts):
        over = [(number, side) for begin, stop, number, side in passages if begin <= start and end <= stop]
        numbers = " ".join(map(str, sorted({number for number, _ in over})))
        yield Piece(article.content[start:end], numbers, " ".join(sorted({side for _, side in over})))


def _passages(article: ArticleScore) -> Iterator[tuple[int, int, int, str]]:
    """Start, end, number and side of each passage that a fact quotes, where it first stands in the text."""
    for number, pair in enumerate(article.pairs):
        for side, item in (("g", pair.gold), ("p", pair.predicted)):
            quote = (item or {}).get("evidence")
            if quote and (start := article.content.find(quote)) >= 0:
                yield start, start + len(quote), number, side
