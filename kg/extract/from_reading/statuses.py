"""The status of a role out of a reading: by the words beside the title, by who is dead, else by the network."""

from __future__ import annotations

import re
from typing import cast

from spacy.tokens import Doc

from kg.extract.from_reading.source import Source
from kg.model import RoleStatus
from kg.reader import ReadLink
from kg.reader.schema import CLASSES
from kg.words import table
from kg.words import words as words_of

AFTER = re.compile(r"[\s-]*(elect|designate|nominee)\b")
NOT_BEFORE = frozenset({"candidate", "nominee", "late", "elect", "designate"})
"""Words of status that say nothing about the title that they stand before."""

FORMER = CLASSES["status"].index("former")


def status(source: Source, number: int, link: ReadLink) -> RoleStatus:
    """The status that words in or beside the title give; former for the dead; else the network's.

    The network's "former" counts only where the sentence has a word of it.
    """
    start, end = source.at(number)
    after = AFTER.match(source.text[end : end + 12])
    said = after[1] if after else beside(source.doc, start)
    if said not in (None, "current"):
        return cast("RoleStatus", table("status.tsv").get(said or "", said))
    person = source.who(link.tail)
    if person is not None and person.id in source.dead:
        return "former"
    if re.search(r"(?:candidate|hopeful|contender)s?$", source.words(number), re.IGNORECASE):
        return "candidate"
    shares = list(link.classes["status"])
    if shares[FORMER] == max(shares) and not tells_of_the_past(source, number, link):
        shares[FORMER] = 0.0
    return cast("RoleStatus", CLASSES["status"][shares.index(max(shares))])


def tells_of_the_past(source: Source, number: int, link: ReadLink) -> bool:
    """Whether the sentence of a title that does not stand right before its holder's name has a word of former times."""
    (start, end), (holder, _) = source.at(number), source.at(link.tail)
    if 0 <= holder - end <= 2:
        return False
    low, high = source.sentence(start)
    return any(word in words_of("past_words.txt") for word in re.findall(r"[a-z-]+", source.text[low:high].lower()))


def beside(doc: Doc, start: int) -> str | None:
    """The status that the last words before a title at offset ``start`` name: "former", "acting" and the like.

    Names, adjectives and nouns may stand in between ("former federal police chief"), a person ("former Roe adviser") and
    "and" ("former mayor and minister") only right before the title.
    """
    known = table("status.tsv")
    title = doc.char_span(start, start + 1, alignment_mode="expand")
    if title is None:
        return None
    noun = title[0].tag_[:1] != "V"
    for token in reversed(doc[max(0, title.start - REACH) : title.start]):
        word = token.lower_
        if known.get(word, "current") != "current" and word not in NOT_BEFORE:
            return known[word]
        name = doc[token.i + 1].text[0].isupper()
        joins = (word in ("of", "the") and name) or word == "de" or (word == "and" and noun and token.i + 1 == title.start)
        person = token.ent_type_ == "person" and token.i + 1 < title.start
        if person or not (joins or token.tag_ in BETWEEN or token.text[0].isupper()):
            return None
    return None


BETWEEN = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "POS", "HYPH", "CD", "AFX", "FW"})
REACH = 7
"""Words before a title in which one of status may stand."""
