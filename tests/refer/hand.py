"""Articles whose names are marked by hand, and questions about whom their words stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import spacy
from spacy.tokens import Doc, Span

from kg.model import Entity
from kg.refer import ArticleReferents, Name, find, refer

MARK = re.compile(r"\[([^|\]]+)\|(person|organization|place)\]")


def marked(text: str) -> tuple[str, list[Name]]:
    """The text without its marks ("[Jane Roe|person] left." → "Jane Roe left."), and the names that they mark."""
    plain, names, end = "", [], 0
    for found in MARK.finditer(text):
        plain += text[end : found.start()]
        names.append(Name(len(plain), len(plain) + len(found[1]), found[2]))  # type: ignore[arg-type]
        plain += found[1]
        end = found.end()
    return plain + text[end:], names


def tokens(text: str) -> Doc:
    """The text in tokens and sentences, without a parse."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp(text)


def referents(text: str) -> ArticleReferents:
    """The referents of a text with marked names."""
    plain, names = marked(text)
    return refer(tokens(plain), names)


def called(text: str) -> list[tuple[str, str]]:
    """The entities of a text with marked names, each with its type."""
    return [(one.name, one.type) for one in referents(text).entities()]


def found(text: str) -> list[tuple[str, str]]:
    """The corrected names of a text whose marks stand for what a recogniser said, each with its type."""
    plain, names = marked(text)
    doc = tokens(plain)
    doc.ents = [
        Span(doc, span.start, span.end, label=one.type)
        for one in names
        if (span := doc.char_span(one.start, one.end)) is not None
    ]
    return [(plain[one.start : one.end], one.type) for one in find(doc)]


def stands_for(doc: Doc, words: str, number: int = 1) -> list[str]:
    """The names of whom the ``number``-th occurrence of ``words`` in an annotated Doc stands for."""
    start = list(occurrences(doc.text, words))[number - 1]
    entities: tuple[Entity, ...] = doc._.referents.all_at(start, start + len(words))
    return [one.name for one in entities]


def occurrences(text: str, words: str) -> Iterator[int]:
    """Where ``words`` stand in ``text`` as whole words."""
    return (match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))
