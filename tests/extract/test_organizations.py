"""What organisations are part of, where they are based, who founded them and who works for them."""

from __future__ import annotations

import pytest
from graph_sample import BASE, ByName
from pyoxigraph import RdfFormat, parse
from spacy.language import Language

from extract.hand import name, quotes_hold, read
from kg import assemble
from kg.extract import extract
from kg.extract.once import once
from kg.extract.organizations import extract as organizations
from kg.facts import facts
from kg.model import Evidence, RelationClaim, RoleClaim
from kg.ontology import PREFIXES

TOLD = [
    ("Norland Energy is a subsidiary of Harbour Group.", ("Norland Energy", "part_of", "Harbour Group")),
    ("Norland Energy, a unit of Harbour Group, cut prices.", ("Norland Energy", "part_of", "Harbour Group")),
    ("Norland Energy is owned by Harbour Group.", ("Norland Energy", "part_of", "Harbour Group")),
    ("Harbour Group acquired Norland Energy in 2009.", ("Norland Energy", "part_of", "Harbour Group")),
    ("Norland Energy is based in Dublin.", ("Norland Energy", "based_in", "Dublin")),
    ("Norland Energy is headquartered in Newark, Ohio.", ("Norland Energy", "based_in", "Newark")),
    ("Norland Energy is headquartered in Newark, Ohio.", ("Norland Energy", "based_in", "Ohio")),
    ("Norland Energy has its headquarters in Dublin.", ("Norland Energy", "based_in", "Dublin")),
    ("Norland Energy was founded by Maria Lopez in 1999.", ("Norland Energy", "founded_by", "Maria Lopez")),
    ("Maria Lopez founded Norland Energy in 1999.", ("Norland Energy", "founded_by", "Maria Lopez")),
    ("Maria Lopez worked for Norland Energy.", ("Maria Lopez", "affiliated_with", "Norland Energy")),
    ("Maria Lopez joined Norland Energy in 1999.", ("Maria Lopez", "affiliated_with", "Norland Energy")),
    ("Maria Lopez was hired by Norland Energy.", ("Maria Lopez", "affiliated_with", "Norland Energy")),
]

MORE = [
    ("A unit of Harbour Group, Norland Energy makes pumps.", ("Norland Energy", "part_of", "Harbour Group")),
    ("Harbour Group is the parent company of Norland Energy.", ("Norland Energy", "part_of", "Harbour Group")),
    ("Norland Energy is a Dutch maker of pumps based in Dublin.", ("Norland Energy", "based_in", "Dublin")),
    ("Norland Energy, Inc. is based in Dublin.", ("Norland Energy, Inc.", "based_in", "Dublin")),
    ("Maria Lopez is a co-founder of Norland Energy.", ("Norland Energy", "founded_by", "Maria Lopez")),
    ("Maria Lopez co-founded Norland Energy in 1999.", ("Norland Energy", "founded_by", "Maria Lopez")),
    ("Maria Lopez is the chief executive of Norland Energy.", ("Maria Lopez", "heads", "Norland Energy")),
    ("Maria Lopez is a professor of law at Norland University.", ("Maria Lopez", "affiliated_with", "Norland University")),
    ("Prior to joining Norland Energy, Maria Lopez taught law.", ("Maria Lopez", "affiliated_with", "Norland Energy")),
    ("She worked for Norland Energy.", ("She", "affiliated_with", "Norland Energy")),
    ("It was founded by Maria Lopez.", ("It", "founded_by", "Maria Lopez")),
]

SILENT = [
    "Harbour Group plans to acquire Norland Energy.",
    "Norland Energy is not based in Dublin.",
    "Maria Lopez will join Norland Energy.",
    "Maria Lopez studied at Norland University.",
    "Norland Energy opened offices in Dublin.",
]


def said(nlp: Language, text: str) -> list[tuple[str | None, str, str | None]]:
    doc = read(nlp, text)
    claims = list(organizations(doc))
    assert quotes_hold(doc, list(claims))
    return [(name(doc, one.subject), one.relation, name(doc, one.object)) for one in claims]


@pytest.mark.parametrize(("text", "relation"), [*TOLD, *MORE])
def test_a_relation_is_told(nlp: Language, text: str, relation: tuple[str, str, str]) -> None:
    assert relation in said(nlp, text)


@pytest.mark.parametrize("text", SILENT)
def test_what_is_planned_denied_or_other_is_no_relation(nlp: Language, text: str) -> None:
    assert said(nlp, text) == []


def test_a_past_that_is_over_is_not_current(nlp: Language) -> None:
    (worked,) = organizations(read(nlp, "Maria Lopez worked for Norland Energy."))
    (joined,) = organizations(read(nlp, "Maria Lopez joined Norland Energy."))
    (former,) = organizations(read(nlp, "Maria Lopez is a former member of Norland Energy."))
    assert (worked.current, joined.current, former.current) == (False, True, False)


def test_a_title_before_one_name_is_not_the_next_one_s(nlp: Language) -> None:
    told = said(nlp, "Praise came from Norland University professor Maria Lopez, Peter Brown and a clerk.")
    assert [who for who, _, _ in told] == ["Maria Lopez"]


def test_relations_are_facts_of_their_own_kind_and_bring_no_entity_to_the_other_layers(nlp: Language) -> None:
    printed = facts(extract(read(nlp, "Norland Energy is based in Dublin.")))
    assert (printed["entities"], printed["roles"]) == ([], [])
    assert [(one["subject"], one["relation"], one["object"], one["status"]) for one in printed["relations"]] == [
        ("Norland Energy", "based_in", "Dublin", "current")
    ]


def test_the_graph_has_the_plain_triple_of_what_is_current(nlp: Language) -> None:
    record = extract(read(nlp, "Norland Energy is based in Dublin. Maria Lopez worked for Norland Energy."))
    triples = {quad.triple for quad in assemble.fact_quads(record, ByName([record]), base=BASE)}
    line = f"<{BASE}organization/norland-energy> <{PREFIXES['schema']}location> <{BASE}place/dublin> ."
    (wanted,) = parse(line, format=RdfFormat.N_TRIPLES)
    assert wanted.triple in triples
    assert not any(triple.predicate.value == f"{PREFIXES['schema']}affiliation" for triple in triples)


def test_an_affiliation_that_a_role_tells_too_is_left_out() -> None:
    passage = Evidence(0, 3, "abc")
    role = RoleClaim(person="e0", role="clerk", organization="e1", status="current", evidence=passage, extractor="test")
    bare, other = (
        RelationClaim(subject="e0", relation="affiliated_with", object=thing, evidence=passage, extractor="test")
        for thing in ("e1", "e2")
    )
    assert once([bare, role, other]) == [role, other]


def test_pronouns_beside_a_claim_are_mentions(nlp: Language) -> None:
    record = extract(read(nlp, "Maria Lopez lives in Dublin. She worked for Norland Energy, and she liked it."))
    people = {entity.id for entity in record.entities if entity.name == "Maria Lopez"}
    assert [one.text for one in record.mentions if one.entity in people] == ["Maria Lopez", "She", "she"]
