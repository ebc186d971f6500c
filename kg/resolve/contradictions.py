"""Finds decisions that contradict one another, and says which lines they stand in."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from pathlib import Path

from kg.errors import DecisionError
from kg.resolve.decisions import (
    Anchor,
    ClaimAnchor,
    Decisions,
    Different,
    Edit,
    Line,
    Linked,
    Rename,
    Right,
    Same,
    Unlinked,
    Wrong,
)
from kg.resolve.names import fold

Clash = tuple[Line, ...]
"""Decisions of which one must go."""


def check(decisions: Decisions, path: Path | str = "decisions", *, unwritten: int = 0) -> None:
    """Raise a DecisionError that names the lines, and what they say, if any decisions contradict one another.

    The last ``unwritten`` decisions are not in the file yet.
    """
    new = {number for number, _ in decisions.lines[len(decisions) - unwritten :]}
    for clash in contradictions(decisions):
        lines = sorted(dict(clash).items(), key=lambda line: line[0])
        standing = [str(number) for number, _ in lines if number not in new]
        said = "; ".join(f"{'the new one' if number in new else f'line {number}'} says “{what}”" for number, what in lines)
        raise DecisionError(
            f"{path}, {_listed(standing)}" if standing else "the decisions",
            f"decisions contradict each other: {said}",
            "Remove a line from the file, or take its last decision back with kg review --undo",
        )


def _listed(numbers: list[str]) -> str:
    return f"line {numbers[0]}" if len(numbers) == 1 else f"lines {', '.join(numbers[:-1])} and {numbers[-1]}"


def contradictions(decisions: Decisions) -> Iterator[Clash]:
    """Decisions that cannot hold together: two or more lines each."""
    for find in (_torn_entities, _two_names, _links_and_not, _two_verdicts):
        yield from find(decisions.lines)


def entity_key(anchor: Anchor) -> Hashable:
    """What two anchors of one entity share."""
    return anchor.type, fold(anchor.name), anchor.article


def claim_key(anchor: ClaimAnchor) -> Hashable:
    """What two anchors of one claim share."""
    return anchor.article, anchor.kind, anchor.quote, tuple(sorted(anchor.says.items()))


def _torn_entities(lines: Iterable[Line]) -> Iterator[Clash]:
    """Each "different" whose sides "same" joins, directly or through others, with the lines that join them."""
    lines = tuple(lines)
    joined: dict[Hashable, list[tuple[Hashable, Line]]] = defaultdict(list)
    for number, decision in lines:
        if isinstance(decision, Same):
            left, right = entity_key(decision.left), entity_key(decision.right)
            joined[left].append((right, (number, decision)))
            joined[right].append((left, (number, decision)))
    for number, decision in lines:
        if isinstance(decision, Different):
            path = _path(joined, entity_key(decision.left), entity_key(decision.right))
            if path:
                yield (*path, (number, decision))


def _path(joined: dict[Hashable, list[tuple[Hashable, Line]]], start: Hashable, goal: Hashable) -> Clash:
    """The lines on a shortest way from one anchor to another; none if there is no way."""
    ways: dict[Hashable, Clash] = {start: ()}
    waiting = deque([start])
    while waiting and goal not in ways:
        here = waiting.popleft()
        for there, line in joined[here]:
            if there not in ways:
                ways[there] = (*ways[here], line)
                waiting.append(there)
    return ways.get(goal, ())


def _two_names(lines: Iterable[Line]) -> Iterator[Clash]:
    renames = [(entity_key(d.entity), (number, d)) for number, d in lines if isinstance(d, Rename)]
    yield from _pairs(renames, lambda one, two: one.name != two.name)  # type: ignore[attr-defined]


def _links_and_not(lines: Iterable[Line]) -> Iterator[Clash]:
    links = [(entity_key(d.entity), (number, d)) for number, d in lines if isinstance(d, Linked | Unlinked)]
    yield from _pairs(links, lambda one, two: type(one) is not type(two) and _speak_of_one(one, two))


def _speak_of_one(one: object, two: object) -> bool:
    iris = {getattr(one, "iri", None), getattr(two, "iri", None)}
    return len(iris) == 1 or None in iris


def _two_verdicts(lines: Iterable[Line]) -> Iterator[Clash]:
    verdicts = [(claim_key(d.claim), (number, d)) for number, d in lines if isinstance(d, Right | Wrong | Edit)]
    yield from _pairs(verdicts, _clash)


def _clash(one: object, two: object) -> bool:
    if isinstance(one, Edit) and isinstance(two, Edit):
        return any(one.to[field] != two.to[field] for field in one.to.keys() & two.to.keys())
    return type(one) is not type(two)


def _pairs(found: Iterable[tuple[Hashable, Line]], clash: Callable[[object, object], bool]) -> Iterator[Clash]:
    """The pairs of lines about one thing that clash."""
    earlier: dict[Hashable, list[Line]] = defaultdict(list)
    for key, line in found:
        yield from ((other, line) for other in earlier[key] if clash(other[1], line[1]))
        earlier[key].append(line)
