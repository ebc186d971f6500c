"""From records to answers: copies count once, conflicts are shown, parts hang on their wholes."""

from __future__ import annotations

import msgspec
import pytest

from kg.assemble import quads
from kg.model import Record
from kg.query import query
from kg.resolve import resolve
from kg.store import Store

from .hand import story

BASE = "https://x.test/"
FILLER = "Rain fell on the harbour all night while trucks waited in line at the gates of the old customs house by the sea. " * 3


def graph(*stories: Record) -> Store:
    records = [
        msgspec.structs.replace(s, article=msgspec.structs.replace(s.article, id=f"a{i}")) for i, s in enumerate(stories)
    ]
    return Store.in_memory(quads(records, resolve(records), base=BASE))


def rows(store: Store, question: str, *columns: str, **parameters: str) -> list[tuple]:
    return [tuple(row[column] for column in columns) for row in query(store, question, parameters).dicts()]


def mayor(name: str, *, date: str, text: str = "", status: str = "current") -> Record:
    told = f"P0{{{name}}} is governor of G1{{Texas}}. {text}"
    return story(told, date=date, roles=[("P0", "Governor", "G1", status)])


def test_copies_of_one_article_are_one_source():
    copies = [mayor("Ada Holt", date="2019-03-08", text=f"{FILLER}{end}") for end in ("", "Reported by wire.")]
    store = graph(
        *copies, mayor("Ada Holt", date="2019-03-09", text="Snow closed every school in the hills above the lake today.")
    )
    assert rows(store, "sources-per-fact", "subject", "sources", "articles") == [("Ada Holt", 2, 3)]


def test_two_holders_of_one_seat_at_one_time_are_a_conflict():
    store = graph(
        mayor("Ada Holt", date="2019-03-01"),
        mayor("Ada Holt", date="2019-06-01"),
        mayor("Ben Okafor", date="2019-04-01"),
    )
    assert rows(store, "conflicts", "conflict", "first", "second") == [("two holders", "Ada Holt", "Ben Okafor")]


def test_a_successor_is_no_conflict():
    assert (
        rows(graph(mayor("Ada Holt", date="2019-03-01"), mayor("Ben Okafor", date="2021-04-01")), "conflicts", "conflict") == []
    )


def test_a_former_holder_is_no_conflict():
    holders = [mayor("Ada Holt", date="2019-03-01"), mayor("Ben Okafor", date="2019-03-01", status="former")]
    assert rows(graph(*holders), "conflicts", "conflict") == []


def act(action: str, date: str | None, *, modality: str = "asserted") -> Record:
    told = story(
        "P0{Ada Holt} and the L1{Clean Harbors Act}.",
        date="2019-03-08",
        actions=[("P0", action, "L1", date)],
        kinds={"L1": "law"},
    )
    claims = tuple(msgspec.structs.replace(claim, modality=modality) for claim in told.claims)
    return msgspec.structs.replace(told, claims=claims)


def test_two_dates_of_one_signing_are_a_conflict():
    store = graph(act("sign", "2019-03-05"), act("sign", "2019-03-07"))
    assert rows(store, "conflicts", "conflict", "first", "second") == [("two dates", "2019-03-05", "2019-03-07")]


def test_a_day_and_its_month_are_no_conflict():
    assert rows(graph(act("sign", "2019-03-05"), act("sign", "2019-03")), "conflicts", "conflict") == []


@pytest.mark.parametrize(("denied", "found"), [("2019-03-05", [("claim and denial",)]), ("2020-03-05", [])])
def test_a_claim_and_its_denial_are_a_conflict_if_they_may_speak_of_one_time(denied, found):
    store = graph(act("sign", "2019-03-05"), act("sign", denied, modality="denied"))
    assert rows(store, "conflicts", "conflict") == found


def test_a_division_hangs_on_its_department():
    store = graph(
        story("P0{Ada Holt} leads the O1{Tax Division} of the O2{Justice Department}.", roles=[("P0", "Director", "O1")])
    )
    sparql = "SELECT ?part ?whole WHERE { ?part org:subOrganizationOf ?whole }"
    found = query(store, sparql).dicts()
    assert [(row["part"].removeprefix(BASE), row["whole"].removeprefix(BASE)) for row in found] == [
        ("organization/us-tax-division", "organization/us-department-of-justice")
    ]


def test_what_an_article_only_describes_is_told_apart_from_its_namesake_in_other_letters():
    told = story("O0{The victim} is a shop, and P1{the victim} its owner.")
    entities = tuple(msgspec.structs.replace(entity, named=False) for entity in told.entities)
    store = graph(msgspec.structs.replace(told, entities=entities))
    labels = store.query("SELECT ?node ?label WHERE { GRAPH ?g { ?article schema:mentions ?node } ?node rdfs:label ?label }")
    assert sorted((row["node"].value, row["label"].value) for row in labels) == [  # type: ignore[union-attr,index]
        (f"{BASE}article/a0/the-victim", "The victim"),
        (f"{BASE}article/a0/the-victim-2", "the victim"),
    ]
