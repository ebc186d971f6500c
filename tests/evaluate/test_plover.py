from __future__ import annotations

from typing import get_args

import pytest

from evaluate.hand import entity, evidence, record
from kg.evaluate.plover import PloverScore, articles, event, rules, score
from kg.model import Action, ActionClaim, Record

TEXT = "Norland and Sealand agreed on a treaty with the Coast Union."
SENTENCE = {
    "id": "1",
    "text": TEXT,
    "event": "AGREE",
    "source": [{"actorText": "Norland"}, {"actorText": "Sealand"}],
    "target": [{"actorText": "the Coast Union"}],
}
ENTITIES = (
    entity("e0", "place", "Norland"),
    entity("e1", "place", "Sealand"),
    entity("e2", "organization", "Coast Union"),
    entity("e3", "policy", "treaty", policy_type="agreement"),
)


def claim(actor: str, action: str = "agree", confidence: float = 0.9) -> ActionClaim:
    (article,) = articles([SENTENCE])
    trigger = article.content.index("agreed")
    policy = article.content.index("a treaty")
    return ActionClaim(
        actor=actor,
        action=action,  # type: ignore[arg-type]
        policy="e3",
        modality="asserted",
        evidence=evidence(article, TEXT),
        extractor="actions",
        confidence=confidence,
        spans={"trigger": (trigger, trigger + 6), "policy": (policy, len(article.content) - 1)},
    )


def read_by_hand(*claims: ActionClaim) -> Record:
    (article,) = articles([SENTENCE])
    said = {"e0": ["Norland"], "e1": ["Sealand"], "e2": ["Coast Union"]}
    return record(article, ENTITIES, said, claims=claims)


def scored(*claims: ActionClaim) -> PloverScore:
    return score([SENTENCE], [read_by_hand(*claims)])


def test_sources_targets_and_event_are_found() -> None:
    found = scored(claim("e0"), claim("e1"))
    assert (found.source.f1, found.target.f1, found.event.f1) == (1.0, 1.0, 1.0)


def test_the_surest_claim_stands_for_the_sentence() -> None:
    found = scored(claim("e0", "oppose", 0.95), claim("e1"))
    assert (found.event.correct, found.source.correct, found.source.predicted) == (0, 1, 1)


def test_a_sentence_without_claim_is_missed() -> None:
    found = scored()
    assert (found.source.gold, found.source.predicted, found.event.gold, found.event.predicted) == (2, 0, 1, 0)


def test_gold_without_actors_expects_none() -> None:
    found = score([{**SENTENCE, "target": "diplomatic", "source": None}], [read_by_hand()])
    assert (found.source.gold, found.target.gold) == (0, 0)


@pytest.mark.parametrize("action", get_args(Action))
def test_only_what_merely_makes_known_or_puts_forward_amounts_to_no_event(action: str) -> None:
    none = {"announce", "propose", "sign"}
    plan = entity("e9", "policy", "plan", policy_type="plan")
    assert (event(claim("e0", action), plan, rules()) is None) is (action in none)


@pytest.mark.parametrize(("name", "expected"), [("aid for Norland", "AID"), ("peace talks", "CONSULT"), ("curfew", "COERCE")])
def test_the_words_of_a_policy_tell_what_its_implementation_amounts_to(name: str, expected: str) -> None:
    assert event(claim("e0", "implement"), entity("e9", "policy", name, policy_type="plan"), rules()) == expected
