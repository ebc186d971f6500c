"""Reads and compares policies: identifiers first, then name and type with actor and time; numbers that differ never merge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from kg.resolve.linker import Signal
from kg.resolve.lists import words
from kg.resolve.names import acronym, figure, fold, numbers
from kg.resolve.nodes import Form, Node
from kg.resolve.profiles import ArticleProfile, Profile

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_MONTH = re.compile(r"\d{4}-(?:\d\d|W\d\d)")
_PROPER = re.compile(r"\b[A-Z][\w'’-]*")
_STAGES = (
    {"bill", "law", "resolution"},
    {"order", "regulation", "plan", "program", "declaration", "sanction"},
    {"case"},
    {"agreement"},
)


class PolicyName(msgspec.Struct, frozen=True):
    """A policy's name: ``telling`` are the words that set it apart, ``numbers`` its figures, ``proper`` if a proper name.

    In ``key`` number words are figures.
    """

    key: str
    telling: tuple[str, ...]
    numbers: frozenset[str]
    year: str = ""
    proper: bool = False

    @property
    def numbered(self) -> bool:
        """Whether nothing but a number sets it apart ("H.R. 1", "16th Amendment")."""
        return bool(self.numbers) and not self.telling


@lru_cache(maxsize=1 << 15)
def parse(name: str) -> PolicyName:
    """The parts of a policy's name."""
    folded = [figure(word) for word in fold(name).split()]
    telling = tuple(word for word in folded if word not in words("policy_words") and not word.isdigit())
    years = _YEAR.findall(name)
    figures = numbers(name) - set(years)
    capitals = [word for word in _PROPER.findall(name) if fold(word) not in words("policy_words")]
    return PolicyName(
        key=" ".join(folded), telling=telling, numbers=figures, year=years[0] if years else "", proper=len(capitals) > 1
    )


def form(article: ArticleProfile, entity: Profile) -> Form:
    """How a policy's name is read; one that any article could use ("the memo") stays with its article."""
    name = parse(entity.name)
    if entity.identifiers:
        key = " ".join(sorted(entity.identifiers))
        blocks = [*(f"id:{identifier}" for identifier in entity.identifiers), *_blocks(entity, name)]
        return Form("policy", key, facet="id", blocks=blocks, detail=name)
    if not name.telling and not name.numbers:
        return Form("policy", name.key, facet=article.article, blocks=_blocks(entity, name), detail=name)
    facet = "" if name.proper and not name.numbered else f"{article.country or ''} {(article.date or '')[:4]}"
    return Form("policy", name.key, facet=facet, blocks=_blocks(entity, name), detail=name)


def _blocks(entity: Profile, name: PolicyName) -> Iterator[str]:
    if name.telling or name.numbers:
        yield f"policy:{' '.join(sorted({*name.telling, *name.numbers}))}"
    for alias in entity.aliases:
        other = parse(alias)
        if other.proper:
            yield f"policy:{' '.join(sorted(set(other.telling)))}"
    for actor, action, date in entity.actions:
        if actor and len(date) >= len("2018-04"):
            yield f"deed:{fold(actor)}|{action}|{date[:7]}"


def compare(left: Node, right: Node) -> list[Signal]:
    """The signals for and against two policies being one."""
    one, two = _name(left), _name(right)
    shared = left.identifiers & right.identifiers
    if shared:
        return [Signal("same identifier", 10.0, min(shared))]
    found = list(_barriers(left, right, one, two))
    if found:
        return found
    return [_name_signal(left, right, one, two), *_evidence(left, right)]


def _name(node: Node) -> PolicyName:
    detail = node.form.detail
    assert isinstance(detail, PolicyName)  # noqa: S101
    return detail


def _barriers(left: Node, right: Node, one: PolicyName, two: PolicyName) -> Iterator[Signal]:
    schemes = {i.split(":")[0] for i in left.identifiers} & {i.split(":")[0] for i in right.identifiers}
    if schemes:
        yield Signal("other identifier", -8.0, f"{min(left.identifiers)} / {min(right.identifiers)}")
    if one.numbers != two.numbers:
        yield Signal("other number", -8.0, f"{one.key} / {two.key}")
    if one.year and two.year and one.year != two.year:
        yield Signal("other year", -8.0, f"{one.year} / {two.year}")
    if one.numbered and two.numbered and not _in_one_session(left, right):
        yield Signal("other session of the legislature", -4.0, f"{left.dates} / {right.dates}")


def _in_one_session(left: Node, right: Node) -> bool:
    """Whether the articles may speak of one session: bills and resolutions are numbered anew every two years."""
    if not ({*left.policy_types, *right.policy_types} & {"bill", "resolution"} and left.dates and right.dates):
        return True
    one, two = ({_session(date) for date in node.dates or ()} for node in (left, right))
    return min(one) <= max(two) and min(two) <= max(one)


def _session(date: str) -> int:
    """The number of the two-year session that a day falls in; the United States Congress convenes on 3 January of odd years."""
    return (int(date[:4]) - (date[5:10] < "01-03") - 1) // 2


def _name_signal(left: Node, right: Node, one: PolicyName, two: PolicyName) -> Signal:
    seen = one.key if one.key == two.key else f"{one.key} / {two.key}"
    if set(one.telling) == set(two.telling) and one.telling:
        weight = 4.0 if one.proper and two.proper else round(min(2.5, 0.7 * len(set(one.telling)) - 1.0), 2)
        return Signal("same name", weight, seen)
    if one.numbered and set(one.key.split()) == set(two.key.split()):
        return Signal("same number", 2.5, seen)
    if not one.telling or not two.telling:
        return Signal("no name to compare", -2.0, seen)
    share = max(_also_called(left, two), _also_called(right, one))
    if share:
        return Signal("the article gives both names", round(min(3.0, _ENOUGH * share), 2), seen)
    if (one.proper and two.proper) or not set(one.telling) & set(two.telling):
        return Signal("other name", -4.0, seen)
    return Signal("a name in part", -2.5, seen)


_ENOUGH = 15.0
"""The weight if all of a node's articles gave another's name too; it counts up to 3, so that a fifth of them are enough."""


def _also_called(node: Node, other: PolicyName) -> float:
    """The share of a node's articles that use the other's name for it too, if both are proper or it fits as an acronym."""
    fitting = {acronym(fold(name)) for name in node.names}
    if not (other.proper and _name(node).proper) and other.key not in fitting:
        return 0.0
    using = sum(count for alias, count in node.aliases.items() if parse(alias).key == other.key)
    return min(1.0, using / len(node.members))


def _evidence(left: Node, right: Node) -> Iterator[Signal]:
    yield _type_signal(left, right)
    deeds = _deeds(left) & _deeds(right)
    actors = {actor for actor, _, _ in left.actions if actor} & {actor for actor, _, _ in right.actions if actor}
    if deeds:
        yield Signal("same actor at the same time", 3.0, " ".join(min(deeds)))
    elif actors:
        yield Signal("same actor", 1.0, min(actors))
    shared = (left.context & right.context) - actors
    if shared:
        share = len(shared) / min(len(left.context), len(right.context))
        yield Signal("named beside the same names", round(min(1.0, 2 * share), 2), ", ".join(sorted(shared)[:3]))
    yield from _place_and_time(left, right)


def _deeds(node: Node) -> set[tuple[str, str]]:
    """Who did something about it in which month or on which day; a policy of that name is no actor about itself."""
    own = {fold(name) for name in (*node.names, *node.aliases)}
    return {(actor, date) for actor, _, date in node.actions if actor and actor not in own and _MONTH.match(date)}


def _type_signal(left: Node, right: Node) -> Signal:
    one, two = set(left.policy_types), set(right.policy_types)
    seen = f"{' '.join(sorted(one))} / {' '.join(sorted(two))}"
    if one & two:
        return Signal("same type", 0.5, min(one & two))
    if not one or not two or {"other"} & (one | two) or any(one & stage and two & stage for stage in _STAGES):
        return Signal("types of one policy's life", 0.0, seen)
    return Signal("other type", -1.5, seen)


def _place_and_time(left: Node, right: Node) -> Iterator[Signal]:
    if left.countries and right.countries:
        lands = left.countries & right.countries
        if lands:
            yield Signal("same country", 0.5, min(lands))
        else:
            yield Signal("other country", -2.0, f"{min(left.countries)} / {min(right.countries)}")
    if left.dates and right.dates and not (_name(left).proper and _name(right).proper):
        apart = max(_year(left.dates[0]) - _year(right.dates[1]), _year(right.dates[0]) - _year(left.dates[1]))
        if apart > 1:
            yield Signal("years apart", -1.5, str(apart))


def _year(date: str) -> int:
    return int(date[:4])
