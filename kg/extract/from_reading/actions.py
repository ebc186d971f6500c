"""Actions out of a reading: a trigger with its actor, policy, date and classes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from kg.extract.from_reading.limits import LIMITS
from kg.extract.from_reading.policies import Policies
from kg.extract.from_reading.source import NAME, Source
from kg.extract.triggers import action_of
from kg.model import Action, ActionClaim, Entity, Modality, Timex
from kg.reader import ReadLink
from kg.reader.schema import CLASSES

NO_DATE, PUBLICATION, EXPRESSION = (CLASSES["dating"].index(kind) for kind in ("none", "publication", "expression"))


def actions(source: Source) -> Iterator[ActionClaim]:
    """One claim for each distinct actor, action, policy and date."""
    best: dict[tuple[str | None, str, str, str | None], ActionClaim] = {}
    policies = Policies(source)
    for claim in every_action(source, policies):
        key = (claim.actor, claim.action, claim.policy, claim.date.value if claim.date else None)
        if key not in best or best[key].confidence < claim.confidence:
            best[key] = claim
    yield from best.values()


def every_action(source: Source, policies: Policies) -> Iterator[ActionClaim]:
    """Each trigger with each of its actors and policies."""
    for number in source.reading.of("trigger"):
        for link in source.links("object", number):
            if link.score < LIMITS.object:
                continue
            date = when(source, number, link)
            policy = policies.entity(link.tail)
            for actor, sure, span in doers(source, number, link):
                spans = {"trigger": source.at(number), "policy": source.at(link.tail)}
                if span is not None:
                    spans["actor"] = source.at(span)
                if date is not None and date.start is not None and date.end is not None:
                    spans["date"] = (date.start, date.end)
                yield ActionClaim(
                    actor=actor,
                    action=action_class(source, number, link, policy),
                    policy=policy.id,
                    modality=msgspec.convert(link.best("modality")[0], Modality),
                    evidence=source.evidence(*(place for name, place in spans.items() if name != "date")),
                    extractor=NAME,
                    confidence=round(source.spans[number].score * link.score * sure, 3),
                    date=date,
                    spans=spans,
                )


def action_class(source: Source, trigger: int, link: ReadLink, policy: Entity) -> Action:
    """The class that the network's distribution and the verb tables' together make likeliest (a product of experts)."""
    read = dict(zip(CLASSES["action"], link.classes["action"], strict=True))
    words = source.doc.char_span(*source.at(trigger), alignment_mode="expand")
    tabled = action_of(list(words or ()), policy.policy_type)
    return max(tabled, key=lambda one: (one[1] * read[one[0]], one[0]))[0]


def doers(source: Source, trigger: int, link: ReadLink) -> Iterator[tuple[str | None, float, int | None]]:
    """The actors of a trigger with their scores and spans; None for a passive without agent."""
    seen: set[str] = set()
    for one in source.links("actor", trigger):
        actor = source.who(one.tail) if one.score >= LIMITS.actor else None
        if actor is not None and actor.id not in seen:
            seen.add(actor.id)
            yield actor.id, one.score, one.tail
    agentless = link.classes["agentless"][1]
    if not seen and agentless >= LIMITS.agentless:
        yield None, agentless, None


def when(source: Source, trigger: int, link: ReadLink) -> Timex | None:
    """What dates an action: the expression that its trigger is linked to, or the day of publication where that is implied."""
    shares = link.classes["dating"]
    times = source.links("time", trigger)[:1]
    if times and times[0].score >= LIMITS.time:
        return timex_at(source, *source.at(times[0].tail))
    if shares[PUBLICATION] > max(shares[NO_DATE], shares[EXPRESSION]):
        return published(source)
    if shares[EXPRESSION] > shares[NO_DATE]:
        start, end = source.sentence(source.at(trigger)[0])
        inside = [timex for timex in dates(source) if timex.start is not None and start <= timex.start < end]
        return min(inside, key=lambda timex: abs((timex.start or 0) - source.at(trigger)[0]), default=None)
    return None


def dates(source: Source) -> list[Timex]:
    """The expressions of the Doc that name a day, month or year; without a value as long as there is nothing to count from."""
    return [timex for timex in source.doc._.timexes if timex.type in ("DATE", "TIME")]


def timex_at(source: Source, start: int, end: int) -> Timex | None:
    """The expression at a span, if there is one."""
    over = [
        timex
        for timex in dates(source)
        if timex.start is not None and timex.end is not None and timex.start < end and start < timex.end
    ]
    return over[0] if over else None


def published(source: Source) -> Timex:
    """The day of publication as a date that the text implies."""
    day = source.doc._.article.published
    return Timex(text="", type="DATE", form="pub", value=day, resolved_by="publication" if day else None)
