from __future__ import annotations

from typing import Any

import pytest

from evaluate.hand import entity, record
from kg.evaluate.coref import CorefScore, articles, names, score

TEXT = "A talk\nMinister Ana Ruiz of Norland met Piet Blom. Ruiz thanked Blom. She left Norland."


def mention(text: str, cluster: str, kind: str = "person", start: int = 0, link: str | None = None) -> dict[str, Any]:
    place = TEXT.index(text, start)
    return {"start": place, "end": place + len(text), "text": text, "cluster": cluster, "type": kind, "link": link}


DOCUMENT = {
    "id": "talk",
    "date": "2019-03-10",
    "text": TEXT,
    "mentions": [
        mention("A talk", "1", "event"),
        mention("Minister Ana Ruiz of Norland", "2"),
        mention("Norland", "3", "place"),
        mention("Piet Blom", "4"),
        mention("Ruiz", "2", start=50),
        mention("Blom", "4", start=55),
        mention("She", "2"),
        mention("Norland", "3", "place", start=60),
    ],
}
(ARTICLE,) = articles([DOCUMENT])
RUIZ, BLOM, NORLAND = (
    entity("e0", "person", "Ana Ruiz"),
    entity("e1", "person", "Piet Blom"),
    entity("e2", "place", "Norland"),
)


def scored(said: dict[str, list[str]]) -> CorefScore:
    return score([DOCUMENT], [record(ARTICLE, (RUIZ, BLOM, NORLAND), said)])


def test_offsets_of_the_article_are_those_of_the_text() -> None:
    assert ARTICLE.content == TEXT


def test_pronouns_and_events_are_no_names() -> None:
    assert [mention["text"] for mention in names(DOCUMENT)] == [
        "Minister Ana Ruiz of Norland",
        "Norland",
        "Piet Blom",
        "Ruiz",
        "Blom",
        "Norland",
    ]


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("the Farmers' League", True),
        ("the league of farmers", False),
        ("an official of Norland", False),
        ("Norland's", True),
        ("Ana Ruiz, the minister", True),
        ("They", False),
    ],
)
def test_the_head_decides_what_is_a_name(text: str, is_name: bool) -> None:
    document = {
        "text": f"Yesterday, {text} met them.",
        "mentions": [
            {"start": 11, "end": 11 + len(text), "text": text, "cluster": "1", "type": "organization", "link": None},
        ],
    }
    assert bool(names(document)) is is_name


def test_two_names_joined_are_no_name_of_their_own() -> None:
    text = "Ana Ruiz and Piet Blom"
    spans = {"Ana Ruiz": "1", "Piet Blom": "2", text: "3"}
    found = [
        {
            "start": text.index(name),
            "end": text.index(name) + len(name),
            "text": name,
            "cluster": c,
            "type": "person",
            "link": "x",
        }
        for name, c in spans.items()
    ]
    assert [mention["text"] for mention in names({"text": text, "mentions": found})] == ["Ana Ruiz", "Piet Blom"]


def test_the_right_clusters_score_one() -> None:
    right = scored({"e0": ["Ana Ruiz", "Ruiz"], "e1": ["Piet Blom", "Blom"], "e2": ["Norland", "Norland"]})
    assert (right.names.f1, right.muc.f1, right.b_cubed.f1, right.ceaf_e.f1, right.conll) == (1.0, 1.0, 1.0, 1.0, 1.0)


def test_two_people_in_one_cluster_cost_precision() -> None:
    merged = scored({"e0": ["Ana Ruiz", "Ruiz", "Piet Blom", "Blom"], "e2": ["Norland", "Norland"]})
    assert (merged.b_cubed.precision, merged.b_cubed.recall) == (pytest.approx(4 / 6), 1.0)
    assert (merged.muc.precision, merged.muc.recall) == (pytest.approx(3 / 4), 1.0)


def test_a_person_in_two_clusters_costs_recall() -> None:
    split = scored({"e0": ["Ana Ruiz"], "e1": ["Ruiz"], "e2": ["Norland", "Norland"]})
    assert (split.b_cubed.precision, split.b_cubed.recall) == (1.0, pytest.approx((0.5 + 0.5 + 2) / 6))


def test_a_name_that_the_gold_does_not_know_is_counted_against_precision() -> None:
    odd = scored({"e0": ["Ana Ruiz", "thanked"]})
    assert (odd.names.correct, odd.names.predicted) == (1, 2)


def test_a_name_where_the_gold_has_a_pronoun_is_left_out() -> None:
    assert scored({"e0": ["Ana Ruiz", "She"]}).names.predicted == 1


def test_nothing_found_scores_zero() -> None:
    assert scored({}).conll == 0.0
