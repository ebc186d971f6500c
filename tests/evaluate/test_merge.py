"""Pairs against human links: what counts as one page, what is set aside, what the baselines do."""

from __future__ import annotations

from kg.evaluate.merge import Linked, canonical_pages, match, pairs, score, short_form, topical_links


def linked(text: str, page: str, *, kind: str = "person", entity: str = "e") -> Linked:
    return Linked(article="a", start=0, end=len(text), text=text, type=kind, entity=entity, page=page)


def item(name: str, *links: tuple[str, str]) -> dict:
    text = " ; ".join(anchor for anchor, _ in links)
    found, start = [], 0
    for anchor, page in links:
        found.append([start, start + len(anchor), page])
        start += len(anchor) + len(" ; ")
    return {"id": name, "text": text, "links": found}


def mention(name: str, start: int, text: str, entity: str, kind: str = "organization") -> dict:
    return {"article": name, "start": start, "end": start + len(text), "text": text, "type": kind, "entity": entity}


def test_a_pair_is_right_if_both_hold_it_to_be_one():
    three = [linked("Ada", "A", entity="x"), linked("Ada", "A", entity="x"), linked("Bo", "B", entity="x")]
    found = pairs(three, lambda one: one.entity)
    assert (found.right, found.found, found.gold) == (1, 3, 1)
    assert (found.precision, found.recall, found.f1) == (1 / 3, 1.0, 0.5)


def test_a_title_that_is_an_anchor_of_another_page_is_its_redirect():
    pages = canonical_pages([("Norwick Transit", "Norwick Transit Authority"), ("trams", "Norwick Transit")])
    assert pages["Norwick Transit"] == pages["Norwick Transit Authority"]


def test_pages_that_share_an_anchor_are_not_one_for_that():
    pages = canonical_pages([("Holt", "Ada Holt"), ("Holt", "Ben Holt")])
    assert pages["Ada Holt"] != pages["Ben Holt"]


def test_a_link_from_a_plain_name_to_a_topic_is_topical():
    items = [item("a", *[("Norwick", "Norwick")] * 9, ("Norwick", "Tennis in Norwick"))]
    assert topical_links(items) == {("a", 1 + 90, 1 + 97)}


def test_mentions_count_where_a_link_stands_exactly():
    items = [item("a", ("Norwick Club", "Norwick Club"))]
    those = [
        mention("a", 1, "Norwick Club", "x"),
        mention("a", 1, "Norwick", "y"),
        mention("a", 1, "Norwick Club", "z", "policy"),
    ]
    assert [one.entity for one in match(those, items)] == ["x"]


def test_the_second_baseline_takes_surnames_and_acronyms():
    assert short_form(linked("Ada Holt", "")) == short_form(linked("Ben Holt", ""))
    assert short_form(linked("Norwick Transit Authority", "", kind="organization")) == "organization nta"


def test_the_score_has_both_ways_of_counting():
    items = [item("a", *[("Norwick", "Norwick")] * 9, ("Norwick", "Tennis in Norwick"))]
    those = [mention("a", 1 + 10 * number, "Norwick", "n", "place") for number in range(10)]
    found = score(those, items)
    assert (found.mentions, found.set_aside, found.merged.f1) == (9, 1, 1.0)
    assert found.as_linked.precision == 36 / 45
