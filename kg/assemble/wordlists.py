"""Reads this package's word lists: one entry to a line, "#" for comments."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a plain list."""
    return frozenset(_lines(name))


@cache
def table(name: str) -> dict[str, str]:
    """The entries of a list of two columns parted by a tab."""
    return {key: value for line in _lines(name) for key, value in [line.split("\t")]}


def _lines(name: str) -> list[str]:
    content = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in content.splitlines() if line and not line.startswith("#")]
