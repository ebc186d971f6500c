"""Draws a graph as one HTML file that opens with no network: search, filter, and the sentences behind every line."""

from __future__ import annotations

from pathlib import Path

from kg.draw.html import page
from kg.draw.picture import Edge, Node, Passage, Picture
from kg.draw.select import around, most_told
from kg.draw.source import picture
from kg.store import Store

LIMIT = 120
"""Names that a picture has at most, if nothing else is asked for: about as many as can be told apart on one screen."""

__all__ = ["LIMIT", "Edge", "Node", "Passage", "Picture", "draw", "page", "picture"]


def draw(
    source: Store | Picture,
    path: str | Path,
    *,
    focus: str | None = None,
    hops: int = 2,
    limit: int = LIMIT,
    title: str = "News graph",
) -> Path:
    """Write ``source`` to ``path`` as one HTML file, and return the path.

    ``focus`` is the name or IRI of an entity: only what is at most ``hops`` claims away from it is drawn. Of more than
    ``limit`` entities, the ones that are told of most are drawn, and the page says so. The same source gives the same bytes.

    Raises:
        QueryError: no entity is called ``focus``.
    """
    whole = source if isinstance(source, Picture) else picture(source)
    near = around(whole, focus, hops=hops) if focus else whole
    shown = most_told(near, limit, focus=focus)
    Path(path).write_text(page(shown, title=title, note=_note(whole, near, shown, focus, hops)), encoding="utf-8")
    return Path(path)


def _note(whole: Picture, near: Picture, shown: Picture, focus: str | None, hops: int) -> str:
    """What is left out of the picture, in words."""
    parts = []
    if focus:
        parts.append(f"Within {hops} steps of {focus}, of {len(whole.nodes):,} names in the graph.")
    if len(shown.nodes) < len(near.nodes):
        parts.append(f"{len(near.nodes) - len(shown.nodes):,} names that are told of less are left out.")
    return " ".join(parts)
