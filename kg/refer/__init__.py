"""In-article coreference: which entity each name, nominal and pronoun of an article stands for."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from kg.refer.drafts import Name, NameType
from kg.refer.names import find
from kg.refer.referents import ArticleReferents

__all__ = ["ArticleReferents", "Name", "NameType", "find", "refer"]


def refer(doc: Doc, names: Iterable[Name] | None = None) -> ArticleReferents:
    """The referents of ``doc``, from the ``names`` of a trained reader or, without them, from the entities of the pipeline.

    Offsets are code points in ``doc.text``, end exclusive. Cluster rules after the usual sieve for names
    (Lee et al. 2013, "Deterministic coreference resolution"): exact, acronym, head and surname matches, full forms first.
    """
    return ArticleReferents(doc, list(names) if names is not None else find(doc))
