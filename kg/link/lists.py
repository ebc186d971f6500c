"""Reads this package's word lists: one entry to a line, columns parted by tabs, "#" for comments."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a list, each as its columns."""
    content = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in content.splitlines() if line and not line.startswith("#"))
