"""Gives expressions their values: from the text's own earlier dates, and from the publication date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from kg.dates import forms, periods
from kg.errors import ConfigError
from kg.model import Timex

MAX_STEPS = 12
"""An anchor whose form has more steps is not gone on from, so that chains of "a week later" stay short."""


def resolve(timex: Timex, reference: str | date | None = None) -> Timex:
    """The expression with the value that its form has for a publication date.

    Args:
        timex: An expression of ``find``; its form holds all that is needed, chained anchors included.
        reference: The publication date (ISO), or None: then what counts from it has no value.

    Raises:
        ConfigError: If the publication date is not a full day in ISO 8601.
    """
    return _resolved(timex, as_day(reference))


def _resolved(timex: Timex, day: date | None) -> Timex:
    value = forms.evaluate(timex.form, day)
    return replace(timex, value=value, resolved_by=_how(timex, value))


def as_day(reference: str | date | None) -> date | None:
    """The day that an ISO date or date and time begins with.

    Raises:
        ConfigError: If it begins with none.
    """
    if not isinstance(reference, str):
        return reference
    try:
        return date.fromisoformat(reference[:10])
    except ValueError as error:
        raise ConfigError(f"the publication date {reference!r}", "it is not a full day", "Write it as YYYY-MM-DD") from error


def resolve_all(timexes: Iterable[Timex], reference: str | date | None = None) -> list[Timex]:
    """``resolve`` for each."""
    day = as_day(reference)
    return [_resolved(timex, day) for timex in timexes]


def _how(timex: Timex, value: str | None) -> str | None:
    """``context`` (an earlier date of the text), ``publication`` or ``absolute``; None without a value."""
    if value is None and timex.resolved_by != "context":
        return None
    if timex.resolved_by == "context":
        return "context"
    return "publication" if forms.starts_at(timex.form) == forms.PUBLICATION else "absolute"


def anchored(timexes: Iterable[Timex]) -> list[Timex]:
    """Put in the place of ``ctx`` the form of the nearest earlier date of the text, or the publication date."""
    anchors: dict[str, str] = {}
    result = []
    for timex in timexes:
        if forms.starts_at(timex.form) == forms.CONTEXT:
            timex = _from(anchors, timex)
        result.append(timex)
        if is_anchor(timex):
            form = timex.form.partition("/T")[0]
            anchors.update(dict.fromkeys(COARSER[_grain(form)], form))
    return result


COARSER = {
    "D": "DWMY",
    "WE": "WMY",
    "W": "WMY",
    "M": "MY",
    "SE": "Y",
    "Q": "YQ",
    "H": "Y",
    "Y": "Y",
    "NONE": "",
}
"""For each grain of an anchor, the units in which an expression can count from it."""
UNANCHORED = {"Q": "Q-1", "Q-4": "Q-5"}
"""What an expression means where no earlier one gives its anchor: "the quarter" of a report is the last that has ended."""
SOME_DAY = date(2000, 6, 15)


def _grain(form: str) -> str:
    value = forms.evaluate(form, SOME_DAY)
    period = periods.read(value) if value else None
    return period.unit if period and period.unit in COARSER else "NONE"


def _from(anchors: Mapping[str, str], timex: Timex) -> Timex:
    """Count from the nearest earlier date that is fine enough for the unit of the first step."""
    unit = timex.form.partition("/")[2][:1]
    anchor = anchors.get(unit if unit in "DWMYQ" else "D", forms.PUBLICATION)
    head = anchor if anchor.count("/") < MAX_STEPS else forms.PUBLICATION
    steps = timex.form.partition("/")[2]
    form = forms.join(head, UNANCHORED.get(steps, steps) if head == forms.PUBLICATION else steps)
    return replace(timex, form=form, resolved_by=None if head == forms.PUBLICATION else "context")


def is_anchor(timex: Timex) -> bool:
    """Whether later expressions can count from this one: a date or time of the calendar."""
    return timex.type in ("DATE", "TIME") and not timex.form.endswith("_REF")
