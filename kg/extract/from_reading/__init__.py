"""Turns what the trained reader found in a Doc into claims; tables and rules do what they do better than the network."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.from_reading.actions import actions
from kg.extract.from_reading.limits import LIMITS, Limits
from kg.extract.from_reading.roles import roles
from kg.extract.from_reading.source import Source
from kg.extract.from_reading.statements import statements
from kg.model import Claim

__all__ = ["LIMITS", "Limits", "extract"]


def extract(doc: Doc) -> Iterator[Claim]:
    """The claims of an annotated ``doc`` that the reader has read; none where ``doc._.reading`` is not set."""
    if doc._.reading is None:
        return
    source = Source(doc, doc._.reading)
    yield from roles(source)
    yield from actions(source)
    yield from statements(source)  # after the actions, whose policies they can be about
