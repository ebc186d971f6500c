from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.evaluate.floors import falls, raise_floors, read


def test_a_figure_under_its_floor_is_named_with_its_gap() -> None:
    (fall,) = falls({"roles.full": 0.71, "entities": 0.9}, {"roles.full": 0.75, "entities": 0.9})
    assert str(fall) == "roles.full is 0.710, 0.040 below its floor of 0.750"


def test_a_floor_whose_figure_was_not_measured_is_named() -> None:
    (fall,) = falls({}, {"roles.full": 0.75})
    assert str(fall) == "roles.full has a floor of 0.750 and was not measured"


def test_floors_only_rise(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert raise_floors(path, {"a": 0.511, "b": 0.711}) == {"a": 0.501, "b": 0.701}
    assert raise_floors(path, {"a": 0.411, "b": 0.811}) == {"b": 0.801}
    assert read(path) == {"a": 0.501, "b": 0.801}


def test_the_figure_that_set_a_floor_passes_it(tmp_path: Path) -> None:
    figures = {"a": 2 / 3, "b": 0.0, "c": 1.0}
    raise_floors(tmp_path / "floors.json", figures)
    assert falls(figures, read(tmp_path / "floors.json")) == []


def test_a_floor_lies_a_margin_under_its_figure_and_none_under_a_perfect_one(tmp_path: Path) -> None:
    assert raise_floors(tmp_path / "floors.json", {"a": 0.7659, "grounded": 1.0}) == {"a": 0.755, "grounded": 1.0}


def test_no_file_is_no_floor(tmp_path: Path) -> None:
    assert read(tmp_path / "floors.json") == {}


def test_a_file_that_holds_no_numbers_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "floors.json").write_text('{"a": "high"}', encoding="utf-8")
    with pytest.raises(ConfigError, match="floors"):
        read(tmp_path / "floors.json")
