"""Reads and compares names of organisations: acronyms, word order, jurisdictions, parts of a larger body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from kg.resolve.linker import Signal
from kg.resolve.lists import rows, words
from kg.resolve.names import acronym, fold, initials, is_acronym, numbers, skeleton
from kg.resolve.nodes import Form, Node
from kg.resolve.profiles import ArticleProfile, Profile
from kg.resolve.territories import readings, related, territory, territory_name

_BRACKETED = re.compile(r"\s*[(\[]([^)\]]+)[)\]]\s*")
_GENITIVE = re.compile(r"^(?P<owner>.+?(?:['’]s|s['’]))\s+(?P<part>.+)$")
_LONGEST_TERRITORY = 4


class OrganizationName(msgspec.Struct, frozen=True):
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
    known = _known().get(_plain(plain))
    if known:
        return _of_known(known)
    owner, part = _owned(plain)
    if owner:
        inner = parse(part)
        return OrganizationName(
            key=inner.key, land=inner.land or parse(owner).land, parent=_parent_key(owner), generic=inner.generic, acronym=False
        )
    land, rest = _land(_plain(plain).split())
    key = _ordered(rest)
    known = _known().get(key) if land == "us" else None
    if known and known.land == "us":
        return _of_known(known)
    return OrganizationName(key=key, land=land, generic=_is_generic(rest), acronym=is_acronym(plain.strip()))


def _of_known(known: Known) -> OrganizationName:
    key = _ordered(_plain(known.name).split())
    parent = _ordered(_plain(known.parent).split())
    return OrganizationName(key=key, land=known.land, parent=parent, generic=_is_generic(key.split()))


@lru_cache(maxsize=1 << 16)
def _plain(name: str) -> str:
    """The folded name with abbreviations, plurals and British spellings in their compared form."""
    found = (_abbreviations().get(word, word) for word in fold(name.replace("&", " and ")).split())
    return " ".join(word for word in found if word) or fold(name)


def _ordered(found: list[str]) -> str:
    """The words with "X department" turned to "department of X"."""
    if len(found) > 1 and found[-1] in words("inverted_heads") and "of" not in found:
        return " ".join([found[-1], "of", *found[:-1]])
    return " ".join(word for i, word in enumerate(found) if not (word == "the" and i))


def _owned(plain: str) -> tuple[str, str]:
    """The larger body and its part, where a name says both ("Justice Department's Tax Division")."""
    genitive = _GENITIVE.match(plain)
    if genitive and _is_part(genitive["part"]) and not territory(genitive["owner"]):
        return genitive["owner"], genitive["part"]
    found = plain.split()
    for cut in range(1, len(found)):
        head, tail = " ".join(found[:cut]), " ".join(found[cut:])
        if _is_part(tail) and _is_body(head):
            return head, tail
        if found[cut].lower() in ("of", "at", "in") and _is_part(head) and _is_body(" ".join(found[cut + 1 :])):
            return " ".join(found[cut + 1 :]), head
    return "", ""


def _is_part(name: str) -> bool:
    folded = _plain(name)
    return len(folded.split()) > 1 and any(folded.endswith(f" {head}") or folded == head for head in words("subunits"))


@lru_cache(maxsize=1 << 14)
def _is_body(name: str) -> bool:
    """Whether a name by itself is a body that may have parts: one of the list, or a department or ministry."""
    folded = _plain(name)
    if folded in _known():
        return True
    _, rest = _land(folded.split())
    key = " ".join(rest)
    return key in _known() or (len(rest) > 1 and (rest[-1] in words("inverted_heads") or rest[0] in words("inverted_heads")))


def _parent_key(owner: str) -> str:
    return parse(owner).key


def _land(found: list[str]) -> tuple[str, list[str]]:
    """The territory at either end of a generic name, and the name without it."""
    for size in range(min(_LONGEST_TERRITORY, len(found) - 1), 0, -1):
        code = _territory(" ".join(found[:size]))
        if code and _is_generic(found[size:]):
            return code, found[size:]
    for start in range(1, len(found) - 1):
        if found[start] not in ("of", "in", "for"):
            continue
        code = _territory(" ".join(word for word in found[start + 1 :] if word != "the"))
        if code and _is_generic(found[:start]):
            return code, found[:start]
    return "", found


@lru_cache(maxsize=1 << 14)
def _territory(folded: str) -> str:
    return (readings(folded) or ("",))[0]


def _is_generic(found: list[str]) -> bool:
    return all(word in _generic() for word in found)


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
    """How an organisation's name is read; a generic one belongs to the territory beside it, else to the article's country."""
    name = parse(entity.name)
    land = name.land
    if name.generic and not land:
        land = (
            entity.around[0] if len(entity.around) == 1 else f"~{article.country}" if article.country else f"?{article.article}"
        )
    facet = land if name.generic else ""
    return Form(
        "organization",
        name.key,
        facet=facet,
        blocks=_blocks(entity.name, entity.aliases),
        detail=msgspec.structs.replace(name, land=land),
    )


@lru_cache(maxsize=1 << 16)
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
    folded = fold(name)
    return {letters for letters in (acronym(folded), initials(folded)) if len(letters) > 1}


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
    if one.parent and two.parent and one.parent != two.parent:
        yield Signal("part of another body", -8.0, f"{one.parent} / {two.parent}")
    if one.key == two.key:
        yield Signal("same name", 1.0 if one.generic else 5.0, one.key)
    elif _defined(left, two) or _defined(right, one):
        yield Signal("the article gives both names", 3.0, f"{one.key} / {two.key}")
    elif one.acronym != two.acronym and _fits(left, right):
        yield Signal("acronym fits", -0.5, f"{one.key} / {two.key}")
    elif skeleton(one.key.replace(" ", "")) == skeleton(two.key.replace(" ", "")):
        yield Signal("name spelt otherwise", 2.5, f"{one.key} / {two.key}")
    else:
        yield Signal("other name", -2.5, f"{one.key} / {two.key}")


def _defined(node: Node, other: OrganizationName) -> bool:
    """Whether an article uses the other's name for this node too."""
    return any(parse(alias).key == other.key for alias in node.aliases)


def _fits(left: Node, right: Node) -> bool:
    short, full = (left, right) if _name(left).acronym else (right, left)
    return _name(short).key.replace(" ", "") in {letters for name in full.names for letters in _letters(name)}


def _land_signals(one: OrganizationName, two: OrganizationName) -> Iterator[Signal]:
    lands = one.land.lstrip("~"), two.land.lstrip("~")
    if not one.land or not two.land or "?" in one.land + two.land:
        return
    seen = f"{lands[0]} / {lands[1]}"
    if lands[0] == lands[1]:
        yield Signal("same territory", 2.5, lands[0])
    elif "~" in one.land + two.land and related(*lands):
        yield Signal("territory of the article", 0.3, seen)
    else:
        yield Signal("other territory", -4.0 if "~" in one.land + two.land else -8.0, seen)


def _evidence(left: Node, right: Node) -> Iterator[Signal]:
    shared = left.context & right.context
    if shared:
        yield Signal("named beside the same names", min(1.0, 0.25 * len(shared)), ", ".join(sorted(shared)[:3]))
    together = left.articles & right.articles
    if together and _name(left).key != _name(right).key:
        yield Signal("told apart in one article", -2.0, min(together))
