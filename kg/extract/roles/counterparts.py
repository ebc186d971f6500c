"""People who hold the office of another in their own country: "his Greek and French counterparts, Jane Roe and John Poe"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from kg.extract.roles.bodies import office
from kg.extract.roles.found import NOUNISH
from kg.model import Entity, RoleClaim
from kg.text import text_of
from kg.words import countries, demonyms


class Counterpart(NamedTuple):
    """The claim whose office is meant, who holds its like, in which country, and where both stand in code points."""

    model: RoleClaim
    who: Entity
    country: Entity
    person: tuple[int, int]
    adjective: tuple[int, int]


def find(doc: Doc, claims: Sequence[RoleClaim]) -> Iterator[Counterpart]:
    """Everybody whom ``doc`` calls the counterpart of somebody with one of the offices of ``claims``."""
    for token in doc:
        if token.lemma_ != "counterpart":
            continue
        model = office_before(claims, token)
        adjectives = countries_before(token)
        people = named_behind(doc, token)
        if model is None or len(adjectives) != len(people):
            continue
        for word, person in zip(adjectives, people, strict=True):
            who = doc._.referents.at(person.start_char, person.end_char)
            country = doc._.referents.named(demonyms()[word.text], "place")
            if who is not None and who.type == "person":
                place, adjective = (person.start_char, person.end_char), (word.idx, word.idx + len(word))
                yield Counterpart(model, who, country, place, adjective)


def office_before(claims: Sequence[RoleClaim], token: Token) -> RoleClaim | None:
    """The last national office before ``token``, in its sentence or the one before."""
    sentence = token.sent.start
    low = (token.doc[sentence - 1].sent if sentence else token.sent).start_char
    before = [one for one in claims if "role" in one.spans and low <= one.spans["role"][0] < token.idx]
    row = office(before[-1].role or "") if before else None
    return before[-1] if row is not None and row[0] == "@country" else None


def countries_before(token: Token) -> list[Token]:
    """The adjectives of countries that are joined before ``token``."""
    found: list[Token] = []
    at = token.i - 1
    while at >= token.sent.start and (token.doc[at].tag_ in NOUNISH or token.doc[at].text in (",", "and")):
        word = token.doc[at]
        if word.text in demonyms() and demonyms()[word.text] in countries():
            found.insert(0, word)
        at -= 1
    return found


def named_behind(doc: Doc, token: Token) -> list[Span]:
    """The names of people right behind ``token``, alone or joined by commas and "and"."""
    found: list[Span] = []
    end = token.i + 1
    for ent in doc.ents:
        if ent.start < end:
            continue
        between = text_of(doc)[doc[end - 1].idx + len(doc[end - 1]) : ent.start_char].strip(" ")
        if ent.label_ != "person" or between not in ("", ",", "and", ", and"):
            break
        found.append(ent)
        end = ent.end
    return found
