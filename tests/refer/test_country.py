"""The country that an article is about."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.refer.country import main_country
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
