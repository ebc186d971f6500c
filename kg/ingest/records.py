"""Reads JSON (one record or a list) and JSON Lines; titles and texts stay exactly as they are, so that offsets hold."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.ingest.draft import Draft, Reading, draft_of, wrapped_records
from kg.ingest.encoding import bom_encoding, decode


def read_json(stream: BinaryIO, where: str) -> Reading:
    """Drafts from a JSON file: one record, a list of records, or an object that wraps such a list.

    A file whose first two lines each begin an object is read as JSON Lines, whatever its name.
    """
    if _is_json_lines(stream):
        yield from read_json_lines(stream, where)
        return
    data = stream.read()
    if not data.strip():
        raise InputError(where, "the file is empty", "Fill it or take it away")
    value = parse(decode(data, where), where, "Correct the file")
    records = wrapped_records(value)
    if records is None:
        yield _draft(value, where, single=True)
        return
    if not records:
        raise InputError(where, "the file holds no record", "Fill it or take it away")
    for number, record in enumerate(records, 1):
        yield _draft(record, f"{where}, record {number}", single=False)


def read_json_lines(stream: BinaryIO, where: str) -> Reading:
    """Drafts from JSON Lines, one line in memory at a time; blank lines are passed over."""
    number = 0
    for number, line in _numbered_lines(stream, where):
        yield _line_draft(line, f"{where}, line {number}")
    if not number:
        raise InputError(where, "the file is empty", "Fill it or take it away")


def parse(text: str, where: str, remedy: str) -> Any:
    """The value of a JSON text.

    Raises:
        InputError: If it is not valid JSON, or nested too deep to be an article.
    """
    try:
        return json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise InputError(where, f"invalid JSON ({error.msg.removesuffix(' at')} at {place})", remedy) from error
    except (ValueError, RecursionError) as error:
        raise InputError(where, f"invalid JSON ({error})", remedy) from error


def _line_draft(line: str | InputError, where: str) -> Draft | InputError:
    if isinstance(line, InputError):
        return line
    try:
        value = parse(line.rstrip(), where, "Correct this line; the other lines were read")
    except InputError as error:
        return error
    return _draft(value, where, single=False)


def _draft(record: object, where: str, *, single: bool) -> Draft | InputError:
    if not isinstance(record, dict):
        return InputError(where, "it is not an object with fields", 'Write each article as {"title": …, "text": …}')
    try:
        draft = draft_of(record, where=where, single=single)
    except InputError as error:
        return error
    if not (draft.text or "").strip():
        return InputError(_named(draft), "the record has no text", 'Give it a field "text" with the body of the article')
    return draft


def _named(draft: Draft) -> str:
    return f"{draft.where} ({draft.id})" if draft.id else draft.where


def _numbered_lines(stream: BinaryIO, where: str) -> Iterator[tuple[int, str | InputError]]:
    for number, line in enumerate(_lines(stream), 1):
        if line.strip():
            yield number, _text_line(line, f"{where}, line {number}")


def _lines(stream: BinaryIO) -> Iterator[str | bytes]:
    """Lines of bytes, or of text where a byte-order mark says that a newline is more than one byte."""
    encoding = bom_encoding(stream.read(4))
    stream.seek(0)
    if encoding is None:
        yield from stream
        return
    with io.TextIOWrapper(stream, encoding=encoding, errors="replace") as text:
        yield from text


def _text_line(line: str | bytes, where: str) -> str | InputError:
    try:
        return decode(line, where) if isinstance(line, bytes) else line
    except InputError as error:
        return error


def _is_json_lines(stream: BinaryIO) -> bool:
    """Whether two lines begin objects: no JSON text of one value looks so."""
    nonblank = (line.lstrip() for line in stream if line.strip())
    heads = [line[:1] for line in islice(nonblank, 2)]
    stream.seek(0)
    return heads == [b"{", b"{"]
