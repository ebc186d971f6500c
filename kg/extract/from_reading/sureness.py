"""How sure an action out of a reading is: a logistic model over what the reader, the parse and the rules say of it.

``training/sureness.py`` fits it on articles that the reader has not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log

import msgspec

from kg.extract.from_reading.source import Source, overlap
from kg.extract.likelihood import weights
from kg.model import ActionClaim, Entity
from kg.reader import ReadLink


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """A trigger with a policy and one who may do it: the numbers of their spans, the entity and how strongly it is linked.

    ``actor`` is None where nobody is named; ``score`` is then that of a passive without agent. ``rival`` is the score of
    the actor that is linked most strongly.
    """

    trigger: int
    link: ReadLink
    actor: Entity | None
    mention: int | None
    score: float
    rival: float


def sureness(source: Source, option: Option, rules: Sequence[ActionClaim]) -> float:
    """The probability that an option is an action that the article states."""
    known = weights("sureness")
    total = known["bias"] + sum(known[name] * value for name, value in features(source, option, rules))
    return 1.0 / (1.0 + exp(-total))


def features(source: Source, option: Option, rules: Sequence[ActionClaim]) -> Iterator[tuple[str, float]]:
    """What the model looks at; scores as log odds."""
    trigger, policy = source.at(option.trigger), source.at(option.link.tail)
    parsed = source.parse.actors(trigger)
    actor = option.actor.id if option.actor is not None else None
    here = [claim for claim in rules if overlap(claim.spans["trigger"], trigger)]
    sentence = source.sentence(trigger[0])
    yield "trigger", odds(source.spans[option.trigger].score)
    yield "object", odds(option.link.score)
    yield "actor", odds(option.score)
    yield "policy", odds(source.spans[option.link.tail].score)
    yield "policy words", float(len(source.words(option.link.tail).split()))
    yield "parse has object", float(source.parse.is_about(trigger, policy))
    yield "parse has actor", float(actor in parsed)
    yield "parse has another", float(bool(parsed) and actor not in parsed)
    yield "nobody named", float(actor is None)
    yield "somebody linked", odds(option.rival) if actor is None else 0.0
    yield "behind rival", odds(option.rival) - odds(option.score) if actor is not None else 0.0
    yield "named", float(option.actor is not None and option.actor.named)
    yield "actor beside", float(option.mention is not None and source.sentence(source.at(option.mention)[0]) == sentence)
    yield "policy beside", float(source.sentence(policy[0]) == sentence)
    yield "headline", float(trigger[0] <= source.text.find("\n"))
    yield "rule", max((claim.confidence for claim in here), default=0.0)
    yield "rule has actor", max((claim.confidence for claim in here if claim.actor == actor), default=0.0)


def odds(score: float) -> float:
    """The log odds of a score, kept from infinity."""
    bounded = min(max(score, 0.001), 0.999)
    return log(bounded / (1.0 - bounded))
