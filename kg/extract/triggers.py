"""Which action a trigger stands for: a table of verbs, nouns of action and pairs, with counts from annotated texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import sqrt
from typing import get_args

from spacy.tokens import Token

from kg.extract.tables import rows
from kg.model import Action, PolicyType
from kg.words import words as words_of

ACTIONS: tuple[Action, ...] = get_args(Action)
WEIGHTS = {"full": 1.0, "v": 0.6, "n": 0.8, "o": 0.5, "pair": 1.0, "object": 1.0, "link": 0.8, "word": 0.5}
LISTED = {"v": 1.0, "n": 1.0, "o": 0.5, "pair": 3.0, "object": 3.0, "link": 3.0, "word": 0.6}
OPEN_CLASSES = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV", "ADP", "SCONJ", "PART", "PRON", "DET"})
Key = tuple[str, str]


def as_action(word: str) -> Action:
    """``word`` as an action of the scheme; ValueError if it is none."""
    return ACTIONS[ACTIONS.index(word)]


def part(token: Token) -> str:
    """``v`` for verbs, ``n`` for nouns, ``o`` for other words."""
    return "v" if token.pos_ in ("VERB", "AUX") else "n" if token.pos_ in ("NOUN", "PROPN") else "o"


def general(token: Token) -> bool:
    """Whether ``token`` is a word of general vocabulary rather than a name, number or mark."""
    return token.pos_ in OPEN_CLASSES and token.lemma_.isalpha() and token.lemma_.islower()


def head_of(trigger: Sequence[Token]) -> Token:
    """The word of a trigger that the others depend on."""
    inside = {token.i for token in trigger}
    return next((token for token in trigger if token.head == token or token.head.i not in inside), trigger[0])


def keys(trigger: Sequence[Token]) -> Iterator[Key]:
    """What the tables can know about a trigger: its words, its head, and the head with what depends on it."""
    head = head_of(trigger)
    word = head.lemma_.lower()
    inside = [
        token for token in trigger if token != head and token.pos_ not in ("DET", "AUX", "PRON", "PUNCT", "SPACE", "PROPN")
    ]
    if all(general(token) for token in (head, *inside)):
        yield "full", " ".join(token.lemma_.lower() for token in sorted((head, *inside), key=lambda token: token.i))
    if general(head) or head.pos_ == "PROPN":
        yield part(head), word
    for token in inside:
        yield "pair", f"{word}_{token.lemma_.lower()}"
        if token.pos_ in ("NOUN", "VERB"):
            yield "word", token.lemma_.lower()
    if part(head) == "v":
        yield from governed_keys(head, word)


def governed_keys(head: Token, word: str) -> Iterator[Key]:
    """The verb with its object, its prepositions, and the infinitive behind it."""
    for other in head.children:
        if other.dep_ in ("dobj", "nsubjpass") and general(other):
            yield "object", f"{word}_{other.lemma_.lower()}"
        elif other.dep_ in ("prep", "prt") and not tells_time(other):
            yield "link", f"{word}_{other.lemma_.lower()}"
        elif other.dep_ == "xcomp":
            yield "link", f"{word}_to"


def tells_time(link: Token) -> bool:
    """Whether a preposition only says when ("signed it on Friday", which is no signing on)."""
    return any(other.dep_ == "pobj" and (other.text in words_of("calendar.txt") or other.like_num) for other in link.children)


def action_of(trigger: Sequence[Token], policy_type: PolicyType | None = None) -> list[tuple[Action, float]]:
    """The actions that ``trigger`` can stand for, likeliest first; the weights add up to 1.

    A weight above 0.5 mostly means that the tables know the word. ``policy_type`` tells apart what the word alone
    does not ("sign" a bill or an order).
    """
    scores: dict[Action, float] = dict(PRIOR)
    seen = list(keys(trigger))
    for key in seen:
        counted = counts().get(key)
        if counted:
            total = sum(counted.values())
            weight = WEIGHTS[key[0]] * min(1.0, 0.5 + total / 6) / (total + 0.6)
            for action, count in counted.items():
                scores[action] += weight * count
    for action, weight in listed(seen).items():
        scores[action] += weight
    if policy_type is not None:
        for action in ACTIONS:
            scores[action] *= affinity(action, policy_type)
    whole = sum(scores.values())
    return sorted(((action, score / whole) for action, score in scores.items()), key=lambda item: (-item[1], item[0]))


PRIOR: dict[Action, float] = dict.fromkeys(ACTIONS, 0.01) | {"implement": 0.05, "order": 0.03}


def listed(seen: Sequence[Key]) -> dict[Action, float]:
    """What the table of action words says, as shares of one."""
    found: dict[Action, float] = defaultdict(float)
    for kind, word in seen:
        for place in ("v", "n") if kind == "o" else (kind,):
            for action in action_words().get((PLACES.get(place, place), word), ()):
                found[action] += LISTED[kind]
    total = sum(found.values())
    return {action: weight / total for action, weight in found.items()}


PLACES = {"pair": "p", "object": "p", "link": "p", "word": "n"}


@cache
def action_words() -> dict[Key, tuple[Action, ...]]:
    """The actions of each listed word or pair."""
    found: dict[Key, list[Action]] = defaultdict(list)
    for action, place, words in rows("action_words.tsv"):
        for word in words.split():
            found[place, word].append(as_action(action))
    return {key: tuple(dict.fromkeys(actions)) for key, actions in found.items()}


@cache
def counts() -> Mapping[Key, dict[Action, int]]:
    """How often each key triggered which action in the training texts."""
    return {(kind, word): counted for kind, word, _, _, counted in _count_rows() if counted}


@cache
def rates() -> Mapping[Key, tuple[int, int]]:
    """How often each verb and noun was the head of a trigger, and how often it occurred at all."""
    return {(kind, word): (triggers, seen) for kind, word, triggers, seen, _ in _count_rows() if kind in ("v", "n")}


@cache
def _count_rows() -> tuple[tuple[str, str, int, int, dict[Action, int]], ...]:
    found = []
    for kind, word, triggers, seen, *rest in rows("trigger_counts.tsv"):
        pairs = (one.rsplit(":", 1) for one in "".join(rest).split())
        found.append((kind, word, int(triggers), int(seen), {as_action(action): int(count) for action, count in pairs}))
    return tuple(found)


@cache
def affinity(action: Action, policy_type: PolicyType) -> float:
    """How much likelier than not the action is for this type of policy, softened by a root."""
    return sqrt(affinities().get((action, policy_type), 0.05))


@cache
def affinities() -> dict[tuple[str, str], float]:
    """Shares of policy types by action in the training texts."""
    return {(action, kind): float(share) for action, kind, share in rows("action_types.tsv")}


@cache
def trigger_words() -> dict[str, frozenset[str]]:
    """The verbs (``v``) and nouns (``n``) that can be the head of a trigger."""
    listed_words = {key for key in action_words() if key[0] in ("v", "n")}
    paired = {("v", word.partition("_")[0]) for kind, word in action_words() if kind == "p"}
    known = listed_words | paired | {key for key, (found, _) in rates().items() if found}
    return {kind: frozenset(word for place, word in known if place == kind) for kind in ("v", "n")}
