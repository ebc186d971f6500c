"""Reads articles one at a time out of files, folders and standard input, and says what could not be read."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

import msgspec

from kg.boilerplate import authors
from kg.errors import InputError, InputNote
from kg.ingest.draft import Draft, Reading, draft_of
from kg.ingest.encoding import decode
from kg.ingest.html import read_html
from kg.ingest.identity import Identities, file_id
from kg.ingest.plain import read_plain
from kg.ingest.published import option_day, publication_date
from kg.ingest.records import parse, read_json, read_json_lines
from kg.ingest.sources import Source, find, format_of, opened, sidecar_of, unreadable
from kg.model import Article

Reader = Callable[[BinaryIO, str], Reading]
OnSkip = Callable[[InputError], None]

READERS: Mapping[str, Reader] = MappingProxyType(
    {"text": read_plain, "html": read_html, "json": read_json, "jsonl": read_json_lines}
)
"""How each format is read: from a stream of bytes and the name that a user knows it by."""

LOG = logging.getLogger(__name__)


def read(
    paths: str | Path | Iterable[str | Path],
    *,
    published: str | None = None,
    publisher: str | None = None,
    strict: bool = False,
    on_skip: OnSkip | None = None,
) -> Iterator[Article]:
    """The articles at ``paths`` in a stable order, one in memory at a time.

    ``published`` and ``publisher`` hold for all of them and go before what the files say. ``on_skip`` is told each
    article that cannot be read (an InputError) and each file or field left out at no loss (an InputNote); without it
    they go to the log. ``strict`` raises the first InputError that costs an article instead.

    Raises:
        ConfigError: At once, if ``published`` is not a full day.
        InputError: While reading, if ``strict``.
    """
    options = Draft(where="option", published=option_day(published), publisher=publisher)
    named = [paths] if isinstance(paths, str | Path) else list(paths)
    return _articles(named, options=options, strict=strict, on_skip=on_skip or _log)


def _articles(paths: list[str | Path], *, options: Draft, strict: bool, on_skip: OnSkip) -> Iterator[Article]:
    identities = Identities()
    for found in _complete(paths, options, identities):
        if isinstance(found, Article):
            yield found
        elif strict and not isinstance(found, InputNote):
            raise found
        else:
            on_skip(found)


def _complete(paths: list[str | Path], options: Draft, identities: Identities) -> Iterator[Article | InputError]:
    for source in find(paths):
        if isinstance(source, InputError):
            yield source
            continue
        sidecar, note = _sidecar(source)
        if note:
            yield note
        for draft in _drafts(source):
            if isinstance(draft, InputError):
                yield draft
            else:
                yield from _finished(draft, sidecar, options, slug=source.slug, identities=identities)


def _drafts(source: Source) -> Reading:
    """All that one source holds; whatever breaks it ends it alone, after what was read before."""
    try:
        with opened(source) as stream:
            yield from READERS[format_of(source, stream)](stream, source.where)
    except InputError as error:
        yield error
    except (EOFError, zlib.error) as error:
        yield InputError(source.where, f"the gzip data is broken ({error})", "Fetch or pack the file anew")
    except OSError as error:
        yield unreadable(source.where, error)


def _sidecar(source: Source) -> tuple[Draft, InputNote | None]:
    """The metadata beside the file, and a note if they are there and cannot be read."""
    path = sidecar_of(source)
    if path is None:
        return Draft(where="no sidecar"), None
    try:
        return _read_sidecar(path), None
    except InputError as error:
        told = error
    except OSError as error:
        told = unreadable(str(path), error)
    return Draft(where="no sidecar"), InputNote(told.thing, f"{told.reason}; the article was read without it", told.remedy)


def _read_sidecar(path: Path) -> Draft:
    where = str(path)
    record = parse(decode(path.read_bytes(), where), where, "Correct it and build again")
    if not isinstance(record, dict):
        raise InputError(where, "it is not an object with fields", 'Write it as {"date": "YYYY-MM-DD", "publisher": …}')
    return draft_of(record, where=where, single=True)


def _finished(
    draft: Draft, sidecar: Draft, options: Draft, *, slug: str, identities: Identities
) -> Iterator[Article | InputError]:
    """The article, after a note for each date that cannot be read; a note alone if it was read before."""
    title, text = _title_and_text(draft, sidecar)
    content = f"{title}\n{text}"
    url = sidecar.url or draft.url
    given = (("option", options.published), ("sidecar", sidecar.published), (draft.kind, draft.published))
    (published, source), notes = publication_date(given, where=draft.where, url=url, content=content)
    yield from notes
    article = Article(
        id=sidecar.id or draft.id or "",
        title=title,
        text=text,
        published=published,
        published_source=source,
        publisher=options.publisher or sidecar.publisher or draft.publisher,
        url=url,
        authors=_distinct((*(sidecar.authors or draft.authors), *authors(content))),
        language=sidecar.language or draft.language or "en",
    )
    yield _identified(article, draft, slug=slug, identities=identities)


def _title_and_text(draft: Draft, sidecar: Draft) -> tuple[str, str]:
    """A sidecar's title goes before the article's own; line 1 of a text file is then text, unless it is that title."""
    title, text = draft.title or "", draft.text or ""
    if not sidecar.title or sidecar.title == title:
        return title, text
    return sidecar.title, f"{title}\n\n{text}" if title and draft.kind == "plain" else text


def _identified(article: Article, draft: Draft, *, slug: str, identities: Identities) -> Article | InputNote:
    content_hash = article.content_hash
    wanted = article.id or file_id(slug, content_hash, single=draft.single)
    given = identities.give(wanted, content_hash)
    if given is None:
        return InputNote(draft.where, f"it is the article {wanted} again and was left aside", "Nothing need be done")
    return msgspec.structs.replace(article, id=given)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in the order and the spelling in which it comes first."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name.casefold(), name)
    return tuple(first.values())


def _log(skipped: InputError) -> None:
    LOG.log(logging.INFO if isinstance(skipped, InputNote) else logging.WARNING, "%s", skipped)
