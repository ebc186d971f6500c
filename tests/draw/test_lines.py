from __future__ import annotations

from typing import get_args

from draw.sample import ADA, CHECKS, NORLAND, TOM, edge, harbour
from kg.draw import Picture
from kg.draw.lines import Line, lines
from kg.draw.style import load
from kg.model import Action

KINDS = load().kinds()


def between(picture: Picture, source: str, target: str) -> list[Line]:
    return [line for line in lines(picture, KINDS) if (line.source, line.target) == (source, target)]


def test_claims_of_one_kind_are_one_line() -> None:
    made = [line for line in between(harbour(), ADA.id, CHECKS.id) if line.kind == "makes"]
    assert [(line.label, line.claims) for line in made] == [("announced,\nordered", (2, 3))]


def test_what_is_only_planned_has_a_line_of_its_own() -> None:
    (planned,) = between(harbour(), TOM.id, CHECKS.id)
    assert not planned.sure


def test_a_single_line_is_straight_and_two_bend_apart() -> None:
    assert [line.bend for line in between(harbour(), TOM.id, NORLAND.id)] == [0.0]
    bends = [line.bend for line in between(harbour(), ADA.id, CHECKS.id)]
    assert len(set(bends)) == len(bends) == 2
    assert min(bends) > 0


def test_a_claim_about_one_node_is_not_drawn() -> None:
    picture = Picture((ADA,), (edge(ADA, None, "statement"), edge(ADA, ADA)))
    assert lines(picture, KINDS) == []


def test_long_and_many_labels_are_shortened() -> None:
    labels = ["deputy under secretary for harbours, rivers and canals", "b", "c", "d"]
    picture = Picture((ADA, NORLAND), tuple(edge(ADA, NORLAND, "role", label) for label in labels))
    (line,) = lines(picture, KINDS)
    assert line.label == "b,\nc,\nd …"


def test_every_action_of_the_scheme_has_a_kind() -> None:
    assert set(get_args(Action)) <= KINDS.keys()
