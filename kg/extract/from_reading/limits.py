"""Least scores of what the reader found for it to become a claim."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Least scores of what becomes a claim, chosen on held-out training articles."""

    holder: float = 0.5
    body: float = 0.4
    unusual_body: float = 0.75
    """For a title that has a usual body."""
    affiliation: float = 0.5
    object: float = 0.4
    actor: float = 0.4
    agentless: float = 0.5
    time: float = 0.3
    speaker: float = 0.4
    cue: float = 0.4
    goes_on: float = 0.5
    stands_for: float = 0.5
    same_policy: float = 0.5


LIMITS = Limits()
