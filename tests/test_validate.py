"""A graph that was broken by hand does not conform, whichever part of it is broken."""

import shutil

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from typer.testing import CliRunner

import kg
from kg.cli import app
from kg.rdf import KG, ORG, RDF, RDFS
from kg.store import Store
from kg.validate import validate

OA = "http://www.w3.org/ns/oa#"
TEXT = "President Ada Holt signed the Rivers Act on Tuesday. “This law protects our rivers,” Holt said."


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("validate")
    (folder / "a.txt").write_text(f"Act signed\n\n{TEXT}\n", encoding="utf-8")
    kg.build(folder / "a.txt", store=folder / "a.kg", published="2019-03-08")
    return folder / "a.kg"


def without(predicate):
    """Takes all statements of a predicate out."""
    return lambda quads: [quad for quad in quads if quad.predicate.value != predicate]


def with_value(predicate, value):
    """Puts another value in place of each of a predicate's."""

    def changed(quad):
        return Quad(quad.subject, quad.predicate, value, quad.graph_name) if quad.predicate.value == predicate else quad

    return lambda quads: [changed(quad) for quad in quads]


def unclaimed(quads):
    """Adds a membership to the facts that no article states."""
    return [*quads, Quad(NamedNode("https://example.org/news/membership/x"), RDF.type, ORG.Membership, DefaultGraph())]


BROKEN = {
    "claims without evidence": without(KG.evidence.value),
    "passages without their words": without(f"{OA}exact"),
    "entities without a name": without(RDFS.label.value),
    "actions without a policy": without(KG.policy.value),
    "a confidence above 1": with_value(KG.confidence.value, Literal(2.5)),
    "an action of no class": with_value(KG.action.value, NamedNode("https://example.org/dance")),
    "a fact that no article states": unclaimed,
}


def test_the_graph_conforms_before_it_is_broken(made):
    with Store.open(made) as store:
        assert validate(Store.in_memory(store.match())).conforms


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_graph_does_not_conform(made, broken):
    with Store.open(made) as store:
        quads = list(store.match())
    changed = broken(quads)
    assert set(changed) != set(quads)
    assert validate(Store.in_memory(changed)).violations


def test_the_command_names_what_is_broken_and_exits_with_1(made, tmp_path):
    shutil.copytree(made, tmp_path / "b.kg")
    with Store.create(tmp_path / "b.kg") as store:
        store.replace(BROKEN["claims without evidence"](list(store.match())))
    result = CliRunner().invoke(app, ["validate", "--store", str(tmp_path / "b.kg")])
    assert result.exit_code == 1
    assert "evidence" in result.output
    assert "violations." in result.output
