"""Quotation marks in every style."""

import pytest

from kg.extract.quotations import lost_marks, quotations
from kg.extract.statements import join, statement_type

STYLES = [
    ('Roe said "we will pay" and left.', ["we will pay"]),
    ("Roe said “we will pay” and left.", ["we will pay"]),
    ("‘We will pay,’ Roe said.", ["We will pay,"]),
    ("'We will pay,' Roe said.", ["We will pay,"]),
    ("Roe said «we will pay» and left.", ["we will pay"]),
    ("“He called it “a trap” twice,” Roe said.", ["He called it “a trap” twice,"]),
    ("“He called it ‘a trap’ twice,” Roe said.", ["He called it ‘a trap’ twice,"]),
    ("The workers' union and the clerks' union met.", []),
    ('The 5\'10" keeper said "no comment today".', ["no comment today"]),
    ('Roe said, "\nWe will pay.\n" The end.', ["We will pay."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), STYLES)
def test_quotations_are_found_without_their_marks(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in quotations(text)] == expected


def test_a_quotation_reopened_in_the_next_paragraph_goes_on() -> None:
    text = "“The first part.\n\n“The second part,” she said."
    first, second = quotations(text)
    assert first.goes_on
    assert not second.goes_on
    assert text[first.start : first.end] == "The first part."


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = '"We shall see. Nobody knows.\n\nThe town voted.'
    assert [text[one.start : one.end] for one in quotations(text)] == ["We shall see. Nobody knows."]


def test_a_missing_closing_mark_does_not_swallow_the_next_quotation() -> None:
    text = '"Pay now. Then leave. "Stay here," he said.'
    assert [text[one.start : one.end] for one in quotations(text)] == ["Pay now. Then leave.", "Stay here,"]


def test_a_text_is_known_to_have_lost_its_marks_only_if_it_is_long_and_bare() -> None:
    assert lost_marks("The departments plan works, said Roe. " * 20)
    assert not lost_marks("The plan works, said Roe.")
    assert not lost_marks("The department's plan works, said Roe. " * 20)


TYPES = [
    ('"We will pay," Roe said.', [(1, 13)], "direct"),
    ("Roe said they would pay.", [(9, 23)], "indirect"),
    ('Roe said they would "pay in full".', [(9, 33)], "mixed"),
    ('"We pay," Roe said, "in full."', [(1, 8), (21, 29)], "direct"),
]


@pytest.mark.parametrize(("text", "pieces", "expected"), TYPES)
def test_the_type_of_a_statement_follows_from_its_marks(text: str, pieces: list[tuple[int, int]], expected: str) -> None:
    assert statement_type(text, pieces, quotations(text)) == expected


def test_pieces_are_joined_by_an_ellipsis() -> None:
    assert join('"We pay," Roe said, "in full."', [(1, 8), (21, 29)]) == "We pay, … in full."
