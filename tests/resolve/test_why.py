"""Why two names are one or two, in signals with weights."""

import pytest

from kg.errors import QueryError
from kg.mentions import of_records
from kg.rdf import Names
from kg.resolve import resolve

from .hand import resolved, story


def signals(why):
    return {signal.name: signal.weight for judgement in why.judgements for signal in judgement.signals}


def test_two_spellings_of_a_listed_name_are_one_form():
    why = resolved("The O0{DOJ} sued.", "The O0{Justice Department} sued.").why("DOJ", "Justice Department")
    assert why.one
    assert list(signals(why)) == ["one name in the form compared"]


def test_a_merge_names_what_spoke_for_it():
    why = resolved("P0{Bill Okafor} spoke.", "P0{William Okafor} spoke.").why("Bill Okafor", "William Okafor")
    assert why.one
    assert signals(why) == {"same family name": 2.5, "nickname": 1.0}


def test_a_non_merge_names_what_spoke_against_it():
    why = resolved("P0{Ben Okafor} spoke.", "P0{Bill Okafor} spoke.").why("Ben Okafor", "Bill Okafor")
    assert not why.one
    assert signals(why)["other given name"] < -5


def test_a_merge_through_a_third_name_is_told_step_by_step():
    corpus = [
        story("Attorney General P0{Okafor} spoke.", roles=[("P0", "Attorney General")]),
        story("Attorney General P0{William Okafor} spoke.", roles=[("P0", "Attorney General")]),
        "P0{Bill Okafor} spoke.",
    ]
    why = resolved(*corpus).why("Okafor", "Bill Okafor")
    assert why.one
    assert [judgement.verdict for judgement in why.judgements] == ["same", "same"]


def test_namesakes_are_told_apart_by_one_name():
    corpus = [
        story("P0{David Smith}, mayor of G1{Leeds}, spoke.", roles=[("P0", "mayor")]),
        story("P0{David Smith}, a pilot from G1{Texas}, spoke.", roles=[("P0", "pilot")]),
    ]
    why = resolved(*corpus).why("David Smith", "David Smith")
    assert not why.one
    assert "common name" in signals(why)


def test_other_types_are_two():
    assert signals(resolved("P0{Ada Holt} left G1{Norwick}.").why("Ada Holt", "Norwick")) == {"other type": -8.0}


def test_an_unknown_name_is_an_error_that_gives_the_nearest():
    with pytest.raises(QueryError, match="Ada Holt"):
        resolved("P0{Ada Holt} spoke.").why("Ada Hold", "Ada Holt")


def test_mentions_carry_the_entity_they_stand_for():
    record = story("P0{Ada Holt} spoke; P0{Holt} left.", id="a0")
    found = list(of_records([record], resolve([record]), Names("https://x.test/")))
    assert [(one["start"], one["end"], one["text"]) for one in found] == [(5, 13, "Ada Holt"), (21, 25, "Holt")]
    assert {(one["article"], one["type"], one["kind"]) for one in found} == {("a0", "person", "name")}
    assert {one["entity"] for one in found} == {"https://x.test/person/ada-holt"}
