"""Explains why two names are one entity or two: the judgements between their nodes, with the signals and their weights."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, product

import msgspec

from kg.model import GraphEntity
from kg.resolve.compare import compare
from kg.resolve.linker import Judgement, Linker, Signal
from kg.resolve.names import fold
from kg.resolve.nodes import Node

FEW = 8
"""The most judgements that an explanation holds."""


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """Why two names are one entity, or are not.

    ``left`` and ``right`` are the entities, the same one if they were merged. ``judgements`` are those that tell most: a
    merge that came about through other nodes has one for each step. ``weighed`` counts all pairs that were compared.
    """

    left: GraphEntity
    right: GraphEntity
    judgements: tuple[Judgement, ...]
    weighed: int

    @property
    def one(self) -> bool:
        """Whether both are one entity."""
        return self.left.slug == self.right.slug


def explain(
    left: tuple[GraphEntity, Sequence[Node]],
    right: tuple[GraphEntity, Sequence[Node]],
    *,
    nodes: Mapping[str, Node],
    linker: Linker,
) -> Why:
    """Why the nodes of two names, each with its entity, are one or two.

    Args:
        left: an entity and those of its nodes that bear the first name.
        right: likewise for the second.
        nodes: all nodes by id.
        linker: what is held of them.
    """
    (one, ones), (two, twos) = left, right
    shared = [node for node in ones if any(node is other for other in twos)]
    if shared:
        return Why(left=one, right=two, judgements=tuple(map(_one_form, shared[:FEW])), weighed=len(shared))
    judged = [_judgement(linker, a, b) for a, b in product(ones, twos)]
    if one.slug == two.slug and not any(judgement.verdict == "same" for judgement in judged):
        steps = _path(linker, {node.id for node in ones}, {node.id for node in twos})
        chain = tuple(_judgement(linker, nodes[a], nodes[b]) for a, b in pairwise(steps))
        return Why(left=one, right=two, judgements=chain, weighed=len(judged))
    told = sorted(judged, key=lambda judgement: (-judgement.score, judgement.left, judgement.right))
    return Why(left=one, right=two, judgements=tuple(told[:FEW]), weighed=len(judged))


def bearing(nodes: Iterable[Node], name: str) -> list[Node]:
    """The nodes that are called by a name in some article; those that have it as an alias if there are none."""
    nodes, folded = list(nodes), fold(name)
    named = [node for node in nodes if any(fold(own) == folded for own in node.names)]
    return named or [node for node in nodes if any(fold(own) == folded for own in node.aliases)]


def _one_form(node: Node) -> Judgement:
    names = sorted({*node.names, *node.aliases})[:FEW]
    return Judgement(node.id, node.id, "same", 1.0, (Signal("one name in the form compared", 0.0, ", ".join(names)),))


def _judgement(linker: Linker, left: Node, right: Node) -> Judgement:
    return linker.get(left.id, right.id) or compare(left, right)


def _path(linker: Linker, starts: set[str], goals: set[str]) -> list[str]:
    """The nodes on a shortest way from one name to the other along "same"; none if there is no way."""
    before: dict[str, str] = {}
    waiting = deque(sorted(starts))
    seen = set(starts)
    while waiting:
        here = waiting.popleft()
        if here in goals:
            return _way(before, here)
        for there in linker.partners(here):
            if there not in seen:
                seen.add(there)
                before[there] = here
                waiting.append(there)
    return []


def _way(before: Mapping[str, str], end: str) -> list[str]:
    way = [end]
    while way[-1] in before:
        way.append(before[way[-1]])
    return way[::-1]
