"""Makes every term, triple and quad of the graph (RDF 1.1), so that IRIs and typed values are written one way only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256

import msgspec
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.ontology import Namespace

Subject = NamedNode | BlankNode | Triple
Object = NamedNode | BlankNode | Literal | Triple
Statement = tuple[Subject, NamedNode, Object]
"""Subject, predicate and object, before a graph is chosen."""

KG = Namespace("kg")
ACTION = Namespace("action")
MODALITY = Namespace("modality")
POLICY_TYPE = Namespace("policy-type")
STATUS = Namespace("status")
STATEMENT_TYPE = Namespace("statement-type")
DCTERMS = Namespace("dcterms")
FOAF = Namespace("foaf")
OA = Namespace("oa")
ORG = Namespace("org")
OWL = Namespace("owl")
PROV = Namespace("prov")
RDF = Namespace("rdf")
RDFS = Namespace("rdfs")
SCHEMA = Namespace("schema")
SEM = Namespace("sem")
SKOS = Namespace("skos")
TIME = Namespace("time")

XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_BOOLEAN = NamedNode(f"{XSD}boolean")
XSD_DATE = NamedNode(f"{XSD}date")
XSD_DATE_TIME = NamedNode(f"{XSD}dateTime")
XSD_DECIMAL = NamedNode(f"{XSD}decimal")
XSD_INTEGER = NamedNode(f"{XSD}integer")
XSD_YEAR = NamedNode(f"{XSD}gYear")
XSD_YEAR_MONTH = NamedNode(f"{XSD}gYearMonth")

_WORDS = re.compile(r"[^\W_]+")
_INSIDE_WORD = re.compile(r"['’]|(?<=\b[^\W\d_])\.(?=[^\W\d_]?\b|\W|$)")
_UNSAFE_IN_SEGMENT = re.compile(r"[^\w.~-]")
_UNSAFE_IN_PATH = re.compile(r"[^\w.~/-]")
_SLUG_LENGTH = 60


class Names(msgspec.Struct, frozen=True):
    """Mints the IRIs of one graph under ``base``, which ends in "/"."""

    base: str

    def entity(self, slug: str) -> NamedNode:
        """``person/jeff-sessions`` → ``<base>person/jeff-sessions``; what an IRI cannot hold is percent-encoded."""
        return NamedNode(self.base + _UNSAFE_IN_PATH.sub(_percent, slug))

    def article(self, article_id: str) -> NamedNode:
        """The IRI of an article and of the graph of its claims; different ids have different IRIs."""
        return NamedNode(f"{self.base}article/{_UNSAFE_IN_SEGMENT.sub(_percent, article_id)}")

    def described(self, article_id: str, name: str, count: int) -> NamedNode:
        """The IRI of an entity without a name, which lives in its article alone; ``count`` tells namesakes apart, from 1."""
        suffix = f"-{count}" if count > 1 else ""
        return NamedNode(f"{self.article(article_id).value}/{slug(name)}{suffix}")

    def hashed(self, kind: str, *parts: str) -> NamedNode:
        """The IRI of a claim or passage: its kind and a hash of its content."""
        return NamedNode(f"{self.base}{kind}/{digest(*parts)}")

    def fact(self, kind: str, readable: Iterable[str], *parts: str) -> NamedNode:
        """The IRI of a fact: its kind, words to read, and a hash of its content."""
        shown = "-".join(words(" ".join(readable)))[:_SLUG_LENGTH].rstrip("-")
        return NamedNode(f"{self.base}{kind}/{shown}-{digest(*parts)}")

    def provenance(self) -> NamedNode:
        """The IRI of the graph that says how and when this one was built."""
        return NamedNode(f"{self.base}provenance")


def words(text: str) -> list[str]:
    """The words of a text in one spelling: case folded, no accents, no punctuation, "U.S." as "us"; any script stays."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _WORDS.findall(unicodedata.normalize("NFC", _INSIDE_WORD.sub("", plain)))


def slug(text: str) -> str:
    """The words of a text joined by hyphens; a long one is cut and told apart by a hash, and so is one without words."""
    whole = "-".join(words(text))
    if not whole:
        return digest(text)
    return whole if len(whole) <= _SLUG_LENGTH else f"{whole[:_SLUG_LENGTH].rstrip('-')}-{digest(whole)[:8]}"


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the parts."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def text(value: str) -> Literal:
    """A plain string."""
    return Literal(value)


def decimal(value: float) -> Literal:
    """An xsd:decimal of at most four places, in its canonical form."""
    return Literal(str(round(float(value), 4)), datatype=XSD_DECIMAL)


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=XSD_INTEGER)


def true() -> Literal:
    """The xsd:boolean true."""
    return Literal("true", datatype=XSD_BOOLEAN)


def moment(value: datetime) -> Literal:
    """An xsd:dateTime."""
    return Literal(value.isoformat(), datatype=XSD_DATE_TIME)


def day(value: date) -> Literal:
    """An xsd:date."""
    return Literal(value.isoformat(), datatype=XSD_DATE)


def calendar(value: str | None) -> Literal | None:
    """A TIMEX3 value as a literal typed by its precision; None for what names no place in the calendar.

    Days are xsd:date (a time of day is left out), months xsd:gYearMonth, years xsd:gYear; weeks, weekends,
    quarters, halves, seasons, decades and centuries are kg:Timex.
    """
    read = _read(value) if value else None
    return read and Literal(read[0], datatype=read[1])


def days(value: str | None) -> tuple[date, date] | None:
    """The first and last day that a TIMEX3 value covers, both included; None for what names no place in the calendar.

    Weeks are those of ISO 8601; seasons are meteorological and northern, winter beginning in the year it is named by.
    """
    read = _read(value) if value else None
    return read and read[2]


def quad(statement: Statement, graph: NamedNode | None = None) -> Quad:
    """The statement in a named graph, or in the default graph."""
    return Quad(*statement, graph or _DEFAULT_GRAPH)


_DEFAULT_GRAPH = DefaultGraph()


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode())


def _read(value: str) -> tuple[str, NamedNode, tuple[date, date]] | None:
    """The calendar part of a value, its datatype, its first and last day."""
    whole, _, _ = value.partition("T")
    for pattern, datatype, bounds in _FORMS:
        if found := pattern.fullmatch(whole):
            try:
                return whole, datatype, bounds(*found.groups())
            except (ValueError, OverflowError):
                return None
    return None


def _month_span(year: int, month: int, count: int) -> tuple[date, date]:
    after = year * 12 + month - 1 + count
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def _one_day(year: str, month: str, number: str) -> tuple[date, date]:
    only = date(int(year), int(month), int(number))
    return only, only


def _week_days(year: str, week: str, first: int) -> tuple[date, date]:
    return date.fromisocalendar(int(year), int(week), first), date.fromisocalendar(int(year), int(week), 7)


_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

_FORMS: tuple[tuple[re.Pattern[str], NamedNode, Callable[..., tuple[date, date]]], ...] = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), XSD_DATE, _one_day),
    (re.compile(r"(\d{4})-(\d\d)"), XSD_YEAR_MONTH, lambda y, m: _month_span(int(y), int(m), 1)),
    (re.compile(r"(\d{4})"), XSD_YEAR, lambda y: _month_span(int(y), 1, 12)),
    (re.compile(r"(\d{4})-W(\d\d)"), KG.Timex, lambda y, w: _week_days(y, w, 1)),
    (re.compile(r"(\d{4})-W(\d\d)-WE"), KG.Timex, lambda y, w: _week_days(y, w, 6)),
    (re.compile(r"(\d{4})-Q([1-4])"), KG.Timex, lambda y, q: _month_span(int(y), int(q) * 3 - 2, 3)),
    (re.compile(r"(\d{4})-H([12])"), KG.Timex, lambda y, h: _month_span(int(y), int(h) * 6 - 5, 6)),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), KG.Timex, lambda y, s: _month_span(int(y), _SEASONS[s], 3)),
    (re.compile(r"(\d{3})X?"), KG.Timex, lambda d: _month_span(int(d) * 10, 1, 120)),
    (re.compile(r"(\d{2})(?:XX)?"), KG.Timex, lambda c: _month_span(int(c) * 100, 1, 1200)),
)
