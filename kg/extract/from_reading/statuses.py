"""The status of a role out of a reading: by the words beside the title, by who is dead, else by the network."""

from __future__ import annotations

import re
from typing import cast

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
    said = after[1] if after else beside(source.text[max(0, start - 80) : start])
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


def beside(before: str) -> str | None:
    """The status that the last words before a title name: "former", "acting" and the like, names and demonyms in between."""
    known = table("status.tsv")
    for word in reversed(re.findall(r"[^\s,;:()\"“”-]+-?|[,;:()\"“”]", before)[-6:]):
        lower = word.lower()
        if known.get(lower, "current") != "current" and lower not in NOT_BEFORE:
            return known[lower]
        if not (word[:1].isupper() or lower in ("of", "the", "and", "deputy", "vice", "assistant")):
            return None
    return None
