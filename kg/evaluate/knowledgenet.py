"""Scores role claims on KnowledgeNet (Mesquita et al. 2019; `kg eval knowledgenet`) by overlap of spans, as its evaluator does.

A gold fact is found if a predicted one of its property overlaps it at both ends; a predicted fact is wrong if it overlaps none
of those that are right and its property was annotated exhaustively in the passage. Facts are pairs of mentions: a claim about
two entities counts once for each pair of their mentions in the passage, as the gold does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import groupby, product
from pathlib import Path
from typing import Any, Literal

import msgspec

from kg.evaluate import lines
from kg.evaluate.figure import Figure
from kg.evaluate.scores import Error
from kg.evaluate.spans import outermost
from kg.evaluate.wording import normal
from kg.model import Article, Claim, Entity, Mention, Record, RelationClaim, RoleClaim
from kg.words import rows

Passage = Mapping[str, Any]
"""``document``, ``fold``, ``passage``, ``text``, ``annotated_properties``, ``facts``: ``property``, ``subject``, ``object``."""

Span = tuple[int, int]
_RELATIVE = re.compile(r",? (who|whom|whose|which|where|that)\b")
_PRONOUNS = ("he", "she", "his", "her", "it", "its")
_HELD = ("current", "former", "acting")


class Fact(msgspec.Struct, frozen=True):
    """A property between two mentions, as offsets in the passage."""

    property: str
    subject: Span
    object: Span


class RoleRule(msgspec.Struct, frozen=True):
    """Which role claims express a property (``data/knowledgenet.toml``)."""

    property: str
    subject: Literal["person", "organization"]
    roles: tuple[str, ...] = ()
    party: bool | None = None


class RelationRule(msgspec.Struct, frozen=True):
    """Which relation claims express a property."""

    property: str
    relation: str
    party: bool | None = None
    reversed: bool = False


class Mapped(msgspec.Struct, frozen=True):
    """The properties that are scored, by number, and the claims that express them."""

    properties: dict[str, str]
    relation: tuple[RelationRule, ...]
    role: tuple[RoleRule, ...]


class KnowledgeNetScore(msgspec.Struct, frozen=True):
    """Figures by property's name, and what was missed or is false."""

    figures: dict[str, Figure]
    errors: tuple[Error, ...]

    @property
    def overall(self) -> Figure:
        """All properties together (micro-average)."""
        return sum(self.figures.values(), Figure())


def read(path: str | Path, *, folds: Sequence[int] = (1, 2, 3)) -> list[Passage]:
    """The passages of these folds.

    Raises:
        InputError: the file cannot be read.
    """
    return [passage for passage in lines.read(path) if passage["fold"] in folds]


def articles(passages: Iterable[Passage]) -> Iterator[Article]:
    """The passages of a document as one article, in their order, a line for each, so that pronouns find who is meant."""
    for document, together in _documents(passages):
        yield Article(id=document, title="", text="\n".join(passage["text"] for passage in together))


def score(passages: Sequence[Passage], records: Iterable[Record]) -> KnowledgeNetScore:
    """Compare the records of ``articles(passages)`` with the passages' facts."""
    by_id = {record.article.id: record for record in records}
    mapped = msgspec.toml.decode(files("kg.evaluate").joinpath("data", "knowledgenet.toml").read_bytes(), type=Mapped)
    figures = dict.fromkeys(mapped.properties.values(), Figure())
    errors: list[Error] = []
    for document, together in _documents(passages):
        for passage, said in zip(together, _predicted(by_id[document], together, mapped), strict=True):
            for number in sorted(set(passage["annotated_properties"]) & mapped.properties.keys()):
                name = mapped.properties[number]
                figure, missed, false = _compare(passage, number, said)
                figures[name] += figure
                errors += [_error(passage, name, fact, missed=fact in missed) for fact in (*missed, *false)]
    return KnowledgeNetScore(figures, tuple(errors))


def _documents(passages: Iterable[Passage]) -> Iterator[tuple[str, list[Passage]]]:
    ordered = sorted(passages, key=lambda passage: (passage["document"], _start(passage)))
    for document, together in groupby(ordered, key=lambda passage: passage["document"]):
        yield str(document), list(together)


def _start(passage: Passage) -> int:
    """Where the passage begins in its document, by its id (document:start:end)."""
    return int(passage["passage"].split(":")[1])


def _compare(passage: Passage, number: str, said: Iterable[Fact]) -> tuple[Figure, list[Fact], list[Fact]]:
    """The figure of one property in one passage, the facts missed, and those that are false."""
    gold = [_gold_fact(fact) for fact in passage["facts"] if fact["property"] == number]
    given = [fact for fact in said if fact.property == number]
    missed = [fact for fact in gold if not any(_same(fact, other) for other in given)]
    right = [fact for fact in given if any(_same(fact, other) for other in gold)]
    false = [fact for fact in given if not any(_same(fact, other) for other in right)]
    found = len(gold) - len(missed)
    return Figure(found, found + len(false), found, len(gold)), missed, false


def _gold_fact(fact: Mapping[str, Any]) -> Fact:
    return Fact(fact["property"], tuple(fact["subject"][:2]), tuple(fact["object"][:2]))


def _same(one: Fact, other: Fact) -> bool:
    return _overlap(one.subject, other.subject) and _overlap(one.object, other.object)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _error(passage: Passage, name: str, fact: Fact, *, missed: bool) -> Error:
    text = passage["text"]
    words = f"{text[slice(*fact.subject)]} – {name} – {text[slice(*fact.object)]}"
    return Error(
        article=passage["passage"],
        layer=name,
        verdict="missed" if missed else "false",
        gold=words if missed else None,
        predicted=None if missed else words,
        sentence=text,
    )


def _predicted(record: Record, together: Sequence[Passage], mapped: Mapped) -> Iterator[list[Fact]]:
    """For each passage the facts that the record's claims express in it."""
    entities = {entity.id: entity for entity in record.entities}
    start = 1  # the empty title and its newline
    for passage in together:
        end = start + len(passage["text"])
        mentions: defaultdict[str, list[Span]] = defaultdict(list)
        for mention in outermost(filter(_marked, record.mentions)):
            if start <= mention.start and mention.end <= end:
                place = entities[mention.entity].type == "place"
                text = "" if place else passage["text"]  # "in Ohio, that" takes up no place
                mentions[mention.entity] += _with_relative(mention.start - start, mention.end - start, text)
        claims = [claim for claim in record.claims if start <= claim.evidence.start < end]
        yield sorted({fact for claim in claims for fact in _facts(claim, entities, mentions, mapped)}, key=_order)
        start = end + 1


def _marked(mention: Mention) -> bool:
    """Whether the gold would mark it: it marks names and pronouns."""
    return mention.kind != "nominal" or mention.text.lower() in _PRONOUNS


def _with_relative(start: int, end: int, text: str) -> Iterator[Span]:
    """A mention, and the relative pronoun that follows it ("Norland Rail, which …"), which the gold counts as another."""
    yield start, end
    if relative := _RELATIVE.match(text, end):
        yield relative.span(1)


def _facts(claim: Claim, entities: Mapping[str, Entity], mentions: Mapping[str, list[Span]], mapped: Mapped) -> Iterator[Fact]:
    if isinstance(claim, RelationClaim):
        pairs = product(mentions.get(claim.subject, []), mentions.get(claim.object, []))
        party = _is_party(entities[claim.object])
        rules = [rule for rule in mapped.relation if rule.relation == claim.relation and rule.party in (None, party)]
        yield from (
            Fact(rule.property, *((two, one) if rule.reversed else (one, two))) for rule, (one, two) in product(rules, pairs)
        )
    if not isinstance(claim, RoleClaim) or claim.organization is None or claim.status not in _HELD:
        return
    ends = {"person": mentions.get(claim.person, []), "organization": mentions.get(claim.organization, [])}
    for rule in mapped.role:
        if _fits(rule, claim, entities[claim.organization]):
            other = "organization" if rule.subject == "person" else "person"
            yield from (Fact(rule.property, one, two) for one, two in product(ends[rule.subject], ends[other]))


def _fits(rule: RoleRule, claim: RoleClaim, organization: Entity) -> bool:
    said = normal(claim.role)
    right_role = not rule.roles or any(f" {normal(role)} " in f" {said} " for role in rule.roles)
    return right_role and rule.party in (None, _is_party(organization))


def _is_party(organization: Entity) -> bool:
    known = {normal(row[0]) for row in rows("parties.tsv")}
    name = normal(organization.name)
    return name in known or "party" in name.split()


def _order(fact: Fact) -> tuple[str, Span, Span]:
    return fact.property, fact.subject, fact.object
