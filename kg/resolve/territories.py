"""Looks up countries and their first-level divisions by name or demonym (data of rigour, ISO 3166 codes)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rigour.territories import get_territory, lookup_territory
from rigour.territories.territory import Territory

from kg.resolve.lists import rows
from kg.resolve.names import fold

_SHORTEST = 4
_LONGEST = 6
"""The words of a territory's name, at most, but for official ones that news does not use."""
_SEVERAL = 2
_CAPITAL_DISTRICTS = frozenset({"us-dc"})


@lru_cache(maxsize=1 << 17)
def territory(name: str) -> str | None:
    """The code of the territory that ``name`` is a name or demonym of ("Texas" → "us-tx"); None for a place inside one.

    A division of a country is known by its own name alone: "Kharkiv" is a city in "Kharkiv Oblast".
    """
    found = _lookup(name)
    if found is None or fold(name) in _places(found):
        return None
    own = found.parent is None or fold(name) == fold(found.name) or fold(name) in _codes()
    return found.code if own else None


@lru_cache(maxsize=1 << 17)
def within(name: str) -> str | None:
    """The code of the territory that ``name`` is, or is known to lie in ("Kinshasa" → "cd")."""
    found = _lookup(name)
    return found.code if found else None


@lru_cache(maxsize=1 << 12)
def country(code: str) -> str:
    """The code of the country that a territory belongs to; its own where it is none's part.

    Of a division that rigour does not have, it is what the code begins with.
    """
    found = get_territory(code)
    if found is None:
        land = code.partition("-")[0]
        return land if get_territory(land) else code
    return found.parent.code if found.parent else code


def territory_name(code: str) -> str:
    """The English name of a territory."""
    found = get_territory(code)
    return found.name if found else code


def related(left: str, right: str) -> bool:
    """Whether two codes are the same territory or one is a part of the other."""
    return left == right or country(left) == right or left == country(right)


def readings(name: str) -> tuple[str, ...]:
    """All territories that a name may stand for, the usual one first; "Georgia" is a country and a state."""
    folded = fold(name)
    if folded in _ambiguous():
        return _ambiguous()[folded]
    code = territory(name)
    return (code,) if code else ()


def reading(name: str, others: Iterable[str]) -> str | None:
    """The territory that a name stands for beside ``others``: of several, one of a country that is among them."""
    codes = readings(name)
    lands = {*others, *(country(code) for code in others)}
    return next((code for code in codes if code in lands or country(code) in lands), codes[0] if codes else None)


def division(name: str, town: str = "") -> str | None:
    """The territory that a name after a comma stands for: of several, the one in which ``town`` lies, or a state of a country.

    "Atlanta, Georgia" and "Seattle, Washington" name states, "Tbilisi, Georgia" the country; "Lahore, Punjab" tells nothing,
    where Lahore is not known to lie in either.
    """
    codes = readings(name)
    if len(codes) < _SEVERAL:
        return codes[0] if codes else None
    lies, own = (within(town), territory(town)) if town else (None, None)
    return next((code for code in codes if lies and related(code, lies) and code != own), None) or state(name)


def state(name: str) -> str | None:
    """The division of a country that a name stands for, and not its capital's; None for one of several ("Punjab")."""
    found = [code for code in readings(name) if country(code) != code and code not in _CAPITAL_DISTRICTS]
    return found[0] if len(found) == 1 else None


def governed_from(name: str) -> str | None:
    """The country whose government news calls by its capital's name ("Moscow said")."""
    return _seats().get(fold(name))


@lru_cache(maxsize=1)
def _seats() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("seats_of_government")}


def _lookup(name: str) -> Territory | None:
    folded = fold(name)
    if folded in _codes():
        return get_territory(_codes()[folded])
    known = len(folded) >= _SHORTEST and folded.count(" ") < _LONGEST
    return lookup_territory(folded) if known else None


@lru_cache(maxsize=1024)
def _places(found: Territory) -> frozenset[str]:
    names = {fold(found.name), fold(found.full_name or found.name)}
    return frozenset(fold(place) for place in found.places) - names


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("territory_codes")}


@lru_cache(maxsize=1)
def _ambiguous() -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[1].split(";")) for row in rows("ambiguous_territories")}
