from __future__ import annotations

import pytest

from draw.sample import ADA, CHECKS, NORLAND, TOM, UNION, edge, harbour, node, wheel
from kg.draw import Picture
from kg.draw.select import around, find, most_told, weights
from kg.errors import QueryError


def labels(picture: Picture) -> set[str]:
    return {node.label for node in picture.nodes}


def test_a_name_is_found_whatever_its_case() -> None:
    assert find(harbour(), "ada brook") == ADA


def test_an_iri_is_found() -> None:
    assert find(harbour(), CHECKS.id) == CHECKS


def test_of_namesakes_the_one_told_of_most_is_found() -> None:
    place, person = node("Lincoln", "place"), node("Lincoln")
    picture = Picture((place, person), (edge(person, place), edge(person, None, "statement")))
    assert find(picture, "Lincoln") == person


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(QueryError, match="Ada Brook"):
        find(harbour(), "Ada Brok")


def test_the_surroundings_are_counted_in_hops() -> None:
    assert labels(around(harbour(), "Norland", hops=1)) == {"Norland", "Ada Brook", "Tom Hale"}
    assert labels(around(harbour(), "Norland", hops=2)) == {"Norland", "Ada Brook", "Tom Hale", "night checks of ships"}


def test_an_edge_stays_only_with_both_its_ends() -> None:
    near = around(harbour(), "Norland", hops=1)
    assert all({node.id for node in near.nodes} >= set(edge.ends) for edge in near.edges)


def test_a_picture_that_fits_is_left_whole() -> None:
    assert most_told(harbour(), 5) == harbour()


def test_the_best_told_pair_comes_first() -> None:
    assert labels(most_told(harbour(), 2)) == {"Ada Brook", "night checks of ships"}


def test_the_focus_is_never_cut_off() -> None:
    assert "Sailors' Union" in labels(most_told(harbour(), 2, focus="Sailors' Union"))


def test_a_limit_holds() -> None:
    assert len(most_told(wheel(50), 30).nodes) == 30


def test_weights_count_passages() -> None:
    told = weights(harbour())
    assert (told[ADA.id], told[UNION.id], told[TOM.id], told[NORLAND.id]) == (5, 2, 2, 2)
