"""Reads the JSON Lines files that gold sets come in, gzipped or not."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from kg.errors import InputError


def read(path: str | Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file; it is gzipped if its name ends in ``.gz``.

    Raises:
        InputError: it cannot be read, or a line is not JSON.
    """
    opened = gzip.open if str(path).endswith(".gz") else open
    try:
        with opened(path, "rt", encoding="utf-8") as file:
            lines = file.read().split("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"it cannot be read ({error})", "Name a JSON Lines file in UTF-8") from error
    return [_object(str(path), number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _object(path: str, number: int, line: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{path}, line {number}", f"it is not JSON ({error.msg})", "Mend or remove the line") from error
    return found
