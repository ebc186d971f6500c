"""Least scores of what the reader found for it to become a claim."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Least scores of what becomes a claim, chosen on held-out training articles."""

    holder: float = 0.5
    unknown_role: float = 0.6
    """For a role and its holder together, where the role's last word is no known title or occupation."""
    body: float = 0.3
    unusual_body: float = 0.6
    """For a title that has a usual body."""
    affiliation: float = 0.5
    object: float = 0.4
    actor: float = 0.4
    agentless: float = 0.5
    action: float = 0.28
    """For trigger, object and actor together."""
    unparsed_action: float = 0.35
    """For the same, where the parse gives the trigger another actor or none."""
    by_rule: float = 0.8
    """For an action that only the rules find."""
    by_rule_seen: float = 0.5
    """For an action of the rules whose trigger the reader sees too, with the same actor but without a policy."""
    actor_seen: float = 0.5
    """For that actor of the reader's."""
    statement_by_rule: float = 0.8
    """For a statement that only the rules find."""
    time: float = 0.3
    speaker: float = 0.4
    cue: float = 0.4
    goes_on: float = 0.5
    stands_for: float = 0.5
    same_policy: float = 0.6


class Witness(msgspec.Struct, frozen=True, kw_only=True):
    """How far the parse alone is believed where it says the same as the reader, chosen on the same articles."""

    actor: float = 0.35
    object: float = 0.2
    speaker: float = 0.4


LIMITS, PARSE = Limits(), Witness()
