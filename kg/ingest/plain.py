"""Reads a plain text file: line 1 is the title, the rest the text."""

from __future__ import annotations

from typing import BinaryIO

from kg.errors import InputError
from kg.ingest.draft import Draft, Reading
from kg.ingest.encoding import decode, normalize
from kg.ingest.published import is_day_line

LONGEST_TITLE = 300
"""Characters; a longer first line is the text itself."""


def read_plain(stream: BinaryIO, where: str) -> Reading:
    """One draft from a text file in any encoding; its lines and characters are normalised, and nothing is cut.

    Captions, bylines and sign-offs stay in the text (see ``kg.boilerplate``). A file of one line has a text and no
    title, and so has a file whose first line is too long for a title. A day above the title ("Friday, January 4,
    2019") goes to the head of the text.
    """
    data = stream.read()
    if not data.strip():
        raise InputError(where, "the file is empty", "Fill it or take it away")
    title, text = split_title(normalize(decode(data, where)))
    if not text:
        raise InputError(where, "the file holds no text", "Fill it or take it away")
    yield Draft(where=where, kind="plain", title=title, text=text)


def split_title(text: str) -> tuple[str, str]:
    """The title and the text below it, without blank lines around them."""
    head, _, rest = text.strip().partition("\n")
    if is_day_line(head) and rest.strip():
        title, body = split_title(rest)
        return title, f"{head}\n{body}"
    if not rest.strip() or len(head) > LONGEST_TITLE:
        return "", text.strip()
    return head, rest.strip()
