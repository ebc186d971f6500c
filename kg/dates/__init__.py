"""Temporal expressions of news text and their TIMEX3 values, resolved against the publication date and the text's own dates."""

from kg.dates.finder import find
from kg.dates.governing import governing, is_news
from kg.dates.lines import find_in_lines, shown
from kg.dates.published import dateline, dateline_day, written_day
from kg.dates.resolving import resolve, resolve_all
from kg.dates.terms import role_period

__all__ = [
    "dateline",
    "dateline_day",
    "find",
    "find_in_lines",
    "governing",
    "is_news",
    "resolve",
    "resolve_all",
    "role_period",
    "shown",
    "written_day",
]
