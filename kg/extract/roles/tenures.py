"""Offices told by the noun for their tenure: "during the presidency of Jane Roe", "under Roe's premiership"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.roles.found import Found
from kg.extract.roles.verbs import person_at
from kg.words import table


def find(doc: Doc) -> Iterator[Found]:
    """The former offices in whose tenure something happened."""
    for token in doc:
        office = table("tenures.tsv").get(token.lower_) if token.dep_ == "pobj" and token.head.lower_ in DURING else None
        for holder in holders(token) if office else ():
            who = person_at(doc, holder)
            if who is not None:
                yield Found(
                    who=who,
                    person=(holder.i, holder.i + 1),
                    start=token.i,
                    head=None,
                    end=token.i + 1,
                    status="former",
                    noun=office,
                )


DURING = frozenset({"during", "under", "throughout"})


def holders(noun: Token) -> Iterator[Token]:
    """Whose tenure a noun names."""
    yield from (child for child in noun.children if child.dep_ == "poss")
    yield from (thing for child in noun.children if child.lower_ == "of" for thing in child.children if thing.dep_ == "pobj")
