"""Turns a claim into the fact that it states: a membership, an action, a quotation or a relation (W3C ORG, SEM, schema.org)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from pyoxigraph import Literal, NamedNode

from kg import rdf
from kg.assemble import offices
from kg.assemble.nodes import Node, Nodes
from kg.model import ActionClaim, Claim, RelationClaim, RoleClaim, StatementClaim, Timex
from kg.ontology import shortcut
from kg.rdf import ACTION, KG, MODALITY, ORG, RDF, RDFS, SCHEMA, SEM, SKOS, STATEMENT_TYPE, STATUS, TIME, Statement


class Fact(msgspec.Struct, frozen=True):
    """What a claim states: a node with its description.

    ``affirmed`` tells whether the article says that it holds; only then does it belong in the default graph.
    """

    node: NamedNode
    affirmed: bool
    statements: tuple[Statement, ...]


def fact(claim: Claim, nodes: Nodes) -> Fact:
    """The fact that a claim states, the same node for every claim that states it."""
    match claim:
        case RoleClaim():
            node, affirmed, statements = _membership(claim, nodes)
        case ActionClaim():
            node, affirmed, statements = _action(claim, nodes)
        case StatementClaim():
            node, affirmed, statements = _quotation(claim, nodes)
        case RelationClaim():
            node, affirmed, statements = _relation(claim, nodes)
    published = rdf.calendar(nodes.record.article.published)
    reported = [(node, KG.reportedOn, published)] if published else []
    return Fact(node, affirmed, (*statements, *reported))


Parts = tuple[NamedNode, bool, list[Statement]]


def _membership(claim: RoleClaim, nodes: Nodes) -> Parts:
    person = nodes[claim.person]
    organization = nodes[claim.organization] if claim.organization else None
    said = (person.tail, claim.role or "member", organization.tail if organization else "")
    key = (person.entity.slug, rdf.slug(claim.role) if claim.role else "", organization.entity.slug if organization else "")
    node = nodes.names.fact("membership", said, *key, claim.status)
    statements: list[Statement] = [
        (node, RDF.type, ORG.Membership),
        (node, ORG.member, person.iri),
        (node, KG.status, STATUS[claim.status]),
    ]
    if organization:
        statements.append((node, ORG.organization, organization.iri))
    if claim.role:
        statements += _role(node, claim, claim.role, person, organization, nodes)
    if organization and claim.status in _IN_OFFICE:
        statements.append((person.iri, ORG.memberOf, organization.iri))
    return node, True, [*statements, *_interval(node, claim, nodes)]


_IN_OFFICE = frozenset({"current", "acting"})


def _role(
    node: NamedNode, claim: RoleClaim, label: str, person: Node, organization: Node | None, nodes: Nodes
) -> Iterator[Statement]:
    role = nodes.names.entity(f"role/{rdf.slug(label)}")
    yield node, ORG.role, role
    yield role, RDF.type, ORG.Role
    yield role, RDF.type, SKOS.Concept
    yield role, RDFS.label, rdf.text(offices.label(label))
    yield person.iri, shortcut(STATUS[claim.status]), role
    if organization and (number := offices.seats(label, organization.entity.type)):
        yield from _post(node, claim, role, person, organization, number, nodes)


def _post(
    node: NamedNode, claim: RoleClaim, role: NamedNode, person: Node, organization: Node, number: str, nodes: Nodes
) -> Iterator[Statement]:
    label = offices.label(claim.role or "")
    place = organization.entity.slug.replace("/", "-")
    post = nodes.names.entity(f"post/{rdf.slug(label)}/{place}")
    yield node, KG.post, post
    yield post, RDF.type, ORG.Post
    yield post, RDFS.label, rdf.text(f"{label}, {offices.label(organization.tail)}")
    yield post, ORG.role, role
    yield post, ORG.postIn, organization.iri
    if number == "one":
        yield post, KG.singleSeat, rdf.true()
    if claim.status in _IN_OFFICE:
        yield person.iri, ORG.holds, post


def _interval(node: NamedNode, claim: RoleClaim, nodes: Nodes) -> Iterator[Statement]:
    """The stated start and end as one node, a value: the same ends are the same node."""
    start, end = _date(claim.start), _date(claim.end)
    if not (start or end):
        return
    interval = nodes.names.entity(f"interval/{start.value if start else ''}--{end.value if end else ''}")
    yield node, ORG.memberDuring, interval
    yield interval, RDF.type, TIME.Interval
    if start:
        yield interval, SCHEMA.startDate, start
    if end:
        yield interval, SCHEMA.endDate, end


def _date(timex: Timex | None) -> Literal | None:
    return rdf.calendar(timex.value) if timex else None


def _action(claim: ActionClaim, nodes: Nodes) -> Parts:
    actor = nodes[claim.actor] if claim.actor else None
    place = nodes[claim.place] if claim.place else None
    policy = nodes[claim.policy]
    date = _date(claim.date)
    affirmed = claim.modality == "asserted"
    key = (
        actor.entity.slug if actor else "",
        claim.action,
        policy.entity.slug,
        claim.modality,
        date.value if date else "",
        place.entity.slug if place else "",
    )
    node = nodes.names.fact("event", (actor.tail if actor else "", claim.action, policy.tail), *key)
    statements: list[Statement] = [
        (node, RDF.type, KG.PolicyAction),
        (node, KG.action, ACTION[claim.action]),
        (node, KG.policy, policy.iri),
        (node, KG.modality, MODALITY[claim.modality]),
    ]
    if actor:
        statements.append((node, SEM.hasActor, actor.iri))
    if place:
        statements.append((node, SEM.hasPlace, place.iri))
    if actor and affirmed:
        statements.append((actor.iri, shortcut(ACTION[claim.action]), policy.iri))
    return node, affirmed, [*statements, *_timestamps(node, date)]


def _timestamps(node: NamedNode, date: Literal | None) -> Iterator[Statement]:
    bounds = rdf.days(date.value) if date else None
    if date and bounds:
        yield node, SEM.hasTimeStamp, date
        yield node, SEM.hasEarliestBeginTimeStamp, rdf.day(bounds[0])
        yield node, SEM.hasLatestEndTimeStamp, rdf.day(bounds[1])


def _quotation(claim: StatementClaim, nodes: Nodes) -> Parts:
    speaker = nodes[claim.speaker]
    node = nodes.names.fact("statement", (speaker.tail, claim.content), speaker.entity.slug, claim.content)
    about = [nodes[local_id].iri for local_id in claim.about]
    statements: list[Statement] = [
        (node, RDF.type, SCHEMA.Quotation),
        (node, SCHEMA.spokenByCharacter, speaker.iri),
        (node, SCHEMA.text, rdf.text(claim.content)),
        (node, KG.statementType, STATEMENT_TYPE[claim.type]),
    ]
    for thing in about:
        statements += [(node, SCHEMA.about, thing), (speaker.iri, KG.spokeAbout, thing)]
    return node, True, statements


_RELATIONS = {
    "part_of": ORG.subOrganizationOf,
    "based_in": SCHEMA.location,
    "founded_by": SCHEMA.founder,
    "heads": ORG.headOf,
    "affiliated_with": SCHEMA.affiliation,
}


def _relation(claim: RelationClaim, nodes: Nodes) -> Parts:
    subject, thing = nodes[claim.subject], nodes[claim.object]
    said = (subject.tail, claim.relation, thing.tail)
    status = "current" if claim.current else "former"
    node = nodes.names.fact("relation", said, subject.entity.slug, claim.relation, thing.entity.slug, status)
    statements: list[Statement] = [
        (node, RDF.type, RDF.Statement),
        (node, RDF.subject, subject.iri),
        (node, RDF.predicate, _RELATIONS[claim.relation]),
        (node, RDF.object, thing.iri),
        (node, KG.status, STATUS[status]),
    ]
    if claim.current:
        statements.append((subject.iri, _RELATIONS[claim.relation], thing.iri))
    return node, True, statements
