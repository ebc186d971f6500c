"""What part of a graph a picture shows: the surroundings of one entity, and no more than fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import networkx as nx
from rapidfuzz import process

from kg.draw.picture import Node, Picture
from kg.errors import QueryError


def around(picture: Picture, focus: str, *, hops: int) -> Picture:
    """The nodes within ``hops`` edges of the one with the IRI or label ``focus``, and the edges among them.

    Raises:
        QueryError: no node is called that; the remedy names the nearest labels.
    """
    graph = undirected(picture)
    near = nx.single_source_shortest_path_length(graph, find(picture, focus).id, cutoff=hops)
    return restricted(picture, near)


def most_told(picture: Picture, limit: int, *, focus: str | None = None) -> Picture:
    """At most ``limit`` nodes: those of the best-told pairs, nearest to ``focus`` first, then single ones if there is room."""
    if len(picture.nodes) <= limit:
        return picture
    told = weights(picture)
    far = _distances(picture, focus) if focus else {}
    rank = {node.id: (far.get(node.id, len(picture.nodes)), -told[node.id], node.id) for node in picture.nodes}
    kept: set[str] = set()
    for a, b in sorted(undirected(picture).edges, key=lambda ends: sorted((rank[end] for end in ends), reverse=True)):
        if len(kept | {a, b}) <= limit:
            kept |= {a, b}
    alone = sorted(rank.keys() - kept, key=lambda node: rank[node])
    return restricted(picture, [*kept, *alone[: limit - len(kept)]])


def find(picture: Picture, name: str) -> Node:
    """The node whose IRI or label is ``name``, whatever the case; of several, the one with the most passages.

    Raises:
        QueryError: no node is called that; the remedy names the nearest labels.
    """
    wanted, told = name.casefold(), weights(picture)
    named = [node for node in picture.nodes if wanted in (node.id.casefold(), node.label.casefold())]
    if named:
        return min(named, key=lambda node: (-told[node.id], node.id))
    labels = sorted({node.label for node in picture.nodes})
    nearest = [label for label, _, _ in process.extract(name, labels, limit=3, score_cutoff=50)]
    remedy = f"Nearest names: {', '.join(nearest)}." if nearest else "Draw without a focus to see which names there are."
    raise QueryError(f"focus {name!r}", "no entity of the graph has this name", remedy)


def weights(picture: Picture) -> Counter[str]:
    """Node id → how many passages tell of it."""
    told: Counter[str] = Counter()
    for edge in picture.edges:
        for end in set(edge.ends):
            told[end] += max(1, len(edge.passages))
    return told


def restricted(picture: Picture, ids: Iterable[str]) -> Picture:
    """The picture of these nodes alone, with the edges whose ends are all among them."""
    kept = set(ids)
    return Picture(
        tuple(node for node in picture.nodes if node.id in kept),
        tuple(edge for edge in picture.edges if kept.issuperset(edge.ends)),
    )


def undirected(picture: Picture) -> nx.Graph[str]:
    """The picture as a simple graph over node ids, in the picture's order."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in picture.nodes)
    graph.add_edges_from(edge.ends for edge in picture.edges if edge.target not in (None, edge.source))
    return graph


def _distances(picture: Picture, focus: str) -> dict[str, int]:
    return dict(nx.single_source_shortest_path_length(undirected(picture), find(picture, focus).id))
