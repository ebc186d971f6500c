"""Reads the word lists and tables of ``kg/extract/data``: tab-separated lines, ``#`` for comments."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of the table ``name``, split at tabs, without comments and empty lines."""
    text = resources.files("kg.extract").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """The first column of the table ``name``."""
    return frozenset(row[0] for row in rows(name))


@cache
def mapping(name: str) -> dict[str, str]:
    """The table ``name`` from its first column to its second."""
    return {row[0]: row[1] for row in rows(name)}


@cache
def groups(name: str) -> dict[str, frozenset[str]]:
    """The table ``name`` from its first column to the set of words, split at blanks, in its second."""
    found: dict[str, set[str]] = {}
    for key, value, *_ in rows(name):
        found.setdefault(key, set()).update(value.split())
    return {key: frozenset(value) for key, value in found.items()}
