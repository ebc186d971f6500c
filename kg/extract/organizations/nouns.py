"""Relations that nouns tell: "a subsidiary of X", "X's parent Y", "its headquarters in Z", "Z-based X"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from spacy.tokens import Doc, Token

from kg.extract.organizations.ends import End, Found, at, behind, ends, names_at, places
from kg.extract.organizations.verbs import happened
from kg.extract.syntax import affected, doer, logical_subject
from kg.extract.tables import mapping, words

OWNERS = frozenset({"of", "for", "to"})
IN = frozenset({"in", "at", "near", "from", "out"})


def find(doc: Doc) -> Iterator[Found]:
    """The relations that nouns tell, in text order."""
    nouns = mapping("organization_nouns.tsv")
    for token in doc:
        kind = nouns.get(token.lemma_.lower()) or nouns.get(token.lower_)
        if kind is not None and token.pos_ in ("NOUN", "PROPN") and not names_at(token):
            yield from KINDS[kind](token)
        elif token.lemma_ in words("seat_verbs.txt") and token.tag_ in ("VBN", "VBD") and happened(token):
            yield from based(token)


def part(noun: Token) -> Iterator[Found]:
    """What "subsidiary" describes is part of what owns it."""
    for left, right in product(described(noun), owners(noun)):
        yield Found(relation="part_of", subject=left, object=right)


def whole(noun: Token) -> Iterator[Found]:
    """What owns a "parent" is part of what the noun describes."""
    head = noun.head if noun.dep_ == "compound" and not names_at(noun.head) else noun
    for left, right in product(owners(head), described(head)):
        yield Found(relation="part_of", subject=left, object=right)


def other(noun: Token) -> Iterator[Found]:
    """Nothing: a "sister" is neither."""
    return iter(())


def described(noun: Token) -> Iterator[End]:
    """What a noun is said of: "X is a unit", "X, a unit of", "its unit X", "works as a unit", "A unit of Y, X makes"."""
    for one in noun.children:
        if one.dep_ == "appos":
            yield from ends(one)
    if noun.dep_ in ("compound", "nmod", "amod", "appos"):
        yield from ends(noun.head)
    elif noun.dep_ in ("attr", "oprd"):
        yield from subjects(noun.head)
    elif noun.dep_ == "pobj" and noun.head.lower_ == "as":
        verb = noun.head.head
        thing = affected(verb)
        yield from ends(thing) if thing is not None else subjects(verb)
    elif noun.dep_ in ("dep", "npadvmod", "advcl", "nsubj") and noun.head.i > noun.i:
        yield from subjects(noun.head, but=noun)


def subjects(verb: Token, *, but: Token | None = None) -> Iterator[End]:
    """The subject of a verb, of a passive too."""
    who = next((one for one in verb.children if one.dep_ in ("nsubj", "nsubjpass") and one != but), None)
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
        for left, right in product(located(verb), where):
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


def links(word: Token) -> Iterator[Token]:
    """The prepositions of place that hang on a word, or on an adverb of it."""
    for link in word.children:
        if link.dep_ == "prep" and link.lower_ in IN:
            yield link
            yield from (inner for inner in link.children if inner.dep_ == "prep" and inner.lower_ in IN | {"of"})


KINDS = {"part": part, "whole": whole, "other": other, "seat": seat}
