"""Boils a record down to what resolution needs: one small profile for each local entity of the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from kg.model import ActionClaim, Claim, Entity, EntityType, PolicyType, Record, RoleClaim, StatementClaim
from kg.resolve.names import fold
from kg.resolve.sides import side
from kg.resolve.syndication import signature
from kg.resolve.territories import country, division, reading, readings, state, territory, within

_BEFORE = re.compile(r"([A-Z][\w.]+(?:\s[A-Z][\w.]+)?)(?:['’]s)?\s+$")
_CONTAINER = re.compile(r",\s+([A-Z][\w.]+(?:\s(?:and\s|of\s)?[A-Z][\w.]+){0,2})(?=[,.;:)]|\s*$)", re.MULTILINE)
_CONTAINED = re.compile(r"((?:[A-Z][\w.'’-]+\s){0,2}[A-Z][\w.'’-]+),\s+$")
_LISTED_BEFORE = re.compile(r"([A-Z][\w.]+(?:\s[A-Z][\w.]+)?)(?:,|,?\s+and|,?\s+or)\s+$")
_LISTED_AFTER = re.compile(r"(?:,?\s+and|,?\s+or|,(?=(?:\s[A-Z]\w+){1,2}(?:,|\s+(?:and|or)\s)))\s+([A-Z][\w.]+(?:\s[A-Z]\w+)?)")
_STATE = re.compile(r"\s+[Ss]tate\b")
_OF = re.compile(r"\s+(?:of|in|for)\s+(?:the\s+)?([A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2})")
_DISTRICT = re.compile(
    r"\s+(?:(?:for|of|in)\s+)?(?:the\s+)?(?:(?P<part>[A-Z]\w+)\s+)?District\s+of\s+(?P<land>[A-Z]\w+(?:\s[A-Z]\w+)?)"
)
_OWNED = re.compile(r"(?:['’]s|['’])?\s+$")
_OF_THE = re.compile(r"\s+(?:of|at|within)\s+(?:the\s+)?")
_SHOUTED = re.compile(r"[A-Z]{4,}")
_WINDOW = 48


class Profile(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What one article says of one local entity.

    ``roles`` are (role, organisation, status) of a person; ``actions`` are (actor, action, date) of a
    policy; ``around`` are the territories named right beside its mentions ("Brazil's Supreme Court", "Springfield,
    Illinois"); ``acts`` tells whether it does or says something; ``bodies`` are the organisations named as what it is a
    part of ("the Tax Division of the Justice Department"); ``side`` is the team that a territory's name stands for
    ("women football team"), empty where it stands for the territory.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    named: bool = True
    policy_type: PolicyType | None = None
    gender: str | None = None
    identifiers: tuple[str, ...] = ()
    mentions: int = 0
    roles: tuple[tuple[str, str, str], ...] = ()
    actions: tuple[tuple[str, str, str], ...] = ()
    around: tuple[str, ...] = ()
    acts: bool = False
    bodies: tuple[str, ...] = ()
    side: str = ""


class ArticleProfile(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What resolution needs of one article.

    ``territories`` are (code, count), the most named first; ``country`` is the one that the article names most, None
    where two are named equally often; ``telling`` are the folded full names that tell something of who else is in
    it; ``signature`` is its MinHash.
    """

    article: str
    content_hash: str
    date: str | None
    country: str | None
    territories: tuple[tuple[str, int], ...]
    telling: tuple[str, ...]
    entities: tuple[Profile, ...]
    signature: bytes


def profile(record: Record) -> ArticleProfile:
    """The profile of one article."""
    facts = _Facts(record)
    article = record.article
    return ArticleProfile(
        article=article.id,
        content_hash=article.content_hash,
        date=article.published,
        country=_country(facts.territories),
        territories=tuple(sorted(facts.territories.items(), key=lambda item: (-item[1], item[0]))),
        telling=tuple(sorted(_telling(record.entities))),
        entities=tuple(facts.profile(entity) for entity in record.entities),
        signature=signature(article.text),
    )


def _country(territories: Counter[str]) -> str | None:
    counts: Counter[str] = Counter()
    for code, count in territories.items():
        counts[country(code)] += count
    first = counts.most_common(2)
    return first[0][0] if len(first) == 1 or (first and first[0][1] > first[1][1]) else None


def _telling(entities: Iterable[Entity]) -> set[str]:
    return {fold(entity.name) for entity in entities if entity.named and entity.type != "place" and " " in entity.name}


class _Facts:
    """The claims and mentions of a record, by local entity."""

    def __init__(self, record: Record) -> None:
        self.content = record.article.content
        self.names = {entity.id: entity.name for entity in record.entities}
        self.spans: dict[str, list[tuple[int, int]]] = {}
        self.roles: dict[str, list[tuple[str, str, str]]] = {}
        self.actions: dict[str, list[tuple[str, str, str]]] = {}
        self.acting: set[str] = set()
        organizations = {entity.id for entity in record.entities if entity.type == "organization"}
        found = [mention for mention in record.mentions if mention.kind == "name" and mention.entity in organizations]
        self.beginning = {mention.start: mention.entity for mention in found}
        self.ending = {mention.end: mention.entity for mention in found}
        for mention in record.mentions:
            if mention.kind == "name" or mention.entity not in self.spans:
                self.spans.setdefault(mention.entity, []).append((mention.start, mention.end))
        for claim in record.claims:
            self._take(claim)
        self.territories = self._located(record.entities)

    def _take(self, claim: Claim) -> None:
        match claim:
            case RoleClaim():
                role = (claim.role or "", self.names.get(claim.organization or "", ""), claim.status)
                self.roles.setdefault(claim.person, []).append(role)
            case StatementClaim():
                self.acting.add(claim.speaker)
            case ActionClaim():
                self.acting.add(claim.actor or "")
                date = claim.date.value if claim.date and claim.date.value else ""
                self.actions.setdefault(claim.policy, []).append((self.names.get(claim.actor or "", ""), claim.action, date))

    def _located(self, entities: Iterable[Entity]) -> Counter[str]:
        """How often each territory is named, a name of several read as the one whose country is named besides."""
        found: Counter[str] = Counter()
        for entity in sorted(entities, key=lambda entity: len(readings(entity.name)) > 1):
            count = max(1, len(self.spans.get(entity.id, ())))
            for code in self._territories(entity, found):
                found[code] += count
        return found

    def _territories(self, entity: Entity, found: Counter[str]) -> list[str]:
        if entity.type == "organization":
            named = _in_name(entity.name)
            return sorted({*(code.partition(":")[0] for code in self.around(entity)), *([named] if named else ())})
        if entity.type != "place":
            return []
        code = reading(entity.name, found) or within(entity.name)
        return [code] if code else self.around(entity)

    def around(self, entity: Entity) -> list[str]:
        """The territories named right beside the mentions of an organisation or place, without repetition."""
        if entity.type not in ("organization", "place"):
            return []
        found = (code for start, end in self.spans.get(entity.id, ()) for code in self._beside(entity.type, start, end))
        return sorted(set(found))

    def bodies(self, entity: Entity) -> list[str]:
        """The organisations named as what this one is a part of: "the DOJ's Tax Division", "Tax Division of the DOJ"."""
        if entity.type != "organization":
            return []
        found = (body for start, end in self.spans.get(entity.id, ()) for body in self._owners(start, end))
        return sorted({self.names[body] for body in found if body and body != entity.id})

    def side(self, entity: Entity) -> str:
        """The team that the name of a territory stands for, in at least half of the places where the article has it."""
        if entity.type != "place" or not readings(entity.name):
            return ""
        spans = self.spans.get(entity.id, ())
        found = Counter(side(self.content, start, end) or "" for start, end in spans)
        teams = sorted((name for name in found if name), key=lambda name: (-found[name], name))
        return teams[0] if teams and 2 * found[""] <= len(spans) else ""

    def _owners(self, start: int, end: int) -> Iterator[str | None]:
        owned, owning = (
            _OWNED.search(self.content[max(0, start - _WINDOW) : start]),
            _OF_THE.match(self.content[end : end + _WINDOW]),
        )
        yield self.ending.get(start - len(owned[0])) if owned else None
        yield self.beginning.get(end + owning.end()) if owning else None

    def _beside(self, kind: EntityType, start: int, end: int) -> Iterator[str]:
        after = self.content[end : end + _WINDOW]
        before = self.content[max(0, start - _WINDOW) : start]
        if kind == "place":
            found = list(_lying(self.content[start:end], before, after))
        else:
            found = [_district(after), _territory_before(before), _territory_after(after)]
        yield from (code for code in found if code)

    def profile(self, entity: Entity) -> Profile:
        """The profile of one local entity."""
        return Profile(
            id=entity.id,
            type=entity.type,
            name=entity.name,
            aliases=entity.aliases,
            named=entity.named,
            policy_type=entity.policy_type,
            gender=entity.gender,
            identifiers=entity.identifiers,
            mentions=len(self.spans.get(entity.id, ())),
            roles=tuple(sorted(set(self.roles.get(entity.id, ())))),
            actions=tuple(sorted(set(self.actions.get(entity.id, ())))),
            around=tuple(self.around(entity)),
            acts=entity.id in self.acting,
            bodies=tuple(self.bodies(entity)),
            side=self.side(entity),
        )


def _in_name(name: str) -> str | None:
    """The country that an organisation's name begins or ends with ("Brazilian Senate", "Bank of Ghana")."""
    words = name.replace("'s ", " ").replace("’s ", " ").split()
    ends = [match[1] for match in _OF.finditer(name)]
    found = (territory(part) for part in (*ends, " ".join(words[:2]), words[0]) if part != name)
    return next((code for code in found if code and country(code) == code), None)


def _lying(name: str, before: str, after: str) -> Iterator[str | None]:
    """What tells where a place lies: a territory after a comma, a town before it, the word "State", states in one list."""
    listed = _listed(name, before, after)
    if listed or _STATE.match(after):
        yield listed or state(name)
        return
    inside, town = _CONTAINER.match(after), _CONTAINED.search(before)
    yield division(inside[1]) if inside else None
    yield division(name, town[1]) if town else None


def _listed(name: str, before: str, after: str) -> str | None:
    """The state that an ambiguous name stands for in a list of states of its country ("Washington, Oregon and Idaho")."""
    own = state(name)
    if own is None or len(readings(name)) == 1:
        return None
    listed = _LISTED_BEFORE.search(before) or _LISTED_AFTER.match(after)
    other = state(listed[1]) if listed else None
    return own if other and other != own and country(other) == country(own) else None


def _district(after: str) -> str | None:
    """The federal judicial district named right after a mention, as territory and part ("us-va:eastern")."""
    match = _DISTRICT.match(after)
    code = match and (territory(f"District of {match['land']}") or territory(match["land"]))
    return f"{code}:{(match['part'] or '').lower()}" if match and code else None


def _territory_before(before: str) -> str | None:
    """The territory that the words right before a name end in ("Brazil's"), but not one in a dateline ("MIAMI")."""
    match = _BEFORE.search(before)
    words = match[1].split() if match else []
    runs = (words[start:] for start in range(len(words)))
    return next((code for run in runs if not _SHOUTED.fullmatch(run[0]) and (code := territory(" ".join(run)))), None)


def _territory_after(after: str) -> str | None:
    """The territory that the words after "of", "in" or "for" begin with, the longest run of them."""
    match = _OF.match(after)
    words = match[1].rstrip(".").split() if match else []
    return next((code for end in range(len(words), 0, -1) if (code := territory(" ".join(words[:end])))), None)
