"""Tells whether a noun phrase names a policy again that the article named before."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Entity
from kg.refer.forms import SMALL, key


def same_policy(entity: Entity, name: str, said: str, policy_type: str, identifiers: Sequence[str]) -> bool:
    """Whether ``name`` (written ``said``) is the policy ``entity``: by identifiers that agree, else by words and type.

    Identifiers of one scheme that differ keep two policies apart whatever their names.
    """
    if clash(entity.identifiers, identifiers):
        return False
    if set(entity.identifiers) & set(identifiers):
        return True
    forms = {content(form) for form in (entity.name, *entity.aliases)}
    return bool(content(name)) and (content(name) in forms or content(said) in forms)


def clash(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two sets of identifiers have one scheme in common and no identifier of it."""
    schemes = {name.partition(":")[0] for name in one} & {name.partition(":")[0] for name in other}
    return bool(schemes) and not set(one) & set(other)


def content(name: str) -> frozenset[str]:
    """The words of a policy's name that tell it from others."""
    return frozenset(word for word in key(name) if word not in SMALL)
