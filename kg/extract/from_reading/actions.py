"""Actions out of a reading: a trigger with its actor, policy, date and classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from kg.dates import governing
from kg.extract.actions import extract as by_rule
from kg.extract.from_reading.limits import LIMITS
from kg.extract.from_reading.parse import either
from kg.extract.from_reading.policies import Policies
from kg.extract.from_reading.source import NAME, Source, overlap
from kg.extract.from_reading.sureness import Option, sureness
from kg.extract.modality import modality_of
from kg.extract.triggers import action_of
from kg.model import Action, ActionClaim, Entity, Modality, Timex
from kg.reader import ReadLink
from kg.reader.schema import CLASSES

NO_DATE, PUBLICATION, EXPRESSION = (CLASSES["dating"].index(kind) for kind in ("none", "publication", "expression"))


def actions(source: Source) -> Iterator[ActionClaim]:
    """The surest claim for each actor and policy, rather of the text than of the headline; others only of another day.

    Hardly anybody does two things about one policy in one article: .04 of the pairs of the training gold. The rules add
    those that they are sure of.
    """
    rules = list(by_rule(source.doc))
    read = list(every_action(source, rules))
    body = source.text.find("\n") + 1
    order = sorted([*read, *unread(source, read, rules)], key=lambda one: (one.spans["trigger"][0] < body, -one.confidence))
    best: dict[tuple[str | None, str], list[ActionClaim]] = {}
    for claim in order:
        kept = best.setdefault((claim.actor, claim.policy), [])
        if all(is_another(claim, one) for one in kept):
            kept.append(claim)
    yield from sorted((one for kept in best.values() for one in kept), key=lambda claim: claim.spans["trigger"])


def is_another(claim: ActionClaim, other: ActionClaim) -> bool:
    """Whether a claim about the same actor and policy is of another class, and of another day by words of its own."""
    return "date" in claim.spans and claim.date != other.date and claim.action != other.action


def every_action(source: Source, rules: Sequence[ActionClaim]) -> Iterator[ActionClaim]:
    """Each trigger with each of its actors and policies that is sure enough."""
    found = list(options(source))
    policies = Policies(source, (option.link.tail for option in found))
    for option in found:
        number, link = option.trigger, option.link
        confidence = sureness(source, option, rules)
        if confidence < LIMITS.action:
            continue
        date = when(source, number, link)
        policy = policies.entity(link.tail)
        spans = {"trigger": source.at(number), "policy": source.at(link.tail)}
        if option.mention is not None:
            spans["actor"] = source.at(option.mention)
        if date is not None and date.start is not None and date.end is not None:
            spans["date"] = (date.start, date.end)
        yield ActionClaim(
            actor=option.actor.id if option.actor is not None else None,
            action=action_class(source, number, link, policy),
            policy=policy.id,
            modality=modality(source, number, link),
            evidence=source.evidence(*(place for name, place in spans.items() if name != "date")),
            extractor=NAME,
            confidence=round(confidence, 3),
            date=date,
            spans=spans,
        )


def options(source: Source, least: float = LIMITS.object) -> Iterator[Option]:
    """Each trigger with each policy, linked by ``least``, and each actor that it may have, and with nobody named."""
    for number in source.reading.of("trigger"):
        actors = doers(source, number)
        rival = max((score for _, score, _ in actors), default=0.0)
        for link in source.links("object", number):
            if link.score < least:
                continue
            nobody = (None, link.classes["agentless"][1], None)
            for actor, score, mention in (*actors, nobody):
                yield Option(trigger=number, link=link, actor=actor, mention=mention, score=score, rival=rival)


def action_class(source: Source, trigger: int, link: ReadLink, policy: Entity) -> Action:
    """The class that the network's distribution and the verb tables' together make likeliest (a product of experts)."""
    read = dict(zip(CLASSES["action"], link.classes["action"], strict=True))
    words = source.doc.char_span(*source.at(trigger), alignment_mode="expand")
    tabled = action_of(list(words or ()), policy.policy_type)
    return max(tabled, key=lambda one: (one[1] * read[one[0]], one[0]))[0]


def modality(source: Source, trigger: int, link: ReadLink) -> Modality:
    """Denied or planned where words beside the trigger say so; else what the network holds likeliest."""
    said, _ = modality_of(source.doc, *source.at(trigger))
    return said if said in ("denied", "planned") else msgspec.convert(link.best("modality")[0], Modality)


def doers(source: Source, trigger: int) -> list[tuple[Entity, float, int]]:
    """Who may do what a trigger says, with the score of all mentions of the name together and the best of them."""
    found: dict[str, tuple[Entity, float, int]] = {}
    for one in source.links("actor", trigger):
        if one.score < LIMITS.actor or is_patient(source, trigger, one.tail):
            continue
        for actor in source.all_who(one.tail):
            known, score, mention = found.get(actor.name.lower(), (actor, 0.0, one.tail))
            found[actor.name.lower()] = (actor if actor.named else known, either(score, one.score), mention)
    return list(found.values())


def is_patient(source: Source, trigger: int, tail: int) -> bool:
    """Whether something is done to a mention by the verb of a trigger ("*Roe* was impeached", "sued *Acta*")."""
    verb, noun = source.head(trigger), source.head(tail)
    if verb is None or noun is None or verb.pos_ != "VERB" or verb.lemma_ in PASSES:
        return False
    above = noun.head
    return (above == verb and noun.dep_ in ("nsubjpass", "dobj", "dative")) or (
        noun.dep_ == "pobj" and above.head == verb and (above.lower_ in AT or (above.lower_ == "with" and verb.lemma_ in FILES))
    )


AT = frozenset({"to", "against", "at", "toward", "towards"})
"""What stands before who is meant by an action."""

FILES = frozenset({"file", "lodge", "register", "submit"})
"""Verbs whose "with" names an office that is handed something."""


PASSES = frozenset({"pass", "clear"})
"""Verbs whose object may be who acts: "the bill passed the Senate"."""


def unread(source: Source, read: Sequence[ActionClaim], rules: Sequence[ActionClaim]) -> Iterator[ActionClaim]:
    """The actions of the rules where the reader gives none, if they are sure.

    Less sure ones, too, whose trigger the reader sees with the same actor and without a policy.
    """
    taken = [claim.spans["trigger"] for claim in read]
    for claim in rules:
        place = claim.spans["trigger"]
        if any(overlap(place, other) for other in taken):
            continue
        seen = (number for number in source.reading.of("trigger") if overlap(place, source.at(number)))
        sure = claim.confidence >= LIMITS.by_rule
        if sure or (claim.confidence >= LIMITS.by_rule_seen and any(does(source, one, claim.actor) for one in seen)):
            yield claim


def does(source: Source, trigger: int, actor: str | None) -> bool:
    """Whether the reader holds the entity ``actor`` for the actor of a trigger."""
    links = (link for link in source.links("actor", trigger) if link.score >= LIMITS.actor_seen)
    return any((who := source.who(link.tail)) is not None and who.id == actor for link in links)


def when(source: Source, trigger: int, link: ReadLink) -> Timex | None:
    """What dates an action: the expression that governs its clause, else what the reader says.

    That is the expression that the trigger is linked to, or the day of publication where that is implied.
    """
    head = source.head(trigger)
    governed = governing(source.doc, head.idx, head.idx + len(head), source.doc._.timexes) if head is not None else None
    if governed is not None:
        return governed
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
