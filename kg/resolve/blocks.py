"""Brings together in blocks the nodes that may be one, so that comparing them stays near linear in their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import combinations, product

from kg.resolve.nodes import Node


def pairs(nodes: Iterable[Node], *, settled: Set[str] = frozenset()) -> Iterator[tuple[Node, Node]]:
    """The pairs of nodes that a block brings together, each once, but for those of two ``settled`` ones."""
    blocks: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        for block in node.blocks:
            blocks[node.form.kind, block].append(node)
    for (_, block), members in sorted(blocks.items()):
        for left, right in _tellable(members, settled):
            if block == _meeting(left, right):
                yield left, right


def _tellable(members: Sequence[Node], settled: Set[str]) -> Iterator[tuple[Node, Node]]:
    """The pairs of a block, but for those of two that stand alone, or are settled."""
    fresh = [node for node in members if node.id not in settled]
    old = [node for node in members if node.id in settled] if fresh else []
    yield from _not_both_alone(fresh)
    yield from ((a, b) for a, b in product(fresh, old) if not (a.form.alone and b.form.alone))


def _not_both_alone(members: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    alone = [node for node in members if node.form.alone]
    others = [node for node in members if not node.form.alone]
    yield from combinations(others, 2)
    yield from product(others, alone)


def _meeting(left: Node, right: Node) -> str | None:
    """The first block in which one of two nodes seeks the other."""
    return min((left.blocks & right.seeks) | (left.seeks & right.blocks), default=None)
