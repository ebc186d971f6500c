"""Cuts a text into the tokens that the date grammar reads: words, numbers by their shape, marks and breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

BREAK = "\n"


@cache
def _token() -> re.Pattern[str]:
    pattern = resources.files("kg.dates").joinpath("tokens.txt").read_text(encoding="utf-8")
    return re.compile(f"(?:{pattern})[ \\t]*", re.VERBOSE | re.IGNORECASE)


class Token(NamedTuple):
    """A token with its place in the text (code points, end exclusive) and the name of its shape."""

    text: str
    start: int
    end: int
    shape: str


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text in order, with a break for an empty line and for the end of the first one (the title)."""
    title = True
    for found in _token().finditer(text):
        shape = found.lastgroup or "MARK"
        if shape in ("BREAK", "LINE"):
            if shape == "BREAK" or title:
                yield Token(BREAK, found.start(), found.end(), "BREAK")
            title = False
        else:
            start, end = found.span(shape)
            yield Token(text[start:end], start, end, "WORD" if shape == "PLAIN" else shape)


def shape_classes(token: str, shape: str) -> frozenset[str]:
    """The classes that a token has by its shape: a number may be a day, an hour, a year and a count at once."""
    if shape != "NUMBER":
        classes = {shape} if shape not in ("WORD", "MARK", "ABBREVIATION") else set()
        if shape == "SLASH" and token in ("1/2", "1/3", "2/3", "1/4", "3/4"):
            classes.add("FRACTION")
        if shape == "ORDNUM" and not 1 <= int(token[:-2]) <= 31:
            classes = {"ORDBIG"}
        return frozenset(classes)
    classes = {"NUMBER"}
    if token.isdigit():
        classes |= {name for name, fits in NUMBER_CLASSES.items() if fits(token)}
    return frozenset(classes)


NUMBER_CLASSES: dict[str, Callable[[str], bool]] = {
    "DAYNUM": lambda digits: len(digits) <= 2 and 1 <= int(digits) <= 31,
    "HOUR": lambda digits: len(digits) <= 2 and int(digits) <= 24,
    "YEAR": lambda digits: len(digits) == 4 and digits[0] in "12",
    "YY": lambda digits: len(digits) == 2,
}
