"""The trained reader: names that take part in facts, roles, actions and statements read off an article in one pass."""

from kg.reader.component import ReaderComponent
from kg.reader.model import Reader, installed, load
from kg.reader.reading import Reading, ReadLink, ReadSpan

__all__ = ["ReadLink", "ReadSpan", "Reader", "ReaderComponent", "Reading", "installed", "load"]
