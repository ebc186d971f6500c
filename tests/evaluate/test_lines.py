from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate.lines import read


def test_a_gzipped_file_reads_like_a_plain_one(tmp_path: Path) -> None:
    text = '{"a": 1}\n\n{"a": "line\\u2028separator"}\n'
    (tmp_path / "plain.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    expected = [{"a": 1}, {"a": "line\u2028separator"}]
    assert read(tmp_path / "plain.jsonl") == read(tmp_path / "packed.jsonl.gz") == expected


def test_a_raw_line_separator_inside_a_string_ends_no_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"a": "x\u2028y"}\n', encoding="utf-8")
    assert read(tmp_path / "a.jsonl") == [{"a": "x\u2028y"}]


@pytest.mark.parametrize(("name", "content"), [("a.jsonl", b"\xff\xfe{"), ("a.jsonl.gz", b"not packed")])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=name):
        read(tmp_path / name)
