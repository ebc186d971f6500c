"""Scores what the spans of the gold's facts say of an article: whom its mentions stand for, and what its dates are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import msgspec

from kg.evaluate.criteria import Item, Wordings, same_date
from kg.evaluate.figure import Figure
from kg.facts import iso_date
from kg.model import Mention, Record

Span = tuple[int, int]
ENDS = {"roles": ("person", "organization"), "actions": ("actor",), "statements": ("speaker",)}
"""Layer → the parts of its facts that are entities."""

_ALIKE = 0.5


class Marked(msgspec.Struct, frozen=True):
    """A span of the gold: what it stands for, what was said of it (None if nothing), and whether the two agree."""

    layer: str
    span: Span
    gold: str
    predicted: str | None
    agrees: bool
    evidence: str


def coreference(wordings: Wordings, gold: Item, record: Record) -> list[Marked]:
    """The mentions of named entities in the gold's facts, pronouns and bare titles too, with the entities of the record.

    A mention is the record's own that shares most characters with it, and at least half (Dice).
    """
    entities = {entity.id: entity for entity in record.entities}
    said = [((one.start, one.end), entities[one.entity]) for one in record.mentions if entities[one.entity].type != "policy"]
    named = [(span, entity.name) for span, entity in said if entity.named]
    return [
        _marked("coreference", span, name, _nearest(span, named), partial(wordings.same_name, also=also), evidence)
        for (span, name), (also, evidence) in _mentions(wordings, gold).items()
    ]


def dates(gold: Item, record: Record) -> list[Marked]:
    """The expressions that date the gold's actions, with the calendar dates that the record gives them."""
    said = [((one.start, one.end), iso_date(one)) for one in record.timexes if one.start is not None and one.end is not None]
    dated = [(span, value) for span, value in said if value is not None]
    wanted = {
        (span, item["date"]): item["evidence"] for item in gold["actions"] if item["date"] and (span := _span(item, "date"))
    }
    return [
        _marked("dates", span, value, _overlapping(span, dated), same_date, evidence)
        for (span, value), evidence in wanted.items()
    ]


def figure(marked: Sequence[Marked]) -> Figure:
    """Of the spans that something was said of the right ones (precision), of all spans the right ones (recall)."""
    return Figure.one_to_one(sum(one.agrees for one in marked), sum(one.predicted is not None for one in marked), len(marked))


def _mentions(wordings: Wordings, gold: Item) -> dict[tuple[Span, str], tuple[list[str], str]]:
    """Span and name of each mention, with the other wordings that its fact allows and the fact's evidence."""
    ends = ((item, part) for layer, parts in ENDS.items() for item in gold[layer] for part in parts)
    return {
        (span, item[part]): (item.get(f"{part}_aliases", []), item["evidence"])
        for item, part in ends
        if item[part] and wordings.knows(item[part]) and (span := _span(item, part))
    }


def _span(item: Item, part: str) -> Span | None:
    given = (item.get("spans") or {}).get(part)
    return (given[0], given[1]) if given else None


def _marked(
    layer: str, span: Span, gold: str, said: str | None, agree: Callable[[str, str | None], bool], evidence: str
) -> Marked:
    return Marked(layer, span, gold, said, said is not None and agree(gold, said), evidence)


def _nearest(span: Span, said: Sequence[tuple[Span, str]]) -> str | None:
    best, name = max(said, key=lambda one: (dice(span, one[0]), one), default=((0, 0), None))
    return name if dice(span, best) >= _ALIKE else None


def _overlapping(span: Span, said: Sequence[tuple[Span, str]]) -> str | None:
    return next((value for other, value in said if other[0] < span[1] and span[0] < other[1]), None)


def outermost(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions that do not lie inside another of the same entity ("Rail" in "Norland Rail"), in text order."""
    reach: dict[str, int] = {}
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if mention.end > reach.get(mention.entity, 0):
            reach[mention.entity] = mention.end
            yield mention


def dice(one: Span, other: Span) -> float:
    """The share of their characters that two spans have in common, in [0, 1]; 0 where one is empty."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    both = (one[1] - one[0]) + (other[1] - other[0])
    return max(0, 2 * shared) / both if both else 0.0
