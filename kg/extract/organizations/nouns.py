"""Relations that nouns tell: "a subsidiary of X", "X's parent Y", "its headquarters in Z", "Z-based X"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import msgspec
from spacy.tokens import Doc, Token

from kg.extract.organizations.ends import End, Found, at, behind, ends, names_at, places
from kg.extract.organizations.verbs import happened
from kg.extract.roles.status import status_of
from kg.extract.syntax import affected, doer, logical_subject
from kg.extract.tables import mapping, words
from kg.refer.titles import is_role_head

OWNERS = frozenset({"of", "for", "to"})
IN = frozenset({"in", "at", "near", "from", "out"})


def find(doc: Doc) -> Iterator[Found]:
    """The relations that nouns tell, in text order."""
    for token in doc:
        kind = kind_of(token)
        if kind is not None:
            yield from KINDS[kind](token)
        elif token.lemma_ in words("seat_verbs.txt") and token.tag_ in ("VBN", "VBD") and happened(token):
            yield from based(token)


def kind_of(token: Token) -> str | None:
    """What the noun ``token``, alone or with the word before it ("head office"), is in organization_nouns.tsv."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or names_at(token):
        return None
    nouns = mapping("organization_nouns.tsv")
    before = f"{token.nbor(-1).lower_} {token.lemma_.lower()}" if token.i else ""
    return (
        nouns.get(before)
        or nouns.get(token.lemma_.lower())
        or nouns.get(token.lower_)
        or ("role" if is_role_head(token) else None)
    )


def whole_noun(noun: Token) -> Token:
    """The noun that a relational word stands before: "parent company", "subsidiary bank"."""
    return (
        noun.head
        if noun.dep_ in ("compound", "amod", "nmod") and noun.head.i == noun.i + 1 and not names_at(noun.head)
        else noun
    )


def part(noun: Token) -> Iterator[Found]:
    """What "subsidiary" describes is part of what owns it."""
    head = whole_noun(noun)
    for left, right in product(described(head), owners(head)):
        yield Found(relation="part_of", subject=left, object=right)


def whole(noun: Token) -> Iterator[Found]:
    """What owns a "parent" is part of what the noun describes."""
    head = whole_noun(noun)
    for left, right in product(owners(head), described(head)):
        yield Found(relation="part_of", subject=left, object=right)


def founder(noun: Token) -> Iterator[Found]:
    """What a "founder" has was founded by whom the noun describes."""
    for left, right in product(owners(noun), described(noun)):
        yield Found(relation="founded_by", subject=left, object=right)


def role(noun: Token) -> Iterator[Found]:
    """Whom a role noun describes belongs to the organisation behind it or behind one joined to it: "is chair and CEO of X"."""
    bodies = list(inside(noun, 3)) or [end for other in noun.conjuncts for end in inside(other, 3)]
    if noun.dep_ == "attr":
        bodies += [end for word in behind(noun.head, frozenset({"at", "with"})) for end in ends(word)]
    for left, right in product(described(noun), bodies):
        yield Found(relation="affiliated_with", subject=left, object=right, over=is_over(noun))


def head(noun: Token) -> Iterator[Found]:
    """A chief executive heads the organisation of the role, and belongs to it."""
    for one in role(noun):
        yield one
        yield msgspec.structs.replace(one, relation="heads")


def is_over(noun: Token) -> bool:
    """Whether a role is past: "a former member", "was a member"."""
    past = any(status_of([other.lower_]) == "former" for other in first(noun).lefts)
    return past or (noun.dep_ == "attr" and noun.head.tag_ == "VBD")


def inside(noun: Token, depth: int) -> Iterator[End]:
    """The organisations behind or before a role noun, also one that a nameless part of it hangs on ("the board of X")."""
    yield from (end for word in noun.children if word.dep_ in ("poss", "compound", "nmod") for end in at(word))
    for word in behind(noun, ROLE_LINKS):
        found = list(ends(word))
        yield from found
        if depth and not any(end.entity.type == "organization" and names_at(word) for end in found):
            yield from inside(word, depth - 1)


ROLE_LINKS = frozenset({"of", "at", "for", "in", "with", "on"})


def described(noun: Token) -> Iterator[End]:
    """What a noun is said of: "X is a unit", "X, a unit of", "its unit X", "works as a unit", "A unit of Y, X makes"."""
    for one in noun.children:
        if one.dep_ == "appos":
            yield from ends(one)
    if noun.dep_ in ("compound", "nmod", "amod", "appos"):
        yield from ends(noun.head) if noun.tag_ in ("NNS", "NNPS") else at(noun.head)
    elif noun.dep_ in ("attr", "oprd"):
        yield from subjects(noun.head)
    elif noun.dep_ == "conj":
        yield from described(first(noun))
    elif noun.dep_ == "pobj" and noun.head.lower_ == "as":
        verb = noun.head.head
        thing = affected(verb)
        yield from ends(thing) if thing is not None else subjects(verb)
    elif noun.dep_ in ("dep", "npadvmod", "advcl", "nsubj") and noun.head.i > noun.i:
        yield from subjects(noun.head, but=noun)


def first(noun: Token) -> Token:
    """The first of the nouns that are joined."""
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    return noun


def subjects(verb: Token, *, but: Token | None = None) -> Iterator[End]:
    """The subject of a verb, of a passive too."""
    who = next((one for one in verb.children if one.dep_ in ("nsubj", "nsubjpass") and one != but), None)
    if who is None and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        yield from subjects(verb.head, but=but)
        return
    who = who if who is not None else logical_subject(verb, 0)
    if who is not None and who != but:
        yield from ends(who)


def owners(noun: Token) -> Iterator[End]:
    """Whose the noun is: "of X", "X's", "its", or the name before it ("the X unit")."""
    for word in behind(noun, OWNERS):
        yield from ends(word)
    for word in noun.children:
        if word.dep_ == "poss" or (word.dep_ in ("compound", "nmod", "amod") and names_at(word)):
            yield from at(word)


def seat(noun: Token) -> Iterator[Found]:
    """Where "headquarters" are: "its headquarters in Z", "has headquarters in Z", "X's headquarters are in Z"."""
    beside = noun.head if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "conj") else noun
    where = [*links(noun), *(links(beside) if beside != noun else ())]
    for left, right in product(seated(noun), (place for link in where for place in places(link))):
        yield Found(relation="based_in", subject=left, object=right)


def seated(noun: Token) -> Iterator[End]:
    """Who has the seat: its owner, the subject of "have", or what "with headquarters in" hangs on."""
    own = list(owners(noun))
    if own:
        yield from own
    elif noun.dep_ == "dobj":
        who = doer(noun.head)
        yield from ends(who) if who is not None else ()
    elif noun.dep_ == "pobj" and noun.head.lower_ == "with":
        above = noun.head.head
        yield from subjects(above) if above.pos_ in ("VERB", "AUX") else around_noun(above)


def around_noun(noun: Token) -> Iterator[End]:
    """What a noun names, or what it is said of: "X is a bank with headquarters in Z"."""
    found = list(ends(noun))
    yield from found or described(noun)


def based(verb: Token) -> Iterator[Found]:
    """Where "based" says that its organisation is: "X is based in Z", "X, based in Z,", "Based in Z, X", "Z-based X"."""
    where = [place for link in links(verb) for place in places(link)]
    if not where and verb.i > 1 and verb.doc[verb.i - 1].text in ("-", "–", "‑"):
        where = list(at(verb.doc[verb.i - 2]))
    if where:
        what = [end for end in located(verb) if end.entity.type == "organization"] or list(nearest(verb))
        for left, right in product(what, where):
            yield Found(relation="based_in", subject=left, object=right)


def located(verb: Token) -> Iterator[End]:
    """What is based somewhere."""
    thing = affected(verb)
    if thing is not None:
        yield from around_noun(thing)
    elif verb.dep_ in ("amod", "acl"):
        yield from around_noun(verb.head)
    elif verb.head != verb:
        yield from subjects(verb.head)


def nearest(verb: Token) -> Iterator[End]:
    """The last organisation named before in the sentence; before any, the first behind a comma: "Based in Z, X makes"."""
    doc, sentence = verb.doc, verb.sent
    before = (token for token in reversed(doc[sentence.start : verb.i]) if names_at(token))
    behind_comma = (token for token in doc[verb.i : sentence.end] if token.nbor(-1).text == "," and names_at(token))
    for tokens in (before, behind_comma):
        found = [end for token in tokens for end in at(token) if end.entity.type == "organization"]
        if found:
            yield found[0]
            return


def links(word: Token) -> Iterator[Token]:
    """The prepositions of place that hang on a word, or on an adverb of it."""
    for link in word.children:
        if link.dep_ == "prep" and link.lower_ in IN:
            yield link
            yield from (inner for inner in link.children if inner.dep_ == "prep" and inner.lower_ in IN | {"of"})


KINDS = {"part": part, "whole": whole, "founder": founder, "role": role, "head": head, "seat": seat}
