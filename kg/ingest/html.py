"""Reads a web page: the article without the page around it (trafilatura), its metadata and its date (htmldate)."""

from __future__ import annotations

import re
from typing import BinaryIO

import htmldate
import trafilatura
from trafilatura.settings import Document

from kg.errors import InputError
from kg.ingest.draft import Draft, Reading
from kg.ingest.encoding import bom_encoding, decode, normalize

DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
LANGUAGE = re.compile(r"""<html[^>]{0,500}?\slang\s*=\s*["']?([a-z]{2})\b""", re.IGNORECASE)

HEAD = 4096
"""Bytes at the head of a page in which it declares its encoding."""

EARLIEST, LATEST = "1900-01-01", "2199-12-31"
"""Days between which a page's date must lie; fixed, where htmldate's own limits move with the clock."""

SENTENCE = re.compile(r"\w.{40,}[.!?…][\"”’')\]]*$")
"""A paragraph of prose: some length, and the end of a sentence. A page without one holds no article."""


def read_html(stream: BinaryIO, where: str) -> Reading:
    """One draft from a web page; paragraphs are parted by a blank line.

    Raises:
        InputError: If there is no article in the page.
    """
    data = stream.read()
    if not data.strip():
        raise InputError(where, "the file is empty", "Fill it or take it away")
    page = _decoded(data, where)
    document = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False},
    )
    if not isinstance(document, Document) or not _has_prose(document.text or ""):
        raise InputError(where, "there is no article in the page", "Save the page of one article, or its text as a text file")
    yield _draft(document, page, where)


def _draft(document: Document, page: str, where: str) -> Draft:
    title = normalize(document.title or "").strip()
    language = LANGUAGE.search(page[:HEAD])
    return Draft(
        where=where,
        kind="html",
        title=title,
        text=_body(document.text or "", title),
        published=htmldate.find_date(page, original_date=True, extensive_search=False, min_date=EARLIEST, max_date=LATEST),
        publisher=document.sitename,
        url=document.url,
        authors=tuple(name.strip() for name in (document.author or "").split(";") if name.strip()),
        language=language[1].lower() if language else None,
    )


def _body(text: str, title: str) -> str:
    """The paragraphs parted by blank lines, without the headline where it is said again on top."""
    paragraphs = [line.strip() for line in normalize(text).split("\n") if line.strip()]
    if paragraphs and paragraphs[0] == title:
        paragraphs = paragraphs[1:]
    return "\n\n".join(paragraphs)


def _has_prose(text: str) -> bool:
    return any(SENTENCE.search(line.strip()) for line in text.split("\n"))


def _decoded(data: bytes, where: str) -> str:
    """The page by its byte-order mark, else by the encoding that it declares, else by what its bytes look like."""
    declared = DECLARED.search(data[:HEAD])
    if declared and not bom_encoding(data):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, where)
