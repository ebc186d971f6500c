"""Reads articles out of plain text, HTML, JSON and JSON Lines, in files, folders and standard input, zipped or not."""

from __future__ import annotations

from kg.ingest.articles import READERS, read

__all__ = ["READERS", "read"]
