"""Small knowledge bases and graphs written by hand."""

from kg.link import Entry, Position
from kg.link.evidence import Known
from kg.model import Article, Entity, Evidence, Record, RoleClaim
from kg.resolve import resolve

SENATE = "Norland Senate"


def entry(iri: str, label: str, *positions: Position, kind: str = "person", **more: object) -> Entry:
    return Entry(id=iri, label=label, type=kind, positions=positions, **more)  # type: ignore[arg-type]


def seat(role: str = "Senator", organization: str = SENATE, **more: str) -> Position:
    return Position(role=role, organization=organization, **{"start": "2015-01-03", "end": "2021-01-03", **more})


def story(id_: str, *people: str, date: str | None = "2019-03-08", role: str | None = None, body: str | None = None, **more):
    """An article that names people (or what ``kind`` says), the first in a role."""
    text = " ".join(f"{name} spoke." for name in people)
    kind = more.pop("kind", "person")
    entities = [Entity(id=f"e{i}", type=kind, name=name, **more) for i, name in enumerate(people)]
    claims = ()
    if body:
        entities.append(Entity(id="b", type="organization", name=body))
    if role:
        claims = (
            RoleClaim(
                person="e0",
                role=role,
                organization="b" if body else None,
                status="current",
                evidence=Evidence(0, 5, "Title"),
                extractor="roles",
            ),
        )
    article = Article(id=id_, title="Title", text=text, published=date)
    return Record(article=article, entities=tuple(entities), claims=claims)


def known(*records: Record) -> Known:
    """What a graph of these articles knows of the first entity of the first."""
    resolution = resolve(records)
    slug = resolution.entity(records[0].article.id, records[0].entities[0].id).slug
    return next(Known(entity, nodes) for entity, nodes in resolution.nodes() if entity.slug == slug)
