"""Questions and SPARQL that cannot be answered: what a user is told."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.query import query, questions
from kg.store import Store

BAD = [
    ("SELEC ?x WHERE { ?x a foaf:Person }", "begins with none of SELECT, ASK, CONSTRUCT and DESCRIBE"),
    ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "begins with none of SELECT"),
    ("SELECT ?x WHERE { ?x a foo:Person }", "line 1, column 34: the prefix foo: is not declared"),
    ("PREFIX foo: <urn:foo:>\nSELECT ?x WHERE { ?x a foo:A ; bar:b ?y }", "line 2, column 40: the prefix bar: is not declared"),
    ("SELECT ?x ?y WHERE { ?x a ?y } GROUP BY ?x", "neither grouped nor counted"),
    (
        "SELECT ?x WHERE\n{ ?x a foaf:Person .\n ?x rdfs:label ?l ?m }",
        r"line 3, column 23: .*The line reads: \?x rdfs:label \?l \?m }",
    ),
    ("SELECT ?x WHERE { ?x a foaf:Person", "line 1, column 35: a } is missing"),
]


@pytest.mark.parametrize(("text", "reason"), BAD)
def test_sparql_that_does_not_parse_says_where_and_why(text: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        query(Store.in_memory(), text)


def test_an_unknown_question_names_the_nearest() -> None:
    with pytest.raises(QueryError, match=r"no such question. Nearest names: who-holds-what"):
        query(Store.in_memory(), "who-hold-what")


def test_an_unknown_parameter_names_those_there_are() -> None:
    with pytest.raises(QueryError, match=r"'persn': who-holds-what has no such parameter. It has: person, organization"):
        query(Store.in_memory(), "who-holds-what", {"persn": "Ada Holt"})


def test_a_parameter_that_is_needed_is_asked_for() -> None:
    with pytest.raises(QueryError, match=r"policy-timeline needs it. Give --param policy=…"):
        query(Store.in_memory(), "policy-timeline")


def test_a_name_that_the_graph_does_not_have_is_named() -> None:
    with pytest.raises(QueryError, match=r"Ada Holt: no person in the graph is called so. Nearest names: none"):
        query(Store.in_memory(), "who-holds-what", {"person": "Ada Holt"})


@pytest.mark.parametrize("name", [one.name for one in questions() if not any(given.required for given in one.parameters)])
def test_a_question_that_needs_nothing_has_no_answer_in_an_empty_graph(name: str) -> None:
    assert query(Store.in_memory(), name).rows == ()
