from __future__ import annotations

import json

import pytest

from kg.facts import facts, iso_date
from kg.model import ActionClaim, Article, Entity, Evidence, Record, RoleClaim, StatementClaim, Timex

TEXT = 'Mayor Ana Ruiz signed the ordinance on Friday. "We keep our promise today," said a clerk in Springfield.'
ARTICLE = Article(id="a1", title="An ordinance", text=TEXT)


def evidence(quote: str) -> Evidence:
    start = ARTICLE.content.index(quote)
    return Evidence(start, start + len(quote), quote)


def timex(value: str | None, text: str = "Friday", kind: str = "DATE") -> Timex:
    return Timex(text=text, type=kind, form="", value=value)  # type: ignore[arg-type]


def record(date: Timex | None = None) -> Record:
    signed, said = TEXT.split(". ")[0] + ".", TEXT.split(". ")[1]
    return Record(
        article=ARTICLE,
        entities=(
            Entity(id="e0", type="person", name="Ana Ruiz"),
            Entity(id="e1", type="policy", name="ordinance", policy_type="law"),
            Entity(id="e2", type="person", name="a clerk", named=False),
            Entity(id="e3", type="place", name="Springfield"),
        ),
        claims=(
            RoleClaim(
                person="e0", role="Mayor", organization=None, status="current", evidence=evidence(signed), extractor="roles"
            ),
            ActionClaim(
                actor="e0",
                action="sign",
                policy="e1",
                modality="asserted",
                date=date,
                evidence=evidence(signed),
                extractor="actions",
                confidence=0.9,
            ),
            StatementClaim(
                speaker="e2",
                type="direct",
                content="We keep our promise today",
                pieces=(),
                cue="said",
                evidence=evidence(said),
                extractor="statements",
            ),
        ),
    )


def test_the_form_is_the_gold_s() -> None:
    assert facts(record(timex("2019-03-08"))) == {
        "id": "a1",
        "entities": [{"name": "Ana Ruiz", "type": "person"}],
        "roles": [
            {
                "person": "Ana Ruiz",
                "role": "Mayor",
                "organization": None,
                "status": "current",
                "start": None,
                "end": None,
                "evidence": "Mayor Ana Ruiz signed the ordinance on Friday.",
                "confidence": 1.0,
            }
        ],
        "actions": [
            {
                "actor": "Ana Ruiz",
                "action": "sign",
                "policy": "ordinance",
                "policy_type": "law",
                "date": "2019-03-08",
                "modality": "asserted",
                "evidence": "Mayor Ana Ruiz signed the ordinance on Friday.",
                "confidence": 0.9,
            }
        ],
        "statements": [
            {
                "speaker": "a clerk",
                "type": "direct",
                "content": "We keep our promise today",
                "cue": "said",
                "evidence": '"We keep our promise today," said a clerk in Springfield.',
                "confidence": 1.0,
            }
        ],
        "relations": [],
    }


def test_only_named_participants_are_entities() -> None:
    names = [entity["name"] for entity in facts(record())["entities"]]
    assert names == ["Ana Ruiz"]


def test_an_unresolved_date_keeps_its_words() -> None:
    action = facts(record(timex(None)))["actions"][0]
    assert (action["date"], action["date_text"]) == (None, "Friday")


def test_a_date_that_says_less_than_its_words_keeps_them() -> None:
    action = facts(record(timex("2019-SP", "spring 2019")))["actions"][0]
    assert (action["date"], action["date_text"]) == ("2019", "spring 2019")


def test_facts_are_json() -> None:
    found = facts(record(timex("2019-03-08")))
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("2019", "DATE", "2019"),
        ("2019-03", "DATE", "2019-03"),
        ("2019-03-08", "DATE", "2019-03-08"),
        ("2019-W10", "DATE", "2019-W10"),
        ("2019-W10-WE", "DATE", "2019-W10"),
        ("2019-03-08T22:30", "TIME", "2019-03-08"),
        ("2019-03-08TNI", "TIME", "2019-03-08"),
        ("2019-Q3", "DATE", "2019"),
        ("2019-SP", "DATE", "2019"),
        ("199", "DATE", None),
        ("19", "DATE", None),
        ("PAST_REF", "DATE", None),
        ("P2Y", "DURATION", None),
        ("2019", "SET", None),
        (None, "DATE", None),
    ],
)
def test_timex_values_as_iso_dates(value: str | None, kind: str, expected: str | None) -> None:
    assert iso_date(timex(value, kind=kind)) == expected


def test_no_expression_has_no_date() -> None:
    assert iso_date(None) is None
