"""Finds the phrases that describe a person beside the name: titles before it, appositions behind it and copulas."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.words import table, words

BEFORE = frozenset({"compound", "amod", "nmod", "poss", "appos", "det", "nummod", "npadvmod", "advmod", "punct"})


def is_role_head(token: Token) -> bool:
    """Whether ``token`` can head the name of an office, a job or a rank."""
    text = token.text
    if token.tag_[:1] in ("V", "R", "M"):
        return False
    if text in table("titles.tsv"):
        return True
    lower = text.lower().rstrip(".")
    return lower in words("role_heads.txt") or (
        lower.endswith("s") and token.tag_ in ("NNS", "NNPS") and lower[:-1] in words("role_heads.txt")
    )


def descriptions(doc: Doc, person: Span) -> Iterator[Token]:
    """The head nouns of the phrases that describe the person named at ``person``."""
    at = person.start - 1
    steps = 0
    while at >= 0 and steps < 6 and doc[at].sent == person.sent and not doc[at].is_space:
        token = doc[at]
        if is_role_head(token):
            yield token
            break
        if token.text not in (",", "-", "and") and not token.text[:1].isalpha():
            break
        if token.dep_ in ("prep", "case") or (token.pos_ in ("VERB", "AUX", "ADP") and not token.text[0].isupper()):
            break
        at -= 1
        steps += 1
    root = person.root
    for other in root.children:
        if other.dep_ == "appos" and other.i >= person.end and is_role_head(other):
            yield other
    if root.dep_ == "appos" and is_role_head(root.head) and root.head.i < person.start:
        yield root.head
    yield from predicated(root)


def predicated(root: Token) -> Iterator[Token]:
    """The nouns that a clause says its subject is or becomes: "X, who is a judge", "X became governor"."""
    clauses = [other for other in root.children if other.dep_ == "relcl"]
    if root.dep_ in ("nsubj", "nsubjpass"):
        clauses.append(root.head)
    for clause in clauses:
        for other in clause.children:
            if other.dep_ in ("attr", "oprd") and is_role_head(other):
                yield other


def phrase(head: Token) -> tuple[str, ...]:
    """The lower-case words of a role phrase up to its head, without articles: "the foreign minister" → foreign minister."""
    left = [
        other.lower_
        for other in head.lefts
        if other.dep_ in ("compound", "amod", "nmod") and not other.is_punct and other.ent_type_ == ""
    ]
    word = table("titles.tsv").get(head.text) or head.text
    return (*left, *word.lower().split())
