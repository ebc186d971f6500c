"""How likely a candidate is an action or a statement that counts: logistic models over general words and syntax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from math import exp

from spacy.tokens import Span, Token

from kg.extract.candidates import Candidate, is_policy
from kg.extract.cues import Cue
from kg.extract.tables import rows, words
from kg.extract.triggers import general


def likelihood(model: str, seen: Iterable[str]) -> float:
    """The probability that the features ``seen`` belong to what ``model`` ("action" or "statement") knows as stated."""
    known = weights(model)
    total = known["bias"] + sum(known.get(feature, 0.0) for feature in seen)
    return 1.0 / (1.0 + exp(-total))


@cache
def weights(model: str) -> dict[str, float]:
    """The weight of each feature; "bias" always counts."""
    return {name: float(weight) for name, weight in rows(f"{model}_weights.tsv")}


def action_features(candidate: Candidate, *, quoted: bool, short: bool) -> Iterator[str]:
    """What the model looks at: general words, parts of speech, dependencies and kinds of names, no names themselves.

    ``quoted`` says that the trigger stands inside a quotation, ``short`` that the article is one paragraph.
    """
    head = candidate.trigger[0]
    frame = candidate.frame
    yield f"frame={frame}"
    word = lemma(head)
    yield f"word={word}"
    yield f"word={word},{frame}"
    yield f"form={head.tag_},{head.dep_}"
    if len(candidate.trigger) > 1:
        yield f"second={lemma(candidate.trigger[1])}"
    if head.dep_ in ("xcomp", "ccomp", "pcomp", "advcl", "acl", "conj", "relcl"):
        yield f"above={lemma(head.head)},{head.dep_}"
    yield from place_features(head, quoted=quoted, short=short)
    yield from actor_features(candidate.actor, frame)
    yield from policy_features(candidate.policy)


def lemma(token: Token) -> str:
    """The lemma of a general word, the kind of a name, or its part of speech."""
    if token.ent_type_:
        return token.ent_type_
    return token.lemma_ if general(token) else token.pos_


def place_features(head: Token, *, quoted: bool, short: bool) -> Iterator[str]:
    """Where in the article the trigger stands."""
    start = head.sent.start
    where = "title" if start == 0 else "short" if short else "early" if start < 80 else "late"
    yield f"where={where}"
    yield f"where={where},{head.tag_}"
    if quoted:
        yield "quoted"


def actor_features(actor: Token | None, frame: str) -> Iterator[str]:
    """What kind of word the actor is."""
    if actor is None:
        yield "actor=none"
        yield f"actor=none,{frame}"
        return
    kind = actor.ent_type_ or actor.pos_
    yield f"actor={kind}"
    yield f"actor={kind},{frame}"
    yield f"actor word={lemma(actor)}"
    if not actor.ent_type_:
        yield f"actor body={actor.lemma_.lower() in words('body_nouns.txt')}"


def policy_features(policy: Token) -> Iterator[str]:
    """What kind of word the policy is and what stands beside it."""
    if policy.pos_ == "VERB":
        yield f"policy verb={lemma(policy)}"
        return
    known = policy.lemma_.lower() in words("policy_nouns.txt")
    yield f"policy={'strong' if known else 'head' if is_policy(policy) else policy.ent_type_ or policy.pos_}"
    yield f"policy word={lemma(policy)}"
    beside = {other.dep_ for other in policy.children}
    for label in ("poss", "acl", "relcl", "compound", "amod", "prep", "det"):
        if label in beside:
            yield f"policy has={label}"
    if any(other.ent_type_ for other in policy.subtree):
        yield "policy names"


def statement_features(cue: Cue | None, speaker: Token | None, content: Span | None, kind: str) -> Iterator[str]:
    """What the model looks at in a statement of type ``kind``: its cue, who speaks, and how the content begins."""
    yield f"kind={kind}"
    if cue is None:
        yield "frame=none"
    else:
        yield from cue_features(cue, kind)
    yield from speaker_features(speaker, cue)
    if content is not None:
        root = content.root
        size = min(5, len(content) // 5)
        yield f"size={size}"
        yield f"content={root.pos_},{root.dep_}"
        yield f"content word={lemma(root)}"
        yield f"begins={content[0].tag_}"


def cue_features(cue: Cue, kind: str) -> Iterator[str]:
    """The word of the cue, its frame, form and place."""
    verb = cue.verb
    word = lemma(verb)
    yield f"frame={cue.frame}"
    yield f"frame={cue.frame},{kind}"
    yield f"word={word}"
    yield f"word={word},{cue.frame}"
    yield f"form={verb.tag_},{verb.dep_}"
    yield f"where={'title' if verb.sent.start == 0 else 'text'}"
    if verb.dep_ in ("xcomp", "ccomp", "pcomp", "advcl", "acl", "conj", "relcl"):
        yield f"above={lemma(verb.head)},{verb.dep_}"
    for other in verb.children:
        if other.dep_ in ("aux", "neg", "advmod", "mark", "dobj"):
            yield f"beside={other.dep_},{lemma(other)}"


def speaker_features(speaker: Token | None, cue: Cue | None) -> Iterator[str]:
    """What kind of word the speaker is."""
    if speaker is None:
        yield "speaker=none"
        return
    kind = speaker.ent_type_ or speaker.pos_
    yield f"speaker={kind}"
    yield f"speaker={kind},{cue.frame if cue else 'none'}"
    yield f"speaker word={lemma(speaker)}"
    if not speaker.ent_type_:
        yield f"speaker document={speaker.lemma_.lower() in words('document_nouns.txt')}"
        yield f"speaker body={speaker.lemma_.lower() in words('body_nouns.txt')}"
