"""The wheel: what an installed package holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """The wheel of the working tree, built with what is installed: nothing is downloaded."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    return ZipFile(path)


def files_below(folder: str) -> dict[str, int]:
    """The files of a folder of the tree with their sizes in bytes, named as the wheel names them."""
    names = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix(): path.stat().st_size for path in names}


def test_the_wheel_holds_every_module_and_every_data_file(wheel: ZipFile) -> None:
    wanted = files_below("kg") | {f"kg/{name}": size for name, size in files_below("ontologies").items()}
    held = {one.filename: one.file_size for one in wheel.infolist() if ".dist-info/" not in one.filename}
    assert held == wanted


def test_the_wheel_holds_each_kind_of_data_that_the_program_reads(wheel: ZipFile) -> None:
    names = wheel.namelist()
    for wanted in ("kg/ontologies/shapes.ttl", "kg/queries/who-holds-what.rq", "kg/draw/page/page.js", "kg/words/states.tsv"):
        assert wanted in names
    assert any(name.startswith("kg/reader/weights/") and name.endswith(".onnx") for name in names)


def test_the_wheel_brings_the_command_and_the_licence(wheel: ZipFile) -> None:
    (entry,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "kg = kg.cli:main" in wheel.read(entry).decode()
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())
