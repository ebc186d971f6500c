"""Links the entities of a graph to entries of knowledge bases: local files, and services of the W3C Reconciliation API."""

from kg.link.base import Entry, KnowledgeBase, Position
from kg.link.linking import Links, link
from kg.link.score import Match

__all__ = ["Entry", "KnowledgeBase", "Links", "Match", "Position", "link"]
