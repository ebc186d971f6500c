"""When a predicted fact is the gold fact: one comparison for each part of it, and the figures as sets of parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from kg.evaluate.wording import normal, overlap, without_status

Item = dict[str, Any]
"""An entity, role, action or statement in the gold's form."""

_SAME_NAME = 0.75
_SAME_ROLE = 0.67
_SAME_POLICY = 0.5
_SAME_CONTENT = 0.5
_NO_ROLE = frozenset({"member", "representative", "affiliate"})


class Criterion(msgspec.Struct, frozen=True):
    """A figure: the layer that it counts, the parts that have to agree, and the items that it leaves out."""

    layer: str
    parts: tuple[str, ...]
    counts: Callable[[Item], bool] = lambda item: True


def _quoted(item: Item) -> bool:
    return item.get("type") in ("direct", "mixed")


CRITERIA = {
    "entities": Criterion("entities", ("type", "name")),
    "roles.person_role": Criterion("roles", ("person", "role")),
    "roles.full": Criterion("roles", ("person", "role", "organization", "status")),
    "actions.pair": Criterion("actions", ("actor", "policy")),
    "actions.dated": Criterion("actions", ("actor", "policy", "date")),
    "actions.full": Criterion("actions", ("actor", "policy", "date", "action", "modality")),
    "statements.full": Criterion("statements", ("speaker", "content")),
    "statements.direct": Criterion("statements", ("speaker", "content"), _quoted),
}
"""Name of the figure → what it counts, in the order of the report; a layer's stricter figures stand after its looser ones."""


class Wordings:
    """The wordings of one gold article that count as the same entity or policy."""

    def __init__(self, gold: Item) -> None:
        self._kinds = {entity["name"]: entity["type"] for entity in gold["entities"]}
        self._forms = {entity["name"]: [entity["name"], *entity["aliases"]] for entity in gold["entities"]}
        for policy in gold.get("policies", ()):
            self._forms.setdefault(policy["name"], []).extend([policy["name"], *policy["aliases"]])

    def forms(self, name: str) -> list[str]:
        """All wordings of this entity or policy; its name alone where the gold lists no other."""
        return self._forms.get(name, [name])

    def knows(self, name: str) -> bool:
        """Whether this is one of the article's entities."""
        return name in self._kinds

    def same_name(self, gold: str | None, predicted: str | None, also: Iterable[str] = ()) -> bool:
        """Whether ``predicted`` names the gold entity; a person's surname will do, alone or with other names of theirs."""
        if gold is None or not predicted:
            return gold is None and predicted is None
        forms = [*self.forms(gold), *also]
        if normal(predicted) in map(normal, forms):
            return True
        if self._kinds.get(gold) == "person":
            return _part_of_name(normal(gold).split(), normal(predicted).split())
        return any(overlap(form, predicted) >= _SAME_NAME for form in forms)

    def same_policy(self, gold: str, predicted: str | None) -> bool:
        """Whether ``predicted`` shares enough content words with a wording of the gold policy."""
        return any(overlap(form, predicted) >= _SAME_POLICY for form in self.forms(gold))


def same(wordings: Wordings, layer: str, parts: Iterable[str], gold: Item, predicted: Item) -> bool:
    """Whether these parts of the two items agree."""
    return all(_PARTS[layer, part](wordings, gold, predicted) for part in parts)


def _part_of_name(full: list[str], said: list[str]) -> bool:
    return bool(said) and said[-1] == full[-1] and set(said) <= set(full)


def _named(part: str) -> Callable[[Wordings, Item, Item], bool]:
    return lambda wordings, gold, predicted: wordings.same_name(gold[part], predicted.get(part))


def _equal(part: str) -> Callable[[Wordings, Item, Item], bool]:
    return lambda wordings, gold, predicted: bool(gold[part] == predicted.get(part))


def _role(wordings: Wordings, gold: Item, predicted: Item) -> bool:
    said = predicted.get("role")
    if gold["role"] is None:
        return said is None or normal(said) in _NO_ROLE
    forms = [without_status(form) for form in (gold["role"], *gold.get("role_aliases", ()))]
    wanted = without_status(said)
    return any(form == wanted or overlap(form, wanted) >= _SAME_ROLE for form in forms)


def _organization(wordings: Wordings, gold: Item, predicted: Item) -> bool:
    also = gold.get("organization_aliases", ())
    return gold["organization"] is None or wordings.same_name(gold["organization"], predicted.get("organization"), also)


def _policy(wordings: Wordings, gold: Item, predicted: Item) -> bool:
    return wordings.same_policy(gold["policy"], predicted.get("policy"))


def _date(wordings: Wordings, gold: Item, predicted: Item) -> bool:
    return same_date(gold["date"], predicted.get("date"))


def same_date(gold: str | None, predicted: str | None) -> bool:
    """Whether a date is the gold's, or a more exact one in it; the week of a day does not count as the day."""
    if gold is None or predicted is None:
        return gold == predicted
    return predicted.startswith(gold)


def _content(wordings: Wordings, gold: Item, predicted: Item) -> bool:
    return overlap(gold["content"], predicted.get("content")) >= _SAME_CONTENT


_PARTS: dict[tuple[str, str], Callable[[Wordings, Item, Item], bool]] = {
    ("entities", "type"): _equal("type"),
    ("entities", "name"): _named("name"),
    ("roles", "person"): _named("person"),
    ("roles", "role"): _role,
    ("roles", "organization"): _organization,
    ("roles", "status"): _equal("status"),
    ("actions", "actor"): _named("actor"),
    ("actions", "policy"): _policy,
    ("actions", "date"): _date,
    ("actions", "action"): _equal("action"),
    ("actions", "modality"): _equal("modality"),
    ("statements", "speaker"): _named("speaker"),
    ("statements", "content"): _content,
}
