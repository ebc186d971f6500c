"""Floors under the figures of an evaluation: kept in a file of the repository, raised by a command, never lowered."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

import msgspec

from kg.errors import ConfigError

MARGIN = 0.01
"""How far a floor lies under its figure: 8-bit arithmetic differs between processors in the last place. None under 1."""

_STEPS = 1000


class Fall(msgspec.Struct, frozen=True):
    """A figure that is below its floor, or that has a floor and was not measured (``value`` None)."""

    figure: str
    floor: float
    value: float | None

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.figure} has a floor of {self.floor:.3f} and was not measured"
        return f"{self.figure} is {self.value:.3f}, {self.floor - self.value:.3f} below its floor of {self.floor:.3f}"


def read(path: str | Path) -> dict[str, float]:
    """Figure → floor; nothing if the file is absent.

    Raises:
        ConfigError: the file is not an object of numbers.
    """
    try:
        return msgspec.json.decode(Path(path).read_bytes(), type=dict[str, float])
    except FileNotFoundError:
        return {}
    except msgspec.DecodeError as error:
        raise ConfigError(str(path), f"it does not hold floors ({error})", "Restore it from version control") from error


def falls(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[Fall]:
    """The floors that ``figures`` do not reach, by name. A figure without a floor is not looked at."""
    checked = (Fall(name, floor, figures.get(name)) for name, floor in sorted(floors.items()))
    return [fall for fall in checked if fall.value is None or fall.value < fall.floor]


def raise_floors(path: str | Path, figures: Mapping[str, float]) -> dict[str, float]:
    """Write the floors that stand higher, or are new, into the file; return them.

    A floor lies ``MARGIN`` under its figure, cut after three places.
    """
    old = read(path)
    raised = {name: _floor(figure) for name, figure in sorted(figures.items()) if _floor(figure) > old.get(name, -1.0)}
    merged = dict(sorted((old | raised).items()))
    Path(path).write_text(json.dumps(merged, indent=2) + "\n", encoding="utf-8")
    return raised


def _floor(figure: float) -> float:
    lowered = figure if figure >= 1 else max(0.0, figure - MARGIN)
    return math.floor(lowered * _STEPS) / _STEPS
