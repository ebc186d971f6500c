"""What a reader found before the article is complete: fields as they came, with the place they came from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec

from kg.boilerplate import split_names
from kg.errors import InputError

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The fields that one source gives for one article; None where it gives none.

    ``where`` tells a user which file and line it was. ``published`` is still as written; ``kind`` says what sort
    of source it is. ``single`` is True for a file that holds this article alone.
    """

    where: str
    title: str | None = None
    text: str | None = None
    id: str | None = None
    published: str | None = None
    kind: Literal["metadata", "html", "plain"] = "metadata"
    publisher: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    single: bool = True


Reading = Iterator[Draft | InputError]
"""What a reader yields: drafts, and an error in the place of each article that cannot be read."""


def draft_of(record: Mapping[str, Any], *, where: str, single: bool) -> Draft:
    """The fields of a record, title and text exactly as they are but for lone surrogates, which no encoding can hold.

    Raises:
        InputError: If the text is there but is no string.
    """
    found = {field: value for field, value in ((field, _first(record, field)) for field in fields()) if value is not None}
    text = found.get("text")
    if text is not None and not isinstance(text, str):
        raise InputError(where, f"the text is {_kind_of(text)}, not a string", "Join it into one string and build again")
    return Draft(
        where=where,
        title=_verbatim(found.get("title")),
        text=_verbatim(text),
        id=_scalar(found.get("id")),
        published=_scalar(found.get("published")),
        publisher=_publisher(found.get("publisher")),
        url=_scalar(found.get("url")),
        authors=_authors(found.get("authors")),
        language=_scalar(found.get("language")),
        single=single,
    )


@cache
def fields() -> Mapping[str, tuple[str, ...]]:
    """For each field of an article, the keys under which records carry it."""
    return {field: tuple(keys) for field, keys in _tables().items() if field != "records"}


def wrapped_records(value: object) -> list[Any] | None:
    """The records of a list, or of an object that has no text but wraps a list ("articles"); None for anything else."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or _first(value, "text") is not None:
        return None
    return next((value[key] for key in _tables()["records"] if isinstance(value.get(key), list)), None)


@cache
def _tables() -> dict[str, list[str]]:
    return tomllib.loads(resources.files(__package__).joinpath("fields.toml").read_text(encoding="utf-8"))


def _first(record: Mapping[str, Any], field: str) -> Any:
    return next((record[key] for key in fields()[field] if record.get(key) not in (None, "", [], {})), None)


def _verbatim(value: object) -> str | None:
    """The string as it is; a lone surrogate becomes U+FFFD, so that offsets hold."""
    return LONE_SURROGATE.sub("\ufffd", value) if isinstance(value, str) else None


def _scalar(value: object) -> str | None:
    """A string or a number as a string without white space around it; None for anything else or nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return LONE_SURROGATE.sub("\ufffd", str(value).strip()) or None


def _publisher(value: object) -> str | None:
    """A name, or the name in an object as schema.org and news services write it; never an address."""
    name = _scalar(value.get("name") if isinstance(value, dict) else value)
    return None if name and name.startswith(("http://", "https://")) else name


def _authors(value: object) -> tuple[str, ...]:
    """The names in a list, in a list of objects with a name, or in one string."""
    given = value if isinstance(value, list) else [value]
    names = [_scalar(item.get("name") if isinstance(item, dict) else item) for item in given]
    return tuple(dict.fromkeys(name for text in names if text for name in split_names(text)))


def _kind_of(value: object) -> str:
    return {list: "a list", dict: "an object", bool: "true or false"}.get(type(value), "a number")
