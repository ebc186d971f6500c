from __future__ import annotations

from typing import get_args

import pytest
from graph_sample import BASE, records, resolution

from kg.assemble import quads
from kg.draw import Edge, Picture, picture
from kg.draw.source import wording
from kg.model import Action, Modality
from kg.store import Store


@pytest.fixture(scope="module")
def drawn() -> Picture:
    with Store.in_memory(quads(records(), resolution(), base=BASE)) as store:
        return picture(store)


def claims(drawn: Picture, source: str) -> dict[str, Edge]:
    labels = {node.id: node.label for node in drawn.nodes}
    return {f"{edge.label} → {labels.get(edge.target or '')}": edge for edge in drawn.edges if labels[edge.source] == source}


def test_nodes_are_those_that_take_part_in_a_claim(drawn: Picture) -> None:
    assert {(node.label, node.type, node.detail) for node in drawn.nodes} == {
        ("Ada Brook", "person", None),
        ("Kim Vale", "person", None),
        ("Lea Moss", "person", None),
        ("Tom Hale", "person", None),
        ("a city judge", "person", None),
        ("Sailors' Union", "organization", None),
        ("Norland", "place", None),
        ("Port Act", "policy", "law"),
        ("night checks of ships", "policy", "regulation"),
    }


def test_what_two_articles_say_is_one_claim_with_two_passages(drawn: Picture) -> None:
    ordered = next(edge for edge in drawn.edges if edge.date == "2019-04-03")
    assert [passage.publisher for passage in ordered.passages] == ["Coast Courier", "Inland Daily"]


def test_a_passage_names_its_article(drawn: Picture) -> None:
    (passage,) = claims(drawn, "Lea Moss")["opposed → night checks of ships"].passages
    assert (passage.quote, passage.title, passage.published, passage.url) == (
        "Former minister Lea Moss opposed the checks last week.",
        "Harbour minister orders night checks",
        "2019-04-05",
        "https://courier.example/spring",
    )


def test_modality_is_put_into_words(drawn: Picture) -> None:
    assert claims(drawn, "Tom Hale").keys() >= {
        "plans to amend → night checks of ships",
        "did not amend → Port Act",
        "amended → Port Act",
    }


def test_a_role_tells_its_status_and_dates(drawn: Picture) -> None:
    assert "former Minister → None" in claims(drawn, "Lea Moss")
    assert {edge.date for edge in drawn.edges if edge.relation == "role"} == {None, "2017 –"}


def test_a_statement_goes_to_what_it_is_about(drawn: Picture) -> None:
    assert "spoke about → night checks of ships" in claims(drawn, "Ada Brook")


def test_the_same_store_gives_the_same_picture(drawn: Picture) -> None:
    with Store.in_memory(quads(reversed(records()), resolution(), base=BASE)) as store:
        assert picture(store) == drawn


@pytest.mark.parametrize("modality", get_args(Modality))
def test_every_action_can_be_put_into_words(modality: str) -> None:
    words = wording()
    for action in get_args(Action):
        assert words.base[action] in words.active[modality].format(base=words.base[action], past=words.base[action])
        assert words.past[action] in words.passive[modality].format(base=words.past[action], past=words.past[action])
