"""The day of a named holiday in a year, from holidays.txt and the holidays library."""

from __future__ import annotations

from functools import cache
from importlib import resources

import holidays

CATEGORIES = ("public", "unofficial")


@cache
def names() -> dict[str, str]:
    """The name of each holiday, in small letters, and where to look up its day."""
    lines = resources.files("kg.dates").joinpath("holidays.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if line.strip() and not line.startswith("#"))
    return {name.strip().lower(): rule.strip() for name, _, rule in pairs}


def spellings() -> list[str]:
    """The names as rows of tokens, the longer ones first, with either apostrophe."""
    both = {spelled for name in names() for spelled in (name, name.replace("'", "’"))}
    return sorted(both, key=lambda name: (-len(name.split()), name))


@cache
def _calendar(country: str, year: int) -> dict[str, str]:
    """Name of each holiday of a country in a year and its ISO date."""
    known = holidays.country_holidays(country, years=year, categories=CATEGORIES if country == "US" else None, language="en_US")
    return {name: day.isoformat() for day, joined in sorted(known.items()) for name in joined.split("; ")}


def day(name: str, year: int) -> str | None:
    """The ISO date of the holiday ``name`` (as holidays.txt writes it) in ``year``; None if it has none then."""
    rule = names().get(name)
    if rule is None:
        return None
    country, colon, listed = rule.partition(":")
    return _calendar(country, year).get(listed) if colon else f"{year:04d}-{rule}"
