"""Describes entities and articles: type, names, identifiers, links."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg import rdf
from kg.model import Article, GraphEntity
from kg.rdf import DCTERMS, FOAF, KG, ORG, OWL, POLICY_TYPE, RDF, RDFS, SCHEMA, SKOS, Names, Statement

_CLASSES = {
    "person": (FOAF.Person, SCHEMA.Person),
    "organization": (ORG.Organization,),
    "place": (SCHEMA.Place,),
    "policy": (KG.Policy,),
}

_PART_OF = {"organization": ORG.subOrganizationOf, "place": SCHEMA.containedInPlace}


def entity_statements(entity: GraphEntity, node: NamedNode, names: Names) -> Iterator[Statement]:
    """What is said of one entity. A policy of type law is also schema:Legislation; no verb in the news makes it so."""
    for kind in _CLASSES[entity.type]:
        yield node, RDF.type, kind
    yield node, RDFS.label, rdf.text(entity.name)
    for alias in sorted(set(entity.aliases) - {entity.name}):
        yield node, SKOS.altLabel, rdf.text(alias)
    for identifier in sorted(set(entity.identifiers)):
        yield node, DCTERMS.identifier, rdf.text(identifier)
    if entity.policy_type:
        yield node, KG.policyType, POLICY_TYPE[entity.policy_type]
    if entity.policy_type == "law":
        yield node, RDF.type, SCHEMA.Legislation
    if entity.parent and entity.type in _PART_OF:
        yield node, _PART_OF[entity.type], names.entity(entity.parent)
    yield from _links(entity, node)


def _links(entity: GraphEntity, node: NamedNode) -> Iterator[Statement]:
    for same in sorted(set(entity.same_as)):
        yield node, OWL.sameAs, NamedNode(same)
    for candidate, score in sorted(set(entity.close_match)):
        match = NamedNode(f"{node.value}#match-{rdf.digest(candidate)}")
        yield node, SKOS.closeMatch, NamedNode(candidate)
        yield node, KG.match, match
        yield match, RDF.type, KG.Match
        yield match, KG.candidate, NamedNode(candidate)
        yield match, KG.score, rdf.decimal(score)


def article_statements(article: Article, group: str, names: Names) -> Iterator[Statement]:
    """What is said of one article: its metadata, the hash of its text, and the group of its copies."""
    node = names.article(article.id)
    copies = names.entity(f"syndication/{names.article(group).value.rpartition('/')[2]}")
    yield node, RDF.type, SCHEMA.NewsArticle
    yield node, RDFS.label, rdf.text(article.title)
    yield node, SCHEMA.headline, rdf.text(article.title)
    yield node, SCHEMA.inLanguage, rdf.text(article.language)
    yield node, DCTERMS.identifier, rdf.text(article.id)
    yield node, KG.textHash, rdf.text(article.content_hash)
    yield node, KG.syndicationGroup, copies
    yield copies, RDF.type, KG.SyndicationGroup
    if published := rdf.calendar(article.published):
        yield node, SCHEMA.datePublished, published
    if article.publisher:
        yield node, SCHEMA.publisher, rdf.text(article.publisher)
    if article.url:
        yield node, SCHEMA.url, rdf.text(article.url)
    for author in article.authors:
        yield node, SCHEMA.author, rdf.text(author)
