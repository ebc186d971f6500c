"""Roles by rules on Docs annotated by hand: what the rules do where the parse and the names are right."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span

from kg.annotate import complete, extend_doc
from kg.extract.roles import extract
from kg.model import Article
from tests.extract.hand import Token, name, parsed

Row = tuple[str | None, str | None, str | None, str]
Ent = tuple[int, int, str]

PERSON, ORG = "PERSON", "ORG"


def annotated(tokens: list[Token], ents: list[Ent]) -> Doc:
    """A Doc with the names at the token ranges ``ents``, completed as the pipeline's Docs are; it has no title."""
    extend_doc()
    doc = parsed(*tokens)
    doc.ents = [Span(doc, start, end, label=label) for start, end, label in ents]
    complete(doc, Article(id="a", title="", text=doc.text, published="2018-04-06"))
    return doc


def roles(tokens: list[Token], ents: list[Ent]) -> list[Row]:
    doc = annotated(tokens, ents)
    return [(name(doc, one.person), one.role, name(doc, one.organization), one.status) for one in extract(doc)]


SUCCEEDS: list[Token] = [
    ("Roe", "Roe", "NNP", 1, "nsubj"),
    ("succeeds", "succeed", "VBZ", 1, "ROOT"),
    ("Poe", "Poe", "NNP", 1, "dobj"),
    ("as", "as", "IN", 1, "prep"),
    ("chairman", "chairman", "NN", 3, "pobj"),
    ("of", "of", "IN", 4, "prep"),
    ("Acme", "Acme", "NNP", 5, "pobj"),
    (".", ".", ".", 1, "punct"),
]
NAMED_IN_ACME: list[Ent] = [(0, 1, PERSON), (2, 3, PERSON), (6, 7, ORG)]


def test_who_is_succeeded_held_the_role() -> None:
    assert ("Poe", "chairman", "Acme", "former") in roles(SUCCEEDS, NAMED_IN_ACME)


def test_who_succeeds_holds_the_role() -> None:
    assert ("Roe", "chairman", "Acme", "current") in roles(SUCCEEDS, NAMED_IN_ACME)


def test_a_title_that_complements_an_object_is_the_objects() -> None:
    tokens: list[Token] = [
        ("Roe", "Roe", "NNP", 1, "nsubj"),
        ("named", "name", "VBD", 1, "ROOT"),
        ("Poe", "Poe", "NNP", 1, "dobj"),
        ("director", "director", "NN", 1, "oprd"),
        ("of", "of", "IN", 3, "prep"),
        ("Acme", "Acme", "NNP", 4, "pobj"),
    ]
    assert roles(tokens, [(0, 1, PERSON), (2, 3, PERSON), (5, 6, ORG)]) == [("Poe", "director", "Acme", "current")]


def test_a_passive_gives_its_subject_the_title_behind_as() -> None:
    tokens: list[Token] = [
        ("Roe", "Roe", "NNP", 2, "nsubjpass"),
        ("was", "be", "VBD", 2, "auxpass"),
        ("sworn", "swear", "VBN", 2, "ROOT"),
        ("in", "in", "RP", 2, "prt"),
        ("as", "as", "IN", 2, "prep"),
        ("mayor", "mayor", "NN", 4, "pobj"),
    ]
    assert roles(tokens, [(0, 1, PERSON)]) == [("Roe", "mayor", None, "current")]


def test_a_denied_verb_gives_nobody_anything() -> None:
    tokens: list[Token] = [
        ("Roe", "Roe", "NNP", 3, "nsubj"),
        ("did", "do", "VBD", 3, "aux"),
        ("not", "not", "RB", 3, "neg"),
        ("become", "become", "VB", 3, "ROOT"),
        ("mayor", "mayor", "NN", 3, "attr"),
    ]
    assert roles(tokens, [(0, 1, PERSON)]) == []


def test_will_makes_a_role_one_to_come() -> None:
    tokens: list[Token] = [
        ("Roe", "Roe", "NNP", 2, "nsubj"),
        ("will", "will", "MD", 2, "aux"),
        ("become", "become", "VB", 2, "ROOT"),
        ("mayor", "mayor", "NN", 2, "attr"),
    ]
    assert roles(tokens, [(0, 1, PERSON)]) == [("Roe", "mayor", None, "incoming")]


LISTED: list[Token] = [
    ("Senators", "senator", "NNS", 2, "compound"),
    ("Ann", "Ann", "NNP", 2, "compound"),
    ("Roe", "Roe", "NNP", 8, "nsubj"),
    (",", ",", ",", 2, "punct"),
    ("Max", "Max", "NNP", 5, "compound"),
    ("Poe", "Poe", "NNP", 2, "conj"),
    ("and", "and", "CC", 5, "cc"),
    ("Coe", "Coe", "NNP", 5, "conj"),
    ("left", "leave", "VBD", 8, "ROOT"),
]


def test_a_plural_title_is_everybodys_in_the_list_behind_it() -> None:
    found = roles(LISTED, [(1, 3, PERSON), (4, 6, PERSON), (7, 8, PERSON)])
    assert [row[0] for row in found] == ["Ann Roe", "Max Poe", "Coe"]
    assert {row[1:] for row in found} == {("Senator", "Senate", "current")}


def test_a_title_of_one_is_the_first_names_alone() -> None:
    single = [("Senator", "Senator", "NNP", 2, "compound"), *LISTED[1:]]
    assert roles(single, [(1, 3, PERSON), (4, 6, PERSON), (7, 8, PERSON)]) == [("Ann Roe", "Senator", "Senate", "current")]


def test_a_person_who_owns_the_title_does_not_hold_it() -> None:
    tokens: list[Token] = [
        ("Roe", "Roe", "NNP", 2, "poss"),
        ("'s", "'s", "POS", 0, "case"),
        ("lawyer", "lawyer", "NN", 5, "nsubj"),
        (",", ",", ",", 2, "punct"),
        ("Poe", "Poe", "NNP", 2, "appos"),
        ("left", "leave", "VBD", 5, "ROOT"),
    ]
    assert roles(tokens, [(0, 1, PERSON), (4, 5, PERSON)]) == [("Poe", "lawyer", None, "current")]


def named_to_lead(link: str) -> list[Token]:
    return [
        ("Roe", "Roe", "NNP", 1, "nsubj"),
        ("named", "name", "VBD", 1, "ROOT"),
        ("Poe", "Poe", "NNP", 1, "dobj"),
        ("to", "to", "TO", 4, "aux"),
        ("lead", "lead", "VB", 1, link),
        ("Acme", "Acme", "NNP", 4, "dobj"),
        (".", ".", ".", 1, "punct"),
    ]


@pytest.mark.parametrize("link", ["xcomp", "advcl"])
def test_who_is_named_to_lead_something_leads_it(link: str) -> None:
    assert roles(named_to_lead(link), [(0, 1, PERSON), (2, 3, PERSON), (5, 6, ORG)]) == [("Poe", "leader", "Acme", "current")]


def test_nobody_leads_what_a_document_of_his_directs() -> None:
    tokens: list[Token] = [
        ("Roe", "Roe", "NNP", 1, "nsubj"),
        ("signed", "sign", "VBD", 1, "ROOT"),
        ("it", "it", "PRP", 1, "dobj"),
        (".", ".", ".", 1, "punct"),
        ("The", "the", "DT", 5, "det"),
        ("order", "order", "NN", 6, "nsubj"),
        ("leads", "lead", "VBZ", 6, "ROOT"),
        ("Acme", "Acme", "NNP", 6, "dobj"),
        (".", ".", ".", 6, "punct"),
    ]
    assert roles(tokens, [(0, 1, PERSON), (7, 8, ORG)]) == []


@pytest.mark.parametrize(
    ("verb", "link", "expected"), [("serves", "on", [("Roe", "member", "Acme", "current")]), ("waits", "on", [])]
)
def test_who_serves_on_a_committee_is_its_member(verb: str, link: str, expected: list[Row]) -> None:
    tokens: list[Token] = [
        ("Roe", "Roe", "NNP", 1, "nsubj"),
        (verb, verb[:-1], "VBZ", 1, "ROOT"),
        (link, link, "IN", 1, "prep"),
        ("Acme", "Acme", "NNP", 2, "pobj"),
        (".", ".", ".", 1, "punct"),
    ]
    assert roles(tokens, [(0, 1, PERSON), (3, 4, ORG)]) == expected
