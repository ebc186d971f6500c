"""Makes claims of the relations that were found, each once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import cast

from spacy.tokens import Doc

from kg.extract.organizations import nouns, verbs
from kg.extract.organizations.ends import TYPES, Found
from kg.extract.passages import passage
from kg.model import Relation, RelationClaim

NAME = "rules.organizations"


def extract(doc: Doc) -> Iterator[RelationClaim]:
    """The relations of the organisations that an annotated ``doc`` names, in text order, each said once."""
    found = {_key(one): one for one in chain(verbs.find(doc), nouns.find(doc)) if _fits(one)}
    for one in sorted(found.values(), key=lambda one: (one.subject.span, one.object.span, one.relation)):
        yield _claim(doc, one)


def _key(one: Found) -> tuple[str, str, str]:
    return one.relation, one.subject.entity.id, one.object.entity.id


def _fits(one: Found) -> bool:
    subject, thing = TYPES[one.relation]
    different = one.subject.entity.id != one.object.entity.id
    return different and one.subject.entity.type in subject and one.object.entity.type in thing


def _claim(doc: Doc, one: Found) -> RelationClaim:
    return RelationClaim(
        subject=one.subject.entity.id,
        relation=cast("Relation", one.relation),
        object=one.object.entity.id,
        current=not one.over,
        evidence=passage(doc, (one.subject.span, one.object.span)),
        extractor=NAME,
        spans={"subject": one.subject.span, "object": one.object.span},
    )
