from __future__ import annotations

from typing import Any

from evaluate.hand import entity, mentions
from evaluate.sample import GOLD, perfect
from kg.evaluate import evaluate
from kg.evaluate.spans import dice
from kg.model import Article, Entity, Mention, Record, Timex

CONTENT = f"{GOLD['title']}\n{GOLD['text']}"
ARTICLE = Article(id="border", title=GOLD["title"], text=GOLD["text"])
RUIZ, BLOM = entity("e0", "person", "Ana Ruiz"), entity("e1", "person", "Piet Blom")


def span(words: str) -> list[int]:
    return [CONTENT.index(words), CONTENT.index(words) + len(words)]


def gold() -> dict[str, Any]:
    made = perfect()
    made["roles"][0]["spans"] = {"person": span("Ana Ruiz"), "role": span("Interior Minister"), "organization": None}
    made["actions"][0]["spans"] = {"actor": span("Interior Minister Ana Ruiz"), "date": span("Friday")}
    made["statements"][0]["spans"] = {"speaker": span("Piet Blom")}
    return made


def friday(value: str) -> Timex:
    start, end = span("Friday")
    return Timex(text="Friday", type="DATE", form="friday", value=value, start=start, end=end)


def record(value: str = "2019-03-08", said: tuple[Mention, ...] = (), entities: tuple[Entity, ...] = (RUIZ, BLOM)) -> Record:
    named = said or mentions(ARTICLE, {"e0": ["Ana Ruiz"], "e1": ["Piet Blom"]})
    return Record(article=ARTICLE, entities=entities, mentions=named, timexes=(friday(value),))


def test_a_record_is_scored_by_its_mentions_and_dates_too() -> None:
    figures = evaluate([gold()], [record()]).figures
    assert (figures["dates"].correct, figures["dates"].gold) == (1, 1)
    # "Interior Minister Ana Ruiz" is too long to be the record's mention "Ana Ruiz"
    assert (figures["coreference"].correct, figures["coreference"].predicted, figures["coreference"].gold) == (2, 2, 3)


def test_facts_alone_are_not() -> None:
    assert "coreference" not in evaluate([gold()], [perfect()]).figures


def test_a_mention_of_somebody_else_is_told_with_both_names() -> None:
    crossed = mentions(ARTICLE, {"e1": ["Ana Ruiz"]})
    wrong = evaluate([gold()], [record(said=crossed)]).errors("coreference")[0]
    assert (wrong[1].verdict, wrong[1].differs) == ("partly", ("means",))
    assert [item["means"] for item in (wrong[1].gold, wrong[1].predicted) if item] == ["Ana Ruiz", "Piet Blom"]


def test_a_described_entity_is_nobody() -> None:
    nameless = entity("e0", "person", "the minister", named=False)
    assert evaluate([gold()], [record(entities=(nameless, BLOM))]).figures["coreference"].predicted == 1


def test_a_wrong_date_is_told_with_both_values() -> None:
    ((_, pair),) = evaluate([gold()], [record("2019-03-15")]).errors("dates")
    assert [item["means"] for item in (pair.gold, pair.predicted) if item] == ["2019-03-08", "2019-03-15"]


def test_spans_are_alike_by_the_characters_that_they_share() -> None:
    assert (dice((0, 4), (0, 4)), dice((0, 4), (2, 6)), dice((0, 4), (4, 6)), dice((0, 0), (0, 0))) == (1.0, 0.5, 0.0, 0.0)
