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
from itertools import chain
from pathlib import Path

import msgspec
from pyoxigraph import Quad, RdfFormat, parse, serialize

from kg.assemble import Made, provenance_quads, quads, update
from kg.config import Config
from kg.errors import StoreError
from kg.link import KnowledgeBase
from kg.link.answers import Answers
from kg.link.linking import Base, Source
from kg.link.service import Service
from kg.model import Record
from kg.rdf import Names
from kg.records import Records
from kg.resolve import ArticleProfile, profile
from kg.resolve.contradictions import check
from kg.resolve.decisions import Decisions
from kg.resolve.kept import kept_profiles
from kg.resolve.memory import Memory
from kg.review.claims import Judged
from kg.review.corrections import check_sound
from kg.review.described import decision_quads
from kg.review.resolved import Resolved
from kg.store import Store

RECORDS = "records.sqlite"
"""The records, inside a store's folder."""

_PROGRAM = "news-kg"
_SETTINGS = "settings.json"
_STAMP = "made-of"
_MADE = "made.bin"
_PROFILES = "profiles.bin"
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
    """Make the graph of an open store, unless it was made of exactly these; the stamp is written last.

    What has not changed since the graph was made is not touched; the outcome is that of making it anew.
    """
    stamp = store.path / _STAMP
    decisions = read_decisions(store.path, settings.config)
    with _sources(store.path, settings.config, ask=ask) as (sources, answers):
        settings.save(store.path)
        digest = _digest(records, decisions, settings, answers)
        if not ask and stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
            return _count_claims(records)
        started = datetime.now(UTC)
        _give_back_memory()
        judged = Judged(records, decisions)
        profiles = _profiles(store.path, records, judged)
        resolved = Resolved(judged, decisions, sources, profiles=profiles, memory=Memory(store.path / _JUDGEMENTS))
        digest = _digest(records, decisions, settings, answers)
    claims = _put_together(store, records, resolved, settings, started=started, digest=digest)
    stamp.write_text(digest, encoding="utf-8")
    return claims


def _profiles(store: Path, records: Records, judged: Judged, *, keep: bool = True) -> Iterator[ArticleProfile]:
    """The profiles of the records as verdicts leave them; those of records without verdicts are kept."""

    def record(article_id: str) -> Record:
        found = records.get(article_id)
        assert found is not None  # noqa: S101
        return found

    kept = kept_profiles(store / _PROFILES, records.digests(), lambda article_id: profile(record(article_id)), keep=keep)
    for found in kept:
        yield profile(judged.judge(record(found.article))) if judged.verdicts(found.content_hash) else found


def _put_together(
    store: Store, records: Records, resolved: Resolved, settings: Settings, *, started: datetime, digest: str
) -> dict[str, int]:
    """Assemble the graph, or change the one that is there; return the claims by kind.

    While it is done the store does not know what its graph is made of, so that one that is cut off is made anew.
    """
    base, memory, stamp = settings.config.base, store.path / _MADE, store.path / _STAMP
    before = Made.load(memory, base=base, stamp=stamp.read_text(encoding="utf-8") if stamp.exists() else "")
    memory.unlink(missing_ok=True)
    made = _made(records, resolved, base=base, digest=digest, before=before)
    resolved.settle()
    _give_back_memory()
    changes = made.since(before) if before else None
    more = parse(made.more, RdfFormat.N_QUADS)
    if before is None or changes is None or changes.large:
        store.replace(chain(quads(resolved.judged, resolved, base=base), more, _provenance(settings, started)))
    else:
        with store.change() as graph:
            changed = (resolved.judged.judge(record) for article in changes.articles if (record := records.get(article)))
            ended = parse(before.more, RdfFormat.N_QUADS)
            update(graph, changes, changed, resolved, entity=made.entity, more=(ended, more), base=base)
            graph.replace_graph(Names(base).provenance(), _provenance(settings, started))
            del graph  # what still refers to it would keep the generation open to write
    made.save(memory)
    return dict(sum(map(Counter, made.claims.values()), Counter({"role": 0, "action": 0, "statement": 0})))


def _made(records: Records, resolved: Resolved, *, base: str, digest: str, before: Made | None) -> Made:
    """What the graph is made of; the claims of records that have not changed are counted as they were."""
    digests = {article: f"{mark} {resolved.judged.mark(article)}" for article, mark in records.digests().items()}
    made = Made.of(digests, resolved, base=base, stamp=digest, more=_more(resolved, base=base))
    return made.counted(before, lambda article: _claims_of(records.get(article)))


def _more(resolved: Resolved, *, base: str) -> bytes:
    return serialize(decision_quads(resolved, base=base), format=RdfFormat.N_QUADS) or b""


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
        decisions = read_decisions(store, settings.config)
        judged = Judged(records, decisions)
        profiles = _profiles(store, records, judged, keep=False)
        return Resolved(judged, decisions, sources, profiles=profiles, memory=Memory(store / _JUDGEMENTS, keep=False))


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


def _provenance(settings: Settings, started: datetime) -> Iterator[Quad]:
    config = settings.config
    built = {"model": config.model, "reader": config.reader, "extractor": settings.extractor}
    return provenance_quads(
        base=config.base, started=started, ended=datetime.now(UTC), version=version(_PROGRAM), settings=built
    )


def _count_claims(records: Records) -> dict[str, int]:
    counts = Counter({"role": 0, "action": 0, "statement": 0})
    for record in records:
        counts.update(_claims_of(record))
    return dict(counts)


def _claims_of(record: Record | None) -> dict[str, int]:
    """How many claims of each kind a record holds."""
    return Counter(claim.__struct_config__.tag for claim in record.claims) if record else {}  # type: ignore[misc]
