"""Applies people's decisions to the nodes of resolution: what a decision speaks of, and the judgements that it gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.resolve import people
from kg.resolve.decisions import Anchor, Decision, Decisions, Different, Linked, Rename, Same, Unlinked
from kg.resolve.linker import Judgement, decide
from kg.resolve.names import fold
from kg.resolve.nodes import Node
from kg.resolve.profiles import ArticleProfile, Profile


class Pins:
    """The local entities that a decision names in one article alone: each is to be a node of its own."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._pins = {
            (anchor.article, name_key(anchor.type, anchor.name))
            for decision in decisions
            for anchor in anchors(decision)
            if anchor.article
        }

    def pin(self, article: ArticleProfile, entity: Profile) -> str:
        """What to set the entity's node apart by; empty for an entity that no decision names in this article alone."""
        keys = (name_key(entity.type, name) for name in (entity.name, *entity.aliases)) if self._pins else ()
        return article.content_hash if any((article.content_hash, key) in self._pins for key in keys) else ""


def anchors(decision: Decision) -> tuple[Anchor, ...]:
    """The entities that a decision speaks of."""
    match decision:
        case Same() | Different():
            return decision.left, decision.right
        case Rename() | Linked() | Unlinked():
            return (decision.entity,)
        case _:
            return ()


def name_key(kind: str, name: str) -> str:
    """What spellings of one name share: a person's parsed name without titles, any other name folded."""
    return (people.parse(name).key if kind == "person" else fold(name)) or fold(name)


def judgements(decisions: Decisions, nodes: Iterable[Node]) -> Iterator[Judgement]:
    """People's judgements of pairs of nodes. Decisions about names that no article has give none."""
    pairs = [decision for decision in decisions if isinstance(decision, Same | Different)]
    if not pairs:
        return
    index = Anchored(nodes, Pins(decisions), renames=decisions)
    for decision in pairs:
        for left in index.find(decision.left):
            for right in index.find(decision.right):
                if left != right:
                    yield decide(left, right, "same" if isinstance(decision, Same) else "different", by=decision.who)


class Anchored:
    """Finds the nodes that an anchor speaks of.

    By its article, the node of the entity there. By name alone, all nodes whose articles call it so, but for those
    that other decisions speak of by article; if there are none, those that have it as an alias, then those that were
    given this name by a decision.
    """

    def __init__(self, nodes: Iterable[Node], pins: Pins, *, renames: Iterable[Decision] = ()) -> None:
        self._renamed = {
            (decision.entity.type, name_key(decision.entity.type, decision.name)): decision.entity
            for decision in renames
            if isinstance(decision, Rename)
        }
        self._named: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._also: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._in_article: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for node in nodes:
            for article, entity in node.members:
                self._take(node, article, entity, pinned=bool(pins.pin(article, entity)))

    def _take(self, node: Node, article: ArticleProfile, entity: Profile, *, pinned: bool) -> None:
        for kind in {node.form.kind, entity.type}:
            for name in (entity.name, *entity.aliases):
                key = name_key(kind, name)
                if pinned:
                    self._in_article[kind, key, article.content_hash].add(node.id)
                else:
                    (self._named if name == entity.name else self._also)[kind, key].add(node.id)

    def find(self, anchor: Anchor) -> list[str]:
        """The ids of the nodes, sorted."""
        found = self._find(anchor)
        before = self._renamed.get((anchor.type, name_key(anchor.type, anchor.name)))
        return sorted(found or (self._find(before) if before else ()))

    def _find(self, anchor: Anchor) -> set[str]:
        key = anchor.type, name_key(anchor.type, anchor.name)
        if anchor.article:
            return self._in_article.get((*key, anchor.article), set())
        return self._named.get(key) or self._also.get(key, set())
