"""Bodies that titles get from beside them: table of sentence → title → organisation."""

import pytest

from kg.extract.roles import extract
from tests.extract.hand import name, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Jane Poe is president and CEO of Vuguru Incorporated.",
            {"president": "Vuguru Incorporated", "CEO": "Vuguru Incorporated"},
        ),
        (
            "Jane Poe, chairman and founder of Norland Rail Corporation, spoke.",
            {"chairman": "Norland Rail Corporation", "founder": "Norland Rail Corporation"},
        ),
        ("Norland Rail Corporation says that Jane Poe is its chairman.", {"chairman": "Norland Rail Corporation"}),
    ],
)
def test_a_title_shares_the_body_beside_it(nlp, text, expected):
    doc = read(nlp, text)
    assert {claim.role: name(doc, claim.organization) for claim in extract(doc)} == expected


def test_a_senator_does_not_share_the_party_that_the_next_title_leads(nlp):
    doc = read(nlp, "Senator and leader of the Farmers Party Jane Poe spoke in Ohio.")
    assert {name(doc, claim.organization) for claim in extract(doc) if claim.role == "Senator"} == {"Senate"}
