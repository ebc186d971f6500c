"""Finds the files to read: named ones, those below a folder in sorted order, and standard input."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from gzip import GzipFile
from pathlib import Path
from shutil import copyfileobj
from types import MappingProxyType
from typing import BinaryIO, cast

import msgspec

from kg.errors import InputError, InputNote

STDIN = "-"

SUFFIXES = MappingProxyType(
    {
        ".txt": "text",
        ".text": "text",
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
        ".json": "json",
        ".jsonl": "jsonl",
        ".ndjson": "jsonl",
    }
)
"""Formats by the end of a file's name, before a ".gz" if there is one."""

SIDECAR = ".meta.json"

ABOUT = frozenset({"readme", "license", "licence", "copying", "changelog"})
"""Names, without their suffixes, of files that tell of a folder: nobody takes them for articles, unless they end as one."""

GZIP = b"\x1f\x8b"

HEAD = 2048
"""Bytes by which the format is known of what has no suffix."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A file that may hold articles; ``path`` is None for standard input.

    ``where`` names it to the user, ``slug`` is its name below the folder that was given, without suffixes.
    """

    path: Path | None
    where: str
    slug: str


def find(paths: Iterable[str | Path]) -> Iterator[Source | InputError]:
    """The sources at ``paths``, each path once and in sorted order, so that the order in which they are given is no matter."""
    for name in sorted({str(path) for path in paths}):
        path = Path(name)
        if name == STDIN:
            yield Source(path=None, where="standard input", slug="stdin")
        elif path.is_dir():
            yield from _below(path)
        else:
            yield Source(path=path, where=name, slug=stem(path.name))


def format_of(source: Source, stream: BinaryIO) -> str:
    """``text``, ``html``, ``json`` or ``jsonl``: by the file's suffix, else by how its bytes begin."""
    by_name = SUFFIXES.get(suffix(source.path.name)) if source.path else None
    return by_name or _sniffed(stream)


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """The source's bytes, unzipped, in a stream that can be read twice; a pipe is copied to a temporary file."""
    with _raw(source) as raw:
        zipped = raw.read(len(GZIP)) == GZIP
        raw.seek(0)
        yield cast("BinaryIO", GzipFile(fileobj=raw)) if zipped else raw


def sidecar_of(source: Source) -> Path | None:
    """The file with metadata beside an article: ``NAME.txt.meta.json`` or ``NAME.meta.json``; None if there is none."""
    if source.path is None:
        return None
    names = (source.path.name, stem(source.path.name))
    beside = (source.path.with_name(f"{name}{SIDECAR}") for name in names)
    return next((path for path in beside if path.is_file()), None)


def suffix(name: str) -> str:
    """The suffix that tells the format, in small letters, "" if there is none; a ".gz" behind it is passed over."""
    return Path(_unzipped(name)).suffix.lower()


def stem(name: str) -> str:
    """The name without the suffix that tells the format and without ".gz"."""
    bare = _unzipped(name)
    return bare[: -len(suffix(bare))] if suffix(bare) in SUFFIXES else bare


def _unzipped(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") else name


@contextmanager
def _raw(source: Source) -> Iterator[BinaryIO]:
    if source.path is not None and source.path.is_file():
        with source.path.open("rb") as stream:
            yield stream
        return
    with tempfile.TemporaryFile() as copy:
        if source.path is None:
            copyfileobj(sys.stdin.buffer, copy)
        else:
            with source.path.open("rb") as pipe:
                copyfileobj(pipe, copy)
        copy.seek(0)
        yield cast("BinaryIO", copy)


def _sniffed(stream: BinaryIO) -> str:
    head = stream.read(HEAD).replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    stream.seek(0)
    if head[:1] == b"<":
        return "html"
    opens_object = head[:1] == b"{" and head[1:].lstrip()[:1] in (b'"', b"}", b"")
    opens_list = head[:1] == b"[" and head[1:].lstrip()[:1] in (b"{", b"]", b"")
    return "json" if opens_object or opens_list else "text"


def _below(folder: Path) -> Iterator[Source | InputError]:
    """Every article file below ``folder``; then a note for each suffix that was left aside."""
    aside: dict[str, list[str]] = defaultdict(list)
    blocked: list[OSError] = []
    found = False
    for parent, below, names in os.walk(folder, onerror=blocked.append):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(parent, name)
            if _is_article(path):
                found = True
                yield Source(path=path, where=str(path), slug=stem(path.relative_to(folder).as_posix()))
            elif not _is_sidecar(path, names) and stem(name).partition(".")[0].lower() not in ABOUT:
                aside[suffix(name)].append(str(path))
    yield from (unreadable(str(error.filename), error) for error in blocked)
    yield from (_left_aside(ending, files) for ending, files in sorted(aside.items()))
    if not found and not blocked:
        yield InputError(str(folder), "there is no article in this folder", f"Articles end in {', '.join(SUFFIXES)}")


def _is_article(path: Path) -> bool:
    return suffix(path.name) in SUFFIXES and not path.name.endswith(SIDECAR) and (path.is_file() or path.is_symlink())


def _is_sidecar(path: Path, names: Iterable[str]) -> bool:
    """Whether the file is metadata of a file beside it; a sidecar whose article is gone is not."""
    owner = path.name.removesuffix(SIDECAR)
    return owner != path.name and any(owner in (name, stem(name)) for name in names)


def _left_aside(ending: str, files: list[str]) -> InputNote:
    if len(files) == 1:
        return InputNote(files[0], "it is no article by its name and was left aside", _remedy())
    reason = f"{len(files)} files that end in {ending or 'nothing known'} are no articles by their names and were left aside"
    return InputNote(f"{files[0]} and others", reason, _remedy())


def _remedy() -> str:
    return f"If it is one, name it by its format ({', '.join(SUFFIXES)})"


def unreadable(where: str, error: OSError) -> InputError:
    """What a user is told about a file that the system does not hand out."""
    if isinstance(error, FileNotFoundError) and Path(where).is_symlink():
        return InputError(where, "it is a link to what is not there", "Mend the link or take it away")
    reason, remedy = REASONS.get(type(error), (error.strerror or str(error), "See to the file and build again"))
    return InputError(where, reason, remedy)


REASONS = MappingProxyType(
    {
        FileNotFoundError: ("there is no such file or folder", "Look at the spelling of its path"),
        PermissionError: ("it may not be read", "Give yourself the right to read it"),
        IsADirectoryError: ("it is a folder", "Name a file"),
    }
)
