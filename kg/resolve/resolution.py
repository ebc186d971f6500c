"""What resolution found: the graph entity of every local entity, groups of copies, and the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process, utils

from kg.errors import QueryError
from kg.model import GraphEntity
from kg.resolve.linker import Judgement, Linker
from kg.resolve.names import fold
from kg.resolve.nodes import Node
from kg.resolve.why import Why, bearing, explain


class Resolution:
    """Who the local entities of all articles are; fits ``kg.ty.Resolution``."""

    def __init__(
        self,
        *,
        entities: Mapping[str, GraphEntity],
        places: Mapping[str, Mapping[str, str]],
        groups: Mapping[str, str],
        nodes: Mapping[str, tuple[Node, ...]],
        linker: Linker,
    ) -> None:
        self._entities = entities
        self._places = places
        self._groups = groups
        self._nodes = nodes
        self._linker = linker

    def entity(self, article_id: str, local_id: str) -> GraphEntity:
        """The graph entity of one article's local entity; KeyError if either is unknown."""
        return self._entities[self._places[article_id][local_id]]

    def places(self) -> Mapping[str, Mapping[str, str]]:
        """Article id → local id → slug of the graph entity, for all articles that have entities."""
        return self._places

    def entities(self) -> Iterator[GraphEntity]:
        """All graph entities, by slug."""
        return iter(self._entities.values())

    def settle(self) -> None:
        """Forget nodes and judgements, which take most of the memory: who the entities are, and groups, are known still."""
        self._nodes = {}
        self._linker = Linker()

    def nodes(self) -> Iterator[tuple[GraphEntity, tuple[Node, ...]]]:
        """All graph entities with the nodes that make them, by slug."""
        return ((entity, self._nodes[slug]) for slug, entity in self._entities.items())

    def group(self, article_id: str) -> str:
        """The first article id of the article's syndication group."""
        return self._groups[article_id]

    def is_rejected(self, claim_key: str) -> bool:
        """No claim is: verdicts are applied to records, by ``kg.review``."""
        return False

    def why(self, left: str, right: str) -> Why:
        """Why two names, or slugs, are one entity or two; of namesakes, the ones that most articles name.

        Raises:
            QueryError: Nothing has this name; the remedy gives the nearest.
        """
        ones, twos = self._bearers(left), self._bearers(right)
        both = [one for one in ones if any(one[0] is two[0] for two in twos)]
        if fold(left) == fold(right) and len(ones) > 1:
            one, two = ones[:2]
        elif both:
            one, two = both[0], next(two for two in twos if two[0] is both[0][0])
        else:
            one, two = ones[0], twos[0]
        return explain(one, two, nodes={node.id: node for _, nodes in self.nodes() for node in nodes}, linker=self._linker)

    def doubts(self) -> list[Judgement]:
        """The undecided judgements, most useful first: those that touch the most articles."""
        held = [judgement for judgement in self._linker.judgements() if judgement.verdict == "undecided"]
        sizes = {node.id: len(node.members) for nodes in self._nodes.values() for node in nodes}
        return sorted(held, key=lambda j: (-min(sizes[j.left], sizes[j.right]), -j.score, j.left, j.right))

    def _bearers(self, name: str) -> list[tuple[GraphEntity, list[Node]]]:
        """The entities of a name, the one in most articles first, each with those of its nodes that bear it."""
        if name in self._entities:
            return [(self._entities[name], list(self._nodes[name]))]
        bearers = bearing((node for nodes in self._nodes.values() for node in nodes), name)
        if not bearers:
            raise QueryError(name, "nothing in the graph is called so", f"Nearest names: {', '.join(self._nearest(name))}")
        own = {node.id for node in bearers}
        found = [(entity, [node for node in nodes if node.id in own]) for entity, nodes in self.nodes()]
        return sorted((item for item in found if item[1]), key=lambda item: (-_articles(item[1]), item[0].slug))

    def _nearest(self, name: str) -> list[str]:
        names = sorted({entity.name for entity in self._entities.values()})
        return [found[0] for found in process.extract(name, names, limit=3, processor=utils.default_process)]


def _articles(nodes: Iterable[Node]) -> int:
    return len({article for node in nodes for article in node.articles})
