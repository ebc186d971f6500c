"""A session at a real terminal: keys without Enter, a line for an edit, Ctrl-C, and its decisions in later builds."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.records import Records
from kg.remake import RECORDS
from kg.resolve.decisions import Decisions

from .hand import people, stories
from .test_corrections import facts, judgements, make, names, read_otherwise

PATIENCE = 60.0
HINT = "q quit"
NAMES = (("Elena", "Marsh"), ("Ivo", "Okafor"), ("Tomas", "Vance"))
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """A command that runs at a pseudo-terminal."""

    def __init__(self, *arguments: object) -> None:
        self._ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "kg.cli", *map(str, arguments)]
        self._process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, env={**os.environ, "COLUMNS": "200"}
        )
        os.close(theirs)
        self.seen = ""
        self._shown = 0

    def press(self, *keys: str) -> None:
        """Press each key once the command has shown another case and awaits one."""
        for key in keys:
            self._wait(lambda: self.seen.count(HINT) > self._shown and not self._awaits_lines())
            self._shown = self.seen.count(HINT)
            os.write(self._ours, key.encode())

    def type(self, line: str) -> None:
        """Type a line once the command has asked for one."""
        self._wait(lambda: self.seen.endswith("VALUE: "))
        os.write(self._ours, f"{line}\n".encode())

    def end(self) -> str:
        """All that was seen, once the command has ended."""
        self._wait(lambda: self._process.poll() is not None)
        os.close(self._ours)
        assert self._process.returncode == 0, self.seen
        return self.seen

    def _awaits_lines(self) -> bool:
        """Whether the terminal hands over lines, as it does but while a single key is awaited."""
        return bool(termios.tcgetattr(self._ours)[3] & termios.ICANON)

    def _wait(self, ready: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not ready():
            assert time.monotonic() < until, self.seen
            if select.select([self._ours], [], [], 0.01)[0]:
                self._read()

    def _read(self) -> None:
        with suppress(OSError):  # how Linux tells that nobody has the other end
            self.seen += ESCAPES.sub("", os.read(self._ours, 1 << 16).decode("utf-8", "replace"))


def verdicts(path: Path) -> list[str]:
    return [str(decision.__struct_config__.tag) for decision in Decisions.load(path)]


@pytest.fixture
def doubtful(tmp_path):
    """A folder with a graph of three articles, and of six more in which three pairs of names may be one person's."""
    named = [people(f"{family}{len(name)}", f"{name} {family}") for given, family in NAMES for name in (given, f"{given[0]}.")]
    make(tmp_path / "news.kg", [*stories(), *named])
    return tmp_path


def test_a_session_at_a_terminal_is_obeyed_and_holds_after_another_reading(doubtful):
    store, decisions = doubtful / "news.kg", doubtful / "news.decisions.jsonl"
    asked = Terminal("review", "--store", store, "--who", "Kim")
    asked.press("s", "b", "d", " ", "s")
    assert "taken back: E. Marsh is Elena Marsh" in asked.end()
    asked = Terminal("review", "claims", "--store", store)
    asked.press("w", "e")
    asked.type("modality=planned; date=2019-04")
    asked.press("r", "b", "n", "r", "q")
    assert "3 decisions in" in asked.end()
    assert verdicts(decisions) == ["different", "same", "wrong", "edit", "right"]
    with Graph.open(store) as graph:
        assert {"E. Marsh", "Elena Marsh", "I. Okafor", "Ivo Okafor", "Tomas Vance"} <= names(graph)
        assert "T. Vance" not in names(graph)
        before, judged = facts(graph), judgements(graph)
    with Records(store / RECORDS) as kept:
        records = [read_otherwise(record) for record in kept]
    make(store, records, version="another")
    with Graph.open(store) as graph:
        assert (facts(graph), judgements(graph)) == (before, judged)
    shutil.rmtree(store)
    make(store, records, version="another")
    with Graph.open(store) as graph:
        assert (facts(graph), judgements(graph)) == (before, judged)


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_what_was_decided_before_an_interruption_is_in_the_graph(doubtful, key):
    store = doubtful / "news.kg"
    asked = Terminal("review", "--store", store)
    asked.press("s", key)
    assert "1 decisions in" in asked.end()
    with Graph.open(store) as graph:
        assert "E. Marsh" not in names(graph)
