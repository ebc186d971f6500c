"""Groups the names of one article by what they name: surnames with full names, acronyms with their words, short forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from kg.refer.drafts import Name, NameType
from kg.refer.forms import (
    OF,
    bare,
    body_key,
    country_keys,
    country_of,
    is_acronym,
    key,
    known_bodies,
    stands_for,
    without_country,
)
from kg.refer.names import after_titles
from kg.words import items, parties, place_names, rows, table, words


class Cluster(msgspec.Struct):
    """Names of one thing: ``name`` is the fullest form, ``forms`` counts all of them, ``at`` holds the mentions."""

    type: NameType
    name: str
    forms: Counter[str]
    at: list[Name]

    def add(self, name: Name, form: str) -> None:
        """Take in a mention that is written ``form``."""
        self.forms[form] += 1
        self.at.append(name)


def cluster(names: Sequence[Name], text: str) -> list[Cluster]:
    """The clusters of ``names``, in order of first mention; full forms are placed before short ones."""
    found: list[Cluster] = []
    defined = definitions(names, text)
    order = sorted(names, key=lambda name: (-_fullness(name, text), name.start))
    for name in order:
        form = written(name, text)
        if form:
            home = next((one for one in found if form in defined and defined[form] in one.at), None) or _home(found, name, form)
            if home is None:
                home = Cluster(name.type, form, Counter(), [])
                found.append(home)
            home.add(name, form)
    for one in found:
        one.at.sort(key=lambda name: name.start)
        one.name = canonical(one)
    return sorted(found, key=lambda one: one.at[0].start)


def definitions(names: Sequence[Name], text: str) -> dict[str, Name]:
    """Form → a name of the same thing: an acronym's words ("Volkspartij voor Vrijheid (VVD)"), a former or other name."""
    ends = {name.end: name for name in names if name.type == "organization" and not is_acronym(written(name, text))}
    found: dict[str, Name] = {}
    for name in names:
        before, form = ends.get(name.start - 2), text[name.start : name.end]
        bracketed = (text[max(0, name.start - 2) : name.start], text[name.end : name.end + 1]) == (" (", ")")
        if before is not None and bracketed and name.type == "organization" and is_acronym(form):
            found.setdefault(form, before)
    for one, other in pairwise(names):
        if one.type == other.type and ALSO.fullmatch(text, one.end, other.start):
            found.setdefault(written(one, text), other)
            found.setdefault(written(other, text), one)
    return found


ALSO = re.compile(
    r"(?:, | \()(?:(?:now|also|formerly|previously|originally|officially|better)(?: (?:known|called)(?: as)?)?|aka) "
)
"""What stands between two names of one thing: "Acta Rail (formerly Bona Rail)"."""


def written(name: Name, text: str) -> str:
    """How a mention writes its name: without article, possessive and, for a person, titles and honorifics."""
    form = bare(text[name.start : name.end])
    if name.type != "person":
        return form
    parts = form.split()
    start = after_titles(parts, 0, len(parts)) if parts else 0
    return " ".join(parts[start:])


def _fullness(name: Name, text: str) -> int:
    form = written(name, text)
    return 0 if is_acronym(form) and name.type != "person" else len(key(form))


def _home(found: Sequence[Cluster], name: Name, form: str) -> Cluster | None:
    """The cluster that ``form`` belongs to; of several people with one surname the first introduced, else the most recent."""
    same = SAME[name.type]
    fits = [one for one in found if one.type == name.type and any(same(other, form) for other in one.forms)]
    if name.type != "person":
        return min(fits, key=lambda one: _distance(one, name), default=None)
    exact = [one for one in fits if any(key(other)[-1:] == key(form)[-1:] for other in one.forms)]
    return min(exact or fits, key=lambda one: min(other.start for other in one.at), default=None)


def _distance(one: Cluster, name: Name) -> tuple[bool, int]:
    before = [other.start for other in one.at if other.start <= name.start]
    return (False, name.start - max(before)) if before else (True, min(other.start for other in one.at))


def same_person(full: str, short: str) -> bool:
    """Whether ``short`` can be another form of the person's name ``full``."""
    long, brief = without_suffix(key(full)), without_suffix(key(short))
    if not long or not brief:
        return False
    if long == brief:
        return True
    if len(brief) == 1:
        return brief[0] in (long[-1], long[0], _paternal(long)) or _near(brief[0], long[-1])
    if brief[-1] in (long[-1], _paternal(long)):
        return _first_names_fit(long, brief)
    return _inside(brief, long)


def without_suffix(name: tuple[str, ...]) -> tuple[str, ...]:
    """A person's name without "Jr." and the like."""
    return name[:-1] if len(name) > 1 and name[-1] in _suffixes() else name


def _suffixes() -> frozenset[str]:
    return frozenset(part for word in words("suffixes.txt") for part in key(word))


def _near(one: str, other: str) -> bool:
    """Whether a surname is another with a lost or added final "s" ("Session’s" for "Sessions’")."""
    return len(one) > 4 and (one == other + "s" or other == one + "s")


def _paternal(name: tuple[str, ...]) -> str | None:
    """The first of two surnames, by which its bearer may be called alone: Wanda *Vidal* Garza."""
    return name[-2] if len(name) > 2 and len(name[-2]) > 2 else None


def _first_names_fit(long: tuple[str, ...], brief: tuple[str, ...]) -> bool:
    one, other = long[0], brief[0]
    if one == other or ((len(one) == 1 or len(other) == 1) and one[0] == other[0]):
        return True
    return other in long or one in brief or (len(one) > 2 < len(other) and (one.startswith(other) or other.startswith(one)))


def _inside(brief: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[at : at + len(brief)] == brief for at in range(len(long) - len(brief) + 1))


def same_body(full: str, short: str) -> bool:
    """Whether ``short`` can be another form of the organisation's name ``full``."""
    if key(full) == key(short) or (body_key(full) == body_key(short) and body_key(full) and _countries_fit(full, short)):
        return True
    for one, other in ((short, full), (full, short)):
        if is_acronym(one) and (stands_for(one, other) or official(one) == official(other)):
            return True
    if official(full) == official(short):
        return True
    long, brief = without_country(full), key(short)
    if not brief or len(brief) >= len(long) or " ".join(brief) in country_keys():
        return False
    if long[: len(brief)] == brief:
        return set(long[len(brief) :]) <= designators() and len(brief[0]) > 2
    return len(brief) > 1 and long[-len(brief) :] == brief and _is_body(brief) and not _is_part(long[: -len(brief)])


def _countries_fit(full: str, short: str) -> bool:
    one, other = country_of(full), country_of(short)
    return one is None or other is None or one == other


@lru_cache(maxsize=1)
def designators() -> frozenset[str]:
    """Words that a short form leaves out, as keys."""
    return frozenset(part for word in words("designators.txt") for part in key(word))


def _is_body(name: tuple[str, ...]) -> bool:
    return name[-1].capitalize() in table("body_heads.tsv")


def _is_part(before: tuple[str, ...]) -> bool:
    """Whether a body's name is opened by a part of it ("Fraud Section of the Justice Department's" Criminal Division)."""
    return any(one in words("subunits.txt") and after in OF for one, after in pairwise(before))


def official(name: str) -> str:
    """The usual name of a well-known organisation or party, else the name itself."""
    if key(name) in known_bodies():
        return known_bodies()[key(name)][0]
    party = parties().get(bare(name))
    return party.name if party else name


def same_place(full: str, short: str) -> bool:
    """Whether two names are the same place: equal, or two names of one country or state."""
    one, other = key(full), key(short)
    if one == other:
        return True
    keys = country_keys()
    return keys.get(" ".join(one), full) == keys.get(" ".join(other), short)


SAME = {"person": same_person, "organization": same_body, "place": same_place}


def canonical(one: Cluster) -> str:
    """The fullest form of a cluster: for a country its usual name, for a party or body the form with most words."""
    for form in one.forms:
        if one.type == "place" and form in place_names():
            return place_names()[form]
        if one.type == "organization" and form in parties():
            return parties()[form].name
    return max(one.forms, key=lambda form: (_words(form), one.forms[form], form))


def _words(form: str) -> int:
    return 0 if is_acronym(form) else len(form.split())


def other_names(one: Cluster) -> tuple[str, ...]:
    """The forms of a cluster beside its name, and the certain names of a well-known body, sorted."""
    certain: set[str] = set()
    if one.type == "organization":
        usual = official(one.name)
        for row in rows("bodies.tsv"):
            if row[0] == usual:
                certain = {row[0], *items(row[2])}
    return tuple(sorted((set(one.forms) | certain) - {one.name}))
