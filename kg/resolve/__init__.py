"""Resolves the entities of many articles into one graph's: merging, linking, correcting."""

from kg.resolve.decisions import Decisions
from kg.resolve.merge import resolve
from kg.resolve.profiles import ArticleProfile, profile
from kg.resolve.resolution import Resolution

__all__ = ["ArticleProfile", "Decisions", "Resolution", "profile", "resolve"]
