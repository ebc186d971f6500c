"""Roles: which person holds, held or seeks which office, job or membership, and in which organisation."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.model import RoleClaim

NAME = "rules.roles"


def extract(doc: Doc) -> Iterator[RoleClaim]:
    """The roles that an annotated ``doc`` gives to the people it names, in text order."""
    yield from ()
