"""Which people an article reports dead: their roles are former ones."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.words import table


def dead(doc: Doc) -> frozenset[str]:
    """The ids of the people of whom ``doc`` says that they died."""
    found: set[str] = set()
    for token in doc:
        how = table("death_verbs.txt").get(token.lemma_) if token.tag_[:1] == "V" else None
        for gone in victims(token, how) if how else mourned(token):
            names = doc._.referents.names_in(gone.idx, gone.idx + len(gone))
            entity = names[0][2] if names else pronoun(doc, gone)
            if entity is not None and doc._.referents.entity(entity).type == "person":
                found.add(entity)
    return frozenset(found)


def pronoun(doc: Doc, token: Token) -> str | None:
    """The entity of a pronoun."""
    entity = doc._.referents.at(token.idx, token.idx + len(token)) if token.pos_ == "PRON" else None
    return entity.id if entity is not None else None


def victims(verb: Token, how: str) -> Iterator[Token]:
    """Who dies by a verb."""
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    labels = ("nsubj",) if how in ("active", "away") else ("nsubjpass",) if passive else ("dobj",)
    words = {child.lower_ for child in verb.children}
    if words & {"not", "n't", "if", "may", "might", "could", "would"} or (how in ("away", "dead") and how not in words):
        return
    for child in verb.children:
        if child.dep_ in labels:
            yield child
            yield from child.conjuncts
    if verb.dep_ == "relcl":
        yield verb.head


def mourned(noun: Token) -> Iterator[Token]:
    """Whose death a noun names: "Roe's death", "the death of Jane Roe"."""
    if noun.lower_ not in ("death", "assassination", "murder", "funeral", "obituary"):
        return
    for child in noun.children:
        if child.dep_ == "poss":
            yield child
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (thing for thing in child.children if thing.dep_ == "pobj")
