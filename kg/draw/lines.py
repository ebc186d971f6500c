"""The lines of a picture: claims of one kind between the same two nodes are drawn as one."""

from __future__ import annotations

from collections import Counter
from textwrap import shorten

import msgspec

from kg.draw.picture import Edge, Picture

_LABELS = 3
_LABEL_WIDTH = 30


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One arrow; ``claims`` are positions in ``Picture.edges``, ``bend`` is 0 for a straight one, else its curvature.

    ``sure`` is False where the claims are planned, alleged, possible or denied.
    """

    source: str
    target: str
    kind: str
    sure: bool
    label: str
    claims: tuple[int, ...]
    bend: float


def lines(picture: Picture, kinds: dict[str, str]) -> list[Line]:
    """One line for each source, target, kind and sureness, in sorted order; ``kinds`` is relation → kind."""
    bundles: dict[tuple[str, str, str, bool], list[int]] = {}
    for position, edge in enumerate(picture.edges):
        if edge.target is not None and edge.target != edge.source:
            key = (edge.source, edge.target, kinds[edge.relation], edge.modality == "asserted")
            bundles.setdefault(key, []).append(position)
    between = Counter(frozenset(key[:2]) for key in bundles)
    beside: Counter[tuple[str, str]] = Counter()
    drawn = []
    for (source, target, kind, sure), claims in sorted(bundles.items()):
        alone = between[frozenset((source, target))] == 1
        bend = 0.0 if alone else round(0.12 + 0.14 * beside[source, target], 2)
        beside[source, target] += 1
        label = _label([picture.edges[position] for position in claims])
        drawn.append(Line(source=source, target=target, kind=kind, sure=sure, label=label, claims=tuple(claims), bend=bend))
    return drawn


def _label(edges: list[Edge]) -> str:
    """The commonest wordings of the claims, shortened, one a row."""
    counted = Counter(edge.label for edge in edges)
    ranked = sorted(counted, key=lambda label: (-counted[label], label))
    shown = [shorten(label, _LABEL_WIDTH, placeholder="…") for label in ranked[:_LABELS]]
    return ",\n".join(shown) + (" …" if len(ranked) > _LABELS else "")
