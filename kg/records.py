"""Keeps records on disk between extraction and resolution, in one SQLite file.

A record is valid for one article content and one extractor version; a killed build loses at most the batch it was writing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from types import TracebackType

import msgspec

from kg.errors import StoreError
from kg.model import Article, Record

_SCHEMA = """
create table if not exists records (
    article_id text primary key,
    content_hash text not null,
    version text not null,
    digest text not null,
    data blob not null
) without rowid
"""

_encode = msgspec.msgpack.Encoder(order="deterministic").encode
_decode = msgspec.msgpack.Decoder(Record).decode


class Records:
    """The records of one store, by article id, in order of article id.

    Raises StoreError when the file is not a record file or is held by another build.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._db = sqlite3.connect(path, timeout=5)
            self._db.execute("pragma journal_mode = wal")
            self._db.execute(_SCHEMA)
        except sqlite3.DatabaseError as error:
            raise _broken(path, error) from error

    def __enter__(self) -> Records:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def __len__(self) -> int:
        (count,) = self._db.execute("select count(*) from records").fetchone()
        return int(count)

    def __iter__(self) -> Iterator[Record]:
        with closing(self._db.execute("select data from records order by article_id")) as rows:
            for (data,) in rows:
                yield _decode(data)

    def get(self, article_id: str) -> Record | None:
        """The record of this article, whatever extractor made it."""
        row = self._db.execute("select data from records where article_id = ?", (article_id,)).fetchone()
        return _decode(row[0]) if row else None

    def fresh(self, article: Article, version: str) -> Record | None:
        """The record that this extractor version made of exactly this title and text, if there is one."""
        row = self._db.execute(
            "select data from records where article_id = ? and content_hash = ? and version = ?",
            (article.id, article.content_hash, version),
        ).fetchone()
        return _decode(row[0]) if row else None

    def put(self, records: Iterable[Record], version: str) -> None:
        """Write records in one transaction, each in place of any earlier one of its article."""
        rows = [(r.article.id, r.article.content_hash, version, data) for r in records for data in [_encode(r)]]
        try:
            with self._db:
                self._db.executemany(
                    "insert or replace into records values (?, ?, ?, ?, ?)",
                    [(a, h, v, sha256(data).hexdigest(), data) for a, h, v, data in rows],
                )
        except sqlite3.OperationalError as error:
            raise _broken(self.path, error) from error

    def remove(self, article_id: str) -> bool:
        """Forget one article; False if it was not there."""
        with self._db:
            return self._db.execute("delete from records where article_id = ?", (article_id,)).rowcount > 0

    def digests(self) -> dict[str, str]:
        """Article id → SHA-256 of its record."""
        return dict(self._db.execute("select article_id, digest from records order by article_id"))


def _broken(path: Path, error: sqlite3.Error) -> StoreError:
    return StoreError(
        str(path), f"the records cannot be used ({error})", "Close other builds of this store, or build into a new --store"
    )
