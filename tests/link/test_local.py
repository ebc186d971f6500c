"""Linking to a local knowledge base: what is a link, what is a doubt, what is none, and why."""

import gzip
import json
from collections import Counter

import pytest

from kg.errors import ConfigError
from kg.link import KnowledgeBase, Links, Match, link
from kg.link.base import Position
from kg.link.evidence import Known
from kg.link.linking import Base, choose, with_links
from kg.link.score import LINKED, said_as, score
from kg.model import GraphEntity

from .hand import SENATE, entry, known, seat, story

ADA = entry("x:ada", "Adaline Quorn", seat(party="Democratic", state="VT"), aliases=("Addie Quorn",), description="senator")
BASE = KnowledgeBase([ADA, entry("x:bo", "Boris Quorn", seat()), entry("x:cy", "Cyril Tamber", seat())])


def links(subject, base=BASE, **said):
    return link([subject], [Base(base)], **said).get(subject.entity.slug, Links())


def linked(subject, base=BASE):
    return [match.iri for match in links(subject, base).close_match]


@pytest.mark.parametrize(
    "record",
    [
        story("a", "Adaline Quorn", role="Senator", body=SENATE),
        story("a", "Adaline Quorn", role="senator"),
        story("a", "Addie Quorn", role="Senator"),
        story("a", "Adaline B. Quorn", role="U.S. Senator"),
        story("a", "Adaline Quorn", "Cyril Tamber"),
    ],
    ids=["role and body", "role", "alias and role", "middle name and role", "beside a colleague"],
)
def test_a_full_name_with_evidence_is_linked(record):
    assert linked(known(record)) == ["x:ada"]


@pytest.mark.parametrize(
    "record",
    [
        story("a", "Adaline Quorn", date=None),
        story("a", "Quorn", role="Senator"),
        story("a", "A. Quorn"),
        story("a", "Adaline Quorn", role="Mayor"),
        story("a", "Adaline Quorn", date="1950-03-08"),
        story("a", "Edna Quorn", role="Senator"),
        story("a", "Adaline Quorn", kind="organization"),
        story("a", "Adaline Quorn Jr.", role="Senator", date="1960-01-01"),
    ],
    ids=["name alone", "surname", "initial", "another office", "too early", "another given name", "another type", "no overlap"],
)
def test_no_link_is_a_fair_answer(record):
    assert linked(known(record)) == []


def test_a_name_that_two_entries_share_is_not_linked_but_doubted():
    both = KnowledgeBase([ADA, entry("x:other", "Adaline Quorn", seat(state="NY"))])
    found = links(known(story("a", "Adaline Quorn", role="Senator")), both)
    assert found.close_match == ()
    assert {match.iri for match in found.doubts} == {"x:ada", "x:other"}


def test_time_tells_two_holders_of_a_name_apart():
    early = entry("x:early", "Adaline Quorn", seat(start="1985-01-03", end="1991-01-03"))
    both = KnowledgeBase([ADA, early])
    assert linked(known(story("a", "Adaline Quorn", role="Senator", body=SENATE)), both) == ["x:ada"]
    assert linked(known(story("a", "Adaline Quorn", role="Senator", body=SENATE, date="1987-05-01")), both) == ["x:early"]


def test_an_entry_without_an_id_competes_and_is_never_linked():
    both = KnowledgeBase([ADA, entry(None, "Adaline Quorn", seat())])
    assert linked(known(story("a", "Adaline Quorn", role="Senator")), both) == []
    assert (
        linked(known(story("a", "Adaline Quorn", role="Senator")), KnowledgeBase([entry(None, "Adaline Quorn", seat())])) == []
    )


def test_a_name_of_many_needs_more_than_a_name_of_few():
    base = KnowledgeBase([entry("x:js", "John Smith", seat(state="VT"))])
    assert linked(known(story("a", "John Smith", "Cyril Tamber")), KnowledgeBase([*base.entries, *BASE.entries])) == []


def test_other_types_are_linked_by_name_and_what_describes_them():
    base = KnowledgeBase(
        [entry("x:dot", "Department of Transport", kind="organization", aliases=("DoT",), description="ministry of Norland")]
    )
    subject = known(story("a", "Department of Transport", "Bridge Safety Board of Norland", kind="organization"))
    assert [m.iri for m in Base(base).matches(subject)] == ["x:dot"]


def test_a_surname_in_one_article_does_not_speak_against_the_full_name_in_another():
    records = [story("a", "Adaline Quorn", role="Senator", body=SENATE), story("b", "Quorn", role="Senator", body=SENATE)]
    subject = known(*records)
    other = score(subject, BASE.entries[1])
    assert other.score < 0.1
    assert linked(subject) == ["x:ada"]


def test_an_entity_that_many_articles_call_otherwise_is_doubted():
    match = score(Mixed({"Adaline Quorn": 2, "Boris Quorn": 1}), ADA)
    assert "called otherwise too" in match.why
    assert "called otherwise too" not in score(Mixed({"Adaline Quorn": 9, "Quorn Statement": 1}), ADA).why


class Mixed(Known):
    """An entity into which merging put several names."""

    def __init__(self, names):
        super().__init__(GraphEntity(slug="person/x", type="person", name="Adaline Quorn"), ())
        self.names = Counter(names)


def test_a_score_says_why():
    match = score(known(story("a", "Adaline Quorn", role="Senator", body=SENATE)), ADA)
    assert match.score >= LINKED
    assert [signal.name for signal in match.signals] == ["name", "same role at the time", "named while in office"]
    assert "same role at the time +3.0 (Senator, Norland Senate, 2019-03-08)" in match.why


def test_a_strong_identifier_is_the_same_whatever_the_name():
    base = KnowledgeBase([entry("x:eo", "Order on Rivers", kind="policy", identifiers=("us-eo:99999",))])
    subject = known(story("a", "river order", kind="policy", policy_type="order", identifiers=("us-eo:99999",)))
    assert links(subject, base).same_as == ("x:eo",)


def match(iri, score):
    return Match(iri, iri, "", score)


@pytest.mark.parametrize(
    ("matches", "same", "different", "expected"),
    [
        ([match("x:1", 0.99), match("x:2", 0.5)], (), (), Links(close_match=(match("x:1", 0.99),))),
        ([match("x:1", 0.99), match("x:2", 0.97)], (), (), Links(doubts=(match("x:1", 0.99), match("x:2", 0.97)))),
        ([match("x:1", 0.5), match("x:2", 0.1)], (), (), Links(doubts=(match("x:1", 0.5),))),
        ([match("x:1", 0.99)], ("x:3",), (), Links(same_as=("x:3",))),
        ([match("x:1", 0.99)], (), ("x:1",), Links()),
        ([match("x:1", 0.99), match("x:2", 0.98)], (), ("x:1",), Links(close_match=(match("x:2", 0.98),))),
        ([match("x:1", 0.99)], (), (None,), Links()),
        ([], (), (), Links()),
    ],
)
def test_peoples_words_come_before_guesses_and_a_guess_must_stand_out(matches, same, different, expected):
    assert choose(matches, same=frozenset(same), different=frozenset(different)) == expected


def test_links_stand_on_the_entity_with_their_scores():
    entity = with_links(GraphEntity(slug="person/a", type="person", name="A"), Links(close_match=(match("x:1", 0.93),)))
    assert entity.close_match == (("x:1", 0.93),)


USUAL = [
    ("Congresswoman", "representative"),
    ("public Congresswoman", "representative"),
    ("U.S. Senator", "senator"),
    ("baker", "baker"),
]


@pytest.mark.parametrize(("role", "usual"), USUAL)
def test_a_role_has_one_usual_word(role, usual):
    assert said_as(role) == usual


@pytest.mark.parametrize(
    ("day", "held"), [("2015-01-02", False), ("2015-01-03", True), ("2021-01-03", True), ("2021", True), ("2022-01-01", False)]
)
def test_a_position_knows_its_days(day, held):
    assert seat().held_on(day) is held


@pytest.mark.parametrize(("state", "code"), [("VT", "us-vt"), ("Vermont", "us-vt"), (None, None)])
def test_a_state_is_read_by_letters_or_name(state, code):
    assert Position(state=state).territory == code


def test_a_knowledge_base_is_read_plain_and_gzipped(tmp_path):
    line = json.dumps({"id": "http://example.org/1", "label": "Ada", "type": "person", "more": 1}) + "\n\n"
    (tmp_path / "kb.jsonl").write_text(line, encoding="utf-8")
    with gzip.open(tmp_path / "kb.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(line)
    for name in ("kb.jsonl", "kb.jsonl.gz"):
        assert [e.label for e in KnowledgeBase.load(tmp_path / name).entries] == ["Ada"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", r"kb\.jsonl, line 1: it is no entry"),
        ('{"id":"Q42","label":"A","type":"person"}', "the id 'Q42' is no IRI"),
        ('{"id":"x:1","label":"A","type":"planet"}', "planet"),
        ('{"id":"x:1","type":"person"}', "label"),
    ],
)
def test_a_line_that_is_no_entry_is_named(line, said, tmp_path):
    (tmp_path / "kb.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        KnowledgeBase.load(tmp_path / "kb.jsonl")


def test_a_knowledge_base_that_is_absent_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.jsonl: the knowledge base cannot be read"):
        KnowledgeBase.load(tmp_path / "none.jsonl")
