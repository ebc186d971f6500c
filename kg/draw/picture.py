"""The nouns of a picture: nodes, the claims between them, and the passages behind each claim."""

from __future__ import annotations

import msgspec

from kg.model import EntityType, Modality


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of one article, quoted word for word; ``published`` is an ISO date."""

    article: str
    quote: str
    title: str = ""
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """An entity; ``id`` is its IRI, ``detail`` what kind of its type it is ("order" for a policy)."""

    id: str
    label: str
    type: EntityType
    detail: str | None = None


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """A claim, made in one or several passages, of ``source`` about ``target``.

    ``relation`` is what it is called in ``style.toml``: an action of the scheme, ``role``, ``statement`` or ``part``.
    ``label`` says it in words ("former Attorney General", "ordered"). ``target`` is None where there is no second
    party: a role whose body is not named, a statement about nothing in the graph. Such a claim is listed with
    its node and not drawn.
    """

    source: str
    target: str | None
    relation: str
    label: str
    date: str | None = None
    modality: Modality = "asserted"
    passages: tuple[Passage, ...] = ()

    @property
    def ends(self) -> tuple[str, ...]:
        """The ids of the one or two nodes that the claim is about."""
        return (self.source,) if self.target is None else (self.source, self.target)


class Picture(msgspec.Struct, frozen=True):
    """Nodes and edges; every end of an edge is the ``id`` of a node."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def __post_init__(self) -> None:
        known = {node.id for node in self.nodes}
        for edge in self.edges:
            for end in edge.ends:
                if end not in known:
                    raise ValueError(f"an edge ends at {end!r}, which is no node of the picture")
