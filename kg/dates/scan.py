"""Cuts a text into the tokens that the date grammar reads: words, numbers by their shape, marks and breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

BREAK = "\n"

_SHAPES = r"""
  (?P<BREAK>\n\s*\n\s*)
| (?P<LINE>\n)
| (?<![\w.])(?P<ISOTIME>\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)(?!\w)
| (?<![\w.])(?P<ISO>\d{4}-[01]\d-[0-3]\d)(?![\w-])
| (?<![\w./-])(?P<SLASH>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}/\d{1,2})(?![\w/]|[-.]\d)
| (?<![\w.])(?P<GLUED>\d{1,2}(?:[:.][0-5]\d)?[ap](?:m\b|\.m\.|\.m\b))
| (?<![\w.:])(?P<CLOCK>[012]?\d:[0-5]\d(?::[0-5]\d)?|\d{1,2}\.[0-5]\d(?=\s?[ap]\.?m))(?![\w:])
| (?P<DECADE>\b[12]\d{2}0['’]?s\b|['’‘]\d0['’]?s\b|\b[1-9]0['’]?s\b)
| (?P<ORDNUM>\b\d{1,3}(?:st|nd|rd|th)\b)
| (?P<FISCAL>\bFY[ ]?['’]?(?:\d{4}|\d\d)\b)
| (?P<QUARTER>\bQ[1-4]\b|\b[1-4]Q\b)
| (?P<SHORTYEAR>(?<!\w)['’‘]\d\d\b)
| (?P<FRACTION>[½¼¾]|\b1/[2-4]\b)
| (?P<NUMBER>\b\d{1,3}(?:,\d{3})+(?![\w,])|\b\d+(?:\.\d+)?(?![\w]))
| (?P<ABBREVIATION>\b(?:[ap]\.m\.|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|weds?|thurs?|thur?|fri|sat|sun|no|nos|sec|st)\.))
| (?P<WORD>o['’]clock\b|[^\W\d_][^\W_]*|[^\W_]+)
| (?P<MARK>['’](?:s|ll|d|re|ve|m)\b|\S)
"""
_TOKEN = re.compile(_SHAPES, re.VERBOSE | re.IGNORECASE)


class Token(NamedTuple):
    """A token with its place in the text (code points, end exclusive) and the name of its shape."""

    text: str
    start: int
    end: int
    shape: str


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text in order; an empty line and the end of the first line (the title) are breaks, other line ends nothing."""
    title = True
    for found in _TOKEN.finditer(text):
        shape = found.lastgroup or ""
        if shape in ("BREAK", "LINE"):
            if shape == "BREAK" or title:
                yield Token(BREAK, found.start(), found.end(), "BREAK")
            title = False
        else:
            yield Token(found.group(), found.start(), found.end(), shape)


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


NUMBER_CLASSES = {
    "DAYNUM": lambda digits: len(digits) <= 2 and 1 <= int(digits) <= 31,
    "HOUR": lambda digits: len(digits) <= 2 and int(digits) <= 24,
    "YEAR": lambda digits: len(digits) == 4 and digits[0] in "12",
    "YY": lambda digits: len(digits) == 2,
}
