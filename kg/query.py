"""Answers questions about a graph: named ones, each a file in ``kg/queries``, and free SPARQL 1.1."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import msgspec
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QueryTriples
from rapidfuzz import process, utils

from kg import rdf
from kg.errors import QueryError
from kg.ontology import PREFIXES, Namespace
from kg.rdf import ACTION, FOAF, KG, MODALITY, ORG, POLICY_TYPE, RDF, RDFS, SCHEMA, SKOS, STATUS
from kg.store import Store

Value = str | int | float | bool | None
Terms = Sequence[tuple[NamedNode | Literal, ...]]
"""Rows of terms to put into a query's VALUES block."""


class Parameter(msgspec.Struct, frozen=True):
    """What a question can be told. A ``required`` one has no default; any other may be left out."""

    name: str
    type: str
    required: bool
    default: str | None
    description: str


class Question(msgspec.Struct, frozen=True):
    """A named question: its words, its parameters, its columns with what they mean, and its SPARQL."""

    name: str
    words: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    sparql: str

    def parameter(self, name: str) -> Parameter:
        """The parameter of this name.

        Raises:
            QueryError: the question has none such; the remedy names those it has.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        there = ", ".join(parameter.name for parameter in self.parameters)
        raise QueryError(f"parameter {name!r}", f"{self.name} has no such parameter", f"It has: {there}")


class Result(msgspec.Struct, frozen=True):
    """A table: column names, and rows of strings, numbers, booleans and None. IRIs and dates are strings.

    ``json`` is the same in the SPARQL 1.1 Query Results JSON Format, where IRIs are told from literals.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    json: str

    def csv(self) -> str:
        """The table as CSV with a header line (RFC 4180)."""
        out = io.StringIO()
        csv.writer(out).writerows([self.columns, *self.rows])
        return out.getvalue()

    def dicts(self) -> list[dict[str, Value]]:
        """Each row as a dictionary by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def questions() -> tuple[Question, ...]:
    """All named questions, in order of their names."""
    return tuple(_questions().values())


def question(name: str) -> Question:
    """The named question.

    Raises:
        QueryError: there is none of this name; the remedy gives the nearest.
    """
    if name in _questions():
        return _questions()[name]
    raise QueryError(f"question {name!r}", "there is no such question", f"Nearest names: {_nearest(name, _questions())}")


def query(store: Store, what: str, parameters: Mapping[str, str] | None = None) -> Result:
    """The answer to a named question, or to a SPARQL query.

    Args:
        store: The graph to ask.
        what: A question's name, or SPARQL, in which the ontology's prefixes need no declaration.
        parameters: Values by name, for a named question. An entity goes by name, whatever the case, or by IRI.

    Raises:
        QueryError: no such question, a parameter that is missing, unknown or unusable, or SPARQL that does not parse.
    """
    if not re.fullmatch(r"\s*[\w-]+\s*", what):
        return sparql(store, what)
    return sparql(store, bind(store, question(what.strip()), parameters or {}))


def bind(store: Store, asked: Question, parameters: Mapping[str, str]) -> str:
    """The SPARQL of a question with values for its parameters.

    Raises:
        QueryError: a parameter is missing, unknown or unusable.
    """
    given = {asked.parameter(name).name: value for name, value in parameters.items()}
    text = asked.sparql
    for parameter in asked.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is not None:
            text = fill(text, parameter.name, _READERS[parameter.type](store, parameter, value))
        elif parameter.required:
            remedy = f"Give --param {parameter.name}=… {parameter.description}"
            raise QueryError(f"parameter {parameter.name!r}", f"{asked.name} needs it", remedy)
    return text


def fill(text: str, name: str, rows: Terms) -> str:
    """The query with rows of terms, each written as RDF, in place of UNDEF in the VALUES block of parameter ``name``.

    The block's variable is ``?param_NAME``; that of a period has two, ``?param_NAME_first`` and ``?param_NAME_last``.
    Lines that begin with ``# given NAME:`` come into force, so that an engine can begin with what was given.
    """
    block = re.compile(rf"(VALUES \(?\?param_{name}(?:_first)?\b[^{{]*\{{)[^}}]*\}}")
    written = " ".join(f"({' '.join(map(str, row))})" if len(row) > 1 else str(row[0]) for row in rows)
    in_force = re.sub(rf"^(\s*)# given {name}: ", r"\1", text, flags=re.MULTILINE)
    return block.sub(lambda found: f"{found[1]} {written} }}", in_force)


def sparql(store: Store, text: str) -> Result:
    """The answer to a SPARQL 1.1 query: SELECT as it is, ASK as one cell, CONSTRUCT and DESCRIBE as rows of triples.

    Raises:
        QueryError: it does not parse, or cannot be evaluated.
    """
    try:
        answer = store.query(text)
        return (
            _triples(answer) if isinstance(answer, QueryTriples) else _table(answer.serialize(format=QueryResultsFormat.JSON))
        )
    except SyntaxError as error:
        raise _syntax_error(text, str(error)) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise QueryError("the query", f"it cannot be answered ({error})", "See docs/queries.md for queries that can") from error


def find(store: Store, name: str, *, kinds: Sequence[str] = ()) -> list[NamedNode]:
    """The entities called ``name``: as it is written, else whatever the case; sorted. ``kinds`` narrows by entity type."""
    classes = [_CLASSES[kind] for kind in kinds or _CLASSES]
    for nodes in (_named(store, name), _named_in_any_case(store, name)):
        fitting = {node for node in nodes if any(_has_class(store, node, c) for c in classes)}
        if fitting:
            return sorted(fitting, key=lambda node: node.value)
    return []


_CLASSES = {"person": FOAF.Person, "organization": ORG.Organization, "place": SCHEMA.Place, "policy": KG.Policy}


def _named(store: Store, name: str) -> Iterable[NamedNode]:
    for predicate in (RDFS.label, SKOS.altLabel):
        for quad in store.match(None, predicate, Literal(name)):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject


def _named_in_any_case(store: Store, name: str) -> Iterable[NamedNode]:
    rows = sparql(store, fill(_text("lookup", "name.rq"), "name", [(Literal(name),)])).rows
    return [NamedNode(str(row[0])) for row in rows]


def _has_class(store: Store, node: NamedNode, kind: NamedNode) -> bool:
    return any(True for _ in store.match(node, RDF.type, kind))


def _entities(*kinds: str) -> Callable[[Store, Parameter, str], Terms]:
    """Reads an IRI, full or with a prefix of the ontology, or a name; one name may stand for several entities."""

    def read(store: Store, parameter: Parameter, value: str) -> Terms:
        if re.match(r"https?://|urn:", value):
            return [(_iri(parameter, value),)]
        found = find(store, value, kinds=kinds)
        if not found:
            names = [row[0] for row in sparql(store, _text("lookup", "names.rq")).rows]
            reason = f"{_nothing(kinds)} in the graph is called so"
            raise QueryError(value, reason, f"Nearest names: {_nearest(value, names) or 'none'}")
        return [(node,) for node in found]

    return read


def _nothing(kinds: Sequence[str]) -> str:
    return f"no {' or '.join(kinds)}" if kinds else "nothing"


def _iri(parameter: Parameter, value: str) -> NamedNode:
    try:
        return NamedNode(value)
    except ValueError as error:
        raise _unusable(parameter, f"{value!r} is no IRI ({error})", "Give a name or a full IRI") from error


def _concept(namespace: Namespace) -> Callable[[Store, Parameter, str], Terms]:
    def read(store: Store, parameter: Parameter, value: str) -> Terms:
        if value.casefold() not in namespace.names():
            raise _unusable(parameter, f"there is no {parameter.type} {value!r}", f"One of: {', '.join(namespace.names())}")
        return [(namespace[value.casefold()],)]

    return read


def _period(store: Store, parameter: Parameter, value: str) -> Terms:
    days = rdf.days(value)
    if days is None:
        raise _unusable(parameter, f"{value!r} is no stretch of time", "Write 2018, 2018-04, 2018-04-06, 2018-W14 or 2018-Q2")
    return [(rdf.day(days[0]), rdf.day(days[1]))]


def _number(store: Store, parameter: Parameter, value: str) -> Terms:
    if not value.isdecimal():
        raise _unusable(parameter, f"{value!r} is no whole number", "Write it in digits")
    return [(rdf.integer(int(value)),)]


def _plain_text(store: Store, parameter: Parameter, value: str) -> Terms:
    return [(rdf.text(value),)]


_READERS: Mapping[str, Callable[[Store, Parameter, str], Terms]] = {
    "entity": _entities(),
    "person": _entities("person"),
    "policy": _entities("policy"),
    "action": _concept(ACTION),
    "modality": _concept(MODALITY),
    "policy-type": _concept(POLICY_TYPE),
    "status": _concept(STATUS),
    "period": _period,
    "number": _number,
    "text": _plain_text,
}
"""Parameter type → how its text becomes terms."""


def _unusable(parameter: Parameter, reason: str, remedy: str) -> QueryError:
    return QueryError(f"parameter {parameter.name!r}", reason, remedy)


def _nearest(name: str, names: Iterable[Any]) -> str:
    return ", ".join(found[0] for found in process.extract(name, list(names), limit=3, processor=utils.default_process))


def _syntax_error(text: str, message: str) -> QueryError:
    place = re.search(r"(\d+):(\d+): (.*)", message, re.DOTALL)
    if not place:
        return QueryError("the SPARQL query", message, "See docs/queries.md for queries that parse")
    if place[3] == "expected CONSTRUCT":  # the last that the parser tries
        reason = "it begins with none of SELECT, ASK, CONSTRUCT and DESCRIBE"
        return QueryError("the SPARQL query", reason, "Begin it so; `kg query` alone lists the questions that need no SPARQL")
    line, column = int(place[1]), int(place[2])
    shown = (text.splitlines() or [""])[line - 1 : line]
    remedy = f"The line reads: {shown[0].strip() if shown else '(the end of the query)'}"
    return QueryError(f"the SPARQL query, line {line}, column {column}", _reason(text, place[3]), remedy)


def _reason(text: str, message: str) -> str:
    """Why a query does not parse, out of the parser's message, which may list every token that could stand there."""
    known = PREFIXES.keys() | set(_DECLARED.findall(text))
    unknown = [prefix for prefix in _PREFIXED.findall(_CONTENT.sub(" ", text)) if prefix not in known]
    if unknown:
        return f"the prefix {unknown[0]}: is not declared"
    if text.count("{") > text.count("}"):
        return "a } is missing"
    if "variable that is unbound" in message:
        return "SELECT names a variable that is not bound or, beside GROUP BY, neither grouped nor counted"
    return message.replace(", [_]", "") if len(message) <= _LONGEST_REASON else "something else is expected here"


_DECLARED = re.compile(r"PREFIX\s+([\w.-]+):", re.IGNORECASE)
_CONTENT = re.compile(r"""<[^<>\s]*>|"[^"]*"|'[^']*'|#.*""")
_PREFIXED = re.compile(r"(?<![\w.<:/-])([A-Za-z][\w-]*):(?=[A-Za-z_])")
_LONGEST_REASON = 120
"""Characters of a parser's message that a person reads; longer ones list every token that could stand there."""


def _table(data: bytes | None) -> Result:
    answer = msgspec.json.decode(data or b"{}")
    text = (data or b"").decode()
    if "boolean" in answer:
        return Result(("answer",), ((answer["boolean"],),), text)
    columns = tuple(answer["head"]["vars"])
    rows = tuple(tuple(_value(row.get(name)) for name in columns) for row in answer["results"]["bindings"])
    return Result(columns, rows, text)


def _triples(answer: QueryTriples) -> Result:
    rows = sorted((str(t.subject), str(t.predicate), str(t.object)) for t in answer)
    return Result(("subject", "predicate", "object"), tuple(rows), msgspec.json.encode(rows).decode())


def _value(term: dict[str, str] | None) -> Value:
    if term is None:
        return None
    return _VALUES.get(term.get("datatype", ""), str)(term["value"])


_VALUES: Mapping[str, Callable[[str], Value]] = {
    f"{PREFIXES['xsd']}integer": int,
    f"{PREFIXES['xsd']}decimal": float,
    f"{PREFIXES['xsd']}double": float,
    f"{PREFIXES['xsd']}boolean": lambda value: value in ("true", "1"),
}


@cache
def _questions() -> dict[str, Question]:
    folder = resources.files("kg").joinpath("queries")
    names = sorted(entry.name.removesuffix(".rq") for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return {name: _read(name, _text(f"{name}.rq")) for name in names}


def _text(*path: str) -> str:
    return resources.files("kg").joinpath("queries", *path).read_text(encoding="utf-8")


_HEADER = re.compile(r"^# (?P<key>question|parameter|column): (?P<rest>.*)$", re.MULTILINE)
_PARAMETER = re.compile(
    r"(?P<name>\w+) \((?P<type>[\w-]+), (?P<need>required|optional|default (?P<default>.+?))\) (?P<text>.*)"
)


def _read(name: str, text: str) -> Question:
    """A question out of its file; the header lines are comments of SPARQL (``# parameter: person (person, optional) …``)."""
    header = [(found["key"], found["rest"]) for found in _HEADER.finditer(text)]
    return Question(
        name=name,
        words=next(rest for key, rest in header if key == "question"),
        parameters=tuple(_parameter(rest) for key, rest in header if key == "parameter"),
        columns=tuple((name, said) for key, rest in header if key == "column" for name, _, said in [rest.partition(" ")]),
        sparql=text,
    )


def _parameter(line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if not found:
        raise ValueError(f"not a parameter line: {line}")
    return Parameter(found["name"], found["type"], found["need"] == "required", found["default"], found["text"])
