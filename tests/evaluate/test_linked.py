from __future__ import annotations

from typing import Any

from evaluate.hand import entity, record
from kg.evaluate.linked import measure
from kg.model import Article, Record

TEXTS = {"a": "Ana Ruiz met Piet Blom.", "b": "Ana Ruiz left.", "c": "Ana Ruiz sang."}
PAGES = {"Ana Ruiz": "Ana Ruiz (politician)", "Piet Blom": "Piet Blom"}


def made(name: str) -> Record:
    article = Article(id=name, title="", text=TEXTS[name])
    named = [one for one in PAGES if one in TEXTS[name]]
    entities = tuple(entity(f"e{number}", "person", one) for number, one in enumerate(named))
    return record(article, entities, {f"e{number}": [one] for number, one in enumerate(named)})


def item(name: str, pages: dict[str, str]) -> dict[str, Any]:
    text = TEXTS[name]
    links = [[text.index(one), text.index(one) + len(one), page] for one, page in pages.items() if one in text]
    return {"id": name, "text": text, "links": links}


RECORDS = [made(name) for name in TEXTS]


def test_one_name_of_one_page_is_one_entity() -> None:
    scores = measure([item(name, PAGES) for name in TEXTS], RECORDS)
    assert (scores.figures["pairs"].f1, scores.figures["pairs"].gold, scores.errors) == (1.0, 3, ())


def test_an_entity_of_several_pages_is_told_with_their_counts() -> None:
    other = item("c", {"Ana Ruiz": "Ana Ruiz (singer)"})
    scores = measure([item("a", PAGES), item("b", PAGES), other], RECORDS)
    (error,) = scores.errors
    assert (error.verdict, error.predicted) == ("false", "one entity: https://example.org/news/person/ana-ruiz")
    assert error.gold == "Ana Ruiz (politician) (2), Ana Ruiz (singer) (1)"
    assert scores.figures["pairs"].precision == 1 / 3
