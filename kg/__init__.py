"""Build an RDF knowledge graph out of news articles, with the sentence behind every fact."""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # onnxruntime sends usage data otherwise, and reads this when it is loaded

if TYPE_CHECKING:
    from kg import dates as dates
    from kg.config import Config as Config
    from kg.graph import Graph as Graph
    from kg.pipeline import Summary as Summary
    from kg.pipeline import build as build
    from kg.pipeline import remove as remove
    from kg.remake import reassemble as reassemble

_HOMES = {
    "Config": "kg.config",
    "Graph": "kg.graph",
    "Summary": "kg.pipeline",
    "build": "kg.pipeline",
    "remove": "kg.pipeline",
    "reassemble": "kg.remake",
}
_MODULES = ("dates",)


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first asked for: spaCy takes seconds, and asking a graph needs none of it."""
    if name in _MODULES:
        return importlib.import_module(f"kg.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
