"""One exception tree; each message names the thing, the reason and the remedy.

KgError
├── ConfigError        a setting or option that cannot be used
│   └── ModelMissing   a spaCy pipeline or reader that is not installed
├── InputError         an article that cannot be read (the build skips it and goes on)
│   └── InputNote      something left aside at no loss
├── StoreError         a store that is absent, locked, broken or made by a newer version
├── QueryError         SPARQL that does not parse, or a question that does not exist
├── OntologyError      a term that the ontology does not define
├── LinkError          a reconciliation service that gives no answer
└── DecisionError      a correction that cannot be read or applied
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors the package raises on purpose.

    ``thing`` is what failed, ``reason`` why, ``remedy`` what the user can do about it.
    """

    def __init__(self, thing: str, reason: str, remedy: str) -> None:
        super().__init__(f"{thing}: {reason}. {remedy}")
        self.thing = thing
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[KgError], tuple[str, str, str]]:
        return type(self), (self.thing, self.reason, self.remedy)


class ConfigError(KgError):
    """A setting or option that cannot be used."""


class ModelMissing(ConfigError):
    """A spaCy pipeline or reader that is not installed."""


class InputError(KgError):
    """An article that cannot be read; the build skips it and goes on."""

    loses_article = True


class InputNote(InputError):
    """A file that is no article and was left aside, or a field that was left out: no article is lost."""

    loses_article = False


class StoreError(KgError):
    """A store that is absent, locked, broken or made by a newer version."""


class QueryError(KgError):
    """SPARQL that does not parse, or a named question that does not exist."""


class OntologyError(KgError):
    """A term that the ontology does not define."""


class LinkError(KgError):
    """A reconciliation service that cannot be reached, or gives no answer that can be used."""


class DecisionError(KgError):
    """A correction that cannot be read or applied."""
