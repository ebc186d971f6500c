"""Modality: whether an action happened, is planned, alleged, possible or denied, with the word that says so."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from kg.extract import syntax
from kg.extract.tables import rows
from kg.model import Action, Modality

ORDER: tuple[Modality, ...] = ("denied", "alleged", "possible", "planned")
CONDITIONS = frozenset({"if", "unless"})
REPORTING = frozenset(
    {"say", "announce", "tell", "state", "report", "promise", "vow", "pledge", "add", "declare", "confirm", "decide"}
)
Verdict = tuple[Modality, str]


def modality_of(doc: Doc, start: int, end: int, action: Action | None = None) -> Verdict:
    """The modality of the action whose trigger stands at code points [start, end), and the word that decides it.

    The word is "" where nothing speaks against ``asserted``. That somebody violates a rule is alleged unless
    something else is said: it is mostly a plaintiff who says it.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return "asserted", ""
    inside = frozenset(token.i for token in span)
    found = verdict(span.root, inside)
    if found is None and action == "violate":
        return "alleged", span.text
    return found or ("asserted", "")


def verdict(head: Token, inside: frozenset[int] = frozenset(), depth: int = 0) -> Verdict | None:
    """What the words beside ``head`` and above it make of it; None for a plain assertion.

    Words whose indices are ``inside`` belong to the trigger and say what is done, not whether.
    """
    if depth > 4:
        return None
    for rule in (negated, conditional, beside, by_auxiliary):
        found = rule(head, inside)
        if found is not None:
            return found
    return governed(head, inside, depth)


def negated(head: Token, inside: frozenset[int]) -> Verdict | None:
    """A denial beside the word: "did not sign", "never signed", "no ban"."""
    for other in head.children:
        if other.i not in inside and (other.dep_ == "neg" or other.lower_ in ("never", "no", "neither")):
            return "denied", other.text
    return None


def conditional(head: Token, inside: frozenset[int]) -> Verdict | None:
    """A condition: "if approved", "unless the court allows"."""
    for other in head.children:
        if other.dep_ == "mark" and other.lower_ in CONDITIONS:
            return "possible", other.text
    return None


def beside(head: Token, inside: frozenset[int]) -> Verdict | None:
    """An adverb or adjective: "allegedly", "planned"."""
    for other in head.children:
        if other.i not in inside and other.dep_ in ("advmod", "amod"):
            for kind in ORDER:
                if other.lower_ in table().get((kind, "beside"), frozenset()):
                    return kind, other.text
    return None


def by_auxiliary(head: Token, inside: frozenset[int]) -> Verdict | None:
    """An auxiliary: "will", "may", "would", which is a plan where someone tells of it."""
    for other in head.children:
        if other.dep_ != "aux" or other.i in inside:
            continue
        word = other.lower_
        if word == "would" and head.dep_ in ("ccomp", "conj") and reporter(head) is not None:
            return "planned", other.text
        for kind in ("planned", "possible"):
            if word in table()[kind, "aux"]:
                return kind, other.text
    return None


def reporter(head: Token) -> Token | None:
    """The reporting verb whose clause ``head`` is the verb of, also as one of several."""
    while head.dep_ == "conj":
        head = head.head
    return head.head if head.dep_ == "ccomp" and head.head.lemma_ in REPORTING else None


def governed(head: Token, inside: frozenset[int], depth: int) -> Verdict | None:
    """What the word above ``head`` makes of it: "vowed to sign", "accused of breaking", "a plan to ban"."""
    above = head.head
    if above == head:
        return None
    if head.dep_ == "conj":
        return None if own_tense(head) else verdict(above, inside, depth + 1)
    if head.dep_ in ("auxpass", "prt", "compound"):
        return verdict(above, inside, depth + 1)
    if above.i in inside:
        return verdict(above, inside, depth + 1)
    for kind in ORDER:
        if above.lemma_.lower() in table().get((kind, "governor"), frozenset()) and fits(head, above, kind):
            return kind, above.text
    if (head.dep_ in ("pcomp", "prep", "pobj") and above.dep_ in ("prep", "pcomp", "agent")) or above.pos_ == "ADP":
        return governed(above, inside, depth + 1) if head.dep_ in ("pcomp", "pobj") else None
    if head.dep_ == "xcomp" and above.pos_ in ("VERB", "AUX", "ADJ"):
        return verdict(above, inside, depth + 1)
    return None


def own_tense(verb: Token) -> bool:
    """Whether a verb joined to another has a tense or subject of its own."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or syntax.child(verb, "nsubj", "nsubjpass", "aux") is not None


def fits(head: Token, above: Token, kind: Modality) -> bool:
    """Whether ``above`` governs ``head`` in a way that can give it this modality."""
    infinitive = head.dep_ in ("xcomp", "acl", "ccomp", "advcl", "relcl") and head.tag_ == "VB"
    if kind == "planned":
        return infinitive and head.dep_ != "relcl" and not marked_as_purpose(head)
    if kind == "possible":
        return infinitive or head.dep_ in ("xcomp", "dobj", "pobj", "prep", "ccomp", "pcomp")
    if kind == "denied":
        return head.dep_ in ("xcomp", "acl")
    return head.dep_ in ("ccomp", "acl", "pcomp", "prep", "xcomp", "pobj", "relcl")


def marked_as_purpose(head: Token) -> bool:
    """Whether the infinitive is the aim of something else ("in order to"), not a complement."""
    return any(other.lower_ == "order" for other in head.lefts)


@cache
def table() -> dict[tuple[str, str], frozenset[str]]:
    """The words of ``modal_words.tsv`` by modality and place."""
    return {(kind, place): frozenset(words.split()) for kind, place, words in rows("modal_words.tsv")}
