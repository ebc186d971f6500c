"""Reads a dependency parse (CLEAR labels, as spaCy's English pipelines give them): subjects, agents, phrases.

All token ranges are token indices, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.tables import words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
PRONOUNS = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "his",
        "its",
        "their",
        "i",
        "we",
        "you",
        "who",
        "which",
        "that",
        "this",
        "these",
        "those",
    }
)
PHRASE = 14
LINKS = frozenset({"prep", "pcomp", "agent"})


def child(token: Token, *labels: str) -> Token | None:
    """The first child of ``token`` with one of the dependency ``labels``."""
    for other in token.children:
        if other.dep_ in labels:
            return other
    return None


def is_passive(verb: Token) -> bool:
    """Whether ``verb`` is a passive: by its auxiliary or subject, or a bare participle behind a noun."""
    labels = {other.dep_ for other in verb.children}
    if labels & {"auxpass", "nsubjpass", "agent"}:
        return True
    if verb.tag_ != "VBN" or "nsubj" in labels or "aux" in labels:
        return False
    return verb.dep_ in ("acl", "amod") or (verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and is_passive(verb.head))


def own_subject(verb: Token) -> Token | None:
    """The subject that stands beside ``verb``, a relative pronoun replaced by what it refers to."""
    subject = child(verb, *SUBJECTS)
    if subject is None:
        return None
    if subject.lower_ in RELATIVES and subject.tag_ in ("WP", "WDT"):
        return antecedent(verb)
    return subject


def antecedent(verb: Token) -> Token | None:
    """The noun that the relative clause around ``verb`` describes."""
    while verb.dep_ in ("conj", "xcomp", "ccomp") and verb.head != verb:
        verb = verb.head
    return verb.head if verb.dep_ in ("relcl", "acl") else None


def object_of(verb: Token) -> Token | None:
    """The direct object of ``verb``, or the subject of a passive."""
    return child(verb, "dobj") or child(verb, "nsubjpass")


def affected(verb: Token) -> Token | None:
    """The object of ``verb``, also where it is the noun that a participle or relative clause stands on."""
    thing = object_of(verb)
    if thing is not None and thing.tag_ in ("WDT", "WP"):
        return antecedent(verb)
    if thing is None and verb.dep_ == "acl" and verb.tag_ == "VBN":
        return verb.head
    if thing is None and verb.dep_ == "conj" and verb.tag_ == "VBN" and is_passive(verb):
        return affected(verb.head) if verb.head.pos_ == "VERB" else None
    return thing


def agent(verb: Token) -> Token | None:
    """The noun behind "by" of a passive."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def possessor(noun: Token) -> Token | None:
    """Who has ``noun``: "Poe's decision", "his decision", "the decision by Poe", "the decision of the court"."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    for label in ("by", "of"):
        for link in noun.children:
            if link.lower_ == label and link.dep_ in ("prep", "agent"):
                return child(link, "pobj")
    return None


def doer(verb: Token, depth: int = 0) -> Token | None:
    """Who does what ``verb`` says, through control, conjunction, participles and passives; None if nobody is named.

    "Poe ordered the troops to leave": the troops leave. "Poe vowed to leave": Poe leaves. "after signing the
    order, Poe …": Poe signs. A passive gives its agent alone.
    """
    if depth > 6:
        return None
    if is_passive(verb):
        return agent(verb)
    return own_subject(verb) or inherited(verb, depth)


def inherited(verb: Token, depth: int) -> Token | None:
    """The doer that a verb without a subject takes from the word that governs it."""
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ == "conj":
        return doer(head, depth + 1)
    if verb.dep_ in ("xcomp", "ccomp"):
        return controller(verb, head, depth)
    if verb.dep_ in ("advcl", "parataxis", "dep") and head.pos_ in ("VERB", "AUX"):
        return logical_subject(head, depth)
    if verb.dep_ in ("acl", "relcl"):
        return owner_of_clause(verb, head, depth)
    if verb.dep_ in ("pcomp", "prep"):
        return beyond_preposition(head, depth)
    return None


def controller(verb: Token, head: Token, depth: int) -> Token | None:
    """The doer of an infinitive: the object of "order", "urge" …, else the subject of the verb that governs it."""
    controlled = child(head, "dobj")
    if controlled is not None and head.lemma_ not in words("subject_control.txt"):
        return controlled
    if is_passive(head) and head.lemma_ not in words("raising.txt"):
        return child(head, "nsubjpass")
    return logical_subject(head, depth)


def logical_subject(verb: Token, depth: int) -> Token | None:
    """The doer of ``verb``, or its surface subject where a passive names no agent."""
    found = doer(verb, depth + 1)
    return found if found is not None or not is_passive(verb) else own_subject(verb)


def owner_of_clause(verb: Token, noun: Token, depth: int) -> Token | None:
    """The doer of a clause on a noun: "his decision to withdraw" (he), "a memo instructing" (the memo)."""
    if verb.tag_ == "VBG":
        return noun
    owner = possessor(noun)
    if owner is not None:
        return owner
    if noun.dep_ in ("dobj", "attr", "oprd") and noun.head.pos_ in ("VERB", "AUX"):
        return logical_subject(noun.head, depth)
    return None


def beyond_preposition(link: Token, depth: int) -> Token | None:
    """The doer of a gerund behind a preposition: that of the verb or noun which the preposition hangs on."""
    while link.dep_ in LINKS and link.head != link and link.head.dep_ in LINKS:
        link = link.head
    head = link.head
    if head.pos_ in ("VERB", "AUX"):
        affected = child(head, "dobj")
        if link.lower_ in ("of", "for", "from") and affected is not None:
            return affected
        return logical_subject(head, depth)
    if head.pos_ in ("NOUN", "PROPN"):
        return possessor(head) or (logical_subject(head.head, depth) if head.dep_ == "dobj" else None)
    return None


def conjuncts(noun: Token) -> list[Token]:
    """``noun`` and the nouns joined to it by "and", in text order."""
    return [noun, *(other for other in noun.conjuncts if other.i > noun.i)]


def noun_phrase(noun: Token, *, conjoined: bool = False) -> tuple[int, int]:
    """Token range of the phrase around ``noun`` without appositions and clauses that only add something.

    With ``conjoined`` the nouns joined to it belong to it. Clauses that say which one is meant stay, as far as the
    phrase has ``PHRASE`` words at most.
    """
    end = noun.i + 1
    for right in noun.rights:
        if right.dep_ in ("appos", "advcl", "parataxis") or (not conjoined and right.dep_ in ("conj", "cc", "punct")):
            break
        if right.dep_ in ("relcl", "acl", "ccomp") and right.right_edge.i + 1 - noun.left_edge.i > PHRASE:
            break
        end = right.right_edge.i + 1
    return trim(noun.doc, noun.left_edge.i, cut_clauses(noun, end))


def cut_clauses(noun: Token, end: int) -> int:
    """The end of the phrase before the first clause or apposition that only adds something: one behind a comma.

    What a thing is "known as" is a name of it and stays.
    """
    doc = noun.doc
    for token in doc[noun.i + 1 : end]:
        added = token.dep_ in ("relcl", "acl") and doc[token.left_edge.i - 1].is_punct and token.lower_ != "known"
        if token.dep_ in ("appos", "advcl") or added:
            return token.left_edge.i
    return end


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The token range without punctuation, blanks and conjunctions at its ends."""
    while start < end and (doc[start].is_punct or doc[start].is_space or doc[start].dep_ == "cc"):
        start += 1
    while end > start and (doc[end - 1].is_space or is_loose(doc[end - 1])):
        end -= 1
    return start, end


def is_loose(token: Token) -> bool:
    """Whether ``token`` at the end of a phrase does not belong to it."""
    return token.text in ',;:.–—-("“' or token.lower_ in ("and", "or", "but")


def chain_up(token: Token) -> Iterator[Token]:
    """``token`` and the words above it, up to the root."""
    yield token
    while token.head != token:
        token = token.head
        yield token
