"""Resolves pronouns to entities named before, by gender, number and salience."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.refer.nominals import Known
from kg.refer.titles import descriptions
from kg.words import GENDERS, gender_of, table

GENDERED = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
REACH = 6


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
    """Finds whom the pronouns of an article stand for."""

    def __init__(self, doc: Doc, known: Known) -> None:
        self._doc = doc
        self._known = known
        self._genders: dict[str, str | None] = {}

    def resolve(self, token: Token) -> str | None:
        """The id of the entity that the pronoun stands for; None where nothing fits."""
        lower = token.lower_
        if lower in RELATIVE:
            return self._antecedent(token)
        if lower in FIRST:
            return self._speaker(token)
        gender = GENDERED.get(lower)
        kinds = ("person",) if gender else ("organization", "place")
        found = self._most_salient(token, kinds, gender)
        if found is not None and gender is not None:
            self._genders[found] = gender
        return found

    def gender(self, entity: str) -> str | None:
        """``female``, ``male`` or None, by first names, titles and the pronouns resolved so far."""
        if entity not in self._genders:
            self._genders[entity] = self._read_gender(entity)
        return self._genders[entity]

    def _read_gender(self, entity: str) -> str | None:
        one = self._known.entity(entity)
        for start, end, found in self._known.names():
            if found == entity:
                span = self._doc.char_span(start, end, alignment_mode="expand")
                for word in self._beside(span) if span is not None else ():
                    letter = table("honorifics.tsv").get(word) or table("kinship.tsv").get(word.lower())
                    if letter:
                        return GENDERS[letter]
        for form in sorted((one.name, *one.aliases), key=lambda form: (-len(form), form)):
            parts = form.split()
            if len(parts) > 1 and (gender := gender_of(parts[0])):
                return gender
        return None

    def _beside(self, span: object) -> Iterator[str]:
        start = span.start  # type: ignore[attr-defined]
        if start:
            yield self._doc[start - 1].text
        for head in descriptions(self._doc, span):  # type: ignore[arg-type]
            yield head.text

    def _antecedent(self, token: Token) -> str | None:
        clause = token.head
        while clause.dep_ not in ("relcl", "ROOT"):
            clause = clause.head
        if clause.dep_ != "relcl":
            return None
        head = clause.head
        for _, _, found in self._known.names_in(head.idx, head.idx + len(head)):
            return found
        return None

    def _speaker(self, token: Token) -> str | None:
        """The subject of the nearest verb of saying around the quotation that the pronoun stands in."""
        best: tuple[int, str] | None = None
        for start, end, found in self._known.names():
            span = self._doc.char_span(start, end, alignment_mode="expand")
            if span is None or span.root.dep_ not in SUBJECTS or span.root.head.lemma_ not in SAYING:
                continue
            distance = abs(start - token.idx)
            if best is None or distance < best[0]:
                best = (distance, found)
        return best[1] if best else None

    def _most_salient(self, token: Token, kinds: tuple[str, ...], gender: str | None) -> str | None:
        for sentence in self._sentences_back(token):
            best: tuple[float, str] | None = None
            for start, end, found in self._known.names_in(sentence.start_char, min(sentence.end_char, token.idx)):
                entity = self._known.entity(found)
                if entity.type not in kinds or start >= token.idx:
                    continue
                if gender and self.gender(found) not in (None, gender):
                    continue
                score = self._salience(start, end, token, gender is not None and self.gender(found) == gender)
                if best is None or score > best[0]:
                    best = (score, found)
            if best is not None:
                return best[1]
        return None

    def _salience(self, start: int, end: int, token: Token, sure: bool) -> float:
        span = self._doc.char_span(start, end, alignment_mode="expand")
        root = span.root if span is not None else token
        role = 2.0 if root.dep_ in SUBJECTS else 1.0 if root.dep_ in ("dobj", "pobj", "appos") else 0.5
        same_clause = root.head == token.head and root.dep_ in SUBJECTS and token.dep_ in ("dobj", "pobj")
        return role + (1.5 if sure else 0.0) - (3.0 if same_clause else 0.0) + start / 1e6

    def _sentences_back(self, token: Token) -> Iterator[object]:
        sentence = token.sent
        for _ in range(REACH):
            yield sentence
            if sentence.start == 0:
                return
            sentence = self._doc[sentence.start - 1].sent


SAYING = frozenset(
    ["say", "tell", "add", "state", "write", "note", "explain", "argue", "announce", "declare", "claim", "warn", "ask", "call", "insist", "conclude", "comment"]
)
