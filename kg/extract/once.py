"""Leaves out what one claim says and another says better, where several extractors read one passage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeGuard

from kg.model import Claim, RelationClaim, RoleClaim


def once(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without affiliations of a person to an organisation in which another claim gives the person a role."""
    kept = list(claims)
    roles = {(one.person, one.organization) for one in kept if isinstance(one, RoleClaim)}
    return [one for one in kept if not (_is_affiliation(one) and (one.subject, one.object) in roles)]


def _is_affiliation(claim: Claim) -> TypeGuard[RelationClaim]:
    return isinstance(claim, RelationClaim) and claim.relation == "affiliated_with"
