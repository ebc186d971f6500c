"""Reads the word lists of resolution: tab-separated files beside this module, one entry to a line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of ``lists/NAME.tsv`` as tuples of columns, without comments and empty lines."""
    text = files("kg.resolve").joinpath("lists", f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(column.strip() for column in line.split("\t")) for line in lines)


@cache
def words(name: str) -> frozenset[str]:
    """The first column of ``lists/NAME.tsv``."""
    return frozenset(row[0] for row in rows(name))
