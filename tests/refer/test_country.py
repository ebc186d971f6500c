"""The country that an article is about."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.refer.country import country_with, main_country
from tests.extract.hand import read


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Iran replied to Germany. Iranian papers were angry.", "Iran"),
        ("Germany replied to Iran.", "Germany"),
        ("A wall on the border with Mexico was stopped by a judge in California. Texas and Arizona objected.", "United States"),
        ("Mexico waits. The Department of Homeland Security, the FBI and the Pentagon met.", "United States"),
        ("Republicans met in the rain. Democrats did so too, and other Republicans did not. Mexico watched.", "United States"),
        ("The Senate in Chile met.", "Chile"),
        ("It rained all day.", None),
    ],
)
def test_states_bodies_and_parties_count_for_their_country(nlp: Language, text: str, country: str | None) -> None:
    assert main_country(read(nlp, text)) == country


@pytest.mark.parametrize(
    ("text", "office", "country"),
    [
        ("The United States and American papers replied to Norway.", "prime minister", "Norway"),
        ("The United States and American papers replied to Norway.", "president", "United States"),
        ("The United States replied.", "foreign secretary", "United Kingdom"),
        ("The United States replied.", "prime minister", None),
        ("Norway and Norwegian papers replied to the United States.", "secretary of transportation", "United States"),
        ("Norway and Norwegian papers replied to Spain.", "queen", "Norway"),
    ],
)
def test_an_office_is_of_a_country_that_has_it(nlp: Language, text: str, office: str, country: str | None) -> None:
    assert country_with(read(nlp, text), office) == country
