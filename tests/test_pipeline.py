"""Building: each article read once, the same graph whatever the way to it."""

import json

import pytest

import kg
from kg import export
from kg.errors import InputError

ARTICLES = [
    {
        "id": "a",
        "title": "Mayor signs order",
        "date": "2019-03-08",
        "text": "Mayor Ada Holt signed an executive order on Tuesday that bans plastic bags. "
        "“This order protects our rivers,” Holt said.",
    },
    {
        "id": "b",
        "title": "Council opposes order",
        "date": "2019-03-11",
        "text": "The Norwick City Council voted against the executive order on Monday. "
        "Mayor Ada Holt said she would veto the motion.",
    },
]


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in ARTICLES), encoding="utf-8")
    return path


def quads_of(graph, tmp_path):
    """The sorted N-Quads without the provenance, the only graph with a clock."""
    lines = export.export(graph.store, tmp_path / "out.nq").read_bytes().splitlines()
    return [line for line in lines if not line.endswith(b"/provenance> .")]


def test_a_build_reads_each_article_once(corpus, tmp_path):
    _, first = kg.build(corpus, store=tmp_path / "one.kg")
    _, second = kg.build(corpus, store=tmp_path / "one.kg")
    assert (first.read, first.unchanged, first.articles) == (2, 0, 2)
    assert (second.read, second.unchanged, second.articles) == (0, 2, 2)
    assert first.claims == second.claims
    assert not first.empty


def test_building_twice_or_in_two_steps_gives_the_same_bytes(corpus, tmp_path):
    whole, _ = kg.build(corpus, store=tmp_path / "whole.kg")
    for number in (1, 0):
        path = tmp_path / f"{number}.jsonl"
        path.write_text(json.dumps(ARTICLES[number]), encoding="utf-8")
        steps, _ = kg.build(path, store=tmp_path / "steps.kg")
    assert quads_of(whole, tmp_path) == quads_of(steps, tmp_path)


def test_a_removed_article_leaves_nothing_behind(corpus, tmp_path):
    one = tmp_path / "one.jsonl"
    one.write_text(json.dumps(ARTICLES[0]), encoding="utf-8")
    alone, _ = kg.build(one, store=tmp_path / "alone.kg")
    kg.build(corpus, store=tmp_path / "both.kg")
    assert kg.remove(["b", "no-such"], store=tmp_path / "both.kg") == ["no-such"]
    assert quads_of(kg.Graph.open(tmp_path / "both.kg"), tmp_path) == quads_of(alone, tmp_path)


def test_a_date_that_comes_later_dates_the_facts_without_reading_again(tmp_path):
    undated = {key: value for key, value in ARTICLES[0].items() if key != "date"}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(undated), encoding="utf-8")
    _, first = kg.build(path, store=tmp_path / "a.kg")
    graph, second = kg.build(path, store=tmp_path / "a.kg", published="2019-03-08")
    dated, _ = kg.build(path, store=tmp_path / "b.kg", published="2019-03-08")
    assert (first.read, second.read, second.unchanged) == (1, 0, 1)
    assert list(graph.facts()) == list(dated.facts())


def test_what_cannot_be_read_is_skipped_and_named_or_stops_a_strict_build(corpus, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    _, summary = kg.build([corpus, empty], store=tmp_path / "one.kg")
    assert summary.articles == 2
    assert [error.thing for error in summary.skipped] == [str(empty)]
    with pytest.raises(InputError, match=r"empty\.txt"):
        kg.build([empty], store=tmp_path / "two.kg", strict=True)


def test_every_fact_has_its_sentence_in_the_text(corpus, tmp_path):
    graph, _ = kg.build(corpus, store=tmp_path / "one.kg")
    contents = {article["id"]: f"{article['title']}\n{article['text']}" for article in ARTICLES}
    quotes = [
        (f["id"], fact["evidence"]) for f in graph.facts() for kind in ("roles", "actions", "statements") for fact in f[kind]
    ]
    assert quotes
    assert all(quote in contents[article] for article, quote in quotes)


def test_the_seed_corpus_conforms_to_the_shapes(seeds, tmp_path):
    graph, summary = kg.build(seeds, store=tmp_path / "seeds.kg")
    assert summary.articles == 20
    assert graph.validate().violations == ()
