from __future__ import annotations

from typing import get_args

import pytest

from kg.draw.style import load
from kg.model import EntityType

STYLE = load()
GROUND = "#f6f7f9"


def luminance(color: str) -> float:
    """Relative luminance by WCAG 2.1."""
    parts = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("color", [look.color for look in (*STYLE.nodes.values(), *STYLE.edges.values())])
def test_every_color_stands_out_from_the_ground(color: str) -> None:
    assert (luminance(GROUND) + 0.05) / (luminance(color) + 0.05) >= 3


def test_every_entity_type_has_a_look_of_its_own() -> None:
    assert STYLE.nodes.keys() == set(get_args(EntityType))
    assert len({look.shape for look in STYLE.nodes.values()}) == len({look.color for look in STYLE.nodes.values()}) == 4


def test_a_relation_is_of_one_kind() -> None:
    relations = [relation for look in STYLE.edges.values() for relation in look.relations]
    assert len(relations) == len(set(relations))
