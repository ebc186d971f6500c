"""Scores the clustering of names within an article (`kg eval coref`) on documents in the form of GUM.

A mention counts as a name by its words, as GUM does not say so. Measures are those of the CoNLL 2012 shared task over names
alone: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), entity-based CEAF (Luo 2005), and their mean.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np
from scipy.optimize import linear_sum_assignment

from kg.evaluate.figure import Figure
from kg.evaluate.scores import Error
from kg.evaluate.spans import dice, outermost
from kg.model import Article, Record

Document = Mapping[str, Any]
"""``id``, ``date``, ``text`` and ``mentions``, each with start, end (code points in text), text, type, cluster and link."""

Clusters = list[set[Hashable]]

_TYPES = ("person", "organization", "place")
_ALIKE = 0.5
_AROUND = 80
_AFTER_HEAD = re.compile(r",| ?['’]s$| (?:of|from|in|at|for|on|to|who|which|that|with|by) ")
_DETERMINER = re.compile(r"(?:the|a|an|this|that|these|those) ", re.IGNORECASE)


class CorefScore(msgspec.Struct, frozen=True, kw_only=True):
    """Figures over all documents: names found at all, and how they are clustered."""

    names: Figure
    muc: Figure
    b_cubed: Figure
    ceaf_e: Figure

    @property
    def conll(self) -> float:
        """The mean F1 of MUC, B³ and CEAF-e, in [0, 1]."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def articles(documents: Iterable[Document]) -> Iterator[Article]:
    """The documents as articles whose content is their text: the first line is the title."""
    for document in documents:
        title, _, text = document["text"].partition("\n")
        yield Article(id=document["id"], title=title, text=text, published=document.get("date"))


def score(documents: Iterable[Document], records: Iterable[Record]) -> CorefScore:
    """Compare the records' names with those of the documents, each document with the record of its id."""
    found = {record.article.id: record for record in records}
    pairs = [_clusterings(document, found[document["id"]]) for document in documents]
    return CorefScore(
        names=sum((_names(gold, said) for gold, said in pairs), Figure()),
        muc=sum((_muc(gold, said) for gold, said in pairs), Figure()),
        b_cubed=sum((_b_cubed(gold, said) for gold, said in pairs), Figure()),
        ceaf_e=sum((_ceaf_e(gold, said) for gold, said in pairs), Figure()),
    )


def errors(document: Document, record: Record) -> Iterator[Error]:
    """The names of one document that are missed or false, and the clusters that are torn or run together."""
    gold, said = map(_numbered, _clusterings(document, record))
    for mention in sorted(gold.keys() ^ said.keys(), key=_place):
        yield _name_error(document, mention, missed=mention in gold)
    for one, other, verdict in ((gold, said, "missed"), (said, gold, "false")):
        for cluster in _grouped({mention: number for mention, number in one.items() if mention in other}):
            parts = _grouped({mention: other[mention] for mention in cluster})
            if len(parts) > 1:
                yield _cluster_error(document, parts, missed=verdict == "missed")


def _numbered(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _name_error(document: Document, mention: Hashable, *, missed: bool) -> Error:
    words = document["text"][slice(*_place(mention))]
    return Error(
        article=document["id"],
        layer="names",
        verdict="missed" if missed else "false",
        gold=words if missed else None,
        predicted=None if missed else words,
        sentence=_line(document, _place(mention)),
    )


def _cluster_error(document: Document, parts: Clusters, *, missed: bool) -> Error:
    """Names of one entity that were held to be several (missed), or of several that were held to be one (false)."""
    first = sorted((min(part, key=_place) for part in parts), key=_place)
    words = " | ".join(document["text"][slice(*_place(mention))] for mention in first)
    return Error(
        article=document["id"],
        layer="clusters",
        verdict="missed" if missed else "false",
        gold=f"one entity: {words}" if missed else None,
        predicted=None if missed else f"one entity: {words}",
        sentence=_line(document, _place(first[0])),
    )


def _place(mention: Any) -> tuple[int, int]:
    """Where a mention stands, one in the gold or only here."""
    return mention[-2], mention[-1]


def _line(document: Document, place: tuple[int, int]) -> str:
    """The surroundings of a place within its line."""
    text = document["text"]
    start = max(text.rfind("\n", 0, place[0]) + 1, place[0] - _AROUND)
    end = text.find("\n", place[1])
    return str(text[start : min(end if end >= 0 else len(text), place[1] + _AROUND)])


def names(document: Document) -> list[Mapping[str, Any]]:
    """The mentions of people, organisations and places that are names: whose head begins with a capital and is no pronoun."""
    named = [mention for mention in document["mentions"] if mention["type"] in _TYPES and _is_name(mention, document)]
    return [mention for mention in named if not _joins_two(mention, document)]


def _is_name(mention: Mapping[str, Any], document: Document) -> bool:
    head = document["text"][slice(*_core(mention))].split()
    if not head or not head[-1][0].isupper() or head[-1].casefold() in _no_names():
        return False
    begins_sentence = (
        document["text"][: mention["start"]].rstrip(' "“').endswith((".", "?", "!", ":", "\n")) or not mention["start"]
    )
    common = len(head) == 1 and re.search(rf"\b{re.escape(head[0].lower())}\b", document["text"])
    return bool(mention["link"]) or not (begins_sentence and common)


def _core(mention: Mapping[str, Any]) -> tuple[int, int]:
    """Where the mention stands without its determiner, possessive ending and what follows its head."""
    determiner = _DETERMINER.match(mention["text"])
    start = determiner.end() if determiner else 0
    after = _AFTER_HEAD.search(mention["text"], start)
    end = after.start() if after else len(mention["text"])
    return mention["start"] + start, mention["start"] + end


def _joins_two(mention: Mapping[str, Any], document: Document) -> bool:
    """Whether the mention is two others with "and" or a comma between them."""
    start, end = mention["start"], mention["end"]
    inside = [m for m in document["mentions"] if start <= m["start"] and m["end"] <= end and m["type"] == mention["type"]]
    begins = any(m["start"] == start and m["end"] < end for m in inside)
    ends = any(m["end"] == end and m["start"] > start for m in inside)
    return begins and ends and (" and " in mention["text"] or ", " in mention["text"])


def _clusterings(document: Document, record: Record) -> tuple[Clusters, Clusters]:
    """Gold and predicted clusters over the same keys: a name that both have has one key, where its core stands in the gold.

    A predicted name that is a mention of another kind in the gold is left out.
    """
    spans = {_core(mention): mention["cluster"] for mention in names(document)}
    known = spans.keys() | {_core(mention) for mention in document["mentions"]}
    said: dict[Hashable, str] = {}
    for own, entity in _own_names(record):
        twin = _twin(own, known)
        if twin is None or twin in spans:
            said.setdefault(twin or ("only here", *own), entity)
    return _grouped(spans), _grouped(said)


def _grouped(cluster_of: Mapping[Any, Hashable]) -> Clusters:
    clusters: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, cluster in cluster_of.items():
        clusters[cluster].add(mention)
    return list(clusters.values())


def _own_names(record: Record) -> Iterator[tuple[tuple[int, int], str]]:
    types = {entity.id: entity.type for entity in record.entities}
    for mention in outermost(one for one in record.mentions if one.kind == "name"):
        if types[mention.entity] in _TYPES:
            yield (mention.start, mention.end), mention.entity


def _twin(own: tuple[int, int], spans: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """The span most like this one, if they share at least half of their characters (Dice)."""
    best = max(spans, key=lambda span: (dice(own, span), span), default=(0, 0))
    return best if dice(own, best) >= _ALIKE else None


def _names(gold: Clusters, said: Clusters) -> Figure:
    wanted, given = set[Hashable]().union(*gold), set[Hashable]().union(*said)
    return Figure.one_to_one(len(wanted & given), len(given), len(wanted))


def _b_cubed(gold: Clusters, said: Clusters) -> Figure:
    return Figure(_shares(said, gold), _size(said), _shares(gold, said), _size(gold))


def _shares(clusters: Clusters, others: Clusters) -> float:
    return sum(len(one & other) ** 2 / len(one) for one in clusters for other in others)


def _size(clusters: Clusters) -> int:
    return sum(map(len, clusters))


def _muc(gold: Clusters, said: Clusters) -> Figure:
    return Figure(_links_kept(said, gold), _links(said), _links_kept(gold, said), _links(gold))


def _links(clusters: Clusters) -> int:
    return sum(len(cluster) - 1 for cluster in clusters)


def _links_kept(clusters: Clusters, others: Clusters) -> int:
    """Links that stay when each cluster is cut where the others' clusters end."""
    where = {mention: number for number, other in enumerate(others) for mention in other}
    return sum(len(cluster) - len({where.get(mention, mention) for mention in cluster}) for cluster in clusters)


def _ceaf_e(gold: Clusters, said: Clusters) -> Figure:
    if not gold or not said:
        return Figure(0, len(said), 0, len(gold))
    alike = np.array([[2 * len(one & other) / (len(one) + len(other)) for other in said] for one in gold])
    total = float(alike[linear_sum_assignment(alike, maximize=True)].sum())
    return Figure(total, len(said), total, len(gold))


@cache
def _no_names() -> frozenset[str]:
    lines = files("kg.evaluate").joinpath("data", "no_names.txt").read_text("utf-8").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("#"))
