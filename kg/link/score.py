"""Scores a candidate entry for an entity: the sum of signals, each a weight (log-odds) with what was seen."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from kg.link.base import Entry, Position
from kg.link.evidence import Held, Known
from kg.model import EntityType
from kg.resolve import organizations, people, policies
from kg.resolve.linker import Signal
from kg.resolve.names import fold, is_acronym, numbers
from kg.words import table, words

LINKED = 0.9
"""Score from which a candidate is linked."""
DOUBTFUL = 0.3
"""Score from which a candidate is worth a person's time."""
MARGIN = 0.05
"""How far the best candidate must be ahead of the next."""
_BEFORE_ANYTHING = -3.5
"""Log-odds of a candidate before anything is seen: most bearers of a name are in no knowledge base."""
_LIFETIME = 40
"""Years before the first position of an entry in which the news may name it."""


class Match(msgspec.Struct, frozen=True):
    """A candidate entry with its score in [0, 1] and the signals that make it; ``strong`` if an identifier vouches for it.

    ``iri`` is empty for an entry that is nothing to link to.
    """

    iri: str
    label: str
    description: str
    score: float
    signals: tuple[Signal, ...] = ()
    strong: bool = False

    @property
    def why(self) -> str:
        """The score's reasons in words."""
        return "; ".join(f"{signal.name} {signal.weight:+.1f} ({signal.seen})" for signal in self.signals)


def score(known: Known, entry: Entry, *, others: Mapping[str, Entry] | None = None) -> Match:
    """How well an entry fits an entity. ``others`` are entries by folded name, to know who is named beside it."""
    shared = sorted(set(known.entity.identifiers) & set(entry.identifiers))
    if shared:
        return _match(entry, [Signal("same identifier", 12.0, shared[0])], strong=True)
    return _match(entry, [*_name(known, entry), *_evidence(known, entry, others or {})])


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """What a service offers for a name; ``vouched`` if the service itself is sure."""

    iri: str
    name: str
    description: str = ""
    vouched: bool = False


def score_candidate(known: Known, candidate: Candidate, rivals: Sequence[Candidate]) -> Match:
    """How well a service's candidate fits an entity, among all that it offered."""
    signals = list(_offered(known, candidate, rivals))
    return Match(candidate.iri, candidate.name, candidate.description, _likelihood(signals), tuple(signals))


def _offered(known: Known, candidate: Candidate, rivals: Sequence[Candidate]) -> Iterator[Signal]:
    compare = _COMPARE[known.entity.type]
    yield compare(known.entity.name, candidate.name)
    if candidate.vouched:
        yield Signal("the service is sure", 2.0, candidate.name)
    namesakes = [rival.iri for rival in rivals if rival.iri != candidate.iri and fold(rival.name) == fold(candidate.name)]
    if namesakes:
        yield Signal("the service knows others of this name", -1.5, namesakes[0])
    described = set(fold(candidate.description).split())
    roles = sorted(role for role, _, _, _ in known.roles if (said := set(said_as(role).split())) and said <= described)
    bodies = sorted(body for _, body, _, _ in known.roles if body and set(fold(body).split()) <= described)
    for reason, seen in (("its role describes it", roles), ("its body describes it", bodies)):
        if seen:
            yield Signal(reason, 2.0, seen[0])


def _likelihood(signals: Iterable[Signal]) -> float:
    odds = _BEFORE_ANYTHING + sum(signal.weight for signal in signals)
    return round(1 / (1 + math.exp(-odds)), 4)


def _match(entry: Entry, signals: Iterable[Signal], *, strong: bool = False) -> Match:
    signals = tuple(signals)
    return Match(entry.id or "", entry.label, entry.description, _likelihood(signals), signals, strong)


def _name(known: Known, entry: Entry) -> Iterator[Signal]:
    """What names say: the best of all pairs of theirs; a surname counts only where there is no full name."""
    best = {name: _best(known.entity.type, name, entry) for name in _telling_names(known)}
    yield max((best[name] for name in sorted(best)), key=lambda signal: signal.weight)
    if known.entity.type == "person" and all(people.parse(name).bare for name in best):
        yield Signal("no full name", -2.0, min(best))
    clashing = [name for name, signal in best.items() if signal.weight <= _CLASH]
    if sum(known.names[name] for name in clashing) > _MINORITY * sum(known.names[name] for name in best):
        yield Signal("called otherwise too", -3.0, min(clashing))


_CLASH = -4.0
"""Weight of a name that is not the entry's."""
_MINORITY = 0.25
"""Share of articles that may call an entity by a name that is not the entry's: readers make mistakes."""


def _telling_names(known: Known) -> list[str]:
    full = [name for name in known.names if known.entity.type == "person" and not people.parse(name).bare]
    return full or list(known.names)


def _best(kind: EntityType, name: str, entry: Entry) -> Signal:
    return max((_COMPARE[kind](name, other) for other in entry.names), key=lambda signal: signal.weight)


def _people(name: str, other: str) -> Signal:
    signals = list(people.name_signals(people.parse(name), people.parse(other)))
    reasons = ", ".join(signal.name for signal in signals)
    return Signal("name", sum(signal.weight for signal in signals), f"{name} / {other}: {reasons}")


def _organizations(name: str, other: str) -> Signal:
    one, two = organizations.parse(name), organizations.parse(other)
    if fold(name) == fold(other):
        return Signal("name", 1.5 if is_acronym(name) else 5.0, name)
    if one.key == two.key and (one.land == two.land or not one.land or not two.land):
        return Signal("name", 5.0 if one.land == two.land else 3.0, f"{name} / {other}")
    return Signal("other name", -8.0, f"{name} / {other}")


def _places(name: str, other: str) -> Signal:
    same = fold(name) == fold(other)
    return Signal("name" if same else "other name", 5.0 if same else -8.0, f"{name} / {other}")


def _policies(name: str, other: str) -> Signal:
    one, two = policies.parse(name), policies.parse(other)
    if numbers(name) != numbers(other):
        return Signal("other number", -8.0, f"{name} / {other}")
    same = bool(one.telling) and set(one.telling) == set(two.telling)
    return Signal("name" if same else "other name", (5.0 if one.proper else 2.0) if same else -8.0, f"{name} / {other}")


_COMPARE: Mapping[EntityType, Callable[[str, str], Signal]] = {
    "person": _people,
    "organization": _organizations,
    "place": _places,
    "policy": _policies,
}


def _evidence(known: Known, entry: Entry, others: Mapping[str, Entry]) -> Iterator[Signal]:
    if entry.positions:
        yield from _roles(known, entry)
        yield from _parties(known, entry)
        yield from _time(known, entry)
        yield from _states(known, entry)
        yield from _colleagues(known, entry, others)
    yield from _context(known, entry)


def _roles(known: Known, entry: Entry) -> Iterator[Signal]:
    found = [signal for held in sorted(known.roles, key=str) for signal in _role(held, entry)]
    if found:
        yield max(found, key=lambda signal: signal.weight)
    other = sorted({role for role, _, status, _ in known.roles if status == "current" and _settled(role)})
    positions = {said_as(position.role or "") for position in entry.positions}
    clash = [role for role in other if said_as(role) not in positions]
    if clash and len(clash) == len(other):
        yield Signal("holds another office", -4.0, clash[0])


def _role(held: Held, entry: Entry) -> Iterator[Signal]:
    """What one role of the entity says beside the positions of the entry."""
    role, body, status, day = held
    fitting = [position for position in entry.positions if position.role and said_as(role) == said_as(position.role)]
    fitting = [position for position in fitting if _one_body(body, position.organization)]
    if not fitting:
        return
    seen = f"{role}{f', {body}' if body else ''}{f', {day}' if day else ''}"
    if day is None:
        yield Signal("same role", 2.0, seen)
    elif _in_time(fitting, status, day):
        yield Signal("same role at the time", 3.0, seen)
    else:
        yield Signal("same role at another time", -2.0, seen)


def _in_time(positions: list[Position], status: str, day: str) -> bool:
    if status in ("current", "acting"):
        return any(position.held_on(day) for position in positions)
    if status == "former":
        return any(not position.start or position.start <= day for position in positions)
    return True


def _one_body(said: str, known: str | None) -> bool:
    """Whether two names of bodies may be of one; a country stands for any body of its."""
    if not said or not known:
        return True
    one, two = organizations.parse(said), organizations.parse(known)
    return one.key == two.key or fold(said) in fold(known) or bool(organizations.land_of(known) and _is_land(said, known))


def _is_land(said: str, known: str) -> bool:
    return organizations.land_of(said) == organizations.land_of(known)


def _parties(known: Known, entry: Entry) -> Iterator[Signal]:
    said = {fold(body).removesuffix(" party") for _, body, _, _ in known.roles if fold(body).endswith(" party")}
    parties = {fold(position.party).removesuffix(" party") for position in entry.positions if position.party}
    if not said or not parties:
        return
    if any(one[:8] == two[:8] for one in said for two in parties):
        yield Signal("same party", 1.5, min(said))
    else:
        yield Signal("other party", -3.0, f"{min(said)} / {min(parties)}")


def _time(known: Known, entry: Entry) -> Iterator[Signal]:
    starts = [position.start for position in entry.positions if position.start]
    if not starts or not known.days:
        return
    if int(known.days[-1][:4]) < int(min(starts)[:4]) - _LIFETIME:
        yield Signal("before its time", -6.0, f"{known.days[-1]} / {min(starts)}")
    elif any(position.held_on(day) for day in known.days for position in entry.positions):
        yield Signal("named while in office", 0.5, known.days[-1])


def _states(known: Known, entry: Entry) -> Iterator[Signal]:
    shared = sorted({position.territory for position in entry.positions if position.territory in known.territories} - {None})
    if shared:
        yield Signal("its state is named", 1.0, str(shared[0]))


def _colleagues(known: Known, entry: Entry, others: Mapping[str, Entry]) -> Iterator[Signal]:
    """Whether others of the same body are named beside it, by their full names."""
    bodies = {fold(position.organization) for position in entry.positions if position.organization}
    named = sorted(
        name for name in known.beside if (other := others.get(name)) and other is not entry and bodies & _bodies(other)
    )
    if named:
        yield Signal("named beside its colleagues", min(1.5, 0.5 * len(named)), ", ".join(named[:3]))


def _bodies(entry: Entry) -> set[str]:
    return {fold(position.organization) for position in entry.positions if position.organization}


def _context(known: Known, entry: Entry) -> Iterator[Signal]:
    """Whether names of the description are named in the articles."""
    described = fold(entry.description)
    named = sorted(name for name in known.beside if f" {name} " in f" {described} " and name not in map(fold, entry.names))
    if named:
        yield Signal("named beside what describes it", 1.0, named[0])


def said_as(role: str) -> str:
    """The usual word for a role, in lower case: "public Congresswoman" is a "representative"."""
    usual, said = table("role_synonyms.tsv"), fold(role).split()
    for first in range(len(said)):
        tail = " ".join(said[first:])
        if tail in usual:
            return usual[tail]
        if tail in usual.values():
            return tail
    return " ".join(said)


def _settled(role: str) -> bool:
    return said_as(role) in words("settled_roles.txt")
