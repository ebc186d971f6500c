"""Policies: their names, identifiers, types and wordings, found by name pattern, by head noun or as a verb phrase."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import get_args

import msgspec
from spacy.tokens import Doc, Token

from kg.extract import syntax
from kg.extract.tables import mapping, rows, words
from kg.model import PolicyType
from kg.text import text_of

TYPES: tuple[PolicyType, ...] = get_args(PolicyType)
PLACES = {"head": 1.3, "two": 1.0, "before": 0.5, "after": 0.1}
WORD = re.compile(r"[\w’'.&-]+")
ARTICLE = re.compile(
    r"^(?:the|a|an|this|that|these|those|its|his|her|their|our|my|such|another|any|some|all|both)\s+", re.IGNORECASE
)
LONGEST = 14


class Policy(msgspec.Struct, frozen=True):
    """A policy as one passage words it: code points, name without leading article, type, identifiers, verbatim phrase.

    ``proper`` says that a pattern knows the name, ``again`` that "the" or "this" may speak of one named before.
    """

    start: int
    end: int
    name: str
    type: PolicyType
    identifiers: tuple[str, ...] = ()
    phrase: str = ""
    proper: bool = False
    again: bool = False


def find(doc: Doc) -> list[Policy]:
    """The policies that ``doc`` names by a pattern or by a head noun, in text order, without overlaps."""
    published = doc._.article.published if doc._.article is not None else None
    proper = list(by_pattern(text_of(doc), published))
    taken = [(one.start, one.end) for one in proper]
    nominal = [one for one in by_head(doc) if not any(start < one.end and one.start < end for start, end in taken)]
    return sorted([*proper, *nominal], key=lambda one: one.start)


def by_pattern(text: str, published: str | None = None) -> Iterator[Policy]:
    """The policies in ``text`` that a pattern of ``policy_patterns.tsv`` finds; an earlier pattern wins."""
    taken: list[tuple[int, int]] = []
    for kind, template, hint, pattern in patterns():
        for match in pattern.finditer(text) if hint == "-" or hint in text else ():
            start, end = without_article(text, *match.span())
            if any(left < end and start < right for left, right in taken):
                continue
            taken.append((start, end))
            name = " ".join(text[start:end].split())
            yield Policy(start, end, name, kind, identify(template, match, text, published), name, proper=True)


@cache
def patterns() -> tuple[tuple[PolicyType, str, str, re.Pattern[str]], ...]:
    """Policy types with the identifier template, a word that must stand in the text, and the pattern of their names."""
    table = rows("policy_patterns.tsv")
    return tuple((as_type(kind), template, hint, re.compile(pattern)) for kind, template, hint, pattern in table)


def as_type(word: str) -> PolicyType:
    """``word`` as a policy type; ValueError if it is none."""
    return TYPES[TYPES.index(word)]


def without_article(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without an article at its beginning."""
    article = ARTICLE.match(text[start:end])
    return (start + article.end(), end) if article else (start, end)


def identify(template: str, match: re.Match[str], text: str, published: str | None) -> tuple[str, ...]:
    """The identifier that ``template`` makes of a match, if what it needs is known."""
    if template == "-":
        return ()
    if template == "section":
        return known_section(match[0], text)
    fields = {
        "congress": congress(published),
        "ordinal": ordinal(match[1]) if match.re.groups else None,
        "slug": slug(match[0]),
    }
    if any(fields.get(name) is None and "{" + name + "}" in template for name in fields):
        return ()
    groups = (match[0], *(group.lower() for group in match.groups()))
    return (template.format(*groups, **fields),)


def known_section(name: str, text: str) -> tuple[str, ...]:
    """The identifier of a provision that news calls by its number ("Section 230"), if the text is about its field."""
    lowered = text.lower()
    if name.lower().startswith("resolution"):
        return ("unsc:" + re.sub(r"\D", "", name),) if "security council" in lowered else ()
    for known, field, identifier in rows("known_sections.tsv"):
        if known.lower() == " ".join(name.lower().split()) and any(re.search(rf"\b{word}", lowered) for word in field.split()):
            return (identifier,)
    return ()


def congress(published: str | None) -> int | None:
    """The number of the United States Congress in session on an ISO date."""
    if published is None:
        return None
    year = int(published[:4]) - (published[5:] < "01-03" and len(published) > 4)
    return (year - 1789) // 2 + 1


def ordinal(word: str | None) -> str | None:
    """The number that "First" or "14th" stands for."""
    if word is None:
        return None
    digits = re.match(r"\d+", word)
    return digits[0] if digits else mapping("ordinals.tsv").get(word.lower())


def slug(name: str) -> str:
    """``name`` in lower case with hyphens for everything but letters and digits; "vs." as "v"."""
    parts = re.sub(r"[^\w]+", " ", name.lower()).split()
    return "-".join("v" if part == "vs" else part for part in parts)


def identifiers(phrase: str, published: str | None = None) -> tuple[str, ...]:
    """The strong identifiers in ``phrase`` as ``scheme:value``, such as ``us-eo:13768``, ``usc:8/1325``, ``us-bill:116/hr1``.

    A bill needs the ISO date of the article, which tells the Congress.
    """
    return tuple(dict.fromkeys(one for policy in by_pattern(phrase, published) for one in policy.identifiers))


def type_keys(phrase: str) -> Iterator[tuple[str, str]]:
    """What the tables can know about a policy's name: its head, the last two words of its first phrase, the words around."""
    parts = WORD.findall(phrase)
    first = list(before_link(parts))
    lemmas = [singular(part) for part in first] or [""]
    yield "head", lemmas[-1]
    yield "two", " ".join(lemmas[-2:])
    for word in lemmas[:-1]:
        yield "before", word
    for part in parts[len(first) :]:
        yield "after", singular(part)


def before_link(parts: Sequence[str]) -> Iterator[str]:
    """The words before the first preposition or conjunction."""
    for number, part in enumerate(parts):
        if number and part.lower() in words("links.txt"):
            return
        yield part


def singular(word: str) -> str:
    """A noun without its plural ending, in lower case, by spelling alone."""
    word = word.lower().strip("'\"’.,")
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if (word.endswith(ending) and len(word) > 4 and not word.endswith(("ss", "us", "is"))) or (
            ending == "sses" and word.endswith(ending)
        ):
            return word[: -len(ending)] + instead
    return word


def policy_type(phrase: str) -> PolicyType:
    """The type of the policy that ``phrase`` names: by name pattern, then by its head noun and the words around it."""
    for one in by_pattern(phrase):
        if one.start == 0 and one.end >= len(phrase) - 1:
            return one.type
    scores = dict.fromkeys(TYPES, 0.01) | {"other": 0.35}
    seen = list(type_keys(phrase))
    for key in seen:
        counted: Counter[PolicyType] = counts().get(key, Counter())
        total = sum(counted.values())
        for kind, count in counted.items():
            scores[kind] += PLACES[key[0]] * count / (total + 1)
    for rank, kind in enumerate(listed(seen)):
        scores[kind] += 1.2 / (rank + 1)
    return max(TYPES, key=lambda kind: scores[kind])


def listed(seen: Sequence[tuple[str, str]]) -> tuple[PolicyType, ...]:
    """The types that the table of heads gives, likeliest first."""
    known = heads()
    two = next((word for place, word in seen if place == "two"), "").replace(" ", "_")
    head = next((word for place, word in seen if place == "head"), "")
    return known.get(two) or known.get(head) or ()


@cache
def heads() -> dict[str, tuple[PolicyType, ...]]:
    """Policy types by head noun, likeliest first."""
    found: dict[str, list[PolicyType]] = {}
    for kind, listed_words in rows("policy_heads.tsv"):
        for word in listed_words.split():
            found.setdefault(word, []).append(as_type(kind))
    return {word: tuple(dict.fromkeys(kinds)) for word, kinds in found.items()}


@cache
def counts() -> dict[tuple[str, str], Counter[PolicyType]]:
    """How often a word stood in the names of policies of which type in the training texts."""
    found: dict[tuple[str, str], Counter[PolicyType]] = {}
    for place, word, counted in rows("policy_words.tsv"):
        pairs = (one.rsplit(":", 1) for one in counted.split())
        found[place, word] = Counter({as_type(kind): int(count) for kind, count in pairs})
    return found


def by_head(doc: Doc) -> Iterator[Policy]:
    """The noun phrases of ``doc`` whose head makes them a policy in any text."""
    strong = words("policy_nouns.txt")
    for token in doc:
        if token.pos_ == "NOUN" and token.lemma_ in strong and token.dep_ != "compound":
            yield of_noun(token)


def of(head: Token) -> Policy:
    """The policy that a noun's phrase names, or a verb's phrase describes."""
    return of_verb(head) if head.pos_ in ("VERB", "AUX") else of_noun(head)


def named(doc: Doc) -> list[Policy]:
    """The policies that ``doc`` names by a pattern, in text order."""
    published = doc._.article.published if doc._.article is not None else None
    return sorted(by_pattern(text_of(doc), published), key=lambda one: one.start)


def grouped(found: Sequence[Policy], known: Sequence[Policy]) -> list[Policy]:
    """For each policy of ``found``, the fullest wording of the same policy among ``found`` and the ``known`` ones.

    A bare head ("the bill") stands for the nearest policy before it that it can name, else for the first behind it.
    """
    pool = sorted({(one.start, one.end): one for one in (*found, *known)}.values(), key=lambda one: one.start)
    wholes: list[Policy] = []
    for one in found:
        fits = [other for other in pool if other != one and may_stand_for(one, other)]
        before = [other for other in fits if other.start <= one.start]
        wholes.append(before[-1] if before else fits[0] if fits else one)
    return wholes


def may_stand_for(one: Policy, other: Policy) -> bool:
    """Whether ``other`` is a fuller wording of ``one``: a bare head must point back to what it names again."""
    if len(content(other.name)) < len(content(one.name)) or not same(one, other):
        return False
    return one.again or len(content(one.name)) > 1 or bool(set(one.identifiers) & set(other.identifiers))


def of_noun(noun: Token) -> Policy:
    """The policy that the phrase around ``noun`` names."""
    start, end = phrase(noun)
    doc = noun.doc
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    text = " ".join(text_of(doc)[first:last].split())
    published = doc._.article.published if doc._.article is not None else None
    known = identifiers(text, published) or also_known(noun)
    again = any(other.lower_ in words("pointers.txt") for other in noun.lefts)
    return Policy(first, last, text, policy_type(text), known, text, again=again)


def also_known(noun: Token) -> tuple[str, ...]:
    """The identifier in "the statute, known as 1325"."""
    for other in noun.children:
        if other.dep_ in ("acl", "relcl") and other.lemma_ in ("know", "call", "refer", "cite"):
            for token in other.subtree:
                if token.like_num:
                    return known_section(token.text, text_of(noun.doc))
    return ()


def phrase(noun: Token) -> tuple[int, int]:
    """Token range of the name of the policy that ``noun`` heads.

    Articles and pronouns before are left out; what follows stays as far as it tells which policy it is: prepositional
    phrases, infinitives and participles, also what it is "known as", no relative clause, ``LONGEST`` words at most.
    """
    start, end = noun.left_edge.i, noun.i + 1
    for right in noun.rights:
        if right.text == "," and noun.doc[right.i + 1 : right.i + 2].text == "known":
            continue
        if right.dep_ not in ("prep", "acl") or (right.dep_ == "prep" and right.lower_ not in words("name_links.txt")):
            break
        if right.tag_ == "VBN" and syntax.agent(right) is not None:
            break
        longer = reach(right, start)
        if longer == end or longer < right.i:
            break
        end = longer
        if end < right.right_edge.i + 1:
            break
    return leading_trimmed(noun, start, syntax.cut_clauses(noun, end) if end > noun.i + 1 else end)


def reach(link: Token, start: int) -> int:
    """How far the phrase that begins with ``link`` may run in a name that begins at ``start``."""
    if link.right_edge.i + 1 - start <= LONGEST:
        return link.right_edge.i + 1
    inner = syntax.child(link, "pobj", "pcomp", "dobj")
    if inner is not None and inner.i + 1 - start <= LONGEST:
        return inner.i + 1
    return link.i


def leading_trimmed(noun: Token, start: int, end: int) -> tuple[int, int]:
    """The range without articles, pronouns and numbers before the first word that names."""
    doc = noun.doc
    while start < noun.i and (doc[start].pos_ in ("DET", "PRON", "PUNCT", "SPACE") or doc[start].dep_ in ("det", "predet")):
        start += 1
    while end > noun.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return start, end


def name_of(text: str) -> str:
    """A policy's name out of its phrase: short, without leading article, quotation marks and trailing punctuation."""
    bare = " ".join(text.split()).strip("“”\"'‘’.,;: ")
    return ARTICLE.sub("", bare)


def of_verb(verb: Token) -> Policy:
    """The policy that is only a verb phrase: "deploy the National Guard" is the "deployment of the National Guard"."""
    doc = verb.doc
    thing = syntax.affected(verb)
    passive = thing is not None and thing.i < verb.i
    parts = [noun_of(verb)]
    stop = verb.i + 1
    if thing is not None and thing.lower_ not in ("it", "them", "him", "her", "which", "that", "who"):
        start, end = phrase(thing) if thing.pos_ != "PRON" else (thing.i, thing.i + 1)
        parts.append("of " + doc[start:end].text)
        stop = max(stop, end)
    for link in verb.children:
        if link.dep_ in ("prep", "prt", "dative") and link.i >= stop and link.lower_ in words("name_links.txt"):
            end = reach(link, verb.i)
            if end <= link.i:
                break
            parts.append(doc[link.i : syntax.trim(doc, link.i, end)[1]].text)
            stop = end
    name = name_of(" ".join(parts))
    first = min(verb.i, thing.left_edge.i if passive and thing is not None else verb.i)
    start, end = doc[first].idx, doc[stop - 1].idx + len(doc[stop - 1])
    verbatim = " ".join(text_of(doc)[start:end].split())
    return Policy(start, end, name, policy_type(name), identifiers(name), verbatim)


def noun_of(verb: Token) -> str:
    """The noun of action of ``verb``, or its gerund."""
    lemma = verb.lemma_.lower()
    known = mapping("nominalizations.tsv").get(lemma)
    return known or gerund(lemma)


def gerund(lemma: str) -> str:
    """The -ing form of a regular verb, by spelling."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    if re.search(r"[^aeiou][aeiou][bdgmnprt]$", lemma) and len(re.findall(r"[aeiouy]+", lemma)) == 1:
        return lemma + lemma[-1] + "ing"
    return lemma + "ing"


def same(one: Policy, other: Policy) -> bool:
    """Whether two passages of one article name one policy.

    Identifiers decide where both have some of one scheme; numbers that differ keep two apart; else one name's words
    lie within the other's, or a bare head ("the measure", "the order") meets a policy that it can stand for.
    """
    schemes = {name.partition(":")[0] for name in one.identifiers} & {name.partition(":")[0] for name in other.identifiers}
    if schemes:
        return bool(set(one.identifiers) & set(other.identifiers))
    left, right = content(one.name), content(other.name)
    if numbers(left) != numbers(right) and numbers(left) and numbers(right):
        return False
    if not left or not right:
        return False
    small, large = sorted((left, right), key=len)
    if small <= large:
        return True
    return len(small) == 1 and stands_for(next(iter(small)), other if small is left else one)


def stands_for(word: str, policy: Policy) -> bool:
    """Whether a bare ``word`` can name ``policy`` again."""
    return policy.type in words_again().get(word, ())


@cache
def words_again() -> dict[str, tuple[str, ...]]:
    """Words that name a policy again, with the types they can stand for."""
    return {word: tuple(kinds.split()) for word, kinds in rows("again.tsv")}


def content(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, singular, without links and articles."""
    parts = (singular(re.sub(r"[’']s$", "", part.lower())) for part in WORD.findall(name_of(name)))
    return frozenset(part for part in parts if part and part not in words("links.txt") and part not in words("determiners.txt"))


def numbers(parts: frozenset[str]) -> frozenset[str]:
    """The words with digits."""
    return frozenset(part for part in parts if any(map(str.isdigit, part)))
