"""Verdicts on claims find their claim again, and do to it what they say."""

from typing import get_args

import msgspec
import pytest

from kg.errors import DecisionError
from kg.model import Article, Evidence, Record, Relation, RelationClaim, claim_key
from kg.resolve.decisions import Decisions, Edit, Right, Wrong
from kg.review.claims import Judged, anchor, check_edit

from .hand import claiming, did, entity, holds, mention

TEXT = "Ada Holt, the mayor of Norwick, signed the bag order on Monday. It rained."


@pytest.fixture
def record():
    article = Article(id="a", title="Order", text=TEXT, published="2019-03-08")
    bare = Record(
        article=article,
        entities=(
            entity(0, "Ada Holt", aliases=("Holt",)),
            entity(1, "Norwick", "place"),
            entity(2, "bag order", "policy", policy_type="order"),
        ),
        mentions=(mention(article, "Ada Holt", "e0"), mention(article, "Norwick", "e1"), mention(article, "bag order", "e2")),
    )
    return claiming(bare, holds(bare, "e0", "mayor", "e1", confidence=0.6), did(bare, "e0", "sign", "e2", date="Monday"))


def judged(record, *decisions):
    view = Judged([record], Decisions.of(*decisions))
    return view, next(iter(view))


def test_an_anchor_says_what_the_claim_says_with_names(record):
    said = anchor(record, record.claims[0])
    assert said.says == {"person": "Ada Holt", "role": "mayor", "organization": "Norwick", "status": "current"}
    assert said.article == record.article.content_hash
    assert said.quote in record.article.content


def test_a_wrong_claim_is_rejected_and_stays_in_the_record(record):
    view, after = judged(record, Wrong(claim=anchor(record, record.claims[0])))
    assert view.rejected(claim_key(after, after.claims[0]))
    assert not view.rejected(claim_key(after, after.claims[1]))
    assert after.claims == record.claims
    assert [len(kept.claims) for kept in Judged([record], view_decisions(record)).without_wrong()] == [1]


def view_decisions(record):
    return Decisions.of(Wrong(claim=anchor(record, record.claims[0])))


def test_a_right_claim_is_sure(record):
    _, after = judged(record, Right(claim=anchor(record, record.claims[0])))
    assert after.claims[0].confidence == 1.0


def test_an_edited_claim_says_what_it_was_told_to(record):
    to = {"role": "acting mayor", "status": "acting", "start": "2018-04", "organization": "Norwick City Council"}
    _, after = judged(record, Edit(claim=anchor(record, record.claims[0]), to=to))
    claim = after.claims[0]
    assert (claim.role, claim.status, claim.start.value, claim.confidence) == ("acting mayor", "acting", "2018-04", 1.0)
    assert after.entity(claim.organization).name == "Norwick City Council"
    assert after.entity(claim.organization).type == "organization"


@pytest.mark.parametrize(("value", "local_id"), [("Holt", "e0"), ("place:Norwick", "e1"), ("organization:Norwick", "d3")])
def test_an_edit_takes_the_entity_that_the_article_has(record, value, local_id):
    _, after = judged(record, Edit(claim=anchor(record, record.claims[1]), to={"actor": value}))
    assert after.claims[1].actor == local_id


def test_an_edit_can_leave_a_field_empty(record):
    _, after = judged(record, Edit(claim=anchor(record, record.claims[0]), to={"organization": ""}))
    assert after.claims[0].organization is None


@pytest.mark.parametrize(
    ("kind", "to", "said"),
    [
        ("role", {"rank": "x"}, "They have: person, role, organization, status, start, end"),
        ("role", {"status": "past"}, "One of: current"),
        ("action", {"action": "eat"}, "One of: announce"),
        ("action", {"date": "soon"}, "it is no date"),
        ("action", {"policy": ""}, "cannot be empty"),
        ("statement", {"content": "I said nothing"}, "They have: speaker, type"),
    ],
)
def test_an_edit_that_cannot_be_is_refused_with_what_can(kind, to, said):
    with pytest.raises(DecisionError, match=said):
        check_edit(kind, to)


def other_reading(record, **changes):
    """The first claim as another extractor reads it."""
    return msgspec.structs.replace(record, claims=(msgspec.structs.replace(record.claims[0], **changes), record.claims[1]))


def test_a_verdict_finds_its_claim_after_another_reading(record):
    said = Wrong(claim=anchor(record, record.claims[0]))
    quote = TEXT.partition(", signed")[0]
    start = record.article.content.index(quote)
    shorter = other_reading(record, evidence=Evidence(start, start + len(quote), quote), extractor="other", confidence=0.9)
    renamed = msgspec.structs.replace(
        shorter, entities=(entity(0, "Mayor Ada Holt", aliases=("Ada Holt", "Holt")), *shorter.entities[1:])
    )
    for again in (shorter, renamed):
        view, after = judged(again, said)
        assert view.rejected(claim_key(after, after.claims[0]))


@pytest.mark.parametrize(
    "changes", [{"role": "governor"}, {"status": "former"}, {"person": "e1"}, {"organization": None}], ids=str
)
def test_a_verdict_leaves_a_claim_that_says_something_else(record, changes):
    again = other_reading(record, **changes)
    view, after = judged(again, Wrong(claim=anchor(record, record.claims[0])))
    assert not view.rejected(claim_key(after, after.claims[0]))


def test_a_verdict_leaves_the_same_words_elsewhere(record):
    said = anchor(record, record.claims[0])
    elsewhere = msgspec.structs.replace(record, article=msgspec.structs.replace(record.article, title="Another order"))
    view, after = judged(elsewhere, Wrong(claim=said))
    assert not view.rejected(claim_key(after, after.claims[0]))


def test_a_verdict_knows_the_claims_that_it_met(record):
    decision = Edit(claim=anchor(record, record.claims[0]), to={"status": "former"})
    view, after = judged(record, decision)
    assert view.met(decision) == [("a", claim_key(after, after.claims[0]))]


@pytest.mark.parametrize("relation", get_args(Relation))
def test_a_relation_can_be_edited_to_any_other_and_keeps_its_person(record, relation):
    place = Evidence(7, 38, record.article.content[7:38])
    claim = RelationClaim(subject="e0", relation="affiliated_with", object="e1", evidence=place, extractor="hand")
    record = claiming(record, claim)
    decision = Edit(claim=anchor(record, claim), to={"relation": relation, "subject": "Holt"})
    _, after = judged(record, decision)
    assert (after.claims[-1].relation, after.claims[-1].subject) == (relation, "e0")
