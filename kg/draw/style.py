"""The look of nodes and edges, read from ``style.toml``."""

from __future__ import annotations

from importlib.resources import files

import msgspec


class NodeStyle(msgspec.Struct, frozen=True):
    """How one type of node is called and drawn; ``shape`` is a shape of vis-network."""

    label: str
    singular: str
    shape: str
    color: str


class EdgeStyle(msgspec.Struct, frozen=True):
    """How one kind of edge is drawn, and the relations that are of this kind."""

    label: str
    color: str
    relations: tuple[str, ...]


class Style(msgspec.Struct, frozen=True):
    """Node styles by entity type, edge styles by kind, both in the order of the legend."""

    nodes: dict[str, NodeStyle]
    edges: dict[str, EdgeStyle]

    def kinds(self) -> dict[str, str]:
        """Relation → the kind of edge that it is drawn as."""
        return {relation: kind for kind, style in self.edges.items() for relation in style.relations}


def load() -> Style:
    """The style that the package ships."""
    return msgspec.toml.decode(files("kg.draw").joinpath("style.toml").read_bytes(), type=Style)
