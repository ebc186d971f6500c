from __future__ import annotations

import pytest

from evaluate.sample import GOLD
from kg.evaluate.criteria import Wordings, same

WORDINGS = Wordings(GOLD)
RUIZ, BLOM = GOLD["roles"]
SIGN, SUE = GOLD["actions"]


@pytest.mark.parametrize(
    ("gold", "said", "expected"),
    [
        ("Ana Ruiz", "Ana Ruiz", True),
        ("Ana Ruiz", "Ruiz", True),
        ("Ana Ruiz", "Ms. Ruiz", True),
        ("Ana Ruiz", "Ana", False),
        ("Ana Ruiz", "Carla Ruiz", False),
        ("Farmers' League", "FL", True),
        ("Farmers' League", "The Farmers League", True),
        ("Farmers' League", "League", False),
        (None, None, True),
        (None, "Ruiz", False),
        ("Ana Ruiz", None, False),
        ("a crowd of farmers", "crowd of farmers", True),
    ],
)
def test_names(gold: str | None, said: str | None, expected: bool) -> None:
    assert WORDINGS.same_name(gold, said) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"role": "minister of the interior"}, True),
        ({"role": "harbour minister"}, False),
        ({"role": "interior minister"}, True),
        ({"role": "acting Interior Minister"}, True),
        ({"role": None}, False),
        ({}, False),
    ],
)
def test_roles_are_compared_without_words_of_status(said: dict[str, str], expected: bool) -> None:
    assert same(WORDINGS, "roles", ("role",), RUIZ, said) is expected


@pytest.mark.parametrize("said", [None, "member", "the representative"])
def test_a_mere_affiliation_may_be_called_membership(said: str | None) -> None:
    assert same(WORDINGS, "roles", ("role",), {**RUIZ, "role": None}, {"role": said})


def test_a_role_without_organization_in_the_gold_may_have_any() -> None:
    assert same(WORDINGS, "roles", ("organization",), RUIZ, {"organization": "Norland"})


def test_an_organization_may_have_an_alias_of_its_own() -> None:
    assert same(WORDINGS, "roles", ("organization",), BLOM, {"organization": "Upper House"})


@pytest.mark.parametrize(
    ("gold", "said", "expected"),
    [
        ("2019-03", "2019-03-08", True),
        ("2019-03-08", "2019-03", False),
        ("2019-W10", "2019-W10", True),
        ("2019-W10", "2019-03-08", False),
        (None, None, True),
        (None, "2019", False),
    ],
)
def test_a_date_may_be_more_exact_than_the_gold_s(gold: str | None, said: str | None, expected: bool) -> None:
    assert same(WORDINGS, "actions", ("date",), {**SIGN, "date": gold}, {"date": said}) is expected


def test_a_policy_is_known_by_any_of_its_wordings() -> None:
    assert same(WORDINGS, "actions", ("policy",), SUE, {"policy": "act"})
    assert not same(WORDINGS, "actions", ("policy",), SUE, {"policy": "lawsuit"})
