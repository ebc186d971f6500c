"""Says how and when a graph was built (W3C PROV-O), in a graph of its own: the only place with a clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from pyoxigraph import NamedNode, Quad

from kg import rdf
from kg.rdf import PROV, RDF, RDFS, SCHEMA, Names


def provenance_quads(
    *, base: str, started: datetime, ended: datetime, version: str, settings: Mapping[str, str]
) -> Iterator[Quad]:
    """One prov:Activity for a build, with the program's version and the settings that it ran under, sorted."""
    names = Names(base)
    graph = names.provenance()
    build = names.hashed("build", started.isoformat(), version)
    agent = names.entity(f"program/news-kg-{version}")
    yield rdf.quad((build, RDF.type, PROV.Activity), graph)
    yield rdf.quad((build, PROV.startedAtTime, rdf.moment(started)), graph)
    yield rdf.quad((build, PROV.endedAtTime, rdf.moment(ended)), graph)
    yield rdf.quad((build, PROV.generated, NamedNode(base)), graph)
    yield rdf.quad((build, PROV.wasAssociatedWith, agent), graph)
    for name, value in sorted(settings.items()):
        yield rdf.quad((build, PROV.value, rdf.text(f"{name}={value}")), graph)
    yield rdf.quad((agent, RDF.type, PROV.SoftwareAgent), graph)
    yield rdf.quad((agent, RDFS.label, rdf.text("news-kg")), graph)
    yield rdf.quad((agent, SCHEMA.softwareVersion, rdf.text(version)), graph)
