"""Reads and compares names of people: titles, initials, middle names, nicknames, suffixes, transliterations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from kg.resolve.linker import Signal
from kg.resolve.lists import rows, words
from kg.resolve.names import fold, names_nothing, skeleton
from kg.resolve.nodes import Form, Node
from kg.resolve.organizations import land_of
from kg.resolve.profiles import ArticleProfile, Profile
from kg.resolve.territories import country

_NICK = re.compile(r"[\"“‘(]\s*([A-Z][\w-]+)\s*[\"”’)]")
_DOTTED = re.compile(r"(?<=\b[A-Za-z])\.")
_TWO_CAPITALS = re.compile(r"\b([A-Z])([A-Z])\b(?=.*[a-z])")
_GENERATION = frozenset({"jr", "sr", "junior", "senior", "ii", "iii", "iv", "2nd", "3rd"})
_FATHER_OR_SON = frozenset({"jr", "sr"})
_LETTERS = frozenset({"md", "phd", "esq", "dds", "cpa", "jd", "obe", "cbe", "mbe", "kc", "qc", "mp", "mep"})
_SPELT = {"junior": "jr", "senior": "sr", "2nd": "ii", "3rd": "iii"}


class PersonName(msgspec.Struct, frozen=True, gc=False):
    """A person's name in parts, all folded; ``given`` is empty for a surname alone or a single name."""

    given: str
    middle: tuple[str, ...]
    family: str
    suffix: str = ""
    nick: str = ""
    title: str = ""

    @property
    def key(self) -> str:
        """The name without titles, as one string."""
        return " ".join(part for part in (self.given, *self.middle, self.family, self.suffix) if part)

    @property
    def bare(self) -> bool:
        """Whether there is one name only."""
        return not self.given


@lru_cache(maxsize=1 << 16)
def parse(name: str) -> PersonName:
    """The parts of a person's name."""
    nick = _NICK.search(name)
    plain = _NICK.sub(" ", name) if nick else name
    plain = _TWO_CAPITALS.sub(r"\1 \2", _DOTTED.sub(" ", plain)) if not plain.isupper() else plain
    tokens = fold(plain).split()
    tokens, suffix = _suffix(tokens)
    title, tokens = _title(tokens)
    tokens = [token for i, token in enumerate(tokens) if i == 0 or token not in words("particles")] or tokens
    if not tokens:
        return PersonName(given="", middle=(), family=title, suffix=suffix)
    given, middle, family = (tokens[0], tokens[1:-1], tokens[-1]) if len(tokens) > 1 else ("", [], tokens[0])
    return PersonName(
        given=given, middle=tuple(middle), family=family, suffix=suffix, nick=fold(nick[1]) if nick else "", title=title
    )


def _suffix(tokens: list[str]) -> tuple[list[str], str]:
    while len(tokens) > 1 and tokens[-1] in _LETTERS:
        tokens = tokens[:-1]
    if len(tokens) > 1 and tokens[-1] in _GENERATION:
        return tokens[:-1], _SPELT.get(tokens[-1], tokens[-1])
    return tokens, ""


def _title(tokens: list[str]) -> tuple[str, list[str]]:
    count = 0
    while count < len(tokens) - 1 and tokens[count] in words("titles"):
        count += 1
    return " ".join(tokens[:count]), tokens[count:]


def form(article: ArticleProfile, entity: Profile) -> Form:
    """How a person's name is read.

    A bare name is kept to its article unless an office tells who it is; a name that many bear is kept to the country,
    region and gender that the article gives it.
    """
    name = parse(entity.name)
    if name.bare and names_nothing(name.family, words("titles")):
        return Form("person", name.key, facet=f"{article.article}#{entity.id}", detail=name, alone=True)
    if name.bare:
        offices = _offices(article, entity, name)
        facet = offices[0] if offices else article.article
        return Form("person", name.key, facet=facet, blocks=bare_blocks(name), detail=name, alone=not offices)
    facet = _place_and_gender(article, entity) if is_common(name) else _land_of_office(entity)
    return Form("person", name.key, facet=facet, blocks=_blocks(name), seeks=_seeks(name), detail=name)


def _offices(article: ArticleProfile, entity: Profile, name: PersonName) -> list[str]:
    """The offices that may tell whose the bare name is, with the article's country."""
    offices = {*(fold(role) for role, _, _ in entity.roles if role), name.title} - {""}
    return [f"{office} @{article.country or ''}" for office in sorted(offices) if " " in office or office in _sole_offices()]


def _place_and_gender(article: ArticleProfile, entity: Profile) -> str:
    regions = [code for code, _ in article.territories if country(code) == article.country != code]
    return f"{article.country or ''}/{regions[0] if regions else ''}/{entity.gender or ''}"


def _land_of_office(entity: Profile) -> str:
    """The country of the bodies in which the person holds a role now, if the names of these say one."""
    lands = {country(land) for _, body, status in entity.roles if status != "former" and (land := land_of(body))}
    return lands.pop() if len(lands) == 1 else ""


@lru_cache(maxsize=1)
def _sole_offices() -> frozenset[str]:
    return words("sole_offices")


@lru_cache(maxsize=1 << 12)
def bare_blocks(name: PersonName) -> frozenset[str]:
    """The block in which a bare name seeks the full names that it may stand for."""
    return frozenset({f"bare:{skeleton(name.family)}"})


@lru_cache(maxsize=1 << 12)
def _blocks(name: PersonName) -> frozenset[str]:
    family = skeleton(name.family)
    givens = _classes(name.given) | _classes(name.nick) | (_classes(name.middle[0]) if name.middle else frozenset())
    found = {f"name:{family}:{given}" for given in givens} | {f"bare:{family}", f"bare:{skeleton(name.given)}"}
    return frozenset(found | ({f"name:{skeleton(name.middle[-1])}:{skeleton(name.given)}"} if name.middle else set()))


@lru_cache(maxsize=1 << 12)
def _seeks(name: PersonName) -> frozenset[str]:
    """A full given name does not seek what only shares its initial."""
    return frozenset(block for block in _blocks(name) if _says_more(block, name))


def _says_more(block: str, name: PersonName) -> bool:
    kind, _, given = block.partition(":")
    return kind == "name" and (len(given.rpartition(":")[2]) > 1 or len(name.given) == 1)


def _classes(given: str) -> frozenset[str]:
    """What stands for a given name in a block: its formal names, its sound, its initial."""
    if not given:
        return frozenset()
    return frozenset({*formal(given), *_spellings(given), skeleton(given), given[0]})


@lru_cache(maxsize=1 << 14)
def formal(given: str) -> frozenset[str]:
    """The given names that this one may be short for, itself included ("bill" → "bill", "william")."""
    return frozenset({given, *_nicknames().get(given, ())})


@lru_cache(maxsize=1)
def _spelling_groups() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for number, (line,) in enumerate(rows("given_spellings")):
        for word in line.split(";"):
            found[word] = found.get(word, frozenset()) | {f"={number}"}
    return found


def _spellings(given: str) -> frozenset[str]:
    """What stands for all spellings of a given name in other languages and transliterations."""
    return _spelling_groups().get(given, frozenset())


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, short in rows("nicknames"):
        for nickname in short.split(";"):
            found.setdefault(nickname, []).append(name)
    return {nickname: tuple(names) for nickname, names in found.items()}


@lru_cache(maxsize=1)
def _common() -> frozenset[tuple[str, str]]:
    return frozenset((word, kind) for word, kind in rows("common_names"))


def is_family_name(word: str) -> bool:
    """Whether a folded word is one of the commonest family names."""
    return (word, "f") in _common()


def is_common(name: PersonName) -> bool:
    """Whether so many people bear the name that two may well share it."""
    return (name.family, "f") in _common() and any((given, "g") in _common() for given in formal(name.given))


def compare(left: Node, right: Node) -> list[Signal]:
    """The signals for and against two people being one; the first ones weigh the names, the rest the evidence."""
    one, two = _name(left), _name(right)
    names = list(name_signals(one, two))
    if sum(signal.weight for signal in names) <= _HOPELESS:
        return names
    return [*names, *_evidence(left, right, same_key=left.form.key == right.form.key)]


_HOPELESS = -5.0
_SECOND_FAMILY = "second family name"
_BY_MIDDLE = "goes by the middle name"


def _name(node: Node) -> PersonName:
    detail = node.form.detail
    assert isinstance(detail, PersonName)  # noqa: S101
    return detail


def name_signals(one: PersonName, two: PersonName) -> Iterator[Signal]:
    """What two names say of whether their bearers are one person."""
    if one.bare or two.bare:
        yield from _bare_signals(one, two)
        return
    family, given = _family_signal(one, two), _given_signal(one, two)
    yield family
    yield given
    if family.name == _SECOND_FAMILY and given.name == _BY_MIDDLE:
        yield Signal("no name in its place", -8.0, f"{one.key} / {two.key}")
    yield from _middle_signals(one, two)
    yield from _suffix_signals(one, two)
    if is_common(one) and is_common(two):
        yield Signal("common name", -4.0, two.key)


def _bare_signals(one: PersonName, two: PersonName) -> Iterator[Signal]:
    bare, full = (one, two) if one.bare else (two, one)
    if bare.family == full.family and full.bare:
        yield Signal("same single name", 0.0, bare.family)
    elif bare.family in (full.family, *full.middle[-1:]):
        yield Signal("surname alone", -1.5, bare.family)
    elif bare.family == full.given and bare.family not in _given_names():
        yield Signal("one of its names alone", -1.5, bare.family)
    else:
        yield Signal("other name", -8.0, f"{bare.family} / {full.key}")
    if bare.suffix and full.suffix and bare.suffix != full.suffix:
        yield Signal("other generation", -12.0, f"{one.suffix} / {two.suffix}")


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(name for name, _ in rows("nicknames")) | frozenset(word for word, kind in _common() if kind == "g")


def _family_signal(one: PersonName, two: PersonName) -> Signal:
    seen = one.family if one.family == two.family else f"{one.family} / {two.family}"
    if one.family == two.family:
        return Signal("same family name", 2.5, seen)
    if skeleton(one.family) == skeleton(two.family):
        return Signal("family name spelt otherwise", 1.5, seen)
    if one.family in two.middle[-1:] or two.family in one.middle[-1:]:
        return Signal(_SECOND_FAMILY, 1.0, seen)
    return Signal("other family name", -8.0, seen)


def _given_signal(one: PersonName, two: PersonName) -> Signal:
    seen = one.given if one.given == two.given else f"{one.given} / {two.given}"
    if one.given == two.given:
        return Signal("same given name", 2.5 if len(one.given) > 1 else 0.5, seen)
    if formal(one.given) & formal(two.given) or one.nick in formal(two.given) or two.nick in formal(one.given):
        return Signal("nickname", 1.0, seen)
    if len(one.given) == 1 or len(two.given) == 1:
        return _initial_signal(one, two, seen)
    if skeleton(one.given) == skeleton(two.given) or _spellings(one.given) & _spellings(two.given):
        return Signal("given name spelt otherwise", 1.0, seen)
    if _goes_by_middle(one, two) or _goes_by_middle(two, one):
        return Signal(_BY_MIDDLE, -0.5, seen)
    return Signal("other given name", -8.0, seen)


def _goes_by_middle(one: PersonName, two: PersonName) -> bool:
    """Whether a name may be another without its given name: "Edgar Hoover" and "J. Edgar Hoover", not "Edgar Lee Hoover"."""
    return one.given in two.middle[:1] and all(len(name) == 1 or name in two.middle for name in one.middle)


def _initial_signal(one: PersonName, two: PersonName, seen: str) -> Signal:
    ways = [(short, full) for short, full in ((one, two), (two, one)) if len(short.given) == 1]
    if any(short.given == full.given[0] for short, full in ways):
        return Signal("initial", -1.5, seen)
    if any(_goes_by_middle(full, short) for short, full in ways):
        return Signal(_BY_MIDDLE, 0.5, seen)
    return Signal("other given name", -8.0, seen)


def _middle_signals(one: PersonName, two: PersonName) -> Iterator[Signal]:
    left, right = _middles(one, two), _middles(two, one)
    if not left or not right:
        return
    seen = f"{' '.join(left)} / {' '.join(right)}"
    if all(a[0] == b[0] and (len(a) == 1 or len(b) == 1 or a == b) for a, b in zip(left, right, strict=False)):
        yield Signal("same middle name", 1.0, seen)
    else:
        yield Signal("other middle name", -12.0, seen)


def _middles(name: PersonName, other: PersonName) -> tuple[str, ...]:
    """The middle names, without one that the other name uses as its given or family name."""
    used = {other.given, other.family} if other.given != name.given or other.family != name.family else set()
    return tuple(middle for middle in name.middle if middle not in used)


def _suffix_signals(one: PersonName, two: PersonName) -> Iterator[Signal]:
    seen = f"{one.suffix or '-'} / {two.suffix or '-'}"
    if one.suffix and one.suffix == two.suffix:
        yield Signal("same generation", 1.0, seen)
    elif one.suffix and two.suffix:
        yield Signal("other generation", -12.0, seen)
    elif {one.suffix, two.suffix} & _FATHER_OR_SON:
        yield Signal("one is called junior or senior", -4.5, seen)


def _evidence(left: Node, right: Node, *, same_key: bool) -> Iterator[Signal]:
    if left.genders and right.genders and not left.genders & right.genders:
        yield Signal(
            "other gender",
            -8.0 if is_common(_name(left)) or is_common(_name(right)) or not same_key else -4.0,
            f"{min(left.genders)} / {min(right.genders)}",
        )
    yield from _role_signals(left, right)
    together = left.articles & right.articles
    if together and not same_key:
        yield Signal("told apart in one article", -4.0, min(together))
    shared = left.context & right.context
    if shared:
        yield Signal("named beside the same names", min(1.5, 0.5 * len(shared)), ", ".join(sorted(shared)[:3]))
    yield from _land_signals(left, right)


def _role_signals(left: Node, right: Node) -> Iterator[Signal]:
    roles = {(role, organization) for role, organization in left.roles & right.roles if role}
    offices = _roles(left) & _roles(right)
    if any(organization for _, organization in roles):
        role, organization = max(roles, key=lambda item: (bool(item[1]), item))
        yield Signal("same role in the same body", 3.0, f"{role}, {organization}")
    elif offices:
        yield Signal("same role", 3.0 if offices & _sole_offices() else 1.5, min(offices))
    elif {o for _, o in left.roles if o} & {o for _, o in right.roles if o}:
        yield Signal("same body", 1.5, min({o for _, o in left.roles if o} & {o for _, o in right.roles if o}))


def _roles(node: Node) -> set[str]:
    title = _name(node).title
    return {role for role, _ in node.roles if role} | ({title} if title else set())


def _land_signals(left: Node, right: Node) -> Iterator[Signal]:
    one, two = left.form.facet, right.form.facet
    names = (_name(left), _name(right))
    common = all(map(is_common, names))
    if one and two and one != two and not any(name.bare or is_common(name) for name in names):
        yield Signal("holds office in another country", -4.0, f"{one} / {two}")
    shared = left.countries & right.countries
    if shared:
        yield Signal("same country", 0.5, min(shared))
    elif left.countries and right.countries:
        yield Signal("other country", -2.0 if common else -0.5, f"{min(left.countries)} / {min(right.countries)}")
    regions = {facet.split("/")[1] for facet in (one, two) if common} - {""}
    if len(regions) > 1:
        yield Signal("other region", -1.5, " / ".join(sorted(regions)))
