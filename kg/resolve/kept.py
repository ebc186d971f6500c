"""Keeps the profiles of articles on disk, so that only records that are new or have changed are boiled down again.

The file is a run of frames, each the length of what follows (four bytes) and a MessagePack array, in order of article id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

import msgspec

from kg.resolve.memory import code_version
from kg.resolve.profiles import ArticleProfile

_LENGTH = 4


class _Frame(msgspec.Struct, frozen=True, array_like=True):
    """One article's profile, and the digest of the record that it was made of."""

    article: str
    digest: str
    profile: ArticleProfile


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Frame).decode


def kept_profiles(
    path: Path, digests: Mapping[str, str], make: Callable[[str], ArticleProfile], *, keep: bool = True
) -> Iterator[ArticleProfile]:
    """The profile of each article, in order of id: the one on file if it was made of this record, else a new one.

    Args:
        path: The file; what is broken, or was written by other code, is passed over.
        digests: Article id → digest of its record, in order of id.
        make: Makes the profile of an article.
        keep: Whether to write the file anew once all have been given; memory holds one profile at a time.
    """
    draft = path.with_name(f"{path.name}.new")
    with draft.open("wb") if keep else _Nowhere() as file:
        _write(file, code_version().encode())
        held = _Held(path)
        for article, digest in digests.items():
            data = held.find(article, digest) or _encode(_Frame(article, digest, make(article)))
            _write(file, data)
            yield _decode(data).profile
    if keep:
        draft.replace(path)


class _Held:
    """The frames on file, each asked for once, in order of article id."""

    def __init__(self, path: Path) -> None:
        self._frames = _read(path)
        self._next: tuple[_Frame, bytes] | None = next(self._frames, None)

    def find(self, article: str, digest: str) -> bytes | None:
        """The frame of an article's record."""
        while self._next and self._next[0].article < article:
            self._next = next(self._frames, None)
        if self._next and (self._next[0].article, self._next[0].digest) == (article, digest):
            return self._next[1]
        return None


def _read(path: Path) -> Iterator[tuple[_Frame, bytes]]:
    if not path.exists():
        return
    with path.open("rb") as file:
        if _frame(file) != code_version().encode():
            return
        while data := _frame(file):
            try:
                yield _decode(data), data
            except msgspec.DecodeError:
                return


def _frame(file: IO[bytes]) -> bytes:
    """The next frame; nothing at the end, or where the file breaks off."""
    length = file.read(_LENGTH)
    data = file.read(int.from_bytes(length)) if len(length) == _LENGTH else b""
    return data if len(data) == int.from_bytes(length) else b""


def _write(file: IO[bytes] | _Nowhere, data: bytes) -> None:
    file.write(len(data).to_bytes(_LENGTH) + data)


class _Nowhere:
    """A file that keeps nothing."""

    def __enter__(self) -> _Nowhere:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def write(self, data: bytes) -> None:
        """Pass the data over."""
