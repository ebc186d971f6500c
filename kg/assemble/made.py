"""Remembers what a graph was made of, article by article and entity by entity, so that what has not changed stays as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

import msgspec

from kg.model import GraphEntity

_CODE = ("assemble", "model.py", "ontology.py", "rdf.py", "ontologies", "../ontologies")
_LARGE = 4
"""A graph of which more than one in so many articles changes is made anew."""

_encode = msgspec.msgpack.Encoder().encode
_entity = msgspec.msgpack.Decoder(GraphEntity).decode


class Whole(Protocol):
    """What a graph is made of besides records: a resolution that tells all that it found."""

    def places(self) -> Mapping[str, Mapping[str, str]]:
        """Article id → local id → slug of the graph entity."""
        ...

    def entities(self) -> Iterator[GraphEntity]:
        """All graph entities that articles name."""
        ...

    def group(self, article_id: str) -> str:
        """The syndication group of an article."""
        ...


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be done to a graph: articles that are new or to be described anew, articles that go, and entities likewise.

    ``entities`` maps the slug of each entity that is new, changed or gone to what it was, None for a new one.
    """

    articles: tuple[str, ...]
    gone: tuple[str, ...]
    entities: Mapping[str, GraphEntity | None]
    large: bool


class Made(msgspec.Struct, frozen=True, array_like=True):
    """What a graph was made of.

    ``version`` is a fingerprint of the code that assembles; ``stamp`` tells which graph it is; ``articles`` maps article ids
    to fingerprints of all that decides how they are described; ``claims`` to the number of claims of each kind;
    ``entities`` maps slugs to encoded entities; ``more`` are the quads, as N-Quads, that belong to no article or entity.
    """

    version: str
    stamp: str
    articles: dict[str, bytes]
    claims: dict[str, dict[str, int]]
    entities: dict[str, bytes]
    more: bytes

    @classmethod
    def of(cls, digests: Mapping[str, str], whole: Whole, *, base: str, stamp: str, more: bytes) -> Made:
        """What a graph is made of, from the digest of each article's record (and verdicts on it) and a resolution."""
        return cls(
            version=f"{_version()} {base}",
            stamp=stamp,
            articles={article: _print(article, digest, whole) for article, digest in digests.items()},
            claims={},
            entities={entity.slug: _encode(entity) for entity in whole.entities()},
            more=more,
        )

    @classmethod
    def load(cls, path: Path, *, base: str, stamp: str) -> Made | None:
        """What is on file; None if it is absent, broken, of other code, or of another graph than the stamp's."""
        try:
            made = msgspec.msgpack.decode(path.read_bytes(), type=cls)
        except (OSError, msgspec.DecodeError):
            return None
        return made if (made.version, made.stamp) == (f"{_version()} {base}", stamp) else None

    def counted(self, before: Made | None, count: Callable[[str], dict[str, int]]) -> Made:
        """The same, with the number of claims in each article: as it was ``before`` if nothing about it has changed."""
        same = {a for a, mark in self.articles.items() if before and before.articles.get(a) == mark}
        claims = {a: before.claims[a] if before and a in same else count(a) for a in self.articles}
        return msgspec.structs.replace(self, claims=claims)

    def save(self, path: Path) -> None:
        """Write it; what was there stays until the new file is whole."""
        draft = path.with_name(f"{path.name}.new")
        draft.write_bytes(_encode(self))
        draft.replace(path)

    def since(self, before: Made) -> Changes:
        """What makes this graph out of an earlier one."""
        articles = tuple(article for article, mark in self.articles.items() if before.articles.get(article) != mark)
        gone = tuple(article for article in before.articles if article not in self.articles)
        slugs = sorted(
            slug
            for slug in self.entities.keys() | before.entities.keys()
            if self.entities.get(slug) != before.entities.get(slug)
        )
        return Changes(
            articles=articles,
            gone=gone,
            entities={slug: _entity(before.entities[slug]) if slug in before.entities else None for slug in slugs},
            large=_LARGE * (len(articles) + len(gone)) > len(before.articles),
        )

    def entity(self, slug: str) -> GraphEntity | None:
        """The entity of a slug, if there is one."""
        found = self.entities.get(slug)
        return _entity(found) if found else None


def _print(article: str, digest: str, whole: Whole) -> bytes:
    """A fingerprint of an article's record, its group, and who its entities are."""
    slugs = sorted(whole.places().get(article, {}).items())
    return hashlib.blake2b(_encode((digest, whole.group(article), slugs)), digest_size=16).digest()


@cache
def _version() -> str:
    """A fingerprint of the code and the ontology by which graphs are assembled."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for part in _CODE:
        for path in sorted([package / part, *(package / part).rglob("*")]):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()
