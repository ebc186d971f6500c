"""Whether the people of an article are women or men, by titles, kinship words and first names."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from kg.model import Entity
from kg.refer.titles import descriptions
from kg.words import GENDERS, gender_of, table


def read_gender(doc: Doc, entity: Entity, mentions: Iterator[Span]) -> str | None:
    """``female``, ``male`` or None for a person with these mentions."""
    for span in mentions:
        for word in beside(doc, span):
            letter = table("honorifics.tsv").get(word) or table("gendered_nouns.tsv").get(word.lower())
            if letter:
                return GENDERS[letter]
    for form in sorted((entity.name, *entity.aliases), key=lambda form: (-len(form.split()), form)):
        first, _, rest = form.partition(" ")
        if rest and (gender := gender_of(first)):
            return gender
    return None


def beside(doc: Doc, span: Span) -> Iterator[str]:
    """The word before a name and the heads of the phrases that describe it."""
    if span.start:
        yield doc[span.start - 1].text
    for head in descriptions(doc, span):
        yield head.text
