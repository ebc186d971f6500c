"""Gives each article of one reading an id of its own: the record's, else one made of the file's name."""

from __future__ import annotations

import re
import unicodedata

DIGITS = 8
"""Hexadecimal digits of a content hash in an id."""


class Identities:
    """The ids given out so far, each with the content that it stands for."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def give(self, wanted: str, content_hash: str) -> str | None:
        """``wanted``, with the content's hash behind it if other content bears it already; None if this very content does."""
        for candidate in (wanted, f"{wanted}-{content_hash[:DIGITS]}", f"{wanted}-{content_hash}"):
            bearer = self._contents.get(candidate)
            if bearer is None:
                self._contents[candidate] = bytes.fromhex(content_hash)
                return candidate
            if bearer.hex() == content_hash:
                return None
        return None


def file_id(slug: str, content_hash: str, *, single: bool) -> str:
    """An id made of the file's name below the folder that was given; one of many in a file has its content's hash behind it."""
    return slugified(slug) if single else f"{slugified(slug)}/{content_hash[:DIGITS]}"


def slugified(name: str) -> str:
    """Small letters, digits and hyphens; folders stay apart by "/"; "article" where nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    parts = (re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in plain.split("/"))
    return "/".join(part for part in parts if part) or "article"
