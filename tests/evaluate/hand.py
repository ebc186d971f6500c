"""Records made by hand from short texts: names are found by their words."""

from __future__ import annotations

import re
from typing import Any

from kg.model import Article, Entity, Evidence, Mention, Record


def entity(local_id: str, kind: str, name: str, **more: Any) -> Entity:
    return Entity(id=local_id, type=kind, name=name, **more)  # type: ignore[arg-type]


def mentions(article: Article, said: dict[str, list[str]]) -> tuple[Mention, ...]:
    """A mention of each entity for each of its wordings, where it stands next and is no part of another."""
    found: list[Mention] = []
    for local_id, wordings in said.items():
        for text in wordings:
            free = (
                place.start()
                for place in re.finditer(re.escape(text), article.content)
                if not any(other.start < place.end() and place.start() < other.end for other in found)
            )
            start = next(free)
            found.append(Mention(start=start, end=start + len(text), text=text, kind="name", entity=local_id))
    return tuple(found)


def evidence(article: Article, quote: str) -> Evidence:
    start = article.content.index(quote)
    return Evidence(start, start + len(quote), quote)


def record(article: Article, entities: tuple[Entity, ...], said: dict[str, list[str]], **more: Any) -> Record:
    return Record(article=article, entities=entities, mentions=mentions(article, said), **more)
