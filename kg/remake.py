"""Makes the graph of a store anew from its records, people's decisions and knowledge bases: resolve, link, assemble."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import msgspec
from pyoxigraph import Quad

from kg.assemble import provenance_quads, quads
from kg.config import Config
from kg.errors import StoreError
from kg.link import KnowledgeBase
from kg.link.linking import Base, Source
from kg.records import Records
from kg.resolve.contradictions import check
from kg.resolve.decisions import Decisions
from kg.review.corrections import check_sound
from kg.review.described import decision_quads
from kg.review.resolved import Resolved
from kg.store import Store

RECORDS = "records.sqlite"
"""The records, inside a store's folder."""

_PROGRAM = "news-kg"
_SETTINGS = "settings.json"
_MADE_OF = "made-of"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a store was last built with; ``extractor`` is the fingerprint of the extraction that made its records."""

    config: Config = Config()
    extractor: str = ""

    @classmethod
    def of(cls, store: Path) -> Settings:
        """The settings that are kept in a store's folder. Raises StoreError if they cannot be read."""
        path = store / _SETTINGS
        try:
            return msgspec.json.decode(path.read_bytes(), type=cls) if path.exists() else cls()
        except msgspec.DecodeError as error:
            raise StoreError(str(path), f"it cannot be read ({error})", "Remove the file and build again") from error

    def going_on(self, config: Config) -> Config:
        """A new config, in which knowledge bases and decisions that are not named are those of these settings."""
        return msgspec.structs.replace(
            config,
            knowledge_bases=config.knowledge_bases or self.config.knowledge_bases,
            decisions=config.decisions or self.config.decisions,
        )

    def save(self, store: Path) -> None:
        """Keep them in a store's folder."""
        draft = store / f"{_SETTINGS}.new"
        draft.write_bytes(msgspec.json.format(msgspec.json.encode(self)) + b"\n")
        draft.replace(store / _SETTINGS)


def reassemble(store: str | Path, *, config: Config | None = None) -> dict[str, int]:
    """Make the graph anew from records, decisions and knowledge bases, if any has changed; return the claims by kind.

    Without ``config`` the settings of the last build hold.

    Raises:
        DecisionError: The decisions cannot be read, or contradict one another.
        ConfigError: A knowledge base cannot be read.
    """
    with Store.create(store) as place, Records(place.path / RECORDS) as records:
        settings = Settings.of(place.path)
        return remake(place, records, msgspec.structs.replace(settings, config=config or settings.config))


def remake(store: Store, records: Records, settings: Settings) -> dict[str, int]:
    """Make the graph of an open store, unless it was made of exactly these; the stamp is written last."""
    stamp = store.path / _MADE_OF
    decisions = read_decisions(store.path, settings.config)
    digest = _digest(records, decisions, settings)
    settings.save(store.path)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return _count_claims(records)
    started = datetime.now(UTC)
    resolved = Resolved(records, decisions, sources(settings.config))
    store.replace(_quads(resolved, settings, started))
    stamp.write_text(digest, encoding="utf-8")
    return _count_claims(records)


def resolved(store: Path, records: Records) -> Resolved:
    """The entities of the store in this folder, as its settings and decisions make them."""
    settings = Settings.of(store)
    return Resolved(records, read_decisions(store, settings.config), sources(settings.config))


def sources(config: Config) -> list[Source]:
    """What to link against."""
    return [Base(KnowledgeBase.load(path)) for path in config.knowledge_bases]


def decisions_path(store: Path, config: Config) -> Path:
    """Where a store's decisions are kept: where the settings say, else beside it (``news.kg`` → ``news.decisions.jsonl``)."""
    beside = store.with_name(f"{store.name.removesuffix('.kg')}.decisions.jsonl")
    return Path(config.decisions) if config.decisions else beside


def keep_decisions_in(store: str | Path, file: Path) -> None:
    """Keep a store's decisions in this file from now on. Raises StoreError if there is no store."""
    Store.open(store).close()
    settings = Settings.of(Path(store))
    config = msgspec.structs.replace(settings.config, decisions=str(file.resolve()))
    msgspec.structs.replace(settings, config=config).save(Path(store))


def read_decisions(store: Path, config: Config) -> Decisions:
    """The decisions about a store; raises DecisionError if they cannot be read or contradict one another."""
    path = decisions_path(store, config)
    decisions = Decisions.load(path)
    check_sound(decisions, path)
    check(decisions, path)
    return decisions


def _digest(records: Records, decisions: Decisions, settings: Settings) -> str:
    """A fingerprint of everything that decides what the graph is."""
    config = msgspec.structs.replace(settings.config, workers=1, decisions=None)
    bases = [hashlib.sha256(_bytes(Path(path))).hexdigest() for path in settings.config.knowledge_bases]
    made_of = msgspec.json.encode([records.digests(), list(decisions), config, bases, version(_PROGRAM)])
    return hashlib.sha256(made_of).hexdigest()


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _quads(resolved: Resolved, settings: Settings, started: datetime) -> Iterator[Quad]:
    config = settings.config
    yield from quads(resolved.judged, resolved, base=config.base)
    yield from decision_quads(resolved, base=config.base)
    built = {"model": config.model, "reader": config.reader, "extractor": settings.extractor}
    yield from provenance_quads(
        base=config.base, started=started, ended=datetime.now(UTC), version=version(_PROGRAM), settings=built
    )


def _count_claims(records: Records) -> dict[str, int]:
    counts = Counter({"role": 0, "action": 0, "statement": 0})
    counts.update(claim.__struct_config__.tag for record in records for claim in record.claims)  # type: ignore[misc]
    return dict(counts)
