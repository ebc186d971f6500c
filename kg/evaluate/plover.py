"""Scores action claims on PLOVER's gold records (`kg eval plover`): who acted, towards whom, and what kind of act it was.

PLOVER has one event to a sentence, with sources and targets; a claim has an actor, an action and a policy. The claim that is
surest stands for the sentence; its target is whoever its policy names, else the first name after its trigger; its event is read
off ``data/plover.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

from kg.evaluate.figure import Figure
from kg.evaluate.gold import matching
from kg.evaluate.scores import Error
from kg.evaluate.wording import content, overlap
from kg.model import ActionClaim, Article, Entity, Mention, Record

Sentence = Mapping[str, Any]
"""``id``, ``text``, ``event``, and ``source`` and ``target``, each a list of objects with ``actorText``, text, or nothing."""


class Rule(NamedTuple):
    """A claim's action, modality and policy type, the event that it amounts to, and words of which the policy must have one."""

    claim: tuple[str, str, str]
    event: str
    words: frozenset[str]


_SAME_ACTOR = 0.5
_ANY = "*"
_ACTORS = ("person", "organization", "place")


class PloverScore(msgspec.Struct, frozen=True):
    """Figures over all sentences; an event counts as right if the gold has the same."""

    source: Figure
    target: Figure
    event: Figure
    errors: tuple[Error, ...] = ()

    def __add__(self, other: PloverScore) -> PloverScore:
        return PloverScore(
            self.source + other.source, self.target + other.target, self.event + other.event, self.errors + other.errors
        )


def articles(sentences: Iterable[Sentence]) -> Iterator[Article]:
    """Each sentence as an article without title."""
    return (Article(id=sentence["id"], title="", text=sentence["text"]) for sentence in sentences)


def score(sentences: Iterable[Sentence], records: Iterable[Record]) -> PloverScore:
    """Compare the records of ``articles(sentences)`` with the sentences' events."""
    found = {record.article.id: record for record in records}
    table = rules()
    scores = (_score(sentence, found[sentence["id"]], table) for sentence in sentences)
    return sum(scores, PloverScore(Figure(), Figure(), Figure()))


def event(claim: ActionClaim, policy: Entity, table: Sequence[Rule]) -> str | None:
    """The PLOVER event that a claim amounts to; None if none."""
    said = (claim.action, claim.modality, policy.policy_type or "other")
    words = set(policy.name.lower().split())
    fits = (rule for rule in table if all(a in (_ANY, b) for a, b in zip(rule.claim, said, strict=True)))
    return next((rule.event for rule in fits if not rule.words or rule.words & words), None)


def rules() -> list[Rule]:
    """The lines of ``data/plover.tsv``."""
    lines = files("kg.evaluate").joinpath("data", "plover.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [
        Rule((action, modality, kind), name, frozenset(" ".join(more).split())) for action, modality, kind, name, *more in rows
    ]


def _score(sentence: Sentence, record: Record, table: Sequence[Rule]) -> PloverScore:
    claims = [claim for claim in record.claims if isinstance(claim, ActionClaim)]
    surest = max(claims, key=lambda claim: claim.confidence, default=None)
    said = event(surest, record.entity(surest.policy), table) if surest else None
    sources = list(_sources(surest, claims, record))
    targets = _targets(surest, record) if surest else []
    wanted = {name: _gold_actors(sentence.get(name)) for name in ("source", "target")}
    errors = [
        *_errors(sentence, "source", wanted["source"], sources),
        *_errors(sentence, "target", wanted["target"], targets),
        *_errors(sentence, "event", [sentence["event"]], [said] if said else []),
    ]
    return PloverScore(
        _actors(wanted["source"], sources),
        _actors(wanted["target"], targets),
        Figure.one_to_one(int(said == sentence["event"]), int(said is not None), 1),
        tuple(errors),
    )


def _errors(sentence: Sentence, layer: str, gold: list[str], said: list[str]) -> Iterator[Error]:
    """One error for a layer of a sentence in which gold and prediction are not the same."""
    hits = len(matching(_named(gold), _named(said), _same_actor))
    if hits < max(len(gold), len(said)):
        yield Error(
            article=sentence["id"],
            layer=layer,
            verdict="partly" if gold and said else "missed" if gold else "false",
            gold=", ".join(gold) or None,
            predicted=", ".join(said) or None,
            sentence=sentence["text"],
        )


def _named(names: Iterable[str]) -> list[dict[str, Any]]:
    return [{"name": name} for name in names]


def _gold_actors(given: Any) -> list[str]:
    return [actor["actorText"] for actor in given or () if isinstance(actor, dict) and actor.get("actorText")]


def _sources(surest: ActionClaim | None, claims: Iterable[ActionClaim], record: Record) -> Iterator[str]:
    """The actors of the surest claim and of those that say the same of others ("Israel and Lebanon agreed")."""
    if surest is None:
        return
    for claim in claims:
        if claim.actor and (claim.action, claim.policy) == (surest.action, surest.policy):
            yield record.entity(claim.actor).name


def _targets(claim: ActionClaim, record: Record) -> list[str]:
    named = [mention for mention in record.mentions if _could_be_target(mention, claim, record)]
    start, end = claim.spans.get("policy", (0, 0))
    inside = [mention for mention in named if start <= mention.start and mention.end <= end]
    after = [mention for mention in named if mention.start >= claim.spans.get("trigger", (0, 0))[1]]
    between = [mention for mention in after if mention.end <= start]
    return sorted({record.entity(mention.entity).name for mention in between or inside or after[:1]})


def _could_be_target(mention: Mention, claim: ActionClaim, record: Record) -> bool:
    return mention.kind == "name" and mention.entity != claim.actor and record.entity(mention.entity).type in _ACTORS


def _actors(gold: list[str], said: list[str]) -> Figure:
    hits = matching(_named(gold), _named(said), _same_actor)
    return Figure.one_to_one(len(hits), len(said), len(gold))


def _same_actor(gold: Mapping[str, str], said: Mapping[str, str]) -> bool:
    """Whether the names share enough words, or all words of one stand in the other ("Norland", "Norland's government")."""
    one, other = content(gold["name"]), content(said["name"])
    return overlap(gold["name"], said["name"]) >= _SAME_ACTOR or bool(one and other and (one <= other or other <= one))
