"""Turns the bytes of a text file into a string: byte-order mark, UTF-8, then what charset-normalizer finds likely."""

from __future__ import annotations

import codecs
import re
import unicodedata
from types import MappingProxyType

from charset_normalizer import from_bytes

from kg.errors import InputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 before UTF-16, whose little-endian mark begins alike."""

WESTERN = ["cp1252", "mac_roman"]
"""What an English text that is no UTF-8 is nearly always in; asked first, since short texts fit many code pages."""

SAMPLE = 65_536
"""Bytes around the first one that is not ASCII: enough to know an encoding by, and the same cost for any file."""

NOT_ASCII = re.compile(rb"[\x80-\xff]")

SIGNATURES = MappingProxyType(
    {
        b"%PDF": "a PDF document",
        b"PK\x03\x04": "a ZIP archive or an office document",
        b"\xd0\xcf\x11\xe0": "an old office document",
        b"{\\rtf": "an RTF document",
        b"\x89PNG": "a picture",
        b"\xff\xd8\xff": "a picture",
        b"GIF8": "a picture",
        b"SQLite format 3": "a database",
        b"\x7fELF": "a program",
    }
)
"""How files begin that people take for text."""

SPACES = MappingProxyType(
    dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
    | dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF], "")
)
"""Spaces of other widths to an ordinary one, and what cannot be seen to nothing."""

CONTROL_SHARE = 0.02
"""Control characters among all characters: beyond this it is no text."""


def decode(data: bytes, where: str) -> str:
    """The text in ``data``, without its byte-order mark.

    Raises:
        InputError: If it is no text.
    """
    if kind := next((kind for start, kind in SIGNATURES.items() if data.startswith(start)), None):
        raise InputError(where, f"it is {kind}, not text", "Save its text as UTF-8 and read that")
    encoding = bom_encoding(data) or _utf16_without_mark(data)
    text = _decoded(data, encoding) if encoding else _decoded(data, "utf-8") or _guessed(data)
    if text is None or _is_binary(text):
        raise InputError(where, "it is binary data, not text", "Save its text as UTF-8 and read that, or take the file away")
    return text


def bom_encoding(data: bytes) -> str | None:
    """The encoding that the byte-order mark at the head of ``data`` names, or None."""
    return next((encoding for mark, encoding in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def normalize(text: str) -> str:
    """Plain text in Unicode's composed form (NFC), every line ended by a newline and stripped, every space an ordinary one.

    Invisible characters (soft hyphens, zero-width spaces) are dropped, as they would part words and names.
    """
    lines = unicodedata.normalize("NFC", text.translate(SPACES)).splitlines()
    return "\n".join(line.strip() for line in lines)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 by the zero bytes that every second byte of English is in it."""
    head = data[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 3 <= len(head) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _guessed(data: bytes) -> str | None:
    foreign = NOT_ASCII.search(data)
    start = max(0, foreign.start() - SAMPLE // 2) if foreign else 0
    sample = data[start : start + SAMPLE]
    match = from_bytes(sample, cp_isolation=WESTERN).best() or from_bytes(sample).best()
    return data.decode(match.encoding, errors="replace") if match else None


def _is_binary(text: str) -> bool:
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\v\f\r\x1b")
    return "\x00" in text or controls > len(text) * CONTROL_SHARE
