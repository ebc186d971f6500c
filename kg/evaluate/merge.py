"""Scores merging against links made by people: do the mentions of one linked page get one entity, and no other's?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from kg.resolve.names import fold, is_acronym
from kg.resolve.people import parse

KINDS = ("person", "organization", "place")
_OWN_SHARE = 0.2
_RIVAL_SHARE = 0.8
_ACRONYM_SHARE = 0.5
_PLAIN_SHARE = 0.9


class Pairs(msgspec.Struct, frozen=True, kw_only=True):
    """Pairwise figures of a clustering: a pair of mentions is right if both gold and clustering hold them to be one."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of the pairs put together that belong together; 1 where none was."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the pairs that belong together that were put together; 1 where there are none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 1.0


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """A mention that gold links too: where it stands, what it says, its entity, and the page that gold links it to."""

    article: str
    start: int
    end: int
    text: str
    type: str
    entity: str
    page: str


class MergeScore(msgspec.Struct, frozen=True, kw_only=True):
    """How well mentions were merged, beside two baselines on the same mentions.

    ``mentions`` counts those that gold links; ``as_linked`` has also those ``set_aside``, whose link is about a topic
    that their words do not name (``topical_links``), and so has ``as_linked_exact_string`` of the first baseline.
    """

    mentions: int
    pages: int
    set_aside: int
    merged: Pairs
    exact_string: Pairs
    surname_acronym: Pairs
    as_linked: Pairs
    as_linked_exact_string: Pairs


def score(mentions: Iterable[Mapping[str, Any]], items: Iterable[Mapping[str, Any]]) -> MergeScore:
    """The pairwise figures of exported mentions on linked items.

    Args:
        mentions: objects with article, start, end (code points in title, newline, text), text, type, entity.
        items: objects with id, text, perhaps title, and links ``[start, end, page]`` (code points in text).

    Only mentions of people, organisations and places that stand exactly where a link does are counted. Pages that are
    redirects of one another count as one (``canonical_pages``).
    """
    items = list(items)
    everything = match(mentions, items)
    topical = topical_links(items)
    linked = [one for one in everything if (one.article, one.start, one.end) not in topical]
    return MergeScore(
        mentions=len(linked),
        pages=len({one.page for one in linked}),
        set_aside=len(everything) - len(linked),
        merged=pairs(linked, lambda one: one.entity),
        exact_string=pairs(linked, lambda one: one.text),
        surname_acronym=pairs(linked, short_form),
        as_linked=pairs(everything, lambda one: one.entity),
        as_linked_exact_string=pairs(everything, lambda one: one.text),
    )


def match(mentions: Iterable[Mapping[str, Any]], items: Sequence[Mapping[str, Any]]) -> list[Linked]:
    """The mentions that stand exactly where gold has a link."""
    pages = canonical_pages((item["text"][start:end], page) for item in items for start, end, page in item["links"])
    links = {item["id"]: _shifted(item) for item in items}
    return [
        Linked(**{key: mention[key] for key in ("article", "start", "end", "text", "type", "entity")}, page=pages[page])
        for mention in mentions
        if mention["type"] in KINDS
        and (page := links.get(mention["article"], {}).get((mention["start"], mention["end"]))) is not None
    ]


def _shifted(item: Mapping[str, Any]) -> dict[tuple[int, int], str]:
    shift = len(item.get("title") or "") + 1
    return {(start + shift, end + shift): page for start, end, page in item["links"]}


def topical_links(items: Sequence[Mapping[str, Any]]) -> set[tuple[str, int, int]]:
    """The links (article, start, end) to a topic that their words do not name: "Russia" linked to tennis in Russia.

    The anchor is itself the title of a page that gets nine tenths of the links with that anchor, and this link goes elsewhere.
    """
    links = [(item["id"], *span, page) for item in items for span, page in _shifted(item).items()]
    texts = {item["id"]: f"{item.get('title') or ''}\n{item['text']}" for item in items}
    pages = canonical_pages((texts[item][start:end], page) for item, start, end, page in links)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item, start, end, page in links:
        counts[_plain(texts[item][start:end])][pages[page]] += 1
    named = {_plain(page): pages[page] for page in sorted(pages)}
    return {
        (item, start, end)
        for item, start, end, page in links
        if (anchor := _plain(texts[item][start:end])) in named
        and pages[page] != named[anchor]
        and counts[anchor][named[anchor]] >= _PLAIN_SHARE * counts[anchor].total()
    }


def pairs(linked: Sequence[Linked], cluster: Callable[[Linked], Hashable]) -> Pairs:
    """The pairwise figures of a clustering of mentions."""
    labels = [(cluster(one), one.page) for one in linked]
    return Pairs(
        right=_pairs_within(Counter(labels)),
        found=_pairs_within(Counter(label for label, _ in labels)),
        gold=_pairs_within(Counter(page for _, page in labels)),
    )


def _pairs_within(sizes: Counter[Any]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def short_form(one: Linked) -> str:
    """The second baseline: people by surname, organisations by acronym, the rest by the folded name."""
    if one.type == "person":
        return f"person {parse(one.text).family}"
    if one.type == "organization" and not is_acronym(one.text) and " " in one.text:
        return "organization " + "".join(re.findall(r"\b[A-Z]", one.text)).lower()
    return f"{one.type} {fold(one.text)}"


def canonical_pages(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Page → one name for it and its redirects, for links given as (anchor text, page).

    A page counts as a redirect of another when its title is also an anchor of the other: of all links with that anchor,
    at least a fifth go to the other, and of those that do not go to the page itself four in five do (half, if the
    title is an acronym of the other). Titles that fold to the same string are one in any case.
    """
    by_anchor: dict[str, Counter[str]] = defaultdict(Counter)
    pages: set[str] = set()
    for anchor, page in links:
        by_anchor[_plain(anchor)][page] += 1
        pages.add(page)
    first: dict[str, str] = {}
    chosen = {page: first.setdefault(_title(page), page) for page in sorted(pages)}
    for page in sorted(pages):
        other = _redirect(page, by_anchor.get(_plain(page), Counter()))
        if other and _root(chosen, other) != page:
            chosen[_root(chosen, page)] = _root(chosen, other)
    return {page: _root(chosen, page) for page in sorted(pages)}


def _redirect(page: str, anchored: Counter[str]) -> str | None:
    rest = Counter({other: count for other, count in anchored.items() if other != page})
    if not rest:
        return None
    other, count = min(rest.items(), key=lambda item: (-item[1], item[0]))
    needed = _ACRONYM_SHARE if is_acronym(page) else _RIVAL_SHARE
    enough = count >= _OWN_SHARE * anchored.total() and count >= needed * rest.total()
    return other if enough else None


def _title(page: str) -> str:
    return " ".join(word for word in _plain(page).split() if word != "the")


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _root(chosen: Mapping[str, str], page: str) -> str:
    while chosen[page] != page:
        page = chosen[page]
    return page
