"""Builds a graph out of news: the stages in order, each article read once."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from importlib.metadata import version as installed_version
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import msgspec
from spacy.language import Language

from kg import ingest
from kg.annotate import annotate, load
from kg.config import Config
from kg.dates import resolve
from kg.errors import InputError
from kg.extract import extract
from kg.graph import Graph
from kg.model import ActionClaim, Article, Claim, Record, RoleClaim, Timex
from kg.records import Records
from kg.remake import RECORDS, Settings, remake
from kg.sections import joined, sections
from kg.store import Store
from kg.ty import Progress

BATCH = 32
"""Articles to a batch: what a killed build has to read again at most, for each worker."""

READING_STAGES = (
    "annotate.py",
    "boilerplate",
    "dates",
    "extract",
    "model.py",
    "per_doc.py",
    "reader",
    "refer",
    "sections.py",
    "text.py",
    "words",
)
"""What decides how an article reads: a change to any of these makes all records stale."""

Skip = Callable[[InputError], None]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did and what its graph holds.

    ``read`` counts the articles read by this build, ``unchanged`` those whose record was still good, ``articles`` all in
    the graph; ``claims`` counts the claims in the graph by kind (role, action, statement). ``skipped`` are the articles
    that were lost and why, ``notes`` what was left aside at no loss. ``undated`` counts those read or unchanged that have
    no date, so that nothing counts from one in them.
    """

    read: int
    unchanged: int
    skipped: tuple[InputError, ...]
    notes: tuple[InputError, ...]
    undated: int
    articles: int
    claims: dict[str, int]

    @property
    def empty(self) -> bool:
        """Whether the graph holds no claim at all."""
        return not any(self.claims.values())


def build(
    paths: str | Path | Iterable[str | Path],
    *,
    store: str | Path,
    config: Config = Config(),
    published: str | None = None,
    publisher: str | None = None,
    strict: bool = False,
    progress: Progress | None = None,
) -> tuple[Graph, Summary]:
    """Read the articles at ``paths`` into the graph at ``store``; return the graph and a summary.

    Articles that are in the store already stay; one with the same id takes the place of its earlier version. What cannot
    be read is skipped and stands in the summary; ``strict`` raises its InputError instead. Knowledge bases and decisions
    that ``config`` does not name are those of the last build.

    Raises:
        StoreError: The store is being changed by another process, is broken, or was made by a newer version.
        ConfigError: A setting cannot be used; ModelMissing, if the spaCy pipeline or the reader is not installed.
        InputError: An article cannot be read, if ``strict``.
    """
    told: list[InputError] = []
    articles = ingest.read(paths, published=published, publisher=publisher, strict=strict, on_skip=told.append)
    with Store.create(store) as place, Records(place.path / RECORDS) as records:
        reading = _Reading(records, config, skip=_raise if strict else told.append, progress=progress or _silent)
        reading.run(articles)
        settings = Settings(config=Settings.of(place.path).going_on(config), extractor=extractor_version(config))
        claims = remake(place, records, settings, ask=bool(config.reconcile))
        summary = Summary(
            read=reading.read,
            unchanged=reading.unchanged,
            skipped=tuple(error for error in told if error.loses_article),
            notes=tuple(error for error in told if not error.loses_article),
            undated=reading.undated,
            articles=len(records),
            claims=claims,
        )
    return Graph.open(store), summary


def remove(article_ids: Iterable[str], *, store: str | Path) -> list[str]:
    """Take articles out of the graph at ``store``; the ids that were not there come back."""
    with Store.create(store) as place, Records(place.path / RECORDS) as records:
        unknown = [article_id for article_id in article_ids if not records.remove(article_id)]
        remake(place, records, Settings.of(place.path))
    return unknown


def read_records(articles: Iterable[Article], *, config: Config = Config()) -> Iterator[Record]:
    """The records of ``articles`` in their order, without a store; a long article is read in sections."""
    cut: deque[tuple[Article, int]] = deque()

    def parts() -> Iterator[Article]:
        for article in articles:
            found = sections(article)
            cut.append((article, len(found)))
            yield from found

    records = map(extract, annotate(_language(config), parts()))
    for record in records:
        article, count = cut.popleft()
        yield joined(article, [record, *islice(records, count - 1)])


@cache
def extractor_version(config: Config) -> str:
    """A fingerprint of everything that decides how an article reads: code, word lists, weights, pipeline and settings."""
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for stage in READING_STAGES:
        for path in sorted([package / stage, *(package / stage).rglob("*")]):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes())
    meta = _language(config).meta
    settings = (meta["lang"], meta["name"], meta["version"], installed_version("spacy"), config.reader, config.date_order)
    digest.update("\0".join(settings).encode())
    return digest.hexdigest()


class _Reading:
    """One build's reading: which articles need it, in one process or several, and what became of them."""

    def __init__(self, records: Records, config: Config, *, skip: Skip, progress: Progress) -> None:
        self.read = 0
        self.unchanged = 0
        self.undated = 0
        self._records = records
        self._config = config
        self._skip = skip
        self._progress = progress
        self._version = extractor_version(config)

    def run(self, articles: Iterable[Article]) -> None:
        """Read the articles that have no good record, and keep their records."""
        batches = _batches(article for article in articles if not self._known(article))
        if self._config.workers > 1:
            for results in _in_processes(batches, self._config):
                self._keep(results)
        else:
            for batch in batches:
                self._keep(_read_batch(self._config, batch))

    def _known(self, article: Article) -> bool:
        """Whether the article's record is still good; metadata that changed are taken over without reading again."""
        self.undated += article.published is None
        record = self._records.fresh(article, self._version)
        if record is None:
            return False
        if record.article != article:
            self._records.put([_with_metadata(record, article)], self._version)
        self.unchanged += 1
        self._progress(self.read + self.unchanged, article.id)
        return True

    def _keep(self, results: Iterable[Record | InputError]) -> None:
        records = []
        for result in results:
            if isinstance(result, Record):
                records.append(result)
            else:
                self._skip(result)
        self._records.put(records, self._version)
        for record in records:
            self.read += 1
            self._progress(self.read + self.unchanged, record.article.id)


def _raise(error: InputError) -> None:
    raise error


def _silent(count: int, what: str) -> None:
    """Report no progress."""


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    source = iter(articles)
    while batch := list(islice(source, BATCH)):
        yield batch


@cache
def _language(config: Config) -> Language:
    """The annotating pipeline of this process."""
    return load(config)


def _in_processes(batches: Iterator[list[Article]], config: Config) -> Iterator[list[Record | InputError]]:
    """Batches read by worker processes, in order; as few wait as keep the workers busy."""
    waiting: deque[Future[list[Record | InputError]]] = deque()
    with ProcessPoolExecutor(config.workers, mp_context=get_context("spawn")) as pool:
        for batch in batches:
            waiting.append(pool.submit(_read_batch, config, batch))
            if len(waiting) > 2 * config.workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _read_batch(config: Config, articles: list[Article]) -> list[Record | InputError]:
    """The record of each article, or why there is none; an article that breaks the reading loses only itself."""
    try:
        return list(read_records(articles, config=config))
    except Exception as error:  # an extractor of another package may raise anything
        if len(articles) == 1:
            return [_broken(articles[0], error)]
        return [result for article in articles for result in _read_batch(config, [article])]


def _broken(article: Article, error: Exception) -> InputError:
    return InputError(
        article.id,
        f"reading it failed ({type(error).__name__}: {error})",
        "Report it with the article; the other articles are in the graph",
    )


def _with_metadata(record: Record, article: Article) -> Record:
    """The record under new metadata: every date counts from the new publication date."""
    return msgspec.structs.replace(
        record,
        article=article,
        timexes=tuple(resolve(timex, article.published) for timex in record.timexes),
        claims=tuple(_with_dates(claim, article.published) for claim in record.claims),
    )


def _with_dates(claim: Claim, published: str | None) -> Claim:
    def count(timex: Timex | None) -> Timex | None:
        return timex and resolve(timex, published)

    match claim:
        case RoleClaim():
            return msgspec.structs.replace(claim, start=count(claim.start), end=count(claim.end))
        case ActionClaim():
            return msgspec.structs.replace(claim, date=count(claim.date))
        case _:
            return claim
