"""Docs annotated by hand, and articles of one's own wording read by the pipeline."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import annotate
from kg.dates import find
from kg.model import Article, Claim, Entity

Token = tuple[str, str, str, int, str]


def parsed(*tokens: Token) -> Doc:
    """A Doc of (word, lemma, tag, head, dependency); the part of speech follows from the tag."""
    words, lemmas, tags, heads, deps = zip(*tokens, strict=True)
    pos = [POS.get(tag[:2], "X") for tag in tags]
    return Doc(
        spacy.blank("en").vocab,
        words=list(words),
        lemmas=list(lemmas),
        tags=list(tags),
        pos=pos,
        heads=list(heads),
        deps=list(deps),
    )


POS = {"VB": "VERB", "NN": "NOUN", "IN": "ADP", "DT": "DET", "MD": "AUX", "RB": "ADV", "PR": "PRON", "TO": "PART", "RP": "ADP"}


def read(nlp: Language, text: str, *, title: str = "Morning notes", published: str | None = "2018-04-06") -> Doc:
    """The annotated Doc of an article."""
    doc = next(iter(annotate(nlp, [Article(id="a", title=title, text=text, published=published)])))
    if not doc._.timexes:
        doc._.timexes = tuple(find(doc, published))
    return doc


def entity(doc: Doc, local_id: str | None) -> Entity | None:
    """The entity of the Doc with this id."""
    return None if local_id is None else next(one for one in doc._.referents.entities() if one.id == local_id)


def name(doc: Doc, local_id: str | None) -> str | None:
    """The name of the entity with this id."""
    found = entity(doc, local_id)
    return None if found is None else found.name


def quotes_hold(doc: Doc, claims: list[Claim]) -> bool:
    """Whether every claim's evidence stands in the text where it says."""
    return all(doc.text[one.evidence.start : one.evidence.end] == one.evidence.quote for one in claims)
