from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from evaluate.hand import entity, evidence, record
from kg.evaluate.knowledgenet import KnowledgeNetScore, articles, read, score
from kg.model import Evidence, Record, RoleClaim

FIRST = "Ana Ruiz is the chief executive of Norland Rail (NR)."
SECOND = "She sat for the Green Party."


def fact(text: str, number: str, subject: str, thing: str) -> dict[str, Any]:
    def ends(words: str) -> list[Any]:
        return [text.index(words), text.index(words) + len(words), words]

    return {"property": number, "subject": ends(subject), "object": ends(thing)}


def passage(text: str, start: int, properties: list[str], facts: list[dict[str, Any]]) -> dict[str, Any]:
    name = f"7:{start}:{start + len(text)}"
    return {"document": "7", "fold": 1, "passage": name, "text": text, "annotated_properties": properties, "facts": facts}


PASSAGES = [
    passage(SECOND, 100, ["45", "3"], [fact(SECOND, "45", "She", "Green Party")]),
    passage(
        FIRST,
        9,
        ["4", "3", "12"],
        [
            fact(FIRST, "4", "Norland Rail", "Ana Ruiz"),
            fact(FIRST, "4", "NR", "Ana Ruiz"),
            fact(FIRST, "3", "Ana Ruiz", "Norland Rail"),
            fact(FIRST, "3", "Ana Ruiz", "NR"),
        ],
    ),
]


def held(organization: str, role: str | None, status: str, passage: Evidence) -> RoleClaim:
    return RoleClaim(
        person="e0",
        role=role,
        organization=organization,
        status=status,  # type: ignore[arg-type]
        evidence=passage,
        extractor="roles",
    )


def read_by_hand(role: str | None = "chief executive", status: str = "current") -> Record:
    (article,) = articles(PASSAGES)
    entities = (
        entity("e0", "person", "Ana Ruiz"),
        entity("e1", "organization", "Norland Rail"),
        entity("e2", "organization", "Green Party"),
    )
    said = {"e0": ["Ana Ruiz", "She"], "e1": ["Norland Rail", "NR"], "e2": ["Green Party"]}
    claims = (
        held("e1", role, status, evidence(article, FIRST)),
        held("e2", "member", "former", evidence(article, SECOND)),
    )
    return record(article, entities, said, claims=claims)


def counts(found: KnowledgeNetScore) -> dict[str, tuple[float, int, int]]:
    return {name: (one.correct, one.predicted, one.gold) for name, one in found.figures.items() if one.gold or one.predicted}


def test_the_passages_of_a_document_are_one_article_in_their_order() -> None:
    (article,) = articles(PASSAGES)
    assert article.text == f"{FIRST}\n{SECOND}"


def test_a_claim_counts_for_each_pair_of_mentions_in_its_passage() -> None:
    found = score(PASSAGES, [read_by_hand()])
    assert counts(found) == {"CEO": (2, 2, 2), "EMPLOYEE_OR_MEMBER_OF": (2, 2, 2), "POLITICAL_AFFILIATION": (1, 1, 1)}
    assert (found.overall.f1, found.errors) == (1.0, ())


def test_an_ordinary_employee_is_no_head_of_the_company() -> None:
    found = score(PASSAGES, [read_by_hand("conductor")])
    assert counts(found)["CEO"] == (0, 0, 2)
    first = found.errors[0]
    assert (first.layer, first.verdict, first.gold, first.predicted, first.sentence) == (
        "CEO",
        "missed",
        "Norland Rail – CEO – Ana Ruiz",
        None,
        FIRST,
    )


def test_a_candidate_is_not_employed() -> None:
    assert counts(score(PASSAGES, [read_by_hand(status="candidate")]))["EMPLOYEE_OR_MEMBER_OF"] == (0, 0, 2)


def test_a_wrong_fact_counts_only_where_its_property_was_annotated() -> None:
    without = [{**one, "facts": []} for one in PASSAGES]
    assert counts(score(without, [read_by_hand("founder")])) == {
        "EMPLOYEE_OR_MEMBER_OF": (0, 2, 0),
        "POLITICAL_AFFILIATION": (0, 1, 0),
    }


def test_folds_are_kept_apart(tmp_path: Path) -> None:
    lines = [json.dumps({**one, "fold": number}) for number, one in enumerate(PASSAGES, 2)]
    (tmp_path / "folds.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    assert [one["passage"] for one in read(tmp_path / "folds.jsonl.gz", folds=(3,))] == [PASSAGES[1]["passage"]]


def test_a_relative_pronoun_is_a_mention_of_what_stands_before_it() -> None:
    text = "Ana Ruiz, who is the chief executive of Norland Rail, came."
    one = {**passage(text, 9, ["4"], [fact(text, "4", "Norland Rail", "who")]), "document": "8"}
    (article,) = articles([one])
    entities = (entity("e0", "person", "Ana Ruiz"), entity("e1", "organization", "Norland Rail"))
    claims = (held("e1", "chief executive", "current", evidence(article, text)),)
    made = record(article, entities, {"e0": ["Ana Ruiz"], "e1": ["Norland Rail"]}, claims=claims)
    assert score([one], [made]).figures["CEO"].recall == 1.0
