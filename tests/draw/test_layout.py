from __future__ import annotations

import itertools

import networkx as nx
import pytest

from kg.draw.layout import Positions, positions

BOX = (90.0, 40.0)

GRAPHS = {
    "one node": nx.empty_graph(["a"]),
    "a pair": nx.Graph([("a", "b")]),
    "a star": nx.relabel_nodes(nx.star_graph(20), str),
    "pieces": nx.relabel_nodes(nx.disjoint_union_all([nx.path_graph(4), nx.cycle_graph(5), nx.empty_graph(3)]), str),
    "a web": nx.relabel_nodes(nx.barabasi_albert_graph(90, 2, seed=3), str),
    "many leaves": nx.relabel_nodes(nx.barabasi_albert_graph(420, 1, seed=3), str),
}


def place(graph: nx.Graph) -> Positions:
    return positions(graph, dict.fromkeys(graph, BOX))


def overlaps(placed: Positions) -> int:
    pairs = itertools.combinations(placed.values(), 2)
    return sum(abs(x1 - x2) < BOX[0] and abs(y1 - y2) < BOX[1] for (x1, y1), (x2, y2) in pairs)


def test_no_node_has_no_place() -> None:
    assert place(nx.Graph()) == {}


@pytest.mark.parametrize("name", GRAPHS)
def test_every_node_has_a_place(name: str) -> None:
    assert place(GRAPHS[name]).keys() == set(GRAPHS[name])


@pytest.mark.parametrize("name", GRAPHS)
def test_hardly_a_box_lies_upon_another(name: str) -> None:
    assert overlaps(place(GRAPHS[name])) <= len(GRAPHS[name]) / 50


@pytest.mark.parametrize("name", GRAPHS)
def test_the_same_graph_gives_the_same_places_in_any_order(name: str) -> None:
    graph = GRAPHS[name]
    turned = nx.Graph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from((b, a) for a, b in reversed(list(graph.edges)))
    assert place(turned) == place(graph)


def test_the_whole_is_about_as_wide_as_high() -> None:
    placed = place(nx.relabel_nodes(nx.disjoint_union_all([nx.path_graph(2)] * 80), str))
    width = max(x for x, _ in placed.values()) - min(x for x, _ in placed.values())
    height = max(y for _, y in placed.values()) - min(y for _, y in placed.values())
    assert 0.6 < width / height < 2
