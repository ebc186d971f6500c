"""Reads and compares names by the type of what they name: people, organisations, places, policies."""

from __future__ import annotations

from collections.abc import Callable

from kg.model import EntityType
from kg.resolve import organizations, people, places, policies
from kg.resolve.linker import Judgement, Signal, judge
from kg.resolve.nodes import Form, Node
from kg.resolve.profiles import ArticleProfile, Profile

FORMS: dict[EntityType, Callable[[ArticleProfile, Profile], Form]] = {
    "person": people.form,
    "organization": organizations.form,
    "place": places.form,
    "policy": policies.form,
}
COMPARE: dict[EntityType, Callable[[Node, Node], list[Signal]]] = {
    "person": people.compare,
    "organization": organizations.compare,
    "place": places.compare,
    "policy": policies.compare,
}
OTHER_TYPE = -8.0


def read(article: ArticleProfile, entity: Profile) -> Form:
    """How the name of one local entity is read."""
    return FORMS[entity.type](article, entity)


def compare(left: Node, right: Node) -> Judgement:
    """The machine's judgement of two nodes, the same whichever comes first."""
    one, two = (left, right) if left.id <= right.id else (right, left)
    return judge(one.id, two.id, signals(one, two))


def signals(left: Node, right: Node) -> list[Signal]:
    """What speaks for and against two nodes being one."""
    one, two = left.form, right.form
    if one.kind != two.kind:
        return [Signal("other type", OTHER_TYPE, f"{one.kind} / {two.kind}")]
    if one.detail is None or two.detail is None:
        return [Signal("only described", OTHER_TYPE, f"{one.key} / {two.key}")]
    return COMPARE[one.kind](left, right)
