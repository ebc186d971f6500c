"""Reads and compares names of places by territory: countries and their divisions by code, the rest by where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from kg.resolve.linker import Signal
from kg.resolve.lists import rows, words
from kg.resolve.names import fold, names_nothing, skeleton
from kg.resolve.nodes import Form, Node
from kg.resolve.organizations import OrganizationName
from kg.resolve.profiles import ArticleProfile, Profile
from kg.resolve.territories import country, governed_from, reading, readings, related, territory, within

_COMPASS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper", "lower", "central"}
)
_REGIONS = frozenset({"province", "state", "governorate", "district", "region", "department"})
_TWO_WORDS = 2


class PlaceName(msgspec.Struct, frozen=True):
    """A place's name; ``code`` if it is a territory itself, ``inside`` the territory that it is said to lie in."""

    key: str
    code: str = ""
    inside: str = ""


@lru_cache(maxsize=1 << 15)
def parse(name: str) -> PlaceName:
    """The parts of a place's name; "Springfield, Illinois" lies in Illinois."""
    whole = _usual(fold(name))
    code = territory(whole)
    if code or whole in _canonical_names():
        return PlaceName(key=whole, code=code or "")
    head, _, container = name.partition(",")
    return PlaceName(key=_usual(fold(head)), inside=(territory(container.strip()) or "") if container else "")


def _usual(folded: str) -> str:
    """The usual name, without the kind of region behind a compass point ("north kivu province" → "north kivu")."""
    found = folded.split()
    if len(found) > _TWO_WORDS and found[0] in _COMPASS and found[-1] in _REGIONS:
        folded = " ".join(found[:-1])
    return _other_names().get(folded, folded)


@lru_cache(maxsize=1)
def _other_names() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("places")}


@lru_cache(maxsize=1)
def _canonical_names() -> frozenset[str]:
    return frozenset(_other_names().values())


def form(article: ArticleProfile, entity: Profile) -> Form:
    """How a place's name is read, with what the article says of where it lies."""
    name = parse(entity.name)
    if names_nothing(name.key, words("sole_bodies")):
        return Form("place", name.key, facet=f"{article.article}#{entity.id}", detail=name, alone=True)
    if entity.side:
        return _team(article, entity, name)
    code = _government(article, entity) or _code(article, entity, name)
    if code:
        return Form("place", code, blocks=(f"territory:{code}",), detail=PlaceName(key=name.key, code=code))
    inside = name.inside or (entity.around[0] if len(entity.around) == 1 else "") or within(name.key) or ""
    blocks = (f"place:{skeleton(name.key.replace(' ', ''))}",)
    return Form("place", name.key, facet=inside, blocks=blocks, detail=PlaceName(key=name.key, inside=inside))


def _team(article: ArticleProfile, entity: Profile, name: PlaceName) -> Form:
    """A team that plays under a territory's name: an organisation, one for each sport."""
    code = _code(article, entity, name)
    detail = OrganizationName(key=entity.side, land=code, generic=True)
    return Form("organization", entity.side, facet=code, blocks=(f"team:{code}",), detail=detail)


def _code(article: ArticleProfile, entity: Profile, name: PlaceName) -> str:
    """The territory that the name is: of several ("Georgia"), the one named beside it, else one of a country of the article."""
    codes = readings(name.key)
    beside = [code for code in codes if code in entity.around]
    if beside:
        return beside[0]
    others = [code for code, _ in article.territories if code not in codes]
    return reading(name.key, [*entity.around, *others]) or name.code


def _government(article: ArticleProfile, entity: Profile) -> str:
    """The country whose government a capital's name stands for: it acts, in an article that names another country too."""
    seat = governed_from(entity.name) if entity.acts and not entity.around else None
    lands = {country(code) for code, _ in article.territories}
    return seat if seat and lands - {seat} else ""


def compare(left: Node, right: Node) -> list[Signal]:
    """The signals for and against two places being one."""
    one, two = _name(left), _name(right)
    if one.code or two.code:
        return [Signal("same territory" if one.code == two.code else "other territory", 8.0 if one.code == two.code else -8.0)]
    return list(_signals(left, right, one, two))


def _name(node: Node) -> PlaceName:
    detail = node.form.detail
    assert isinstance(detail, PlaceName)  # noqa: S101
    return detail


def _signals(left: Node, right: Node, one: PlaceName, two: PlaceName) -> Iterator[Signal]:
    if one.key == two.key:
        yield Signal("same name", 3.0, one.key)
    else:
        yield Signal("name spelt otherwise", 1.0, f"{one.key} / {two.key}")
    if one.inside and two.inside:
        if related(one.inside, two.inside):
            yield Signal("in the same territory", 2.0, one.inside)
        else:
            yield Signal("in another territory", -8.0, f"{one.inside} / {two.inside}")
        return
    lands = left.countries & right.countries
    known = {country(code) for code in (one.inside, two.inside) if code}
    if known and known & lands:
        yield Signal("article of that country", 1.0, min(known & lands))
    elif not lands and left.countries and right.countries:
        yield Signal("articles of other countries", -1.0, f"{min(left.countries)} / {min(right.countries)}")
