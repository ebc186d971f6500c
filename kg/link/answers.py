"""Keeps the answers of reconciliation services on disk, in one SQLite file: no question is asked twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from kg.errors import StoreError

_SCHEMA = "create table if not exists answers (service text, question text, answer text, primary key (service, question))"


class Answers:
    """Question → answer, both as JSON texts, by service. A context manager.

    Raises StoreError for a file that is something else.
    """

    def __init__(self, path: Path | None) -> None:
        """``path`` None keeps answers in memory."""
        try:
            self._db = sqlite3.connect(path or ":memory:", timeout=5)
            self._db.execute(_SCHEMA)
        except sqlite3.DatabaseError as error:
            raise StoreError(str(path), f"it cannot be used ({error})", "Remove the file to ask anew") from error

    def __enter__(self) -> Answers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def of(self, service: str) -> dict[str, str]:
        """All questions that a service has answered, with the answers."""
        return dict(self._db.execute("select question, answer from answers where service = ?", (service,)))

    def digest(self) -> str:
        """SHA-256 of all that was answered."""
        rows = self._db.execute("select service, question, answer from answers order by service, question")
        return sha256(repr(list(rows)).encode()).hexdigest()

    def keep(self, service: str, answers: Mapping[str, str]) -> None:
        """Keep answers, in one transaction."""
        rows: Iterable[tuple[str, str, str]] = ((service, question, answer) for question, answer in answers.items())
        with self._db:
            self._db.executemany("insert or replace into answers values (?, ?, ?)", rows)
