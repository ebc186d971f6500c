"""What resolution found: the graph entity of every local entity, groups of copies, and the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.model import GraphEntity
from kg.resolve.linker import Judgement, Linker
from kg.resolve.nodes import Node


class Resolution:
    """Who the local entities of all articles are; fits ``kg.ty.Resolution``."""

    def __init__(
        self,
        *,
        entities: Mapping[str, GraphEntity],
        places: Mapping[tuple[str, str], str],
        groups: Mapping[str, str],
        nodes: Mapping[str, tuple[Node, ...]],
        linker: Linker,
        rejected: frozenset[str] = frozenset(),
    ) -> None:
        self._entities = entities
        self._places = places
        self._groups = groups
        self._nodes = nodes
        self._linker = linker
        self._rejected = rejected

    def entity(self, article_id: str, local_id: str) -> GraphEntity:
        """The graph entity of one article's local entity; KeyError if either is unknown."""
        return self._entities[self._places[article_id, local_id]]

    def entities(self) -> Iterator[GraphEntity]:
        """All graph entities, by slug."""
        return iter(self._entities.values())

    def nodes(self) -> Iterator[tuple[GraphEntity, tuple[Node, ...]]]:
        """All graph entities with the nodes that make them, by slug."""
        return ((entity, self._nodes[slug]) for slug, entity in self._entities.items())

    def group(self, article_id: str) -> str:
        """The first article id of the article's syndication group."""
        return self._groups[article_id]

    def is_rejected(self, claim_key: str) -> bool:
        """Whether a person called this claim wrong."""
        return claim_key in self._rejected

    def why(self, left: str, right: str) -> list[Judgement]:
        """What is held of two entities, given by slug or name: the judgements between their nodes, the surest first."""
        ones, twos = self._find(left), self._find(right)
        pairs = {(min(a.id, b.id), max(a.id, b.id)) for a in ones for b in twos if a.id != b.id}
        held = [judgement for pair in sorted(pairs) if (judgement := self._linker.get(*pair))]
        return sorted(held, key=lambda judgement: (-judgement.score, judgement.left, judgement.right))

    def doubts(self) -> list[Judgement]:
        """The undecided judgements, most useful first: those that touch the most articles."""
        held = [judgement for judgement in self._linker.judgements() if judgement.verdict == "undecided"]
        sizes = {node.id: len(node.members) for nodes in self._nodes.values() for node in nodes}
        return sorted(held, key=lambda j: (-min(sizes[j.left], sizes[j.right]), -j.score, j.left, j.right))

    def _find(self, name: str) -> list[Node]:
        if name in self._nodes:
            return list(self._nodes[name])
        return [node for nodes in self._nodes.values() for node in nodes if name in node.names]
