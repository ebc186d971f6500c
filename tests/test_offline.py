"""Nothing leaves the machine: what a build writes and says beside its store."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BUILD = """
import sys, kg
_, summary = kg.build(sys.argv[1], store=sys.argv[2], config=kg.Config(reader="on"))
assert summary.read == 1
"""


def build(folder: Path) -> list[str]:
    """Builds in a process whose home is new, and returns the files that are in it afterwards."""
    home = folder / "home"
    home.mkdir()
    (folder / "a.txt").write_text("Act signed\n\nMayor Ada Holt signed the Rivers Act on Tuesday.\n", encoding="utf-8")
    inherited = {name: value for name, value in os.environ.items() if name not in ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME")}
    command = [sys.executable, "-c", BUILD, str(folder / "a.txt"), str(folder / "a.kg")]
    subprocess.run(command, check=True, env=inherited | {"HOME": str(home)})
    return [path.name for path in home.rglob("*") if path.is_file()]


def test_the_reader_s_runtime_keeps_no_usage_data(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    assert build(tmp_path) == []
