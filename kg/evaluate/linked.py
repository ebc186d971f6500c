"""Measures merging on items with links: reads and resolves them, and tells pages torn apart and entities that hold several."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from kg.config import Config
from kg.evaluate import merge
from kg.evaluate.figure import Figure
from kg.evaluate.gold import Verdict
from kg.evaluate.scores import Error, Scores
from kg.mentions import of_records
from kg.model import Record
from kg.rdf import Names
from kg.resolve import resolve

Part = Callable[[merge.Linked], str]


def measure(items: Sequence[Mapping[str, Any]], records: Sequence[Record]) -> Scores:
    """The pairwise figures of the records' merged entities, beside those of the two baselines."""
    mentions = list(of_records(records, resolve(records), Names(Config().base)))
    score = merge.score(mentions, items)
    figures = {
        "pairs": score.merged,
        "exact_string": score.exact_string,
        "surname_acronym": score.surname_acronym,
        "all_links": score.as_linked,
        "all_links_exact_string": score.as_linked_exact_string,
    }
    made = {name: Figure(pairs.right, pairs.found, pairs.right, pairs.gold) for name, pairs in figures.items()}
    return Scores(
        figures={name: figure for name, figure in made.items() if name in _OURS},
        baselines={name: figure for name, figure in made.items() if name not in _OURS},
        errors=tuple(_errors(merge.match(mentions, items))),
    )


_OURS = ("pairs", "all_links")


def _errors(linked: Sequence[merge.Linked]) -> Iterator[Error]:
    """Pages whose mentions got several entities (missed), then entities with mentions of several pages (false)."""
    for page, those in _split(linked, attrgetter("page"), attrgetter("entity")):
        yield _error("missed", f"one page: {page}", _counts(one.entity for one in those), those)
    for entity, those in _split(linked, attrgetter("entity"), attrgetter("page")):
        yield _error("false", _counts(one.page for one in those), f"one entity: {entity}", those)


def _split(linked: Sequence[merge.Linked], whole: Part, part: Part) -> list[tuple[str, list[merge.Linked]]]:
    """Each whole that has several parts with its mentions, the most mentioned first."""
    groups: defaultdict[str, list[merge.Linked]] = defaultdict(list)
    for one in linked:
        groups[whole(one)].append(one)
    several = [(name, those) for name, those in groups.items() if len(set(map(part, those))) > 1]
    return sorted(several, key=lambda found: (-len(found[1]), found[0]))


def _error(verdict: Verdict, gold: str, predicted: str, those: Sequence[merge.Linked]) -> Error:
    """With the wordings of the mentions in the place of a sentence."""
    wordings = _counts(one.text for one in those)
    return Error(article=those[0].article, layer="merge", verdict=verdict, gold=gold, predicted=predicted, sentence=wordings)


def _counts(names: Iterable[str]) -> str:
    counted = sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} ({count})" for name, count in counted)
