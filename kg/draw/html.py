"""A picture as one HTML file: pyvis builds the network, our own page holds it, and nothing is loaded from outside.

The script of vis-network (Apache-2.0 or MIT) is copied into the page from the installed pyvis. A content security policy
with the hashes of the two scripts keeps the browser from loading or running anything else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections import Counter
from importlib.resources import files
from importlib.resources.abc import Traversable
from textwrap import shorten, wrap
from typing import Any

from jinja2 import DictLoader, Environment
from pyvis.network import Network

from kg.draw.layout import positions
from kg.draw.lines import Line, lines
from kg.draw.picture import Edge, Node, Passage, Picture
from kg.draw.select import undirected, weights
from kg.draw.style import Style, load

_SHAPES = {
    "dot": '<circle cx="10" cy="10" r="8"/>',
    "square": '<rect x="3" y="3" width="14" height="14"/>',
    "triangle": '<path d="M10 2l9 15.6h-18z"/>',
    "diamond": '<path d="M10 1l9 9-9 9-9-9z"/>',
}
_LABEL_WIDTH = 22
_LABEL_LENGTH = 44
_CHARACTER = 6.6
_LINE_HEIGHT = 16.0
_LEADING = 12
_BIG = 1000


def page(picture: Picture, *, title: str, note: str = "") -> str:
    """The HTML of ``picture`` under the heading ``title``; ``note`` ends the line below it."""
    style = load()
    numbers = {node.id: number for number, node in enumerate(picture.nodes)}
    drawn = lines(picture, style.kinds())
    network = Network(directed=True, heading=title)
    _add_nodes(network, picture, style)
    for number, line in enumerate(drawn):
        network.add_edge(numbers[line.source], numbers[line.target], id=number, **_look(line, style))
    network.options = _options(files("kg.draw").joinpath("page"), len(picture.nodes))
    network.templateEnv = _environment(picture, style, note)
    network.path = "page.html"
    return str(network.generate_html())


def _add_nodes(network: Network, picture: Picture, style: Style) -> None:
    told = weights(picture)
    labels = {node.id: _wrapped(node.label) for node in picture.nodes}
    boxes = {node: _box(label, _size(told[node])) for node, label in labels.items()}
    places = positions(undirected(picture), boxes)
    for number, node in enumerate(picture.nodes):
        x, y = places[node.id]
        network.add_node(
            number,
            labels[node.id],
            style.nodes[node.type].shape,
            style.nodes[node.type].color,
            x=x,
            y=y,
            size=_size(told[node.id]),
            title=f"{node.label}\n{_kind(node, style)}, {_counted(told[node.id], 'passage')}",
        )


def _wrapped(label: str) -> str:
    return "\n".join(wrap(shorten(label, _LABEL_LENGTH, placeholder="…"), _LABEL_WIDTH)) or label


def _size(told: int) -> float:
    """Radius in pixels, by the square root of the number of passages."""
    return round(min(8 + 2.6 * math.sqrt(told), 36), 1)


def _box(label: str, size: float) -> tuple[float, float]:
    rows = label.split("\n")
    return max(2 * size, _CHARACTER * max(map(len, rows))), 2 * size + _LINE_HEIGHT * len(rows)


def _look(line: Line, style: Style) -> dict[str, Any]:
    """What vis-network is told of a line."""
    return {
        "label": line.label,
        "kind": line.kind,
        "claims": line.claims,
        "color": {**dict.fromkeys(("color", "highlight", "hover"), style.edges[line.kind].color), "opacity": 0.8},
        "dashes": False if line.sure else [7, 5],
        "width": round(min(1.2 + 0.5 * math.log2(len(line.claims)), 4), 2),
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": line.bend} if line.bend else False,
    }


def _options(resources: Traversable, size: int) -> dict[str, Any]:
    """Options of vis-network: nothing moves by itself, and a big picture hides its lines while it is dragged."""
    options: dict[str, Any] = json.loads(resources.joinpath("options.json").read_text("utf-8"))
    options["interaction"] |= {"hideEdgesOnDrag": size > _BIG, "hideEdgesOnZoom": size > _BIG}
    return options


def _environment(picture: Picture, style: Style, note: str) -> Environment:
    resources = files("kg.draw").joinpath("page")
    dates = _dates(picture)
    library, script = _library(), resources.joinpath("page.js").read_text("utf-8")
    environment = Environment(
        loader=DictLoader({"page.html": resources.joinpath("page.html").read_text("utf-8")}), autoescape=True
    )
    environment.globals |= {
        "policy": _policy(library, script),
        "css": resources.joinpath("page.css").read_text("utf-8"),
        "library": library,
        "script": script,
        "style": style,
        "shapes": _SHAPES,
        "counts": _counts(picture, style),
        "dates": dates,
        "summary": " ".join(filter(None, [_summary(picture, dates), note])),
        "told": _told(picture, style),
    }
    return environment


def _library() -> str:
    """The newest script of vis-network that pyvis brings."""
    versions = [path for path in files("pyvis").joinpath("lib").iterdir() if path.name.startswith("vis-")]
    return max(versions, key=_version).joinpath("vis-network.min.js").read_text("utf-8")


def _version(path: Traversable) -> tuple[int, ...]:
    return tuple(int(part) for part in path.name.removeprefix("vis-").split("."))


def _policy(*scripts: str) -> str:
    """A content security policy that lets these scripts run and nothing be loaded."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)
    rules = ("default-src 'none'", f"script-src {hashes}", "style-src 'unsafe-inline'", "img-src data:", "base-uri 'none'")
    return "; ".join((*rules, "form-action 'none'"))


def _counts(picture: Picture, style: Style) -> dict[str, Any]:
    kinds = style.kinds()
    sure = sum(edge.modality == "asserted" for edge in picture.edges)
    return {
        "types": Counter(node.type for node in picture.nodes),
        "kinds": Counter(kinds[edge.relation] for edge in picture.edges),
        "sure": sure,
        "unsure": len(picture.edges) - sure,
    }


def _summary(picture: Picture, dates: list[str]) -> str:
    names, claims = _counted(len(picture.nodes), "name"), _counted(len(picture.edges), "claim")
    articles = {passage.article for edge in picture.edges for passage in edge.passages}
    span = f", {' to '.join(sorted({dates[0], dates[-1]}))}" if dates else ""
    return f"{names}, {claims} from {_counted(len(articles), 'article')}{span}."


def _dates(picture: Picture) -> list[str]:
    """The publication dates of all passages, in order."""
    return sorted({passage.published for edge in picture.edges for passage in edge.passages if passage.published})


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def _told(picture: Picture, style: Style) -> dict[str, Any]:
    """What the page tells beside the drawing: entities, claims, and their passages with each article given once."""
    kinds, told = style.kinds(), weights(picture)
    numbers = {node.id: number for number, node in enumerate(picture.nodes)}
    articles: dict[tuple[str | None, ...], int] = {}
    claims = [_claim(edge, numbers, kinds, articles) for edge in picture.edges]
    leading = sorted(picture.nodes, key=lambda node: (-told[node.id], node.id))[:_LEADING]
    return {
        "entities": [_entity(node, told[node.id], style) for node in picture.nodes],
        "claims": claims,
        "articles": [dict(zip(("article", "title", "published", "publisher", "url"), key, strict=True)) for key in articles],
        "leading": [numbers[node.id] for node in leading],
        "kinds": {kind: {"label": look.label, "color": look.color} for kind, look in style.edges.items()},
        "order": list(style.edges),
    }


def _entity(node: Node, told: int, style: Style) -> dict[str, Any]:
    return {"label": node.label, "type": node.type, "kind": _kind(node, style), "told": told}


def _claim(
    edge: Edge, numbers: dict[str, int], kinds: dict[str, str], articles: dict[tuple[str | None, ...], int]
) -> dict[str, Any]:
    return {
        "source": numbers[edge.source],
        "target": None if edge.target is None else numbers[edge.target],
        "kind": kinds[edge.relation],
        "label": edge.label,
        "date": edge.date,
        "modality": edge.modality,
        "passages": [(articles.setdefault(_article(passage), len(articles)), passage.quote) for passage in edge.passages],
    }


def _article(passage: Passage) -> tuple[str | None, ...]:
    web = passage.url if (passage.url or "").startswith(("http://", "https://")) else None
    return passage.article, passage.title, passage.published, passage.publisher, web


def _kind(node: Node, style: Style) -> str:
    """What a node is, in words ("policy, order")."""
    return ", ".join(filter(None, [style.nodes[node.type].singular, node.detail]))
