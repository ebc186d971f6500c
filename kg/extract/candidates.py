"""Actions: who does what about which policy, when, read off the parse by triggers and their arguments."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc, Token

from kg.extract import syntax, triggers
from kg.extract.policies import heads
from kg.extract.tables import groups, words
from kg.per_doc import per_doc

Trigger = tuple[Token, ...]
TARGET_LINKS = frozenset({"against", "over", "for", "to", "on", "with"})
NOUN_LINKS = frozenset({"of", "against", "for", "to", "into", "over", "on", "with"})


class Candidate(msgspec.Struct, frozen=True):
    """An action that the text may state.

    ``actor`` is the head of the phrase that names who does it, None if nobody is named. ``policy`` heads what it is
    about, a verb if that is only a verb phrase. ``frame`` says how trigger and policy hang together.
    """

    trigger: Trigger
    actor: Token | None
    policy: Token
    frame: str


@per_doc
def candidates(doc: Doc) -> tuple[Candidate, ...]:
    """Every trigger of ``doc`` with each policy that it can be about, in text order."""
    return tuple(_found(doc))


def _found(doc: Doc) -> Iterator[Candidate]:
    known = triggers.trigger_words()
    verbs, nouns = known["v"], known["n"]
    for token in doc:
        lemma = token.lemma_
        if lemma in verbs and token.pos_ == "VERB":
            yield from verbal(token)
        elif lemma in nouns and token.pos_ == "NOUN":
            yield from nominal(token)


def verbal(verb: Token) -> Iterator[Candidate]:
    """The actions of a verb: on its object, by an infinitive or clause behind it, behind its preposition."""
    if verb.dep_ in ("aux", "auxpass", "amod", "compound"):
        return
    found = list(verb_policies(verb))
    if not found:
        return
    actor = doer_of(verb)
    for frame, trigger, policy in found:
        yield Candidate(trigger, actor, policy, frame)
        if frame in ("light", "object", "phrase") and verb.lemma_ in words("joint_verbs.txt"):
            for partner in partners(trigger[-1], verb):
                yield Candidate(trigger, partner, policy, "partner")


def partners(noun: Token, verb: Token) -> Iterator[Token]:
    """With whom something is agreed: "a settlement with the city", "a deal between Poe and Roe"."""
    for link in (*noun.rights, *verb.rights):
        if link.dep_ == "prep" and link.lower_ in ("with", "between"):
            partner = syntax.child(link, "pobj")
            if partner is not None and (partner.ent_type_ or partner.pos_ == "PROPN"):
                yield partner


def verb_policies(verb: Token) -> Iterator[tuple[str, Trigger, Token]]:
    """What ``verb`` acts on, with the frame and the words of the trigger."""
    thing = syntax.affected(verb)
    if thing is not None:
        yield from on_object(verb, thing)
    complements = groups("complement_verbs.tsv")
    for other in verb.rights:
        if other.dep_ == "xcomp" and other.pos_ == "VERB" and verb.lemma_ in complements["infinitive"]:
            yield "infinitive", (verb,), in_clause(other)
        elif other.dep_ == "ccomp" and other.pos_ == "VERB" and verb.lemma_ in complements["clause"]:
            yield "clause", (verb,), in_clause(other)
        elif other.dep_ in ("prep", "prt"):
            yield from behind_link(verb, other, thing)


def on_object(verb: Token, thing: Token) -> Iterator[tuple[str, Trigger, Token]]:
    """The actions of a verb on its direct object and what is joined to it."""
    for noun in syntax.conjuncts(thing):
        if is_pair(verb, noun):
            yield "light", (verb, noun), noun
            for link in noun.rights:
                if link.dep_ == "prep" and link.lower_ in TARGET_LINKS:
                    target = syntax.child(link, "pobj")
                    if target is not None and is_policy(target):
                        yield "beyond", (verb, noun), target
        elif is_policy(noun):
            yield "object", (verb,), noun
            if noun == thing and noun.lemma_.lower() not in words("policy_nouns.txt"):
                yield "phrase", (verb,), verb
        elif noun == thing and noun.pos_ != "PRON":
            yield "phrase", (verb,), verb


def behind_link(verb: Token, link: Token, thing: Token | None) -> Iterator[tuple[str, Trigger, Token]]:
    """The actions of a verb with a preposition: "call for a ban", "vote against the bill", "withdraw from the pact"."""
    target = syntax.child(link, "pobj", "pcomp")
    if target is None:
        return
    paired = is_pair(verb, link)
    if target.dep_ == "pcomp":
        if paired and target.pos_ == "VERB":
            yield "link", (verb, link), in_clause(target)
        return
    for noun in syntax.conjuncts(target):
        if paired or is_policy(noun):
            yield "link" if paired else "loose", (verb, link), noun
    if not paired and thing is None and link.lower_ in ("from", "into", "to"):
        yield "phrase", (verb,), verb


def in_clause(verb: Token) -> Token:
    """What an infinitive or clause is about: its object if that is a policy by itself, else what it does."""
    thing = syntax.object_of(verb)
    if thing is not None and thing.pos_ in ("NOUN", "PROPN") and thing.lemma_.lower() in words("policy_nouns.txt"):
        return thing
    return verb


def nominal(noun: Token) -> Iterator[Candidate]:
    """The actions of a noun: "Poe's decision to …", "the investigation by the court", "protests against the bill"."""
    if noun.dep_ == "compound":
        return
    if noun.dep_ in ("dobj", "nsubjpass") and noun.head.pos_ == "VERB" and is_pair(noun.head, noun):
        return
    actor = owner(noun)
    for link in noun.rights:
        if link.dep_ == "prep" and link.lower_ in NOUN_LINKS:
            target = syntax.child(link, "pobj")
            if target is not None:
                yield Candidate((noun,), actor, target, "noun " + link.lower_)
        elif link.dep_ == "acl" and link.tag_ == "VB":
            yield Candidate((noun,), actor, in_clause(link), "noun to")
    if is_policy(noun):
        yield Candidate((noun,), actor, noun, "noun")


def owner(noun: Token) -> Token | None:
    """Who a noun of action belongs to: by "'s", "by", an adjective of nationality, or the verb that it is the object of."""
    found = syntax.child(noun, "poss")
    if found is not None:
        return found
    for link in noun.rights:
        if link.lower_ in ("by", "between", "from") and link.dep_ in ("prep", "agent"):
            return syntax.child(link, "pobj")
    for other in noun.lefts:
        if other.dep_ in ("amod", "compound", "nmod") and other.ent_type_:
            return other
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        return syntax.doer(noun.head)
    return None


def doer_of(verb: Token) -> Token | None:
    """Who does what ``verb`` says; the author where that is a document."""
    found = syntax.doer(verb)
    if found is not None and found.lemma_.lower() in words("document_nouns.txt"):
        return author(found)
    return found


def author(document: Token) -> Token | None:
    """Whose document it is: "Poe's memo", "a memo by Poe", "a memo issued by Poe", "Poe signed an order banning …"."""
    found = syntax.possessor(document)
    if found is not None:
        return found
    for clause in document.rights:
        if clause.dep_ == "acl" and clause.tag_ == "VBN":
            return syntax.agent(clause)
    if document.dep_ == "dobj" and document.head.pos_ == "VERB":
        return syntax.doer(document.head)
    return document


def is_pair(verb: Token, other: Token) -> bool:
    """Whether a verb and its object or preposition are one trigger: "issue a memo", "file a complaint", "call for"."""
    key = f"{verb.lemma_}_{other.lemma_.lower()}"
    return ("p", key) in triggers.action_words() or ("pair", key) in triggers.counts()


def is_policy(noun: Token) -> bool:
    """Whether the head of the phrase can be a policy."""
    return noun.pos_ in ("NOUN", "PROPN") and noun.lemma_.lower() in heads()
