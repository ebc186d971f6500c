from __future__ import annotations

import pytest

from draw.sample import ADA, NORLAND, edge
from kg.draw import Picture


def test_an_edge_needs_both_its_nodes() -> None:
    with pytest.raises(ValueError, match="Norland"):
        Picture((ADA,), (edge(ADA, NORLAND),))


def test_a_claim_may_have_one_party_only() -> None:
    picture = Picture((ADA,), (edge(ADA, None),))
    assert picture.edges[0].ends == (ADA.id,)
