"""Correcting a graph: from Python, from a script, in a session of keys; for good, whatever happens to the graph."""

import json
import shutil

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

import kg
from kg import pipeline
from kg.cli import app
from kg.config import Config
from kg.errors import DecisionError
from kg.export import export
from kg.graph import Graph
from kg.model import Evidence
from kg.records import Records
from kg.remake import RECORDS, Settings, reassemble, remake
from kg.resolve.decisions import Decisions
from kg.store import Store

from .hand import ORDER, article, order, stories

IN_C = "SELECT ?p { GRAPH ?a { ?a schema:mentions ?p } ?a dcterms:identifier 'c' . ?p rdfs:label 'Susan Holt' }"
SIGNED = """
SELECT ?verdict ?who ?when (COUNT(?about) AS ?n) {
  ?d a kg:Decision ; kg:verdict ?verdict ; schema:about ?about ; prov:wasAssociatedWith/rdfs:label ?who .
  OPTIONAL { ?d dcterms:date ?when }
} GROUP BY ?verdict ?who ?when ORDER BY ?verdict
"""


def make(path, records, *, version="rules"):
    """A store of records that no extractor read."""
    with Store.create(path) as store, Records(path / RECORDS) as kept:
        kept.put(records, version)
        remake(store, kept, Settings.of(path))


@pytest.fixture
def folder(tmp_path):
    make(tmp_path / "news.kg", stories())
    return tmp_path


@pytest.fixture
def graph(folder):
    with Graph.open(folder / "news.kg") as graph:
        yield graph


def names(graph):
    return {row[0] for row in graph.query("SELECT ?name { ?p a foaf:Person ; rdfs:label ?name }").rows}


def quads(graph, folder):
    """The sorted N-Quads without the provenance, the only graph with a clock."""
    lines = export(graph.store, folder / "out.nq").read_bytes().splitlines()
    return [line for line in lines if not line.endswith(b"/provenance> .")]


def claim_of(graph, name):
    return graph.query("evidence-of", {"about": name}).dicts()[0]["claim"]


def test_merging_makes_one_node_with_both_names(graph):
    before = names(graph)
    graph.merge("Ada Holt", "Susan Holt")
    assert before - names(graph)
    one = graph.query("SELECT DISTINCT ?p { ?p rdfs:label|skos:altLabel ?n . FILTER(?n IN ('Ada Holt', 'Susan Holt')) }")
    assert len(one.rows) == 1


def test_merging_twice_writes_once(graph):
    assert len(graph.merge("Ada Holt", "Susan Holt", remake=False)) == 1
    assert graph.merge("Ada Holt", "Susan Holt", remake=False) == []
    assert len(Decisions.load(graph.decisions_path)) == 1


def test_splitting_by_article_makes_two_nodes_of_one_name(graph):
    assert len(graph.query("SELECT ?p { ?p rdfs:label 'Susan Holt' }").rows) == 1
    graph.split("Susan Holt", article="c")
    assert len(graph.query("SELECT ?p { ?p rdfs:label 'Susan Holt' }").rows) == 2


def test_one_of_two_namesakes_goes_by_its_iri(graph):
    graph.split("Susan Holt", article="c")
    with pytest.raises(DecisionError, match=r"several in the graph are called so\. Give one of them by IRI: http"):
        graph.rename("Susan Holt", "Susan Holt the younger")
    iri = graph.query(IN_C).rows[0][0]
    graph.rename(str(iri), "Susan Holt the younger")
    assert {"Susan Holt", "Susan Holt the younger"} <= names(graph)


def test_renaming_keeps_the_iri_and_the_old_name(graph):
    iri = graph.query("SELECT ?p { ?p rdfs:label 'Bo Marsh' }").rows
    graph.rename("Bo Marsh", "Robert Marsh")
    assert graph.query("SELECT ?p { ?p rdfs:label 'Robert Marsh' ; skos:altLabel 'Bo Marsh' }").rows == iri
    graph.merge("Robert Marsh", "Ada Holt")
    assert "Ada Holt" not in names(graph)


def test_a_rejected_claim_stays_dismissed_and_states_nothing(graph):
    claim = claim_of(graph, "Ada Holt")
    graph.reject(claim)
    assert graph.query(f"SELECT ?d {{ GRAPH ?g {{ <{claim}> kg:dismissed ?d }} }}").rows == ((True,),)
    assert graph.query(f"SELECT ?f {{ GRAPH ?g {{ <{claim}> kg:states ?f }} }}").rows == ()
    assert [f["roles"] for f in graph.facts() if f["id"] == "a"] == [[]]


def test_an_edited_claim_states_what_it_was_told_to(graph):
    graph.edit(claim_of(graph, "Ada Holt"), {"role": "Governor", "status": "former"})
    assert "Ada Holt: Governor, Norwick (former)" in {passage.says for passage in graph.show("Ada Holt")}
    assert [(r["role"], r["status"]) for f in graph.facts() if f["id"] == "a" for r in f["roles"]] == [("Governor", "former")]


def test_what_a_person_identifies_is_the_same(graph):
    graph.identify("Bo Marsh", "http://www.wikidata.org/entity/Q42")
    assert graph.query("SELECT ?o { ?p rdfs:label 'Bo Marsh' ; owl:sameAs ?o }").rows == (
        ("http://www.wikidata.org/entity/Q42",),
    )


def test_decisions_are_seen_in_the_graph_with_who_and_when(graph):
    graph.merge("Ada Holt", "Susan Holt", who="Kim Lee", when="2020-02-03")
    graph.reject(claim_of(graph, "Bo Marsh"), who="Kim Lee")
    rows = graph.query(SIGNED).rows
    assert rows == (("same", "Kim Lee", "2020-02-03", 1), ("wrong", "Kim Lee", None, 1))
    assert graph.validate().violations == ()


def test_undoing_gives_the_graph_of_before(graph, folder):
    before = quads(graph, folder)
    graph.merge("Ada Holt", "Susan Holt")
    graph.edit(claim_of(graph, "Bo Marsh"), {"role": "King"})
    assert quads(graph, folder) != before
    graph.undo()
    graph.undo()
    assert graph.undo() is None
    assert quads(graph, folder) == before


@pytest.mark.parametrize(
    ("correct", "said"),
    [
        (lambda g: g.merge("Ada Hold", "Bo Marsh"), "Ada Hold: nothing in the graph is called so. Nearest names: Ada Holt"),
        (lambda g: g.merge("Ada Holt", "Norwick"), "the one is a person, the other a place"),
        (lambda g: g.merge("Ada Holt", "Ada Holt"), "it is named twice"),
        (lambda g: g.split("Ada Holt"), "Give an article's id"),
        (lambda g: g.split("Ada Holt", article="zz"), "the store has none of this id. Nearest ids: "),
        (lambda g: g.split("Ada Holt", article="c"), "article c names nobody so. It names: .*Bo Marsh"),
        (lambda g: g.rename("Ada Holt", " "), "its new name is empty"),
        (lambda g: g.identify("Ada Holt", "Q42"), "it is no IRI"),
        (lambda g: g.reject("claim/0"), "there is no such claim. kg query evidence-of"),
        (lambda g: g.merge("Ada Holt", "Bo Marsh", when="yesterday"), "it is no date"),
        (lambda g: g.rename("http://example.org/x", "X"), "the graph has no such node"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_with_the_remedy(graph, correct, said):
    with pytest.raises(DecisionError, match=said):
        correct(graph)
    assert not graph.decisions_path.exists()


def test_a_decision_that_contradicts_another_is_refused_with_its_line(graph):
    graph.merge("Ada Holt", "Susan Holt", remake=False)
    with pytest.raises(DecisionError, match=r"decisions\.jsonl, line 1: .* the new one says “Ada Holt is not Susan Holt”"):
        graph.split("Ada Holt", "Susan Holt")
    assert len(Decisions.load(graph.decisions_path)) == 1


def test_lines_that_contradict_each_other_stop_a_build_and_are_named(folder):
    decision = (
        '{{"decision":"{}","left":{{"type":"person","name":"Ada Holt"}},"right":{{"type":"person","name":"Bo Marsh"}}}}\n'
    )
    (folder / "news.decisions.jsonl").write_text("# why\n" + decision.format("same") + decision.format("different"), "utf-8")
    with pytest.raises(DecisionError, match=r"news\.decisions\.jsonl, lines 2 and 3: decisions contradict"):
        reassemble(folder / "news.kg")


def test_a_line_with_a_value_that_cannot_be_used_is_named(folder):
    line = '{"decision":"link","entity":{"type":"person","name":"Ada Holt"},"iri":"Q42"}\n'
    (folder / "news.decisions.jsonl").write_text(line, "utf-8")
    with pytest.raises(DecisionError, match=r"line 1, Q42: it is no IRI"):
        reassemble(folder / "news.kg")


def test_decisions_outlive_the_store(folder):
    with Graph.open(folder / "news.kg") as graph:
        graph.merge("Ada Holt", "Susan Holt")
        graph.reject(claim_of(graph, "Bo Marsh"))
        corrected = quads(graph, folder)
    shutil.rmtree(folder / "news.kg")
    make(folder / "news.kg", stories())
    with Graph.open(folder / "news.kg") as graph:
        assert quads(graph, folder) == corrected


# Sessions ----------------------------------------------------------------------------------------------------------


def run(*arguments, keys=""):
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=keys)
    assert result.exception is None, result.output
    return result.output


def test_a_session_of_keys_writes_decisions_and_goes_back(folder):
    store = folder / "news.kg"
    output = run("review", "claims", "--store", store, "--who", "Kim", keys="w\nb\nr w e action=sign; date=2019-03-05\nq")
    decisions = list(Decisions.load(folder / "news.decisions.jsonl"))
    assert "taken back: wrong" in output
    assert [(d.__struct_config__.tag, d.who) for d in decisions][:2] == [("right", "Kim"), ("wrong", "Kim")]
    assert f"{len(decisions)} decisions in" in output


COPY = ORDER + " It takes effect in May, and shops have a year to use up the bags that they still have in their stores."


def test_an_answer_on_a_claim_holds_for_the_copies_of_its_article(tmp_path):
    told = [order(replace(article("x", COPY), id=id_, title=title)) for id_, title in (("x", "Bags"), ("y", "No more bags"))]
    make(tmp_path / "news.kg", told)
    with Graph.open(tmp_path / "news.kg") as graph:
        walk = graph.review("claims")
        count = walk.place[1]
        walk.answer("wrong")
        assert [d.claim.article for d in Decisions.load(graph.decisions_path)] == [r.article.content_hash for r in told]
        graph.remake()
        assert graph.review("claims").place[1] == count - 1
        walk.back()
        assert (walk.taken, len(Decisions.load(graph.decisions_path))) == (0, 0)


def test_the_end_of_the_keys_ends_the_session(folder):
    assert "0 decisions" in run("review", "claims", "--store", folder / "news.kg", keys="")


def test_a_key_that_means_nothing_gives_the_keys(folder):
    output = run("review", "claims", "--store", folder / "news.kg", keys="xq")
    assert output.count("r right · w wrong") == 2


def test_commands_correct_from_a_script_and_the_last_can_be_undone(folder):
    store = folder / "news.kg"
    assert "Ada Holt is Susan Holt" in run("merge", "Ada Holt", "Susan Holt", "--store", store, "--who", "Kim")
    assert "Nothing new" in run("merge", "Ada Holt", "Susan Holt", "--store", store, "--wait")
    run("rename", "Bo Marsh", "Robert Marsh", "--store", store)
    run("split", "Robert Marsh", "Ada Holt", "--store", store)
    run("identify", "Robert Marsh", "--not", "--store", store)
    with Graph.open(store) as graph:
        claim = claim_of(graph, "Robert Marsh")
    run("edit", claim, "role=Premier", "--store", store)
    assert "Taken back: edited" in run("review", "--undo", "--store", store)
    run("reject", claim, "--store", store)
    with Graph.open(store) as graph:
        assert "Robert Marsh" in names(graph)
        assert len(Decisions.load(graph.decisions_path)) == 5


def test_decisions_can_be_kept_in_a_file_of_ones_own(folder):
    store, own = folder / "news.kg", folder / "desk.jsonl"
    run("merge", "Ada Holt", "Susan Holt", "--store", store, "--decisions", own)
    make(store, stories())
    run("rename", "Bo Marsh", "Robert Marsh", "--store", store)
    assert len(Decisions.load(own)) == 2


# After another reading ---------------------------------------------------------------------------------------------


def read_otherwise(record):
    """What another extractor makes of an article: passages cut shorter, another certainty, local ids in another order."""
    ids = {entity.id: f"x{number}" for number, entity in enumerate(reversed(record.entities))}
    claims = []
    for claim in record.claims:
        quote = claim.evidence.quote[:-1]
        fields = ("person", "organization", "actor", "policy", "speaker")
        claims.append(
            replace(
                claim,
                evidence=Evidence(claim.evidence.start, claim.evidence.end - 1, quote),
                extractor="other",
                confidence=0.8,
                **{field: ids.get(getattr(claim, field)) for field in fields if hasattr(claim, field)},
            )
        )
    return replace(
        record,
        entities=tuple(replace(entity, id=ids[entity.id]) for entity in reversed(record.entities)),
        mentions=tuple(replace(mention, entity=ids[mention.entity]) for mention in record.mentions),
        claims=tuple(reversed(claims)),
    )


def facts(graph):
    """The triples between named nodes in the default graph, and what each decision is about."""
    triples = graph.query("SELECT ?s ?p ?o { ?s ?p ?o . FILTER(isIRI(?o)) FILTER(?p != schema:about) }").rows
    return {row for row in triples if "/decision/" not in str(row[0])}


def judgements(graph):
    """What each decision is about, by the name of the entity or the claim's article."""
    return set(
        graph.query(
            "SELECT ?verdict ?what { ?d a kg:Decision ; kg:verdict ?verdict ; schema:about ?about ."
            " { ?about rdfs:label ?what } UNION { GRAPH ?what { ?about kg:evidence ?passage } } }"
        ).rows
    )


KEYS = "we action=reject\nbe modality=planned; date=2019-04\nrnq"
"""Wrong; edit, back, edit otherwise; right; skip; quit."""


def session(store):
    """A person's session, from the command line."""
    run("merge", "Ada Holt", "Susan Holt", "--store", store, "--who", "Kim", "--when", "2020-02-03")
    run("split", "Susan Holt", "--article", "c", "--store", store)
    run("rename", "Bo Marsh", "Robert Marsh", "--store", store)
    run("review", "claims", "--store", store, "--who", "Kim", keys=KEYS)


def test_a_session_gives_the_same_judgements_and_facts_after_another_reading(folder):
    store = folder / "news.kg"
    session(store)
    with Graph.open(store) as graph:
        before, judged, decisions = facts(graph), judgements(graph), graph.decisions_path.read_bytes()
        assert len(Decisions.load(graph.decisions_path)) == 6
    make(store, [read_otherwise(record) for record in stories()], version="another")
    with Graph.open(store) as graph:
        assert facts(graph) == before
        assert judgements(graph) == judged
        assert len({verdict for verdict, _ in judged}) == 6
        assert graph.decisions_path.read_bytes() == decisions
        assert graph.validate().violations == ()


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    lines = [
        {"id": r.article.id, "title": r.article.title, "date": r.article.published, "text": r.article.text} for r in stories()
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_session_replayed_after_another_version_has_read_gives_the_same_bytes(articles, tmp_path, monkeypatch):
    store = tmp_path / "news.kg"
    kg.build(articles, store=store, config=Config(reader="off"))[0].close()
    run("merge", "Ada Holt", "Bo Marsh", "--store", store, "--who", "Kim", "--when", "2020-02-03")
    run("review", "claims", "--store", store, keys="wrq")
    with Graph.open(store) as graph:
        corrected = quads(graph, tmp_path)
    monkeypatch.setattr(pipeline, "extractor_version", lambda config: "another")
    graph, summary = kg.build(articles, store=store, config=Config(reader="off"))
    assert summary.read == 3
    assert quads(graph, tmp_path) == corrected


def test_a_session_holds_when_the_trained_reader_takes_over_from_rules(articles, tmp_path):
    pytest.importorskip("onnxruntime")
    store = tmp_path / "news.kg"
    graph, _ = kg.build(articles, store=store, config=Config(reader="off"))
    rows = graph.query("evidence-of", {"about": "Susan Holt"}).dicts()
    claim = next(row["claim"] for row in rows if row["says"] == "Susan Holt: oppose executive order")
    graph.merge("Ada Holt", "Susan Holt", remake=False)
    graph.reject(claim)
    by_rules = judgements(graph)
    graph.close()
    graph, summary = kg.build(articles, store=store, config=Config(reader="on"))
    assert summary.read == 3
    assert judgements(graph) == by_rules
    assert {verdict for verdict, _ in by_rules} == {"same", "wrong"}
