"""A Doc with its reading: who spans stand for, which links they have, in which sentences they lie."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

import msgspec
from spacy.tokens import Doc, Token

from kg.extract.from_reading.limits import LIMITS
from kg.extract.from_reading.parse import Parse
from kg.extract.from_reading.titles import title
from kg.extract.quotations import quotations
from kg.extract.roles.lives import dead
from kg.extract.roles.phrases import behind_portfolio
from kg.model import Entity, Evidence
from kg.reader import Reading, ReadLink, ReadSpan
from kg.reader.component import opens_law, without_party
from kg.refer.country import country_with, main_country
from kg.text import text_of
from kg.ty import Referents
from kg.words import demonyms, party_letters, party_of, place_names
from kg.words import words as words_of

NAME = "reader"
"""The extractor's name in claims."""

NAMES = ("person", "organization", "place")


class Source:
    """A Doc with its reading: who spans stand for, which links they have, in which sentences they lie."""

    def __init__(self, doc: Doc, reading: Reading) -> None:
        self.doc = doc
        self.text: str = text_of(doc)
        self.reading = reading
        self.spans = [whole_title(doc, span) if span.type == "role" else span for span in reading.spans]
        self.referents: Referents = doc._.referents
        self._sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        self._starts = [start for start, _ in self._sentences]
        self._quotations = sorted((one.start, one.end) for one in quotations(self.text))
        self._links: dict[str, dict[int, list[ReadLink]]] = {}
        self._who: dict[int, Entity | None] = {}

    @cached_property
    def dead(self) -> frozenset[str]:
        """The ids of the people of whom the article says that they died."""
        return dead(self.doc)

    @cached_property
    def parse(self) -> Parse:
        """What the parse says of triggers and cues."""
        return Parse(self.doc)

    def links(self, kind: str, head: int) -> list[ReadLink]:
        """The links of a kind from the span numbered ``head``, the best first."""
        if kind not in self._links:
            self._links[kind] = self.reading.links_of(kind)
        return self._links[kind].get(head, [])

    def words(self, number: int) -> str:
        """What the span numbered ``number`` says, on one line."""
        span = self.spans[number]
        return " ".join(self.text[span.start : span.end].split())

    def at(self, number: int) -> tuple[int, int]:
        """Where the span numbered ``number`` stands."""
        return self.spans[number].start, self.spans[number].end

    def head(self, number: int) -> Token | None:
        """The word that heads the span numbered ``number``."""
        span = self.doc.char_span(*self.at(number), alignment_mode="expand")
        return span.root if span is not None else None

    def who(self, number: int) -> Entity | None:
        """The entity that a mention stands for; a noun phrase that stands for none is described."""
        if number not in self._who:
            self._who[number] = self._resolved(number)
        return self._who[number]

    def all_who(self, number: int) -> tuple[Entity, ...]:
        """The entities that a mention stands for: two where it was read over two names ("Acta Rail and Bona Bank")."""
        span = self.spans[number]
        inside = [(start, entity) for start, end, entity in self.referents.names_in(span.start, span.end) if end <= span.end]
        names = dict.fromkeys(entity for start, entity in inside if start >= span.start)
        if span.type in NAMES and len(names) > 1 and all(self.referents.entity(name).type == span.type for name in names):
            return tuple(self.referents.entity(name) for name in names)
        found = self.who(number)
        return () if found is None else (found,)

    def _resolved(self, number: int) -> Entity | None:
        span = self.spans[number]
        if span.type in NAMES and not self.words(number).islower():
            return self._named(span)
        found = self.referents.at(span.start, span.end)
        if found is not None and found.type != "policy" and not self._mere_part(span):
            return found
        for link in self.links("stands_for", number):
            if link.score >= LIMITS.stands_for:
                return self._named(self.spans[link.tail])
        if span.type == "pronoun":
            return None
        return self._titled(number) or self.referents.described(*self._described(span), "organization")

    def _titled(self, number: int) -> Entity | None:
        """The person to whom the article gave, last before it, the title that a noun phrase consists of ("the president")."""
        said = self.words(number).lower().removeprefix("the ").split()
        found = None
        for role in self.reading.of("role"):
            holders = [link for link in self.links("holder", role) if link.score >= LIMITS.holder]
            known = title(self.words(role)).lower().split()
            if holders and said and known[-1:] == said[-1:] and len(said) <= len(known) + 1 and role < number:
                found = self._named(self.spans[holders[0].tail]) if self.spans[holders[0].tail].type == "person" else found
        return found

    def _mere_part(self, span: ReadSpan) -> bool:
        """Whether a name inside a noun phrase only tells more of its head: "voters in Utopia"."""
        said = self.text[span.start : span.end]
        return (
            span.type == "nominal" and re.search(r"\s(?:of|in|from|for|at|on|by|with|to)\s+(?:the\s+)?[A-Z]", said) is not None
        )

    def _described(self, span: ReadSpan) -> tuple[int, int]:
        article = re.match(r"(?:the|a|an)\s+", self.text[span.start : span.end], re.IGNORECASE)
        return (span.start + article.end() if article else span.start), span.end

    def _named(self, span: ReadSpan) -> Entity:
        start = without_party(self.text, span.start, span.end)
        words = " ".join(self.text[start : span.end].split())
        if words in party_letters() and self.text[span.start - 1 : span.start] == "(":
            return self.referents.named(party_letters()[words].name, "organization")
        state = re.sub(r"(?:['’]s)? (?:government|administration|regime)$", "", words)
        if state in demonyms() or (state != words and state in place_names()):
            return self.referents.named(demonyms().get(state) or place_names()[state], "place")
        party = party_of(words, self.country_name()) if span.type == "organization" else None
        if party is not None:
            return self.referents.named(party.name, "organization")
        found = self.referents.at(start, span.end)
        if found is not None:
            return found
        return self.referents.named(words, "organization" if opens_law(self.text, span) else span.type)

    def country(self, office: str) -> Entity | None:
        """The country that the article is about, of those that have an office, a title in lower case."""
        name = country_with(self.doc, office)
        return self.referents.named(name, "place") if name is not None else None

    def country_name(self) -> str | None:
        """The name of the country that the article is about."""
        return main_country(self.doc)

    def quotation(self, number: int) -> tuple[int, int] | None:
        """The quotation that holds nearly all of a piece, without its marks."""
        start, end = self.at(number)
        at = bisect_right(self._quotations, (end, end)) - 1
        for low, high in self._quotations[max(0, at - 1) : at + 1]:
            if min(end, high) - max(start, low) >= 0.8 * (end - start):
                return low, high
        return None

    def snapped(self, number: int) -> tuple[int, int]:
        """A piece as far as the quotation reaches that it stands in; else without the marks around it."""
        return trimmed(self.text, *(self.quotation(number) or self.at(number)))

    def evidence(self, *spans: tuple[int, int]) -> Evidence:
        """The sentence that holds the first span, stretched over the others where they are next to it."""
        start, end = self.sentence(spans[0][0])
        for one in spans:
            if start - 300 <= one[0] and one[1] <= end + 1200:
                start, end = min(start, one[0]), max(end, one[1])
        quote = self.text[start:end]
        start, end = start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip())
        return Evidence(start, end, self.text[start:end])

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence at an offset."""
        return self._sentences[max(0, bisect_right(self._starts, at) - 1)]


def whole_title(doc: Doc, span: ReadSpan) -> ReadSpan:
    """A title's span without a joining word before it, and with the portfolio behind it ("secretary" + "of state")."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return span
    first = next((token for token in tokens if not (token.tag_ in ("CC", "DT", "PRP$") or token.lower_ == "as")), tokens[0])
    last = tokens[-1]
    stop = last.i + 1
    if last.lower_.rstrip("s") in words_of("portfolio_heads.txt"):
        stop = behind_portfolio(doc, stop, last.sent.end)
    return msgspec.structs.replace(
        span, start=max(span.start, first.idx), end=max(span.end, doc[stop - 1].idx + len(doc[stop - 1]))
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A piece without the marks and blanks around it."""
    body = text[start:end]
    inner = body.strip(' \n\t"“”,;:')
    if inner.count('"') % 2 or inner.count("“") != inner.count("”"):
        inner = body.strip(" \n\t,;:")
    if not inner:
        return start, end
    at = start + body.index(inner)
    return at, at + len(inner)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans have a character in common."""
    return one[0] < other[1] and other[0] < one[1]
