"""Resolves definite nominals ("the attorney general", "the court", "the Iranian government") to entities named before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from kg.model import Entity
from kg.refer.discourse import clause_subjects, rank
from kg.refer.forms import is_acronym
from kg.refer.known import Known
from kg.refer.titles import descriptions, is_role_head, phrase
from kg.words import countries, demonyms, items, parties, rows, states, words

Group = tuple[str, ...]
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
INDEFINITE = frozenset({"a", "an", "another", "some", "several", "many", "one", "any", "no", "every", "each", "more", "other"})
OWNERS = frozenset({"his", "her", "their", "my", "your"})
PLACED = frozenset({"in", "at", "from", "near", "with"})


class Nominals:
    """Knows the titles that the article gives its people, and finds who or what a nominal stands for."""

    def __init__(self, doc: Doc, known: Known) -> None:
        self._doc = doc
        self._known = known
        self._titles: list[tuple[int, tuple[str, ...], str]] | None = None
        self._ranks: dict[int, int] = {}
        self._counts: Counter[str] = Counter(found for _, _, found in known.names())

    def resolve(self, span: Span, head: Token) -> Group:
        """The ids of the entities that the nominal ``span`` with this ``head`` stands for in the article, if it settles it."""
        owner = is_owner(head)
        plural = head.tag_ in ("NNS", "NNPS") and not owner
        noun = head.lemma_.lower() if owner else noun_of(head)
        kinds = nominal_kinds().get(noun)
        if kinds is not None and kinds[0] == "government":
            return self._government(span, head, plural=plural)
        if is_indefinite(span, head):
            return self._definite_number(span, head, noun) if plural else ()
        if head.lower_ in NUMBERS:
            return self._last(head, NUMBERS[head.lower_], "person")
        if plural and noun not in documents():
            return self._plural(head)
        if is_role_head(head):
            return self._person(head)
        if kinds is None:
            definite = any(token.lower_ in ("the", "this") for token in head.lefts)
            return self._maker(head, documents()[noun]) if noun in documents() and definite else ()
        return self._country_above(head, kinds) or self._thing(head, *kinds)

    def _maker(self, head: Token, verbs: Sequence[str]) -> Group:
        """Who made a document: the last named subject before of a verb by which such documents are made."""
        for at in range(head.i - 1, max(0, head.i - MAKER_REACH), -1):
            other = self._doc[at]
            if other.dep_ == "nsubj" and other.head.lemma_ in verbs:
                found = self._known.names_in(other.idx, other.idx + len(other))
                if found:
                    return (found[0][2],)
        return ()

    def _country_above(self, head: Token, kinds: tuple[str, tuple[str, ...]]) -> Group:
        """The country of whoever speaks of "the country": "Poe, the Iranian envoy, said the country …" is about Iran."""
        if kinds[1] != ("@country",):
            return ()
        for subject in clause_subjects(head):
            for token in subject.subtree:
                if token.text in demonyms():
                    return (self._known.named(demonyms()[token.text], "place").id,)
                for _, _, found in self._known.names_in(token.idx, token.idx + len(token)):
                    if self._known.entity(found).name in countries():
                        return (found,)
        return ()

    def _government(self, span: Span, head: Token, *, plural: bool) -> Group:
        """The country, state or city whose government it is; the last country named before where none stands beside it."""
        if plural and span[0].lower_ != "the":
            return ()
        for token in head.subtree:
            if token.text in demonyms() and span.start <= token.i < span.end:
                return (self._known.named(demonyms()[token.text], "place").id,)
        for _, _, found in self._known.names_in(span.start_char, span.end_char):
            if self._known.entity(found).type == "place":
                return (found,)
        if plural or is_indefinite(span, head) or any(token.lower_ in LESSER for token in head.lefts):
            return ()
        return self._thing(head, "place", ("@country",))

    def _person(self, head: Token) -> Group:
        """The last person before, or else the first behind, to whom the article gives this title."""
        wanted = phrase(head)
        best: str | None = None
        for at, title, found in self.titles():
            if fits(wanted, title) and (at < head.idx or best is None):
                best = found
        return (best,) if best is not None else ()

    def _thing(self, head: Token, kind: str, wanted: Sequence[str] = ()) -> Group:
        """The most salient entity before that is of the kind asked for."""
        found = [one for one in self._before(head, kind) if is_such(self._known.entity(one[1]), wanted)]
        return (max(found, key=lambda one: one[0])[1],) if found else ()

    def _before(self, head: Token, kind: str) -> Iterator[tuple[float, str]]:
        """Entities of a type with a score of how salient they are where ``head`` stands."""
        for at, (start, _, found) in enumerate(self._known.names()):
            if start >= head.idx:
                break
            if self._known.entity(found).type == kind:
                near = -(head.idx - start) / SPAN
                yield near + SUBJECT * self._rank(at) + OFTEN * min(self._counts[found], 5), found

    def _rank(self, at: int) -> int:
        if at not in self._ranks:
            start, end, _ = self._known.names()[at]
            span = self._doc.char_span(start, end, alignment_mode="expand")
            self._ranks[at] = rank(span.root) if span is not None else 0
        return self._ranks[at]

    def _definite_number(self, span: Span, head: Token, noun: str) -> Group:
        """The last so many entities for "the two countries", "the three companies"."""
        number = next((NUMBERS[token.lower_] for token in span if token.lower_ in NUMBERS), 0)
        kinds = PEOPLE if noun in ("person", "individual", "man", "woman", "leader") else nominal_kinds().get(noun)
        if not number or span[0].lower_ not in ("the", "both") or kinds is None or kinds[0] == "government":
            return ()
        return self._last(head, number, *kinds)

    def _last(self, head: Token, number: int, kind: str, wanted: Sequence[str] = ()) -> Group:
        """The last ``number`` different entities of a kind before ``head``, in text order; none if there are fewer."""
        last: dict[str, None] = {}
        for start, _, found in reversed(self._known.names()):
            entity = self._known.entity(found)
            if start < head.idx and entity.type == kind and is_such(entity, wanted):
                last[found] = None
            if len(last) == number:
                return tuple(reversed(last))
        return ()

    def _plural(self, head: Token) -> Group:
        """Everyone before to whom the article gives the title that a definite plural names ("the senators")."""
        if not any(token.lower_ in ("the", "these", "those") for token in head.lefts) or not is_role_head(head):
            return ()
        wanted = (*phrase(head)[:-1], head.lemma_.lower())
        found = dict.fromkeys(found for at, title, found in self.titles() if at < head.idx and fits(wanted, title))
        return tuple(found) if len(found) > 1 else ()

    def titles(self) -> list[tuple[int, tuple[str, ...], str]]:
        """Where the article gives a person a title, the title's words, and whom; in text order."""
        if self._titles is None:
            self._titles = []
            for start, end, found in self._known.names():
                if self._known.entity(found).type == "person":
                    span = self._doc.char_span(start, end, alignment_mode="expand")
                    self._titles.extend(
                        (head.idx, phrase(head), found) for head in (descriptions(self._doc, span) if span else ())
                    )
        return self._titles


SPAN, SUBJECT, OFTEN = 400.0, 0.5, 0.2
"""How far back counts as one step, and what a subject and each further mention are worth beside it."""

MAKER_REACH = 250
"""Tokens back that the maker of a document may stand."""

LESSER = frozenset({"local", "state", "regional", "provincial", "city", "municipal", "county"})
PEOPLE: tuple[str, tuple[str, ...]] = ("person", ())


@lru_cache(maxsize=1)
def nominal_kinds() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Nominal heads with the type of what they stand for and the words of which its name must have one."""
    return {row[0]: (row[1], items(row[2]) if len(row) > 2 else ()) for row in rows("nominals.tsv")}


@lru_cache(maxsize=1)
def documents() -> Mapping[str, tuple[str, ...]]:
    """Nouns for documents with the verbs whose subject makes one."""
    return {row[0]: items(row[1]) for row in rows("documents.tsv")}


def is_owner(head: Token) -> bool:
    """Whether a plural owns the noun behind it, in a text that has lost its apostrophes ("the departments complaint")."""
    if head.tag_ != "NNS" or head.i + 1 >= len(head.doc) or head.dep_ not in ("poss", "compound", "nmod", "amod", "nsubj"):
        return False
    return head.doc[head.i + 1].tag_ in ("NN", "NNS", "NNP", "JJ") and head.i > 0 and head.doc[head.i - 1].lower_ == "the"


def noun_of(head: Token) -> str:
    """The noun of a head as the list has it: as written, else its lemma."""
    return head.lower_ if head.lower_ in nominal_kinds() else head.lemma_.lower()


def is_indefinite(span: Span, head: Token) -> bool:
    """Whether a nominal is new or someone else's: "a judge", "sixteen states", "his lawyer", "the judge in …"."""
    opening = {token.lower_ for token in (span[0], *head.lefts)}
    owned = bool(opening & OWNERS) and is_role_head(head)
    placed = any(token.dep_ == "prep" and token.lower_ in PLACED for token in head.rights if token.i < span.end)
    return bool(opening & INDEFINITE) or owned or placed or any(token.dep_ == "nummod" for token in head.lefts)


def fits(wanted: tuple[str, ...], title: tuple[str, ...]) -> bool:
    """Whether a nominal's words can be short for a title: same head, nothing the title lacks, no vice or deputy lost."""
    if not title or wanted[-1] != title[-1]:
        return False
    return set(wanted) <= set(title) and not (set(title) - set(wanted)) & {"vice", "deputy", "assistant", "former"}


def is_such(entity: Entity, wanted: Sequence[str]) -> bool:
    """Whether an entity is of the kind that a nominal asks for."""
    if not wanted:
        return True
    parts = {part for form in (entity.name, *entity.aliases) for part in form.split()}
    return any(KINDS[word](entity) if word in KINDS else word in parts for word in wanted)


KINDS: Mapping[str, Callable[[Entity], bool]] = {
    "@country": lambda entity: entity.name in countries(),
    "@state": lambda entity: entity.name in states(),
    "@city": lambda entity: entity.name not in countries() and entity.name not in states(),
    "@acronym": lambda entity: any(is_acronym(form) for form in (entity.name, *entity.aliases)),
    "@party": lambda entity: entity.name in parties(),
    "@company": lambda entity: not set(entity.name.split()) & words("public_words.txt"),
}
