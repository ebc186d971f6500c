"""Finds what is worth a person's time, most useful first: entities that may be one, links, and claims in doubt."""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, Protocol

import msgspec

from kg.link import Match
from kg.model import Claim, Record, claim_key
from kg.records import Records
from kg.resolve import people
from kg.resolve.decisions import (
    Anchor,
    ClaimAnchor,
    Decision,
    Different,
    Edit,
    Linked,
    Right,
    Same,
    Unlinked,
    Wrong,
)
from kg.resolve.linker import Judgement, Signal
from kg.resolve.nodes import Node
from kg.review.claims import anchor
from kg.review.resolved import Resolved

SENTENCES = 2
"""Sentences shown of each side, from as many articles."""
MOST_CLAIMS = 1000
"""Claims of one walk."""
UNSURE = 0.95
"""Score under which a link that was made is asked about."""
_LONGEST = 320
_BREAK = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")


class Sentence(msgspec.Struct, frozen=True):
    """A sentence that names somebody, with its article."""

    text: str
    title: str
    published: str | None


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of two that may be one: what it is called, how often, in which roles, and where it is named."""

    name: str
    also: tuple[str, ...]
    articles: int
    roles: tuple[str, ...]
    sentences: tuple[Sentence, ...]


class Case(Protocol):
    """Something to decide: ``answers`` maps answers to decisions, ``likewise`` gives those that go with one."""

    @property
    def useful(self) -> float:
        """How much a decision would be worth."""
        ...

    def answers(self) -> dict[str, Decision]:
        """What each answer decides."""
        ...

    def likewise(self, decision: Decision) -> list[Decision]:
        """What a decision on this case decides besides."""
        ...


class PairCase(msgspec.Struct, frozen=True, kw_only=True):
    """Two names that may be one entity, with the reasons for and against."""

    useful: float
    kind: str
    left: Anchor
    right: Anchor
    sides: tuple[Side, Side]
    score: float
    signals: tuple[Signal, ...]

    def answers(self) -> dict[str, Decision]:
        """``same`` or ``different``."""
        return {
            "same": Same(left=self.left, right=self.right),
            "different": Different(left=self.left, right=self.right),
        }

    def likewise(self, decision: Decision) -> list[Decision]:
        """Nothing else."""
        return []


class LinkCase(msgspec.Struct, frozen=True, kw_only=True):
    """An entity and the entry of a knowledge base that it may be."""

    useful: float
    entity: Anchor
    side: Side
    match: Match

    def answers(self) -> dict[str, Decision]:
        """``same`` or ``different``."""
        return {
            "same": Linked(entity=self.entity, iri=self.match.iri),
            "different": Unlinked(entity=self.entity, iri=self.match.iri),
        }

    def likewise(self, decision: Decision) -> list[Decision]:
        """Nothing else."""
        return []


class ClaimCase(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of which its extractor is unsure; ``copies`` are the same claim in copies of its article."""

    useful: float
    claim: ClaimAnchor
    sentence: Sentence
    confidence: float
    copies: tuple[ClaimAnchor, ...] = ()

    def answers(self) -> dict[str, Decision]:
        """``right`` or ``wrong``; ``edited`` gives the third."""
        return {"right": Right(claim=self.claim), "wrong": Wrong(claim=self.claim)}

    def edited(self, to: dict[str, str]) -> Edit:
        """The claim is to say something else."""
        return Edit(claim=self.claim, to=to)

    def likewise(self, decision: Decision) -> list[Decision]:
        """The same verdict on the claim in each copy."""
        if not isinstance(decision, Right | Wrong | Edit):
            return []
        return [msgspec.structs.replace(decision, claim=copy) for copy in self.copies]


def pairs(resolved: Resolved, records: Records) -> list[PairCase]:
    """The pairs of entities on which the linker is undecided and nobody has decided: those in most articles first."""
    view = _View(resolved, records)
    judged = {pair for d in resolved.decisions if isinstance(d, Different) for pair in _slug_pairs(d, resolved)}
    best: dict[frozenset[str], Judgement] = {}
    for judgement in resolved.merged.doubts():
        pair = frozenset({view.slug(judgement.left), view.slug(judgement.right)})
        if len(pair) == 2 and pair not in judged and (pair not in best or judgement.score > best[pair].score):
            best[pair] = judgement
    return sorted((view.pair(judgement) for judgement in best.values()), key=lambda case: (-case.useful, str(case.left)))


def links(resolved: Resolved, records: Records) -> list[LinkCase]:
    """The links that were not made for want of evidence, and those made that are unsure: entities in most articles first."""
    view = _View(resolved, records)
    found = [
        view.link(slug, match)
        for slug, made in sorted(resolved.links.items())
        for match in (*made.doubts[:1], *(match for match in made.close_match if match.score < UNSURE))
    ]
    return sorted(found, key=lambda case: (-case.useful, str(case.entity)))


def claims(resolved: Resolved, records: Records) -> list[ClaimCase]:
    """The claims, at most ``MOST_CLAIMS``, of which extractors are least sure and whose entities are in most articles.

    Those on which there is a verdict are left out; one that copies of an article repeat word for word is one case.
    """
    sizes = {entity.slug: len(_articles(nodes)) for entity, nodes in resolved.merged.nodes()}
    judged = {key for decision in resolved.decisions for key in resolved.judged.met(decision)}
    found = (
        (_weight(record, claim, resolved, sizes), record, claim)
        for record in resolved.judged
        for claim in record.claims
        if (record.article.id, claim_key(record, claim)) not in judged
    )
    best = heapq.nsmallest(
        MOST_CLAIMS, found, key=lambda item: (-item[0], item[1].article.id, item[2].evidence.start, str(item[2]))
    )
    cases: dict[tuple[object, ...], ClaimCase] = {}
    for weight, record, claim in best:
        case = _claim(weight, record, claim)
        said = (resolved.merged.group(record.article.id), case.claim.kind, case.claim.quote, *sorted(case.claim.says.items()))
        first = cases.get(said)
        cases[said] = msgspec.structs.replace(first, copies=(*first.copies, case.claim)) if first else case
    return list(cases.values())


About = Literal["entities", "links", "claims"]
CASES: dict[About, Callable[[Resolved, Records], Sequence[Case]]] = {"entities": pairs, "links": links, "claims": claims}
"""What a person can be asked about → how the cases are found."""


class _View:
    """What a person is shown of entities."""

    def __init__(self, resolved: Resolved, records: Records) -> None:
        self._resolved = resolved
        self._records = records
        self._entities = {entity.slug: (entity, nodes) for entity, nodes in resolved.merged.nodes()}
        self._nodes = {node.id: (node, entity.slug) for entity, nodes in self._entities.values() for node in nodes}

    def slug(self, node: str) -> str:
        """The entity that a node went into."""
        return self._nodes[node][1]

    def pair(self, judgement: Judgement) -> PairCase:
        """Two nodes as a case, as useful as the articles that the smaller of their entities is in."""
        (left, one), (right, two) = (self._nodes[judgement.left], self._nodes[judgement.right])
        sides = (self._side(one, left), self._side(two, right))
        return PairCase(
            useful=min(side.articles for side in sides) + judgement.score,
            kind=left.form.kind,
            left=self._anchor(one, left),
            right=self._anchor(two, right),
            sides=sides,
            score=judgement.score,
            signals=judgement.signals,
        )

    def link(self, slug: str, match: Match) -> LinkCase:
        """An entity and a candidate as a case, as useful as the articles that the entity is in."""
        _, nodes = self._entities[slug]
        side = self._side(slug, *nodes)
        return LinkCase(useful=side.articles + match.score, entity=self._anchor(slug, nodes[0]), side=side, match=match)

    def _anchor(self, slug: str, node: Node) -> Anchor:
        """By a name that nobody else has, a full one if there is any; else by the node's first article."""
        entity, _ = self._entities[slug]
        kind = node.form.kind
        names = sorted({_usual(node), entity.name}, key=lambda name: (_is_bare(kind, name), name != _usual(node), name))
        for name in names:
            anchor = Anchor(type=kind, name=name)
            if self._resolved.find(anchor) == [slug]:
                return anchor
        return _in_first_article(node)

    def _side(self, slug: str, *nodes: Node) -> Side:
        entity, all_nodes = self._entities[slug]
        final = self._resolved.final(entity)
        roles = Counter(
            f"{role or 'member'}{f', {body}' if body else ''}{'' if status == 'current' else f' ({status})'}"
            for node in all_nodes
            for _, profile in node.members
            for role, body, status in profile.roles
        )
        names = Counter(name for node in nodes for name in node.names.elements())
        usual = min(names, key=lambda name: (-names[name], name))
        return Side(
            name=usual,
            also=tuple(sorted({final.name, *final.aliases} - {usual})),
            articles=len(_articles(all_nodes)),
            roles=tuple(sorted(roles, key=lambda role: (-roles[role], role))[:3]),
            sentences=tuple(self._sentences(nodes)),
        )

    def _sentences(self, nodes: Sequence[Node]) -> Iterator[Sentence]:
        members = sorted(
            ((article.date or "", article.article, profile.id) for node in nodes for article, profile in node.members),
            reverse=True,
        )
        for _, article, local_id in members[:SENTENCES]:
            record = self._records.get(article)
            if record is not None and (mention := _telling_mention(record, local_id)):
                yield _sentence(record, *mention)


def _slug_pairs(decision: Different, resolved: Resolved) -> Iterator[frozenset[str]]:
    for left in resolved.find(decision.left):
        for right in resolved.find(decision.right):
            yield frozenset({left, right})


def _articles(nodes: Iterable[Node]) -> set[str]:
    return {article.article for node in nodes for article, _ in node.members}


def _is_bare(kind: str, name: str) -> bool:
    """Whether a name is a surname or another single name of a person, which somebody else may have."""
    return kind == "person" and people.parse(name).bare


def _usual(node: Node) -> str:
    return min(node.names, key=lambda name: (-node.names[name], name))


def _in_first_article(node: Node) -> Anchor:
    article, profile = min(node.members, key=lambda member: (member[0].date or "9999", member[0].content_hash))
    return Anchor(type=node.form.kind, name=profile.name, article=article.content_hash)


def _telling_mention(record: Record, local_id: str) -> tuple[int, int] | None:
    """The longest name of an entity in its article, the first of equal ones."""
    mentions = [mention for mention in record.mentions if mention.entity == local_id]
    if not mentions:
        return None
    best = min(mentions, key=lambda mention: (mention.kind != "name", mention.start - mention.end, mention.start))
    return best.start, best.end


def _sentence(record: Record, start: int, end: int) -> Sentence:
    """The sentence around a passage, on one line, cut to a length that can be read at a glance."""
    content = record.article.content
    breaks = [0, *(found.end() for found in _BREAK.finditer(content)), len(content)]
    first = max(place for place in breaks if place <= start)
    last = min(place for place in breaks if place >= end)
    first, last = max(first, start - _LONGEST // 2), min(last, end + _LONGEST // 2)
    return Sentence(" ".join(content[first:last].split()), record.article.title, record.article.published)


_PARTS = ("person", "organization", "actor", "policy", "speaker", "subject", "object")


def _weight(record: Record, claim: Claim, resolved: Resolved, sizes: dict[str, int]) -> float:
    """How unsure the extractor is, times the logarithm of the articles that the claim's best known entity is in."""
    ids = [getattr(claim, field, None) for field in _PARTS]
    known = [
        sizes.get(resolved.merged.entity(record.article.id, local_id).slug, 1)
        for local_id in ids
        if local_id and record.entity(local_id).named
    ]
    return (1 - abs(2 * claim.confidence - 1)) * (1 + math.log(max(known, default=1)))


def _claim(weight: float, record: Record, claim: Claim) -> ClaimCase:
    return ClaimCase(
        useful=weight,
        claim=anchor(record, claim),
        sentence=Sentence(" ".join(claim.evidence.quote.split()), record.article.title, record.article.published),
        confidence=claim.confidence,
    )
