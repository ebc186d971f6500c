"""Holds judgements of whether two nodes are the same, and draws clusters out of them without blind transitive closure.

Judgements follow nomenklatura's resolver: same, different, undecided. Clusters are drawn greedily, the surest
judgement first, and two clusters never join across a "different" (correlation clustering with hard constraints).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import combinations
from typing import Literal

import msgspec

Verdict = Literal["same", "different", "undecided"]

SAME = 0.8
"""Score from which a machine's judgement is "same"."""
DIFFERENT = 0.05
"""Score down to which a machine's judgement is "different"."""
DOUBTFUL = 0.3
"""Score below which an undecided pair is not worth a person's time, nor keeping."""
LARGEST = 40
"""Nodes of the largest group in which all pairs are judged."""
MARGIN = 0.7
"""Two candidates that differ from each other and whose weights (log-odds) lie this close leave a node undecided."""

_DECIDED = 100.0


class Signal(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One reason for or against a merge: its name, its weight (log-odds) and what was seen."""

    name: str
    weight: float
    seen: str = ""


class Judgement(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is held of two nodes: the verdict, its score in [0, 1], the signals, and whether a person decided (and who)."""

    left: str
    right: str
    verdict: Verdict
    score: float
    signals: tuple[Signal, ...] = ()
    human: bool = False
    by: str | None = None

    @property
    def weight(self) -> float:
        """The sum of the signals' weights; a person's word outweighs all."""
        return _DECIDED if self.human else sum(signal.weight for signal in self.signals)

    @property
    def telling(self) -> bool:
        """Whether it joins nodes or is doubtful enough to ask a person."""
        return self.verdict == "same" or (self.verdict == "undecided" and self.score >= DOUBTFUL)

    def other(self, node: str) -> str:
        """The node that ``node`` is compared with."""
        return self.right if node == self.left else self.left


def judge(left: str, right: str, signals: Iterable[Signal]) -> Judgement:
    """A machine's judgement: the logistic function of the sum of the signals' weights, cut at SAME and DIFFERENT."""
    signals = tuple(signals)
    score = round(1 / (1 + math.exp(-sum(signal.weight for signal in signals))), 4)
    verdict: Verdict = "same" if score >= SAME else "different" if score <= DIFFERENT else "undecided"
    first, second = pair(left, right)
    return Judgement(first, second, verdict, score, signals)


def decide(left: str, right: str, verdict: Verdict, *, by: str | None = None) -> Judgement:
    """A person's judgement."""
    first, second = pair(left, right)
    signals = (Signal("decided by a person", 0.0, by or ""),)
    return Judgement(first, second, verdict, 1.0 if verdict == "same" else 0.0, signals, human=True, by=by)


def pair(left: str, right: str) -> tuple[str, str]:
    """Two nodes in order."""
    return (left, right) if left <= right else (right, left)


class Linker:
    """The judgements over a set of nodes: at most one for each pair, a person's before a machine's."""

    def __init__(self, nodes: Iterable[str] = ()) -> None:
        self._nodes = set(nodes)
        self._judgements: dict[tuple[str, str], Judgement] = {}
        self._by_node: dict[str, list[tuple[str, str]]] = {}

    def add(self, judgement: Judgement) -> None:
        """Hold a judgement; a machine's never replaces a person's."""
        both = (judgement.left, judgement.right)
        held = self._judgements.get(both)
        if held and held.human and not judgement.human:
            return
        if held is None:
            self._nodes.update(both)
            for node in both:
                self._by_node.setdefault(node, []).append(both)
        self._judgements[both] = judgement

    def get(self, left: str, right: str) -> Judgement | None:
        """What is held of two nodes, if anything."""
        return self._judgements.get(pair(left, right))

    def judgements(self) -> Iterator[Judgement]:
        """All that is held, ordered by the pair of nodes."""
        for both in sorted(self._judgements):
            yield self._judgements[both]

    def unjudged(self, *, alone: Set[str] = frozenset()) -> list[tuple[str, str]]:
        """The pairs of nodes that "same" would join, directly or through others, and that are not judged themselves.

        Pairs of two that stand ``alone`` are left out: they tell nothing of one another. In a group of more than
        ``LARGEST`` others only those are asked for that are both the same as a third.
        """
        groups: dict[str, list[str]] = {}
        for node, root in self._groups().items():
            groups.setdefault(root, []).append(node)
        found = (both for members in groups.values() for both in self._to_judge(members, alone))
        return sorted({both for both in found if both not in self._judgements})

    def _to_judge(self, members: list[str], alone: Set[str]) -> Iterator[tuple[str, str]]:
        if sum(node not in alone for node in members) <= LARGEST:
            yield from _tellable(members, alone)
            return
        for node in members:
            yield from _tellable(self.partners(node), alone)

    def partners(self, node: str) -> list[str]:
        """The nodes that are judged to be the same as this one, sorted."""
        held = (self._judgements[both] for both in self._by_node.get(node, ()))
        return sorted(judgement.other(node) for judgement in held if judgement.verdict == "same")

    def _groups(self) -> dict[str, str]:
        """Node → one node for all that "same" joins it with, for nodes that are the same as any other."""
        root: dict[str, str] = {}
        for judgement in self._judgements.values():
            if judgement.verdict == "same":
                ends = sorted(_root(root, node) for node in (judgement.left, judgement.right))
                root[ends[1]] = ends[0]
        return {node: _root(root, node) for node in root}

    def clusters(self) -> list[tuple[str, ...]]:
        """The nodes in clusters, each sorted, the whole sorted; the same whatever the order of the judgements."""
        draft = _Draft(self._nodes)
        different = self._different()
        for judgement in self._judgements.values():
            if judgement.verdict == "different":
                draft.keep_apart(judgement)
        for judgement in sorted(self._judgements.values(), key=_surest_first):
            if judgement.verdict == "same" and (judgement.human or not self._torn(judgement, different)):
                draft.join(judgement)
        return draft.clusters()

    def _torn(self, judgement: Judgement, different: Mapping[str, Set[str]]) -> bool:
        """Whether one side is judged the same, about as surely, as a node that differs from the other side."""
        sides = ((judgement.left, judgement.right), (judgement.right, judgement.left))
        return any(self._rivals(near, different.get(far, ()), judgement) for near, far in sides)

    def _rivals(self, node: str, others: Iterable[str], judgement: Judgement) -> bool:
        """Whether the node is judged the same as one of the others, about as surely as in the judgement."""
        held = (self._judgements.get(pair(node, other)) for other in others)
        return any(rival and rival.verdict == "same" and rival.weight >= judgement.weight - MARGIN for rival in held)

    def _different(self) -> dict[str, set[str]]:
        """Node → the nodes that are judged different from it."""
        found: dict[str, set[str]] = {}
        for judgement in self._judgements.values():
            if judgement.verdict == "different":
                found.setdefault(judgement.left, set()).add(judgement.right)
                found.setdefault(judgement.right, set()).add(judgement.left)
        return found


class _Draft:
    """Clusters in the making, with what each must not be joined to: True where a person said so."""

    def __init__(self, nodes: Iterable[str]) -> None:
        self._of = {node: node for node in nodes}
        self._members = {node: [node] for node in self._of}
        self._apart: dict[str, dict[str, bool]] = {}

    def keep_apart(self, judgement: Judgement) -> None:
        self._bar(judgement.left, judgement.right, human=judgement.human)

    def _bar(self, left: str, right: str, *, human: bool) -> None:
        for one, two in ((left, right), (right, left)):
            apart = self._apart.setdefault(one, {})
            apart[two] = apart.get(two, False) or human

    def join(self, judgement: Judgement) -> None:
        left, right = self._of[judgement.left], self._of[judgement.right]
        barrier = self._apart.get(left, {}).get(right)
        if left == right or barrier or (barrier is False and not judgement.human):
            return
        keep, drop = sorted((left, right), key=lambda name: (-len(self._members[name]), name))
        for node in self._members[drop]:
            self._of[node] = keep
        self._members[keep].extend(self._members.pop(drop))
        for other, human in self._apart.pop(drop, {}).items():
            self._apart[other].pop(drop)
            if other != keep:
                self._bar(keep, other, human=human)

    def clusters(self) -> list[tuple[str, ...]]:
        return sorted(tuple(sorted(members)) for members in self._members.values())


def _tellable(nodes: Iterable[str], alone: Set[str]) -> Iterator[tuple[str, str]]:
    """The pairs of nodes, each in order, but for those of two that stand alone."""
    ordered = sorted(nodes)
    others = [node for node in ordered if node not in alone]
    yield from combinations(others, 2)
    yield from (pair(left, right) for left in others for right in ordered if right in alone)


def _root(root: dict[str, str], node: str) -> str:
    root.setdefault(node, node)
    while root[node] != node:
        root[node] = root[root[node]]
        node = root[node]
    return node


def _surest_first(judgement: Judgement) -> tuple[bool, float, str, str]:
    return (not judgement.human, -judgement.score, judgement.left, judgement.right)
