"""Makes the graph of a store anew from its records, people's decisions and knowledge bases: resolve, link, assemble."""

from __future__ import annotations

import ctypes
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import msgspec
from pyoxigraph import Quad

from kg.assemble import provenance_quads, quads
from kg.config import Config
from kg.errors import StoreError
from kg.link import KnowledgeBase
from kg.link.answers import Answers
from kg.link.linking import Base, Source
from kg.link.service import Service
from kg.records import Records
from kg.resolve.contradictions import check
from kg.resolve.decisions import Decisions
from kg.resolve.memory import Memory
from kg.review.corrections import check_sound
from kg.review.described import decision_quads
from kg.review.resolved import Resolved
from kg.store import Store

RECORDS = "records.sqlite"
"""The records, inside a store's folder."""

_PROGRAM = "news-kg"
_SETTINGS = "settings.json"
_MADE_OF = "made-of"
_ANSWERS = "reconciled.sqlite"
_JUDGEMENTS = "judgements.bin"


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
            reconcile=config.reconcile or self.config.reconcile,
            decisions=config.decisions or self.config.decisions,
        )

    def save(self, store: Path) -> None:
        """Keep them in a store's folder."""
        draft = store / f"{_SETTINGS}.new"
        draft.write_bytes(msgspec.json.format(msgspec.json.encode(self)) + b"\n")
        draft.replace(store / _SETTINGS)


def reassemble(store: str | Path, *, config: Config | None = None, ask: bool = False) -> dict[str, int]:
    """Make the graph anew from records, decisions and knowledge bases, if any has changed; return the claims by kind.

    Args:
        store: The store's folder.
        config: The settings; without, those of the last build.
        ask: Whether reconciliation services of the settings are asked what they have not answered before.

    Raises:
        DecisionError: The decisions cannot be read, or contradict one another.
        ConfigError: A knowledge base cannot be read.
        LinkError: A service gives no answer; what it answered before that is kept.
    """
    with Store.create(store) as place, Records(place.path / RECORDS) as records:
        settings = Settings.of(place.path)
        return remake(place, records, msgspec.structs.replace(settings, config=config or settings.config), ask=ask)


def link(
    store: str | Path, *, knowledge_bases: Iterable[str | Path] = (), reconcile: Sequence[str] = (), forget: bool = False
) -> None:
    """Link a graph to knowledge bases and reconciliation services, now and whenever it is made anew.

    Those that were named before stay, unless ``forget``. If services are named, those of before are asked too.

    Raises:
        ConfigError: A knowledge base cannot be read.
        LinkError: A service gives no answer; what it answered before that is kept.
    """
    before = Config() if forget else Settings.of(Path(store)).config
    config = msgspec.structs.replace(
        Settings.of(Path(store)).config,
        knowledge_bases=_joined(before.knowledge_bases, (str(Path(path).resolve()) for path in knowledge_bases)),
        reconcile=_joined(before.reconcile, reconcile),
    )
    reassemble(store, config=config, ask=bool(reconcile))


def _joined(before: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*before, *more]))


def remake(store: Store, records: Records, settings: Settings, *, ask: bool = False) -> dict[str, int]:
    """Make the graph of an open store, unless it was made of exactly these; the stamp is written last."""
    stamp = store.path / _MADE_OF
    decisions = read_decisions(store.path, settings.config)
    with _sources(store.path, settings.config, ask=ask) as (sources, answers):
        settings.save(store.path)
        digest = _digest(records, decisions, settings, answers)
        if not ask and stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
            return _count_claims(records)
        started = datetime.now(UTC)
        _give_back_memory()
        resolved = Resolved(records, decisions, sources, memory=Memory(store.path / _JUDGEMENTS))
        digest = _digest(records, decisions, settings, answers)
    store.replace(_quads(resolved, settings, started))
    stamp.write_text(digest, encoding="utf-8")
    return _count_claims(records)


def _give_back_memory() -> None:
    """Hand memory that is free to the system: reading leaves hundreds of megabytes behind that resolving would come on top of.

    glibc alone keeps so much; elsewhere nothing happens.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def resolved(store: Path, records: Records) -> Resolved:
    """The entities of the store in this folder, as its settings and decisions make them."""
    settings = Settings.of(store)
    with _sources(store, settings.config, ask=False) as (sources, _):
        memory = Memory(store / _JUDGEMENTS, keep=False)
        return Resolved(records, read_decisions(store, settings.config), sources, memory=memory)


@contextmanager
def _sources(store: Path, config: Config, *, ask: bool) -> Iterator[tuple[list[Source], Answers]]:
    """What to link against, and what services have answered so far."""
    bases: list[Source] = [Base(KnowledgeBase.load(path)) for path in config.knowledge_bases]
    with Answers(store / _ANSWERS if config.reconcile else None) as answers:
        yield [*bases, *(Service(url, answers, ask=ask) for url in config.reconcile)], answers


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


def _digest(records: Records, decisions: Decisions, settings: Settings, answers: Answers) -> str:
    """A fingerprint of everything that decides what the graph is."""
    config = msgspec.structs.replace(settings.config, workers=1, decisions=None)
    bases = [hashlib.sha256(_bytes(Path(path))).hexdigest() for path in settings.config.knowledge_bases]
    made_of = msgspec.json.encode([records.digests(), list(decisions), config, bases, answers.digest(), version(_PROGRAM)])
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
