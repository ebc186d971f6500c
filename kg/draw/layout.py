"""Where each node stands: a force-directed layout of each component's core, its leaves fanned out, nothing overlapping.

Positions are pixels at zoom 1, y downwards. The same graph always gives the same positions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import networkx as nx
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Positions = dict[str, tuple[float, float]]
Boxes = Mapping[str, tuple[float, float]]
"""Node id → width and height in pixels of what is drawn for it, label included."""

SPACING = 120.0
"""Pixels between two joined nodes, before overlaps are removed."""
GAP = 16.0
"""Pixels kept free between two boxes."""
_SMALL = 60
_LARGE = 400
_ROUNDS = 120
_GRAVITY = 30.0
_FILLED = 0.35
_FILLED_LARGE = 0.2
_CELL = 20.0
_SEED = 1


def positions(graph: nx.Graph[str], boxes: Boxes, *, aspect: float = 1.1) -> Positions:
    """A place for every node; components stand side by side in a frame about ``aspect`` times as wide as high."""
    components = sorted(nx.connected_components(graph), key=lambda ids: (-len(ids), min(ids)))
    placed = [_separated(_roomy(_turned(_component(_ordered(graph, ids))), boxes), boxes) for ids in components]
    return _packed(placed, boxes, aspect)


def _ordered(graph: nx.Graph[str], ids: set[str]) -> nx.Graph[str]:
    """The subgraph of ``ids`` with nodes and edges in sorted order, on which every later step depends."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(ids))
    ordered.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.subgraph(ids).edges))
    return ordered


def _component(graph: nx.Graph[str]) -> Positions:
    if len(graph) <= _SMALL:
        return _scaled(nx.spring_layout(graph, iterations=_ROUNDS, seed=_SEED), graph)
    core, hanging = _peeled(graph) if len(graph) > _LARGE else (graph, {})
    mass = {node: 1.0 + len(hanging.get(node, ())) for node in core}
    found = _scaled(
        nx.forceatlas2_layout(core, max_iter=_ROUNDS, node_mass=mass, gravity=_GRAVITY / math.sqrt(len(core)), seed=_SEED), core
    )
    for parent, leaves in hanging.items():
        found |= _fan(parent, leaves, found, core)
    return found


def _turned(placed: Positions) -> Positions:
    """The same positions with their longest extent lying level, as pages are wider than high."""
    points = np.array(list(placed.values()), dtype=float)
    points -= points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False) if len(points) > 1 else (None, None, np.eye(2))
    turned = points @ (axes * np.where(axes.sum(axis=1) < 0, -1.0, 1.0)[:, None]).T
    return {node: (float(x), float(y)) for node, (x, y) in zip(placed, turned, strict=True)}


def _peeled(graph: nx.Graph[str]) -> tuple[nx.Graph[str], dict[str, list[str]]]:
    """The graph without its leaves, and the leaves by the node that they hang on."""
    hanging: dict[str, list[str]] = {}
    for node in graph:
        if graph.degree(node) == 1:
            hanging.setdefault(next(iter(graph[node])), []).append(node)
    leaves = [leaf for group in hanging.values() for leaf in group]
    core = nx.Graph(graph)
    core.remove_nodes_from(leaves)
    return core, hanging


def _scaled(raw: Mapping[str, NDArray[np.float64]], graph: nx.Graph[str]) -> Positions:
    """Positions stretched until the median edge is ``SPACING`` long."""
    lengths = [float(np.hypot(*(raw[a] - raw[b]))) for a, b in graph.edges] or [1.0]
    factor = SPACING / (float(np.median(lengths)) or 1.0)
    return {node: (float(raw[node][0]) * factor, float(raw[node][1]) * factor) for node in graph}


def _fan(parent: str, leaves: list[str], found: Positions, core: nx.Graph[str]) -> Positions:
    """Leaves in rings around their parent, beginning in the widest free angle between the parent's other neighbours."""
    x, y = found[parent]
    taken = sorted(math.atan2(found[other][1] - y, found[other][0] - x) for other in core[parent]) or [0.0]
    gaps = [(after - before, before) for before, after in zip(taken, [*taken[1:], taken[0] + math.tau], strict=True)]
    width, start = max(gaps)
    per_ring = max(4, int(width * 2.5))
    placed = {}
    for number, leaf in enumerate(leaves):
        ring, place = divmod(number, per_ring)
        count = min(per_ring, len(leaves) - ring * per_ring)
        angle = start + width * (place + 1) / (count + 1)
        radius = SPACING * (0.8 + 0.6 * ring)
        placed[leaf] = (x + radius * math.cos(angle), y + radius * math.sin(angle))
    return placed


def _roomy(placed: Positions, boxes: Boxes) -> Positions:
    """Positions stretched, if need be, until the boxes fill no more than a small part of the frame around them."""
    filled = sum((boxes[node][0] + GAP) * (boxes[node][1] + GAP) for node in placed) / _area(_frame(placed, boxes))
    factor = max(1.0, math.sqrt(filled / (_FILLED if len(placed) <= _LARGE else _FILLED_LARGE)))
    return {node: (x * factor, y * factor) for node, (x, y) in placed.items()} if len(placed) > _SMALL else placed


def _separated(placed: Positions, boxes: Boxes, *, rounds: int = 120) -> Positions:
    """Positions moved apart, each pair along the axis on which it overlaps less, until no two boxes overlap."""
    ids = list(placed)
    points = np.array([placed[node] for node in ids], dtype=float)
    halves = np.array([boxes[node] for node in ids], dtype=float) / 2 + GAP / 2
    reach = 2 * float(np.hypot(halves[:, 0], halves[:, 1]).max())
    for _ in range(rounds):
        pairs = cKDTree(points).query_pairs(reach, output_type="ndarray")
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        moves = _pushes(points, halves, pairs)
        if not moves.any():
            break
        points = points + moves
    return {node: (float(x), float(y)) for node, (x, y) in zip(ids, points, strict=True)}


def _pushes(points: NDArray[np.float64], halves: NDArray[np.float64], pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    first, second = pairs[:, 0], pairs[:, 1]
    apart = points[second] - points[first]
    apart[(apart == 0).all(axis=1)] = (0.0, 1e-6)
    overlap = halves[first] + halves[second] - np.abs(apart)
    crossing = (overlap > 0).all(axis=1)
    axis = np.argmin(overlap, axis=1)
    push = np.zeros_like(apart)
    rows = np.arange(len(pairs))
    direction = np.where(apart[rows, axis] < 0, -1.0, 1.0)
    push[rows, axis] = np.where(crossing, overlap[rows, axis] * direction / 2, 0.0)
    moves = np.zeros_like(points)
    np.add.at(moves, second, push)
    np.add.at(moves, first, -push)
    return moves


def _packed(placed: list[Positions], boxes: Boxes, aspect: float) -> Positions:
    """Components dropped one by one, largest first, each where the heap below it is lowest."""
    frames = [_frame(component, boxes) for component in placed]
    widest = max((right - left for left, _, right, _ in frames), default=0.0)
    width = max(widest, math.sqrt(aspect * sum(_area(frame) for frame in frames)))
    heap = np.zeros(math.ceil(width / _CELL))
    result: Positions = {}
    for component, (left, top, right, bottom) in zip(placed, frames, strict=True):
        cells = math.ceil((right - left) / _CELL)
        ground = sliding_window_view(heap, cells).max(axis=1)
        cell = int(ground.argmin())
        x, y = cell * _CELL - left, float(ground[cell]) - top
        heap[cell : cell + cells] = ground[cell] + bottom - top
        result |= {node: (round(px + x, 1), round(py + y, 1)) for node, (px, py) in component.items()}
    return result


def _frame(component: Positions, boxes: Boxes) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the space that a component takes, with a margin."""
    margin = 2 * GAP
    return (
        min(x - boxes[node][0] / 2 for node, (x, _) in component.items()) - margin,
        min(y - boxes[node][1] / 2 for node, (_, y) in component.items()) - margin,
        max(x + boxes[node][0] / 2 for node, (x, _) in component.items()) + margin,
        max(y + boxes[node][1] / 2 for node, (_, y) in component.items()) + margin,
    )


def _area(frame: tuple[float, float, float, float]) -> float:
    left, top, right, bottom = frame
    return (right - left) * (bottom - top)
