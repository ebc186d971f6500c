"""`kg dates` as a user types it, and the same from Python."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.dates import find_in_lines
from kg.errors import ConfigError, InputError, KgError

TEXT = "Court rules\nThe court ruled on Friday and will meet on May 3.\n"
LINES = [
    {"id": 1, "text": "It ended on Friday.", "date": "2018-04-06"},
    {"id": "b", "text": "It ended on Friday.", "date": "Mon, 09 Apr 2018 10:00:00 GMT", "title": "left aside"},
    {"id": "c", "text": "It ended on Friday."},
]
BROKEN = [
    ("{bad", "invalid JSON"),
    ("[1]", "no text with its fields"),
    ('{"id": "x", "date": "2018-04-06"}', "missing required field `text`"),
    ('{"id": "x", "text": 7}', "no text with its fields"),
    ('{"id": "x", "text": " "}', "its text is empty"),
    ('{"id": "x", "text": "It ended on Friday.", "date": "soon"}', "'soon' is not a full day"),
]
PAGE = """<html><head><title>Court rules</title><meta property="article:published_time" content="2018-04-06"></head>
<body><article><h1>Court rules</h1><p>The court in the old town ruled on Friday that the bridge has to be opened again.</p>
<p>The council of the town said that it would do so at once, as it had said it would all along.</p></article></body></html>"""


def run(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(app, ["dates", *map(str, arguments)], input=given, catch_exceptions=False)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_text_gives_an_object_for_each_expression(text: Path) -> None:
    result = run(text, "--date", "2018-04-06", "--json")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {
            "start": 31,
            "end": 37,
            "text": "Friday",
            "type": "DATE",
            "value": "2018-04-06",
            "mod": None,
            "resolved_by": "publication",
        },
        {
            "start": 55,
            "end": 60,
            "text": "May 3",
            "type": "DATE",
            "value": "2018-05-03",
            "mod": None,
            "resolved_by": "publication",
        },
    ]
    assert TEXT[31:37] == "Friday"


def test_without_json_a_table_is_printed(text: Path) -> None:
    shown = run(text, "--date", "2018-04-06").stdout
    assert all(word in shown for word in ("resolved by", "Friday", "2018-04-06", "publication"))


def test_without_a_date_there_is_no_value_and_a_word_about_it(text: Path) -> None:
    result = run(text, "--json")
    assert {json.loads(line)["value"] for line in result.stdout.splitlines()} == {None}
    assert "--date" in result.stderr


def test_the_date_of_the_dateline_is_taken_and_its_source_told() -> None:
    result = run("-", "--json", given="Court rules\nWASHINGTON, April 6, 2018 (Wire) - The court ruled on Friday.\n")
    assert json.loads(result.stdout.splitlines()[-1])["value"] == "2018-04-06"
    assert "2018-04-06 by its dateline" in result.stderr


def test_a_web_page_gives_its_own_date(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    result = run(path, "--json")
    assert [json.loads(line)["value"] for line in result.stdout.splitlines()] == ["2018-04-06"]
    assert "by its html" in result.stderr


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "-"])
def test_json_lines_give_json_lines(tmp_path: Path, name: str) -> None:
    data = "\n".join(map(json.dumps, LINES))
    if name != "-":
        (tmp_path / name).write_bytes(gzip.compress(data.encode()) if name.endswith("gz") else data.encode())
    result = run("-" if name == "-" else tmp_path / name, given=data if name == "-" else None)
    items = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(item["id"], [found["value"] for found in item["dates"]]) for item in items] == [
        (1, ["2018-04-06"]),
        ("b", ["2018-04-06"]),
        ("c", [None]),
    ]
    assert result.exit_code == 0


def test_a_date_given_goes_before_that_of_the_line() -> None:
    result = run("-", "--date", "2018-04-20", given=json.dumps(LINES[0]))
    assert json.loads(result.stdout)["dates"][0]["value"] == "2018-04-20"


@pytest.mark.parametrize(("line", "reason"), BROKEN)
def test_a_broken_line_is_told_and_loses_nothing_else(line: str, reason: str) -> None:
    result = run("-", given=f"{json.dumps(LINES[0])}\n{line}\n{json.dumps(LINES[1])}\n")
    assert [json.loads(said)["id"] for said in result.stdout.splitlines()] == [1, "b"]
    assert "line 2" in result.stderr
    assert reason in result.stderr
    assert result.exit_code == 3


def test_the_order_of_figures_can_be_chosen() -> None:
    result = run("-", "--json", "--date-order", "DMY", given="Signed 4/6/18.")
    assert json.loads(result.stdout)["value"] == "2018-06-04"


def test_a_text_without_dates_is_told() -> None:
    assert "No temporal expression" in run("-", given="Nothing happened.").stderr


@pytest.mark.parametrize(
    ("arguments", "error", "reason"),
    [
        (["--date", "2018-13-06"], ConfigError, "not a full day"),
        (["--date", "soon"], ConfigError, "not a full day"),
        (["--date-order", "YMD"], ConfigError, "Choose MDY or DMY"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(text: Path, arguments: list[str], error: type[KgError], reason: str) -> None:
    with pytest.raises(error, match=reason):
        run(text, *arguments)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("absent.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        ("empty.jsonl", b"\n", "empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str, data: bytes | None, reason: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=reason):
        run(tmp_path / name)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it is a folder"):
        run(tmp_path)


def test_python_users_get_the_same_lines() -> None:
    first, second = find_in_lines([json.dumps(LINES[0]), "{"])
    assert isinstance(first, dict)
    assert first["dates"][0]["value"] == "2018-04-06"
    assert isinstance(second, InputError)
