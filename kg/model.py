"""The nouns of the program: articles, mentions, entities, claims and the records that hold them.

Every offset is a code point in ``Article.content`` (title, one newline, text), end exclusive.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

EntityType = Literal["person", "organization", "place", "policy"]
MentionKind = Literal["name", "nominal", "pronoun"]
RoleStatus = Literal["current", "former", "acting", "incoming", "candidate"]
Modality = Literal["asserted", "planned", "alleged", "possible", "denied"]
StatementType = Literal["direct", "indirect", "mixed"]
PolicyType = Literal[
    "law",
    "bill",
    "order",
    "regulation",
    "program",
    "agreement",
    "case",
    "sanction",
    "declaration",
    "resolution",
    "plan",
    "other",
]
Action = Literal[
    "announce",
    "propose",
    "enact",
    "sign",
    "order",
    "implement",
    "amend",
    "repeal",
    "reject",
    "block",
    "uphold",
    "support",
    "oppose",
    "challenge",
    "request",
    "agree",
    "investigate",
    "violate",
]
Relation = Literal["part_of", "based_in", "founded_by", "heads", "affiliated_with"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One news text with its metadata.

    ``published`` is an ISO date (``YYYY-MM-DD``) or None; ``published_source`` says where it came from
    (``metadata``, ``option``, ``sidecar``, ``html``, ``url``, ``dateline``).
    """

    id: str
    title: str
    text: str
    published: str | None = None
    published_source: str | None = None
    publisher: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str = "en"

    @property
    def content(self) -> str:
        """The string that every offset of a record counts in: title, one newline, text."""
        return f"{self.title}\n{self.text}"

    @property
    def content_hash(self) -> str:
        """SHA-256 of ``content`` in UTF-8, as hexadecimal digits."""
        return hashlib.sha256(self.content.encode()).hexdigest()


class Timex(msgspec.Struct, frozen=True, kw_only=True):
    """A temporal expression and its TIMEX3 value.

    ``value`` is None while a relative expression has nothing to count from. ``form`` is the
    expression's meaning apart from any publication date; ``kg.dates.resolve`` turns it into a value.
    ``start`` and ``end`` are None where the text has no expression and the date is implied.
    ``resolved_by`` names how the value came about (``absolute``, ``publication``, ``context``, …).
    """

    text: str
    type: TimexType
    form: str
    value: str | None = None
    mod: str | None = None
    start: int | None = None
    end: int | None = None
    resolved_by: str | None = None


class Evidence(msgspec.Struct, frozen=True):
    """The passage that carries a claim: ``quote == article.content[start:end]``."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.quote) or not self.quote:
            raise ValueError(f"evidence [{self.start}, {self.end}) does not fit its quote {self.quote!r}")


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A span of an article that names, describes or stands for the local entity ``entity``."""

    start: int
    end: int
    text: str
    kind: MentionKind
    entity: str


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """What mentions of one article stand for; ``id`` is local to the record (``e0``, ``e1`` …).

    ``name`` is the fullest form that the article uses; ``named`` is False for one that is only
    described ("a federal judge"), whose name is then that noun phrase. ``identifiers`` are strong
    ones read from the text, as ``scheme:value`` (``us-eo:13768``, ``usc:8/1325``).
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    named: bool = True
    policy_type: PolicyType | None = None
    gender: Literal["female", "male"] | None = None
    identifiers: tuple[str, ...] = ()


class RoleClaim(msgspec.Struct, frozen=True, kw_only=True, tag_field="claim", tag="role"):
    """A person holds, held or seeks a role, or belongs to an organisation (``role`` None)."""

    person: str
    role: str | None
    organization: str | None
    status: RoleStatus
    evidence: Evidence
    extractor: str
    confidence: float = 1.0
    start: Timex | None = None
    end: Timex | None = None
    spans: dict[str, tuple[int, int]] = {}


class ActionClaim(msgspec.Struct, frozen=True, kw_only=True, tag_field="claim", tag="action"):
    """An actor does something about a policy; ``actor`` is None for a passive without an agent."""

    actor: str | None
    action: Action
    policy: str
    modality: Modality
    evidence: Evidence
    extractor: str
    confidence: float = 1.0
    date: Timex | None = None
    place: str | None = None
    spans: dict[str, tuple[int, int]] = {}


class StatementClaim(msgspec.Struct, frozen=True, kw_only=True, tag_field="claim", tag="statement"):
    """A speaker says something; ``content`` joins the ``pieces`` of the text with " … "."""

    speaker: str
    type: StatementType
    content: str
    pieces: tuple[tuple[int, int], ...]
    evidence: Evidence
    extractor: str
    confidence: float = 1.0
    cue: str | None = None
    about: tuple[str, ...] = ()
    spans: dict[str, tuple[int, int]] = {}


class RelationClaim(msgspec.Struct, frozen=True, kw_only=True, tag_field="claim", tag="relation"):
    """What organisations are to each other, to places and to people.

    One is part of another, is based at a place, was founded by somebody; a person heads it, works for it or belongs to it.

    ``current`` is False where the words say that it is over ("worked for").
    """

    subject: str
    relation: Relation
    object: str
    current: bool = True
    evidence: Evidence
    extractor: str
    confidence: float = 1.0
    spans: dict[str, tuple[int, int]] = {}


Claim = RoleClaim | ActionClaim | StatementClaim | RelationClaim


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything extracted from one article; claims and mentions name entities by their local ids."""

    article: Article
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()
    claims: tuple[Claim, ...] = ()

    def entity(self, local_id: str) -> Entity:
        """The entity with this local id; KeyError if there is none."""
        for entity in self.entities:
            if entity.id == local_id:
                return entity
        raise KeyError(local_id)


class GraphEntity(msgspec.Struct, frozen=True, kw_only=True):
    """What the local entities of many articles stand for: one node of the graph.

    ``slug`` is the readable, stable end of its IRI ("person/jeff-sessions"). ``same_as`` are IRIs that
    a person or a strong identifier vouches for; ``close_match`` are guesses, each with a score in
    [0, 1]; ``parent`` is the slug of the organisation or place that this one is a part of.
    """

    slug: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    policy_type: PolicyType | None = None
    identifiers: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    close_match: tuple[tuple[str, float], ...] = ()
    parent: str | None = None


def claim_key(record: Record, claim: Claim) -> str:
    """Names a claim by what it says: text, passage, names and values, never local ids, offsets or extractors.

    Thirty-two hexadecimal digits of a SHA-256; the same after re-extraction by another version, or under another article id.
    """
    said = [record.article.content_hash, claim.evidence.quote, *_said(record, claim)]
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:32]


def _said(record: Record, claim: Claim) -> tuple[str | None, ...]:
    def name(local_id: str | None) -> str | None:
        return None if local_id is None else record.entity(local_id).name

    match claim:
        case RoleClaim():
            return "role", name(claim.person), claim.role, name(claim.organization), claim.status
        case ActionClaim():
            return (
                "action",
                name(claim.actor),
                claim.action,
                name(claim.policy),
                claim.modality,
                claim.date.text if claim.date else None,
            )
        case StatementClaim():
            return "statement", name(claim.speaker), claim.content
        case RelationClaim():
            return "relation", name(claim.subject), claim.relation, name(claim.object), None if claim.current else "former"
