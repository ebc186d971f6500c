"""The terms of the ontology, read from its files: a term that they do not define is an error, not a triple nobody finds."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.errors import OntologyError

PREFIXES = {
    "kg": "https://w3id.org/news-kg/ns#",
    "action": "https://w3id.org/news-kg/action/",
    "modality": "https://w3id.org/news-kg/modality/",
    "policy-type": "https://w3id.org/news-kg/policy-type/",
    "status": "https://w3id.org/news-kg/status/",
    "statement-type": "https://w3id.org/news-kg/statement-type/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix → namespace, for every output format and every query."""

_SCHEMES = ("action", "modality", "policy-type", "status", "statement-type")


def path(name: str) -> Path:
    """The ontology file ``name``: in an installed package, else in the repository.

    Raises:
        OntologyError: it is in neither.
    """
    for folder in (Path(__file__).parent / "ontologies", Path(__file__).parent.parent / "ontologies"):
        if (folder / name).is_file():
            return folder / name
    raise OntologyError(name, "the ontology file is missing", "Install the package again")


class Namespace:
    """The terms of one namespace that the ontology defines, or lists as reused, as attributes or by name."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        term = self[name]
        self.__dict__[name] = term
        return term

    def __getitem__(self, name: str) -> NamedNode:
        try:
            return _terms()[self._prefix][name]
        except KeyError:
            raise OntologyError(
                f"{self._prefix}:{name}",
                "the ontology does not define this term",
                "Add it to ontologies/news.ttl or schemes.ttl",
            ) from None

    def names(self) -> tuple[str, ...]:
        """The local names of all terms, sorted."""
        return tuple(sorted(_terms()[self._prefix]))


def shortcut(concept: NamedNode) -> NamedNode:
    """The plain property that stands for facts of a concept: ``action:order`` → ``kg:ordered``.

    Raises:
        OntologyError: the concept has none.
    """
    try:
        return _shortcuts()[concept]
    except KeyError:
        raise OntologyError(str(concept), "the concept has no kg:shortcut", "Add it to ontologies/schemes.ttl") from None


@cache
def _terms() -> dict[str, dict[str, NamedNode]]:
    """Prefix → local name → term, for each subject of the two files."""
    terms: defaultdict[str, dict[str, NamedNode]] = defaultdict(dict)
    for node in {triple.subject for triple in _triples() if isinstance(triple.subject, NamedNode)}:
        for prefix, namespace in PREFIXES.items():
            if node.value.startswith(namespace):
                terms[prefix][node.value.removeprefix(namespace)] = node
    return dict(terms)


@cache
def _shortcuts() -> dict[NamedNode, NamedNode]:
    return {t.subject: t.object for t in _triples() if t.predicate == Namespace("kg").shortcut}  # type: ignore[misc]


@cache
def _triples() -> tuple[Quad, ...]:
    return tuple(quad for name in ("news.ttl", "schemes.ttl") for quad in parse(path=path(name), format=RdfFormat.TURTLE))
