"""Loads the word lists beside it: tab-separated files whose comment lines say what the columns are and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TypeVar

import msgspec

Row = tuple[str, ...]
T = TypeVar("T")


class Party(msgspec.Struct, frozen=True):
    """A political party: its name, its country, the letters beside a legislator's name, words for it and its members.

    ``words`` mean it in any country's news ("Republican"), ``loose`` only where its country is meant ("Conservative").
    """

    name: str
    country: str
    letter: str = ""
    words: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of the file ``name``, split at tabs; empty lines and lines that begin with "#" are left out."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """The first column of the file ``name``."""
    return frozenset(row[0] for row in rows(name))


@cache
def table(name: str) -> Mapping[str, str]:
    """The first column of the file ``name`` with the second; "" where there is none."""
    return MappingProxyType({row[0]: row[1] if len(row) > 1 else "" for row in rows(name)})


def items(cell: str) -> tuple[str, ...]:
    """The entries of a cell that holds a list separated by ";"."""
    return tuple(part for part in (piece.strip() for piece in cell.split(";")) if part)


@cache
def place_names() -> Mapping[str, str]:
    """Every name of a country or of a state of the United States with the usual one ("U.S." → "United States")."""
    return _first([*_country_names(), *_state_names()])


@cache
def demonyms() -> Mapping[str, str]:
    """Adjectives and words for people with the country or state they belong to ("Iranian" → "Iran")."""
    countries = [(word, row[0]) for row in rows("countries.tsv") for word in items(row[2])]
    states = [(word, row[0]) for row in rows("states.tsv") for word in items(row[3])]
    return _first([*countries, *states])


@cache
def countries() -> frozenset[str]:
    """The usual names of all countries and territories."""
    return words("countries.tsv")


@cache
def capitals() -> Mapping[str, str]:
    """Capital cities with their countries."""
    return MappingProxyType({row[3]: row[0] for row in rows("countries.tsv") if len(row) > 3 and row[3]})


@cache
def states() -> Mapping[str, str]:
    """States of the United States by name, postal code and stylebook abbreviation, with the name."""
    codes = [(row[1], row[0]) for row in rows("states.tsv")]
    return _first([*_state_names(), *codes])


@cache
def all_parties() -> tuple[Party, ...]:
    """The parties in the order of their list."""
    return tuple(
        Party(name, country, letter, items(sure), items(loose))
        for name, country, letter, sure, loose in (_padded(row, 5) for row in rows("parties.tsv"))
    )


@cache
def parties() -> Mapping[str, Party]:
    """Parties by name and by each word that means them in any country's news; the one listed first has it."""
    return _first((word, party) for party in all_parties() for word in (party.name, *party.words))


@cache
def party_letters() -> Mapping[str, Party]:
    """Parties by the letters that stand beside a legislator's name ("R" in "(R-TX)")."""
    return _first((party.letter, party) for party in all_parties() if party.letter)


def party_of(word: str, country: str | None) -> Party | None:
    """The party that ``word`` means: in any news, or where it means one of ``country``'s parties."""
    local = (party for party in all_parties() if party.country == country and word in (*party.words, *party.loose, party.name))
    return next(local, None) or parties().get(word)


def is_party(name: str) -> bool:
    """Whether an organisation of this name is a political party."""
    return name in parties() or name.rpartition(" ")[2].lower() == "party"


def gender_of(first_name: str) -> str | None:
    """``female`` or ``male`` for a first name that nearly only women or men bear, else None."""
    letter = table("first_names.tsv").get(first_name.capitalize()) or table("world_names.tsv").get(first_name)
    return GENDERS.get(letter or "")


GENDERS = MappingProxyType({"f": "female", "m": "male"})


def _padded(row: Row, length: int) -> Row:
    return (*row, *[""] * (length - len(row)))


def _country_names() -> list[tuple[str, str]]:
    return [(name, row[0]) for row in rows("countries.tsv") for name in (row[0], *items(row[1]))]


def _state_names() -> list[tuple[str, str]]:
    return [(name, row[0]) for row in rows("states.tsv") for name in (row[0], *items(row[2]))]


def _first(pairs: Iterable[tuple[str, T]]) -> Mapping[str, T]:
    found: dict[str, T] = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return MappingProxyType(found)
