"""Temporal expressions of news text and their TIMEX3 values, resolved against the publication date and the text's own dates."""

from kg.dates.finder import find
from kg.dates.governing import governing, is_news
from kg.dates.published import dateline, publication_date
from kg.dates.resolving import resolve, resolve_all
from kg.dates.terms import role_period

__all__ = ["dateline", "find", "governing", "is_news", "publication_date", "resolve", "resolve_all", "role_period"]
