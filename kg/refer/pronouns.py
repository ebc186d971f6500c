"""Resolves pronouns to entities named before, by gender, number and salience."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from spacy.tokens import Doc, Span, Token

from kg.refer.discourse import SUBJECTS, Discourse, Seen, clause_subjects, verb_above
from kg.refer.genders import read_gender
from kg.refer.known import Known
from kg.refer.voices import Voices
from kg.words import words

GENDERED = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})


class Weights(msgspec.Struct, frozen=True):
    """What speaks for and against a person as the antecedent of "he" or "she", tuned on training articles and GUM."""

    main_subject: float = 1.5
    subject: float = 1.5
    subject_above: float = 2.5
    in_quotation: float = -4.0
    pronoun: float = 0.1
    unknown_gender: float = -0.8
    one_word: float = -1.0
    headline: float = -0.5
    unlike: float = 0.0
    sentence: float = -1.2


WEIGHTS = Weights()
REACH = 8
"""Sentences back that an antecedent may lie."""

SUBJECT_REACH = 3
"""Sentences back that the subject which "it" or "they" takes up may lie."""

Group = tuple[str, ...]


def is_pronoun(token: Token) -> bool:
    """Whether ``token`` is a pronoun that can stand for an entity; "US" and "WHO" are none."""
    lower = token.lower_
    if token.text.isupper() and len(token.text) > 1:
        return False
    return (
        lower in GENDERED
        or lower in NEUTER
        or lower in PLURAL
        or lower in FIRST
        or (lower in RELATIVE and token.tag_[:1] == "W")
    )


class Pronouns:
    """Finds whom the pronouns of an article stand for, all in one pass from the first to the last."""

    def __init__(self, doc: Doc, known: Known) -> None:
        self._doc = doc
        self._known = known
        self._genders: dict[str, str | None] = {}
        self._found: dict[int, Group] | None = None
        self._voices: Voices | None = None
        self._discourse = Discourse(doc)
        self._seen: list[Seen] = []

    def resolve(self, token: Token) -> Group:
        """The ids of the entities that the pronoun stands for; several only for "they" and "we", none where nothing fits."""
        if token.lower_ in RELATIVE:
            return self._antecedent(token)
        if token.lower_ in FIRST:
            return self._speaker(token)
        return self._all().get(token.i, ())

    def _all(self) -> dict[int, Group]:
        if self._found is None:
            self._found = {}
            self._read(self._found)
        return self._found

    def gender(self, entity: str) -> str | None:
        """``female``, ``male`` or None, by titles, first names and the pronouns resolved so far."""
        if entity not in self._genders:
            spans = (self._span(start, end) for start, end, found in self._known.names() if found == entity)
            self._genders[entity] = read_gender(self._doc, self._known.entity(entity), spans)
        return self._genders[entity]

    def _span(self, start: int, end: int) -> Span:
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            raise ValueError(f"no token at [{start}, {end})")
        return span

    def _read(self, resolved: dict[int, Group]) -> None:
        """Goes through the text once and resolves each pronoun of the third person by what stands before it."""
        names = {span.root.i: found for span, found in ((self._span(s, e), found) for s, e, found in self._known.names())}
        for token in self._doc:
            if token.i in names:
                self._seen.append(self._discourse.seen(token, names[token.i], named=True))
            elif token.lower_ in GENDERED:
                resolved[token.i] = self._person(token, GENDERED[token.lower_])
            elif token.lower_ in NEUTER or token.lower_ in PLURAL:
                resolved[token.i] = self._thing(token, plural=token.lower_ in PLURAL)

    def _person(self, token: Token, gender: str) -> Group:
        found = self._best(token, self._people(gender))
        if found is None:
            return ()
        self._genders[found] = self.gender(found) or gender
        self._seen.append(self._discourse.seen(token, found, named=False))
        return (found,)

    def _people(self, gender: str) -> Iterator[Seen]:
        for seen in reversed(self._seen):
            if self._known.entity(seen.entity).type == "person" and self.gender(seen.entity) in (None, gender):
                yield seen

    def _best(self, token: Token, candidates: Iterable[Seen]) -> str | None:
        sentence = self._discourse.sentence(token)
        above = {subject.i for subject in clause_subjects(token)}
        best: tuple[float, str] | None = None
        for seen in candidates:
            distance = sentence - seen.sentence
            if distance > REACH:
                break
            if clashes(seen.token, token):
                continue
            score = self._score(seen, token, distance, above)
            if best is None or score > best[0]:
                best = (score, seen.entity)
        return best[1] if best else None

    def _score(self, seen: Seen, token: Token, distance: int, above: set[int]) -> float:
        known = self.gender(seen.entity)
        marks = (
            (seen.rank == 2, WEIGHTS.main_subject),
            (seen.rank == 1, WEIGHTS.subject),
            (seen.token.i in above, WEIGHTS.subject_above),
            (seen.quoted and self._discourse.quote(token) != self._discourse.quote(seen.token), WEIGHTS.in_quotation),
            (not seen.named, WEIGHTS.pronoun),
            (known is None, WEIGHTS.unknown_gender),
            (known is None and " " not in self._known.entity(seen.entity).name, WEIGHTS.one_word),
            (seen.sentence == 0, WEIGHTS.headline),
            (token.dep_ in SUBJECTS and seen.rank == 0, WEIGHTS.unlike),
        )
        return WEIGHTS.sentence * distance + sum(weight for holds, weight in marks if holds)

    def _thing(self, token: Token, *, plural: bool) -> Group:
        """The organisation, country or group that "it" or "they" takes up: the subject above or before it."""
        for subject in self._subjects(token):
            found = self._subject(subject, plural=plural)
            if found:
                return found
        return ()

    def _subjects(self, token: Token) -> Iterator[Token]:
        yield from clause_subjects(token)
        first = self._discourse.sentence(token) - SUBJECT_REACH
        own = verb_above(token)
        for at in range(token.i - 1, -1, -1):
            other = self._doc[at]
            if other.dep_ in SUBJECTS and (other.head != own or token.lower_ in POSSESSIVE):
                if self._discourse.sentence(other) < first:
                    return
                yield other

    def _subject(self, subject: Token, *, plural: bool) -> Group:
        """The entities of a subject, if "it" or "they" can take it up."""
        if subject.lower_ in (PLURAL if plural else NEUTER):
            return self._all().get(subject.i, ())
        if plural and (joined := self._joined(subject)):
            return joined
        names = self._known.names_in(subject.idx, subject.idx + len(subject))
        if names:
            kind = self._known.entity(names[0][2]).type
            return (names[0][2],) if kind == "organization" or (kind == "place" and not plural) else ()
        return (self._known.phrase(subject),) if can_be(subject, plural=plural) else ()

    def _joined(self, subject: Token) -> Group:
        """The named entities of a subject that joins several ("Roe and Poe")."""
        heads = [subject, *subject.conjuncts]
        found = [name[2] for head in heads for name in self._known.names_in(head.idx, head.idx + len(head))]
        return tuple(dict.fromkeys(found)) if len(set(found)) > 1 and len(found) == len(heads) else ()

    def _speaker(self, token: Token) -> Group:
        """Who says the words that "I" or "we" stands in."""
        if self._voices is None:
            self._voices = Voices(self._doc, self._discourse, self._sayer)
        found = self._voices.speaker(token)
        return found if token.lower_ in WE else found[:1]

    def _sayer(self, subject: Token) -> Group:
        if joined := self._joined(subject):
            return joined
        names = self._known.names_in(subject.idx, subject.idx + len(subject))
        if names:
            return (names[0][2],) if self._known.entity(names[0][2]).type != "place" else ()
        return self._all().get(subject.i, ())

    def _antecedent(self, token: Token) -> Group:
        clause = token.head
        while clause.dep_ != "relcl" and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ != "relcl":
            return ()
        return tuple(name[2] for name in self._known.names_in(clause.head.idx, clause.head.idx + len(clause.head)))


def can_be(subject: Token, *, plural: bool) -> bool:
    """Whether "they" or "it" can take up a subject that names nobody: a group of people, a body."""
    lemma = subject.lemma_.lower()
    many = subject.tag_ in ("NNS", "NNPS")
    if plural:
        return lemma in words("group_nouns.txt") if not many else lemma in words("group_nouns.txt") | words("role_heads.txt")
    return lemma in words("nominals.tsv") and not many


def clashes(candidate: Token, pronoun: Token) -> bool:
    """Whether both are arguments of one verb, which then cannot be one and the same ("Roe thanked him")."""
    if pronoun.lower_ in POSSESSIVE and pronoun.dep_ == "poss":
        return False
    if pronoun.lower_.endswith("self"):
        return False
    return candidate.head == pronoun.head and candidate.head.pos_ in ("VERB", "AUX")
