"""Least scores of what the reader found for it to become a claim."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Least scores of what becomes a claim, chosen on held-out training articles."""

    holder: float = 0.5
    unknown_role: float = 0.6
    """For a role and its holder together, where the role's last word is no known title or occupation."""
    body: float = 0.2
    unusual_body: float = 0.5
    """For a title that has a usual body."""
    affiliation: float = 0.5
    object: float = 0.4
    """For the policy of an action."""
    actor: float = 0.05
    """For who is weighed as the actor of an action."""
    action: float = 0.5
    """For how sure an action is (``sureness``)."""
    by_rule: float = 0.9
    """For an action that only the rules find."""
    by_rule_seen: float = 0.65
    """For an action of the rules whose trigger the reader sees too, with the same actor but without a policy."""
    actor_seen: float = 0.5
    """For that actor of the reader's."""
    statement_by_rule: float = 0.8
    """For a statement that only the rules find."""
    time: float = 0.3
    speaker: float = 0.4
    parsed_speaker: float = 0.4
    """How far the parse alone is believed on who speaks, where it says the same as the reader."""
    indirect: float = 0.6
    """For an indirect statement: content and speaker together."""
    cue: float = 0.4
    goes_on: float = 0.5
    stands_for: float = 0.5
    same_policy: float = 0.6


LIMITS = Limits()
