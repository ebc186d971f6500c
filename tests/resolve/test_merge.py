"""Resolution as a whole: the same graph in any order, at once or bit by bit, whatever the names look like."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Record
from kg.resolve import Resolution, resolve
from kg.resolve.memory import Memory

from .hand import merged, story

PEOPLE = ["Ada Holt", "A. Holt", "Holt", "Bill Okafor", "William Okafor", "Okafor", "Ben Okafor", "Doe", "Jane Doe", "John Doe"]
BODIES = ["Department of Justice", "Justice Department", "DOJ", "Tax Division", "DOJ's Tax Division", "Supreme Court", "NTA"]
LANDS = ["Washington", "Georgia", "Texas", "India", "United States", "Kiev"]
POLICIES = ["memo", "April 2017 memo", "Amendment 16", "16th Amendment", "H.R. 1", "travel ban"]

names = st.tuples(*(st.lists(st.sampled_from(pool), max_size=2, unique=True) for pool in (PEOPLE, BODIES, LANDS, POLICIES)))
dates = st.sampled_from(["2017-03-01", "2018-06-02", "2021-09-09", None])


def _written(number: int, found: tuple[list[str], ...], date: str | None) -> Record:
    marks = [f"{letter}{i}{{{name}}}" for letter, those in zip("POGL", found, strict=True) for i, name in enumerate(those)]
    roles = [("P0", "Senator", "O0" if found[1] else "", "current")] if found[0] else []
    actions = [("P0", "announce", "L0", date)] if found[0] and found[3] else []
    return story(f"In {', '.join(marks)} it rained.", id=f"a{number}", date=date, roles=roles, actions=actions)


@st.composite
def corpora(draw: st.DrawFn) -> list[Record]:
    written = draw(st.lists(st.tuples(names, dates), min_size=1, max_size=8))
    return [_written(number, *one) for number, one in enumerate(written)]


def graph(resolution: Resolution) -> list[bytes]:
    return [msgspec.json.encode(entity) for entity in resolution.entities()]


@settings(max_examples=60, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(corpus, random):
    shuffled = random.sample(corpus, len(corpus))
    assert graph(resolve(shuffled)) == graph(resolve(corpus))


@settings(max_examples=60, deadline=None)
@given(corpora(), st.integers(0, 7), st.randoms(use_true_random=False))
def test_adding_articles_gives_the_graph_of_all_at_once(corpus, cut, random):
    shuffled, memory = random.sample(corpus, len(corpus)), Memory()
    resolve(shuffled[:cut], memory=memory)
    assert graph(resolve(shuffled, memory=memory)) == graph(resolve(corpus))


@settings(max_examples=40, deadline=None)
@given(corpora(), st.integers(0, 7))
def test_taking_articles_away_leaves_the_graph_of_the_others(corpus, cut):
    memory = Memory()
    resolve(corpus, memory=memory)
    assert graph(resolve(corpus[cut:], memory=memory)) == graph(resolve(corpus[cut:]))


@settings(max_examples=100, deadline=None)
@given(st.tuples(*(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="{}")), max_size=3) for _ in range(4))))
def test_no_name_breaks_resolution(found):
    record = _written(0, tuple([name for name in those if name.strip()] for those in found), "2018-01-01")
    resolution = resolve([record])
    assert all(resolution.entity("a0", entity.id).type for entity in record.entities)


@settings(max_examples=40, deadline=None)
@given(corpora())
def test_every_local_entity_has_one_of_the_entities_and_every_entity_has_a_local_one(corpus):
    resolution = resolve(corpus)
    held = {resolution.entity(record.article.id, entity.id).slug for record in corpus for entity in record.entities}
    assert held == {entity.slug for entity in resolution.entities()}


def _towns(count: int) -> list[Record]:
    return [
        story(f"Mayor P0{{Ada Holt{'abcdefgh'[i]}er}} spoke of O1{{Club {i} of Norwick}}.", id=f"t{i}") for i in range(count)
    ]


def test_an_article_is_compared_only_in_its_blocks():
    memory, corpus = Memory(), [*_towns(6), story("P0{William Okafor} spoke.", id="w")]
    resolve(corpus, memory=memory)
    resolve([*corpus, story("P0{Bill Okafor} spoke.", id="b")], memory=memory)
    assert memory.compared == 1


def test_nothing_is_compared_again_when_nothing_is_new(tmp_path):
    corpus = [story("P0{Bill Okafor} spoke.", id="b"), story("P0{William Okafor} spoke.", id="w")]
    first = Memory(tmp_path / "memory")
    again = resolve(corpus, memory=first)
    second = Memory(tmp_path / "memory")
    assert graph(resolve(corpus, memory=second)) == graph(again)
    assert (first.compared, second.compared) == (1, 0)


def test_a_broken_memory_is_no_memory(tmp_path):
    (tmp_path / "memory").write_bytes(b"\x00broken")
    memory = Memory(tmp_path / "memory")
    resolve([story("P0{Bill Okafor} spoke.", id="b"), story("P0{William Okafor} spoke.", id="w")], memory=memory)
    assert memory.compared == 1


def test_copies_of_an_article_keep_their_namesakes_apart():
    slugs = merged("P0{Doe} met P1{Jane Doe}.", "P0{Doe} met P1{Jane Doe}.", "P0{John Doe} slept.")
    assert slugs["0P1"] == slugs["1P1"] != slugs["2P0"]
    assert len({slugs["0P0"], slugs["1P0"], slugs["2P0"]}) == 3
