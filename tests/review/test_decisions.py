"""Decisions: kept in a plain file, found again by name and article, obeyed by resolution."""

import pytest

from kg.errors import DecisionError
from kg.resolve import resolve
from kg.resolve.contradictions import check, contradictions
from kg.resolve.decisions import (
    Anchor,
    ClaimAnchor,
    Decisions,
    Different,
    Edit,
    Linked,
    Rename,
    Right,
    Same,
    Unlinked,
    Wrong,
    append,
    undo,
)

from .hand import people


def person(name: str, article: str | None = None) -> Anchor:
    return Anchor(type="person", name=name, article=article)


ADA, LOVELACE, BO = person("Ada Holt"), person("Ada Lovelace Holt"), person("Bo Marsh")
CHAIN = [
    Same(left=ADA, right=BO),
    Rename(entity=BO, name="B"),
    Same(left=BO, right=LOVELACE),
    Different(left=ADA, right=LOVELACE),
]
CLAIM = ClaimAnchor(article="0" * 64, kind="role", quote="Ada Holt, the mayor, spoke.", says={"person": "Ada Holt"})


def slugs(records, *, decisions=None):
    resolution = resolve(records, decisions=decisions)
    return {(r.article.id, e.name): resolution.entity(r.article.id, e.id).slug for r in records for e in r.entities}


def test_a_decision_is_one_readable_line(tmp_path):
    path = tmp_path / "decisions.jsonl"
    append(path, Same(left=ADA, right=LOVELACE, who="Kim", when="2020-01-02"))
    assert path.read_text(encoding="utf-8") == (
        '{"decision":"same","left":{"type":"person","name":"Ada Holt"},'
        '"right":{"type":"person","name":"Ada Lovelace Holt"},"who":"Kim","when":"2020-01-02"}\n'
    )
    assert list(Decisions.load(path)) == [Same(left=ADA, right=LOVELACE, who="Kim", when="2020-01-02")]


@pytest.mark.parametrize(
    "decision",
    [
        Same(left=ADA, right=BO),
        Different(left=ADA, right=person("Ada Holt", "0" * 64)),
        Rename(entity=ADA, name="Ada B. Holt"),
        Linked(entity=ADA, iri="https://example.org/q1"),
        Unlinked(entity=ADA),
        Wrong(claim=CLAIM),
        Right(claim=CLAIM, who="Kim"),
        Edit(claim=CLAIM, to={"role": "Mayor"}),
    ],
    ids=lambda decision: type(decision).__name__,
)
def test_every_decision_is_read_back_as_it_was_written(decision, tmp_path):
    append(tmp_path / "d.jsonl", decision)
    assert list(Decisions.load(tmp_path / "d.jsonl")) == [decision]
    assert str(decision)


def test_comments_and_blank_lines_stay_when_a_decision_is_added_and_taken_back(tmp_path):
    path = tmp_path / "d.jsonl"
    path.write_text("# What the desk decided\n\n", encoding="utf-8")
    append(path, Same(left=ADA, right=BO))
    append(path, Rename(entity=ADA, name="A. Holt"))
    assert [number for number, _ in Decisions.load(path).lines] == [3, 4]
    assert undo(path) == Rename(entity=ADA, name="A. Holt")
    assert undo(path) == Same(left=ADA, right=BO)
    assert undo(path) is None
    assert path.read_text(encoding="utf-8") == "# What the desk decided\n\n"


def test_a_file_whose_last_line_was_left_open_is_gone_on_with_on_a_new_line(tmp_path):
    path = tmp_path / "d.jsonl"
    append(path, Same(left=ADA, right=BO))
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    append(path, Rename(entity=ADA, name="A. Holt"))
    assert len(Decisions.load(path)) == 2


@pytest.mark.parametrize(
    ("line", "reason"),
    [("{", "truncated"), ('{"decision":"perhaps"}', "perhaps"), ('{"decision":"same","left":{"type":"person"}}', "name")],
)
def test_a_line_that_cannot_be_read_is_named(line, reason, tmp_path):
    path = tmp_path / "d.jsonl"
    path.write_text(f"# first\n{line}\n", encoding="utf-8")
    with pytest.raises(DecisionError, match=rf"d\.jsonl, line 2: .*{reason}"):
        Decisions.load(path)


@pytest.mark.parametrize(
    ("taken", "lines"),
    [
        ([Same(left=ADA, right=BO), Different(left=BO, right=ADA)], (1, 2)),
        (
            [
                Same(left=ADA, right=BO),
                Rename(entity=BO, name="B"),
                Same(left=BO, right=LOVELACE),
                Different(left=ADA, right=LOVELACE),
            ],
            (1, 3, 4),
        ),
        ([Rename(entity=ADA, name="A"), Rename(entity=person("ada  holt"), name="B")], (1, 2)),
        ([Linked(entity=ADA, iri="x:1"), Unlinked(entity=ADA, iri="x:1")], (1, 2)),
        ([Unlinked(entity=ADA), Linked(entity=ADA, iri="x:1")], (1, 2)),
        ([Right(claim=CLAIM), Wrong(claim=CLAIM)], (1, 2)),
        ([Edit(claim=CLAIM, to={"role": "A"}), Edit(claim=CLAIM, to={"role": "B"})], (1, 2)),
    ],
)
def test_decisions_that_contradict_one_another_are_named_by_their_lines(taken, lines):
    decisions = Decisions.of(*taken)
    assert [sorted({number for number, _ in clash}) for clash in contradictions(decisions)] == [list(lines)]
    with pytest.raises(DecisionError, match=rf"lines {lines[0]}.* and {lines[-1]}: decisions contradict"):
        check(decisions)


@pytest.mark.parametrize(
    "taken",
    [
        [Same(left=ADA, right=BO), Same(left=ADA, right=BO)],
        [Same(left=ADA, right=BO), Different(left=ADA, right=LOVELACE)],
        [Linked(entity=ADA, iri="x:1"), Linked(entity=ADA, iri="y:1"), Unlinked(entity=ADA, iri="x:2")],
        [Edit(claim=CLAIM, to={"role": "A"}), Edit(claim=CLAIM, to={"status": "former"})],
        [Different(left=ADA, right=person("Ada Holt", "0" * 64)), Same(left=ADA, right=BO)],
    ],
)
def test_decisions_that_agree_are_let_be(taken):
    assert list(contradictions(Decisions.of(*taken))) == []


def test_names_that_a_person_calls_the_same_become_one_node():
    records = [people("a", "Ada Holt"), people("b", "Bo Marsh")]
    apart = slugs(records)
    together = slugs(records, decisions=Decisions.of(Same(left=ADA, right=BO)))
    assert apart["a", "Ada Holt"] != apart["b", "Bo Marsh"]
    assert together["a", "Ada Holt"] == together["b", "Bo Marsh"]


def test_names_that_a_person_calls_different_become_two_nodes():
    records = [people("a", "Adaline Holt"), people("b", "Adaline B. Holt")]
    left, right = person("Adaline Holt"), person("Adaline B. Holt")
    assert len(set(slugs(records).values())) == 1
    assert len(set(slugs(records, decisions=Decisions.of(Different(left=left, right=right))).values())) == 2


def test_a_name_in_one_article_can_be_set_apart_from_the_same_name_elsewhere():
    records = [people("a", "Adaline Holt"), people("b", "Adaline Holt", "Bo Marsh"), people("c", "Adaline Holt", "Cy Dunn")]
    other = person("Adaline Holt", records[1].article.content_hash)
    split = slugs(records, decisions=Decisions.of(Different(left=person("Adaline Holt"), right=other)))
    assert len(set(slugs(records).values())) == 3
    assert split["a", "Adaline Holt"] == split["c", "Adaline Holt"] != split["b", "Adaline Holt"]


def test_a_title_before_a_name_does_not_hide_it_from_a_decision():
    records = [people("a", "Mayor Ada Holt"), people("b", "Bo Marsh")]
    assert len(set(slugs(records, decisions=Decisions.of(Same(left=ADA, right=BO))).values())) == 1


def test_a_decision_about_nobody_here_changes_nothing():
    records = [people("a", "Ada Holt"), people("b", "Bo Marsh")]
    decision = Same(left=person("Zed Quill"), right=BO)
    assert slugs(records, decisions=Decisions.of(decision)) == slugs(records)
