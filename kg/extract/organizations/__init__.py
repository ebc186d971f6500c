"""Organisations: what they are part of, where they are based, who founded them and who works for them.

Rules over the parse with verbs and nouns by table; ends are resolved by the article's coreference.
"""

from kg.extract.organizations.claims import extract

__all__ = ["extract"]
