"""Extractors by name: those of this package, and those that others offer under the entry-point group ``kg.extractors``."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Literal

import msgspec

from kg.errors import ConfigError
from kg.ty import Extractor

GROUP = "kg.extractors"
Emits = Literal["role", "action", "statement", "relation"]
KINDS: frozenset[str] = frozenset({"role", "action", "statement", "relation"})


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """An extractor under its name: ``target`` is "module:function", ``emits`` the kinds of claims it makes.

    ``needs_reading`` is None for one that always runs, True for one that needs the trained reader's output
    (``doc._.reading``), False for one that the reader takes the place of.
    """

    name: str
    target: str
    emits: tuple[str, ...]
    needs_reading: bool | None = None

    def function(self) -> Extractor:
        """The extractor itself; raises ConfigError if it cannot be imported."""
        try:
            found: Extractor = pkgutil.resolve_name(self.target)
        except (ImportError, AttributeError, ValueError) as error:
            raise ConfigError(
                f"extractor {self.name!r}",
                f"{self.target!r} cannot be imported ({error})",
                "Reinstall or remove the package that offers it",
            ) from error
        return found


BUILT_IN = (
    Registered(
        name="reader", target="kg.extract.from_reading:extract", emits=("role", "action", "statement"), needs_reading=True
    ),
    Registered(name="rules.roles", target="kg.extract.roles:extract", emits=("role",), needs_reading=False),
    Registered(name="rules.actions", target="kg.extract.actions:extract", emits=("action",), needs_reading=False),
    Registered(name="rules.statements", target="kg.extract.statements:extract", emits=("statement",), needs_reading=False),
    Registered(name="rules.organizations", target="kg.extract.organizations:extract", emits=("relation",)),
)


@cache
def registered() -> MappingProxyType[str, Registered]:
    """All extractors by name, the built-in ones first, then those of other packages by name."""
    found = {one.name: one for one in BUILT_IN}
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        if point.name in found:
            raise ConfigError(f"extractor {point.name!r}", "two packages offer it", "Remove one of them")
        found[point.name] = from_entry_point(point)
    return MappingProxyType(found)


def from_entry_point(point: EntryPoint) -> Registered:
    """The registration that an entry point stands for; the extras of its value say what it emits (``pkg.mod:fn [role]``)."""
    emits = tuple(point.extras) or tuple(sorted(KINDS))
    unknown = sorted(set(emits) - KINDS)
    if unknown:
        raise ConfigError(
            f"extractor {point.name!r}",
            f"it says that it emits {', '.join(unknown)}",
            f"Name any of {', '.join(sorted(KINDS))}",
        )
    return Registered(name=point.name, target=f"{point.module}:{point.attr}", emits=emits)


def chosen(*, reading: bool) -> tuple[Registered, ...]:
    """The extractors that run on a Doc with the trained reader's output, or on one without it."""
    return tuple(one for one in registered().values() if one.needs_reading in (None, reading))
