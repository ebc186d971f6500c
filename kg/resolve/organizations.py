"""Reads and compares names of organisations: acronyms, word order, jurisdictions, parts of a larger body."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from kg import words as general
from kg.resolve.linker import Signal
from kg.resolve.lists import rows, words
from kg.resolve.names import acronym, fold, initials, is_acronym, names_nothing, numbers, skeleton
from kg.resolve.nodes import Form, Node
from kg.resolve.profiles import ArticleProfile, Profile
from kg.resolve.territories import country, readings, related, territory, territory_name

_BRACKETED = re.compile(r"\s*[(\[]([^)\]]+)(?:[)\]]\s*|$)")
_GENITIVE = re.compile(r"^(?P<owner>.+?(?:['’]s|s['’]))\s+(?P<part>.+)$")
_DISTRICT = re.compile(
    r"(?:us |united states )?(?P<body>.+?) (?:for|of|in) (?:the )?(?:(?P<part>\w+) )?district of (?P<land>.+)"
)
_LINKS = frozenset({"of", "at", "in", "for"})
_SMALL = _LINKS | {"the", "and"}
_OFFICE_OF = frozenset({"office of", "office for", "office on"})
_LONGEST_TERRITORY = 4
_SURE = 6
"""Letters of a name from which another spelling of it is hardly another name."""


class OrganizationName(msgspec.Struct, frozen=True, gc=False):
    """An organisation's name, folded and put in one word order, without the territory that it belongs to.

    ``land`` is the code of that territory if the name says it; ``parent`` the name of the body that it is a part
    of; ``generic`` tells a name that every country may have ("Supreme Court").
    """

    key: str
    land: str = ""
    parent: str = ""
    generic: bool = False
    acronym: bool = False


class Known(msgspec.Struct, frozen=True):
    """An organisation of the list."""

    name: str
    land: str
    parent: str


@lru_cache(maxsize=1 << 16)
def parse(name: str) -> OrganizationName:
    """The parts of an organisation's name."""
    plain = _BRACKETED.sub(" ", name).strip() or name
    known = _known().get(_plain(plain)) or _known().get(_plain(plain).removesuffix("s"))
    if known:
        return _of_known(known)
    judicial = _judicial(_plain(plain))
    owner, part = ("", "") if judicial and judicial.land else _owned(plain)
    if judicial and not _is_of_a_district(owner):
        return judicial
    if owner:
        inner, outer = parse(part), parse(owner)
        parent = "" if names_nothing(outer.key, words("generic_words")) else outer.key
        return OrganizationName(key=inner.key, land=inner.land or outer.land, parent=parent, generic=inner.generic)
    found = _plain(plain).split()
    if found[0] in words("inverted_heads") and _is_owned(" ".join(found[1:])) and found[1] != "of":
        found = found[1:]
    land, rest = _land(found)
    key = _ordered(rest)
    known = _known().get(key) if land == "us" else None
    if known and known.land == "us":
        return _of_known(known)
    return OrganizationName(key=key, land=land, generic=_is_generic(rest), acronym=is_acronym(plain.strip()))


def _of_known(known: Known) -> OrganizationName:
    key = _ordered(_plain(known.name).split())
    parent = _ordered(_plain(known.parent).split()) if known.parent else ""
    return OrganizationName(key=key, land=known.land, parent=parent, generic=_is_generic(key.split()))


@lru_cache(maxsize=1 << 16)
def _plain(name: str) -> str:
    """The folded name with abbreviations, plurals and British spellings in their compared form."""
    found = (_abbreviations().get(word, word) for word in fold(name.replace("&", " and ")).split())
    return " ".join(word for word in found if word) or fold(name) or "-"


def _ordered(found: list[str]) -> str:
    """The words with "X department" turned to "department of X"."""
    if len(found) > 1 and found[-1] in words("inverted_heads") and "of" not in found:
        return " ".join([found[-1], "of", *found[:-1]])
    return " ".join(word for i, word in enumerate(found) if not (word == "the" and i))


def _owned(plain: str) -> tuple[str, str]:
    """The larger body and its part, where a name says both ("Justice Department's Tax Division", "Tax Division of the DOJ")."""
    genitive = _GENITIVE.match(plain)
    if genitive and _is_owned(genitive["part"]) and not territory(genitive["owner"]):
        return genitive["owner"], genitive["part"]
    found = plain.split()
    for cut in range(1, len(found) - 1):
        part, body = " ".join(found[:cut]), " ".join(found[cut + 1 :])
        if found[cut].lower() in _LINKS and _is_part(part) and _has_parts(body):
            return body, part
    for cut in range(len(found) - 2, 0, -1):
        body, part = " ".join(found[:cut]), " ".join(found[cut:])
        if found[cut].lower() not in _SMALL and not body.endswith(",") and _is_owned(part) and _has_parts(body):
            return body, part
    return "", ""


@lru_cache(maxsize=1 << 15)
def _is_part(name: str) -> bool:
    """Whether a name is one of a part of a body: "Tax Division", "Office of Inspector General", "Border Patrol"."""
    found = _plain(name).split()
    known = _known().get(" ".join(found))
    if known and known.parent:
        return True
    return len(found) > 1 and (found[-1] in general.words("subunits.txt") or " ".join(found[:2]) in _OFFICE_OF)


def _is_owned(name: str) -> bool:
    """Whether a name is one of a part once the body stands before it: "Tax Division", but also "Asset Forfeiture Program"."""
    found = _plain(name).split()
    return _is_part(name) or (len(found) > 1 and found[-1] in words("owned_units"))


@lru_cache(maxsize=1 << 15)
def _has_parts(name: str) -> bool:
    """Whether a name by itself is a body that may have parts: one of the list, a department or ministry, or itself a part."""
    folded = _plain(name)
    if _is_of_a_district(name):
        return True
    _, rest = _land(folded.split())
    if {folded, folded.removesuffix("s"), " ".join(rest)} & _known().keys() or _ordered(rest) in _usual_lands():
        return True
    rest = [word for word in rest if word != "the"]
    if "of" in (*rest[:2], *rest[-2:-1]):
        return False
    return len(rest) > 1 and (rest[-1] in words("inverted_heads") or rest[-1] in general.words("subunits.txt"))


def _judicial(folded: str) -> OrganizationName | None:
    """A body of one federal judicial district: "us attorney office for eastern district of virginia"."""
    district = _DISTRICT.match(folded)
    if not district or district["body"] not in words("judicial_bodies"):
        return None
    code = _territory(f"district of {district['land']}") or _territory(district["land"])
    land = f"{code}:{district['part'] or ''}" if code else ""
    return OrganizationName(key=district["body"], land=land, generic=True)


def _is_of_a_district(name: str) -> bool:
    """Whether a name is that of a body of a judicial district that is known."""
    judicial = _judicial(_plain(name)) if name else None
    return judicial is not None and bool(judicial.land)


def judicial_parent(key: str, land: str) -> str:
    """The compared name of the body that one of a judicial district is a part of; empty for any other body."""
    of = {row[0]: row[1] for row in rows("judicial_bodies") if len(row) > 1}.get(key, "") if ":" in land else ""
    return parse(of).key if of else ""


def _land(found: list[str]) -> tuple[str, list[str]]:
    """The territory at either end of a generic name, and the name without it."""
    for size in range(min(_LONGEST_TERRITORY, len(found) - 1), 0, -1):
        code = _territory(" ".join(found[:size]))
        if code and _is_national(found[size:]):
            return code, found[size:]
    for start in range(1, len(found) - 1):
        if found[start] not in ("of", "in", "for"):
            continue
        code = _territory(" ".join(word for word in found[start + 1 :] if word != "the"))
        if code and _is_national(found[:start]):
            return code, found[:start]
    return "", found


@lru_cache(maxsize=1 << 18)
def _territory(folded: str) -> str:
    return (readings(folded) or ("",))[0]


def _is_generic(found: list[str]) -> bool:
    return all(word in _generic() for word in found)


def _is_national(found: list[str]) -> bool:
    """Whether every country may have a body of this name: "Bank of America" is not America's bank."""
    return _is_generic(found) and (len(found) > 1 or found[0] in words("sole_bodies"))


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return words("generic_words") | frozenset(_abbreviations().get(word, word) for word in words("generic_words"))


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    return {row[0]: row[1] if len(row) > 1 else "" for row in rows("abbreviations")}


@lru_cache(maxsize=1)
def _known() -> dict[str, Known]:
    """The organisations of the list by each of their compared names; national bodies only by acronym or with their country."""
    found: dict[str, Known] = {}
    for row in rows("organizations"):
        name, land, others, parent = (*row, "", "", "")[:4]
        known = Known(name=name, land="" if land == "-" else land, parent=parent)
        for form in (name, *filter(None, others.split(";"))):
            folded = _plain(form)
            if not (known.land and _is_generic(folded.split())):
                found.setdefault(folded, known)
            if known.land:
                for adjective in _adjectives(known.land):
                    found.setdefault(f"{adjective} {folded}", known)
    return found


@lru_cache(maxsize=256)
def _adjectives(land: str) -> tuple[str, ...]:
    return {"us": ("us", "united states", "american"), "gb": ("uk", "british", "united kingdom")}.get(
        land, (fold(territory_name(land)),)
    )


def land_of(body: str) -> str:
    """The code of the territory that a body is or belongs to, if its name says so; empty where it does not."""
    return territory(body) or parse(body).land if body else ""


def form(article: ArticleProfile, entity: Profile) -> Form:
    """How an organisation's name is read.

    A generic name belongs to the territory beside it, else to the country whose body goes by that name alone and of which
    the article speaks, else to the article's country. What a part belongs to sets it apart from other bodies' parts. A body
    that every judicial district has one of stands alone where the article does not say the district.
    """
    name = _part_of(parse(entity.name), entity.bodies)
    if not name.parent and _is_of_a_town(name.key, article):
        name = msgspec.structs.replace(name, generic=True)
        facet, blocks = f"{article.article}<", _blocks(entity.name, entity.aliases)
        return Form("organization", name.key, facet=facet, blocks=blocks, detail=name, alone=True)
    if names_nothing(name.key, words("generic_words") - words("sole_bodies")):
        return Form("organization", name.key, facet=f"{article.article}#{entity.id}", detail=name, alone=True)
    blocks = _blocks(entity.name, entity.aliases)
    if not name.generic:
        return Form("organization", name.key, facet=f"<{name.parent}" if name.parent else "", blocks=blocks, detail=name)
    land = _district(entity, name) or name.land or _land_in(article, entity, name)
    if name.key in words("judicial_bodies") and ":" not in land:
        return Form("organization", name.key, facet=f"{article.article}<", blocks=blocks, detail=name, alone=True)
    name = _national(name, code_of(land))
    blocks = blocks if f"org:{name.key}" in blocks else blocks | {f"org:{name.key}"}
    alone = not land and (not name.parent or name.parent in words("local_bodies"))
    facet = f"{article.article if alone else land}{'<' if name.parent else ''}{name.parent}"
    return Form(
        "organization", name.key, facet=facet, blocks=blocks, detail=msgspec.structs.replace(name, land=land), alone=alone
    )


def _is_of_a_town(key: str, article: ArticleProfile) -> bool:
    """Whether a name is a place of the article and a kind of part ("chicago office"): many bodies have one there."""
    if not _is_part(key):
        return False
    places = {fold(entity.name) for entity in article.entities if entity.type == "place"}
    found = key.split()
    return any(" ".join(found[:end]) in places and _is_generic(found[end:]) for end in range(1, len(found)))


def _national(name: OrganizationName, land: str) -> OrganizationName:
    """The name by which a country's body is listed, where it goes by another ("Homeland Security" in the United States)."""
    found = (_known().get(f"{adjective} {name.key}") for adjective in _adjectives(land)) if land and not name.parent else ()
    known = next((body for body in found if body), None)
    return msgspec.structs.replace(_of_known(known), land=name.land) if known else name


def _part_of(name: OrganizationName, bodies: Iterable[str]) -> OrganizationName:
    """The name with the body that the text says it is a part of; a body that has no parts says nothing."""
    wholes = {(whole.key, whole.land) for body in bodies if _has_parts(body) and (whole := parse(body)).key != name.key}
    if name.parent or len(wholes) != 1 or not _is_part(name.key):
        return name
    ((parent, land),) = wholes
    return msgspec.structs.replace(name, parent=parent, land=name.land or land)


def _district(entity: Profile, name: OrganizationName) -> str:
    if name.key not in words("judicial_bodies") or ":" in name.land:
        return ""
    districts = [land for land in entity.around if ":" in land]
    return districts[0] if len(districts) == 1 else ""


def _land_in(article: ArticleProfile, entity: Profile, name: OrganizationName) -> str:
    """The territory of a generic name that does not say it; a part has that of its body, whatever state it sits in."""
    usual = _usual_lands().get(name.parent or name.key)
    if len(entity.around) == 1:
        (land,) = entity.around
        return usual.land if usual and name.parent and country(code_of(land)) == usual.land else land
    if usual and not (article.country in usual.rivals and usual.land not in _countries(article)):
        return usual.land
    return f"{GUESSED}{article.country}" if article.country and not _is_part(name.key) else ""


def _countries(article: ArticleProfile) -> set[str]:
    return {country(code) for code, _ in article.territories}


GUESSED = "~"
"""Begins a territory that only the rest of the article tells of."""


class UsualBody(msgspec.Struct, frozen=True):
    """Where a body lies that goes by its generic name alone in the news, and the countries that have one of that name too."""

    land: str
    rivals: tuple[str, ...]


@lru_cache(maxsize=1)
def _usual_lands() -> dict[str, UsualBody]:
    found = ((name, land, rivals.split(";")) for name, land, rivals in ((*row, "")[:3] for row in rows("usual_bodies")))
    return {_ordered(_plain(name).split()): UsualBody(land=land, rivals=tuple(rivals)) for name, land, rivals in found}


@lru_cache(maxsize=1 << 12)
def _blocks(name: str, aliases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(block for form in (name, *aliases) for block in _blocks_of(form))


def _blocks_of(form: str) -> Iterator[str]:
    name = parse(form)
    yield f"org:{name.key}"
    if name.acronym:
        yield f"acronym:{fold(form).replace(' ', '')}"
    elif not name.generic:
        yield f"sound:{skeleton(name.key.replace(' ', ''))}"
        yield from (f"acronym:{letters}" for letters in _letters(form))


def _letters(name: str) -> set[str]:
    """The acronyms of a name, of the part that it ends in or begins with, and of what an office is the office of.

    "Justice Department's Tax Division" is "td", "Office of Community Oriented Policing Services" is "cops".
    """
    folded = {fold(name), parse(name).key}
    folded |= {form.rpartition(f"{head} ")[2] for form in folded for head in _OFFICE_OF}
    return {letters for form in folded for letters in (acronym(form), initials(form)) if len(letters) > 1}


def compare(left: Node, right: Node) -> list[Signal]:
    """The signals for and against two organisations being one."""
    one, two = _name(left), _name(right)
    names = list(_name_signals(left, right, one, two))
    return [*names, *_land_signals(one, two), *_evidence(left, right)]


def _name(node: Node) -> OrganizationName:
    detail = node.form.detail
    assert isinstance(detail, OrganizationName)  # noqa: S101
    return detail


def _name_signals(left: Node, right: Node, one: OrganizationName, two: OrganizationName) -> Iterator[Signal]:
    if numbers(one.key) != numbers(two.key):
        yield Signal("other number", -8.0, f"{one.key} / {two.key}")
    if (two.key and one.parent == two.key) or (one.key and two.parent == one.key):
        yield Signal("a part and its whole", -8.0, f"{one.key} / {two.key}")
    if one.parent and two.parent and one.parent != two.parent:
        yield Signal("part of another body", -8.0, f"{one.parent} / {two.parent}")
    if one.parent and one.parent == two.parent and one.parent not in words("local_bodies"):
        yield Signal("part of the same body", 2.0, one.parent)
    if one.key == two.key:
        usual = one.generic or two.generic or (one.parent and two.parent and one.parent != two.parent)
        yield Signal("same name", 1.0 if usual else 5.0, one.key)
    elif not (left.form.alone or right.form.alone) and (share := max(_defined(left, two), _defined(right, one))):
        often = _fits(left, right) and max(_defining(left, two), _defining(right, one)) > 1
        weight = 3.0 if often else round(min(3.0, _ENOUGH * share), 2)
        yield Signal("the article gives both names", weight, f"{one.key} / {two.key}")
    elif _fits(left, right):
        yield Signal("acronym fits", -0.5, f"{one.key} / {two.key}")
    elif skeleton(one.key.replace(" ", "")) == skeleton(two.key.replace(" ", "")):
        long = min(len(one.key), len(two.key)) >= _SURE
        yield Signal("name spelt otherwise", 2.5 if long else 0.5, f"{one.key} / {two.key}")
    else:
        siblings = one.parent and one.parent == two.parent
        yield Signal("other name", -6.0 if siblings else -2.5, f"{one.key} / {two.key}")


_ENOUGH = 15.0
"""The weight if all of a node's articles gave another's name too; it counts up to 3, so that a fifth of them are enough."""


def _defined(node: Node, other: OrganizationName) -> float:
    """The share of a node's articles that use the other's name for it too."""
    return min(1.0, _defining(node, other) / len(node.members))


def _defining(node: Node, other: OrganizationName) -> int:
    """How many of a node's articles use the other's name for it too; a name that every country may have tells nothing.

    Nor does an acronym that is another body's by the list, if the node's own name has no word in common with that.
    """
    if other.generic:
        return 0
    foreign = not set(_name(node).key.split()) & set(other.key.split())
    return sum(
        count
        for alias, count in node.aliases.items()
        if (name := parse(alias)).key == other.key and not (foreign and is_acronym(alias) and not name.acronym)
    )


def _fits(left: Node, right: Node) -> bool:
    """Whether one is an acronym and the other a name that it may stand for."""
    if _is_acronym(left) == _is_acronym(right):
        return False
    short, full = (left, right) if _is_acronym(left) else (right, left)
    return _name(short).key.replace(" ", "") in {letters for name in full.names for letters in _letters(name)}


def _is_acronym(node: Node) -> bool:
    """Whether any article writes the name as an acronym, whatever others make of its capitals."""
    return any(parse(name).acronym for name in node.names)


def _land_signals(one: OrganizationName, two: OrganizationName) -> Iterator[Signal]:
    if not one.land or not two.land:
        return
    lands = one.land.lstrip(GUESSED), two.land.lstrip(GUESSED)
    guessed = GUESSED in one.land + two.land
    seen = f"{lands[0]} / {lands[1]}"
    if lands[0] == lands[1]:
        yield Signal("same territory", 2.5, lands[0])
    elif guessed and related(code_of(one.land), code_of(two.land)):
        yield Signal("territory of the article", 0.3, seen)
    else:
        yield Signal("other territory", -4.0 if guessed else -8.0, seen)


def code_of(land: str) -> str:
    """The territory of a land, be it guessed or a judicial district ("us-va:eastern" → "us-va")."""
    return land.lstrip(GUESSED).partition(":")[0]


def _evidence(left: Node, right: Node) -> Iterator[Signal]:
    shared = left.context & right.context
    if shared:
        yield Signal("named beside the same names", min(1.0, 0.25 * len(shared)), ", ".join(sorted(shared)[:3]))
    together = left.articles & right.articles
    if together and _name(left).key != _name(right).key and not _fits(left, right):
        yield Signal("told apart in one article", -2.0, min(together))
    for part, other in ((left, right), (right, left)):
        body = _name(part).parent
        if body and body not in words("local_bodies") and not _name(other).parent and _name(part).key == _name(other).key:
            share = _bodies(other)[body] / len(other.members)
            yield Signal("its articles name the larger body", round(3.5 * share - 1.0, 2), body)
            said = len(part.members)
            yield Signal("articles that say whose part it is", round(min(_OFTEN, 0.4 * math.log(said)), 2), f"{said} {body}")


_OFTEN = 1.5
"""The most that the number of articles counts which say whose part a body is."""


def _bodies(node: Node) -> Counter[str]:
    """How many of the node's articles name each body, by its key."""
    return Counter(key for article, _ in node.members for key in _keys(article.telling))


@lru_cache(maxsize=1 << 15)
def _keys(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(parse(name).key for name in names)
