from __future__ import annotations

import pytest

from kg.evaluate.wording import content, normal, overlap, without_status


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Farmers’ League", "farmers league"),
        ("Mr. Piet Blom", "piet blom"),
        ("U.S. Senate", "united states senate"),
        ("the EU's plan", "european union plan"),
        ("São João", "sao joao"),
        ("a the Dr. An", ""),
        (None, ""),
    ],
)
def test_normal_form(text: str | None, expected: str) -> None:
    assert normal(text) == expected


def test_content_words_are_stems_without_function_words() -> None:
    assert content("the ordering of the orders") == {"order": 2}


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Border Act", "the border act", 1.0),
        ("Border Act", "Border Act of 2019", 0.8),
        ("Border Act", "Port Act", 0.5),
        ("the", "the", 0.0),
        ("his", "his", 1.0),
        ("his", None, 0.0),
    ],
)
def test_overlap_is_f1_over_content_words(left: str, right: str | None, expected: float) -> None:
    assert overlap(left, right) == pytest.approx(expected)


def test_words_of_status_are_no_part_of_a_role() -> None:
    assert without_status("Former acting vice-president-elect") == "vice president"
