"""Conditions on the neighbours of a match, for words that are dates only in company: "may", "2000", "spring".

The words that a condition asks for are classes of words.txt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.dates.reading import Values
from kg.dates.scan import BREAK, Token

NOTHING = Token("", 0, 0, "BREAK")
SURE_YEARS = range(1900, 2070)
"""Numbers that are years with nothing to say so; those of ``LED_YEARS`` are after "in", "since" and the like."""
LED_YEARS = range(1500, 2200)


class Place:
    """A match in its row of tokens, with the tokens around it."""

    def __init__(self, tokens: Sequence[Token], first: int, last: int, values: Values) -> None:
        self.tokens, self.first, self.last, self.values = tokens, first, last, values

    def at(self, offset: int) -> Token:
        """The token so many places before the match (negative) or after it (0 is the next one)."""
        place = self.first + offset if offset < 0 else self.last + offset
        return self.tokens[place] if 0 <= place < len(self.tokens) else NOTHING

    def has(self, offset: int, name: str) -> bool:
        """Whether the token at that place is in a class of words.txt."""
        return self.at(offset).text.lower() in self.values[name]

    @property
    def own(self) -> Sequence[Token]:
        """The tokens of the match."""
        return self.tokens[self.first : self.last]

    @property
    def words(self) -> list[str]:
        """The same as small letters."""
        return [token.text.lower() for token in self.own]

    def has_year(self) -> bool:
        """Whether the match begins with a number that can be a year."""
        return self.words[0].isdigit() and int(self.words[0]) in SURE_YEARS

    def opens(self) -> bool:
        """Whether the match begins a sentence or a line."""
        text = self.at(-1).text
        return text in ("", BREAK) or not (text[0].isalnum() or text == ",")

    def closes(self) -> bool:
        """Whether a clause ends after the match or goes on with another phrase."""
        return self.ends() or self.has(0, "GOESON")

    def ends(self) -> bool:
        """Whether a clause ends after the match."""
        return self.at(0).text in ("", BREAK) or self.has(0, "CLOSING")


def year(place: Place) -> bool:
    """A bare number of four digits is a year unless it counts, numbers or prices something, or is a part of a number."""
    if place.has(-1, "NUMBERED") or place.has(0, "COUNTED") or _cut_out(place):
        return False
    number = int(place.own[0].text)
    return number in SURE_YEARS or (number in LED_YEARS and place.has(-1, "YEARLED"))


def _cut_out(place: Place) -> bool:
    """Whether the number goes on before or after a mark, as in a telephone number; ranges and lists of years do not."""
    before = place.at(-1).text in ("/", "-", "–", ",") and _figure(place.at(-2)) and not _dated(place.at(-2))
    after = place.at(0).text in ("/", "-", "–") and _figure(place.at(1)) and len(place.at(1).text) not in (2, 4)
    return before or after


def _figure(token: Token) -> bool:
    return token.text[:1].isdigit()


def _dated(token: Token) -> bool:
    return token.text.isdigit() and len(token.text) in (1, 2, 4)


def decade(place: Place) -> bool:
    """Two digits are a decade with an apostrophe or after "the" and the like: "the 60s", not "a woman in her 60s"."""
    if len(place.own[-1].text.rstrip("s'’")) != 2 or not place.own[-1].text[0].isdigit():
        return True
    return len(place.own) > 1 or (place.has(-1, "YEARLED") and not place.has(-2, "OWN") and place.at(0).text.lower() != "of")


def slash(place: Place) -> bool:
    """Two figures with a slash are a day after "on", "since" and the like; three are one anywhere."""
    return len(re.split(r"[/.-]", place.own[0].text)) == 3 or place.has(-1, "SLASHLED")


def month(place: Place) -> bool:
    """A bare month; "may", "march" and first names only where a date can stand."""
    own = place.words[0]
    if own in place.values["SHORTMONTH"]:
        return place.own[0].text.istitle() and place.has(-1, "DATELED") and not place.at(0).text[:1].isupper()
    if own not in place.values["VERBMONTH"] and own not in place.values["NAMEMONTH"]:
        return True
    if place.own[0].text.islower():
        return False
    attributive = place.at(-1).text.lower() == "the" and place.at(0).text.islower() and not place.has(0, "PREP")
    described = own in place.values["NAMEMONTH"] and place.has(0, "MONTHNOUN")
    return attributive or described or place.has(-1, "DATELED") or (place.at(0).text.lower() == "of" and place.has(1, "YEARLY"))


def day(place: Place) -> bool:
    """A month and a number: "May 3", but not "may 3" or "March 12 percent"."""
    name = next(token.text for token in place.own if token.text[:1].isalpha() and token.text.lower() in place.values["MONTH"])
    return not (name.islower() and name in place.values["VERBMONTH"]) and not place.has(0, "COUNTED")


def british(place: Place) -> bool:
    """A number and a month: "6 April", but not "Title 6 March"."""
    return not place.own[-1].text.islower() and not place.has(-1, "NUMBERED") and place.at(-1).text != "-"


def closes(place: Place) -> bool:
    """The clause ends, or goes on with another phrase: "on the 3rd", not "on the 3rd floor"."""
    return place.closes()


def weekday(place: Place) -> bool:
    """Not part of a name ("Black Friday", "Sunday Times"), nor the sun at the end of a sentence."""
    if place.words[0] in place.values["SHORTSUN"] and not (_figure(place.at(0)) or place.has(-1, "DATELED")):
        return False
    return place.own[0].text[:1].isupper() and not place.has(-1, "NODAYBEFORE") and not place.has(0, "NODAYAFTER")


def season(place: Place) -> bool:
    """A season as a time: after a preposition or article, and not "spring water", "a fall in prices"."""
    own, article = place.words[-1], len(place.own) > 1
    if place.has(0, "NOSEASON"):
        return False
    if own in ("fall", "spring"):
        return (place.has(-1, "SEASONLED") and article and place.closes()) or (
            place.has(-1, "FALLIN") and (place.closes() or article)
        )
    return place.has(-1, "SEASONLED") or (article and place.has(-1, "SEASONIN"))


def quarter(place: Place) -> bool:
    """A quarter of the year."""
    return not place.has(0, "NOQUARTER")


def short(place: Place) -> bool:
    """A year of two digits after a preposition or a season."""
    return place.has(-1, "SHORTLED")


def span(place: Place) -> bool:
    """Two years as one, "2012-13": the second follows the first."""
    first, second = int(place.own[0].text), int(place.own[-1].text)
    return first in SURE_YEARS and second == (first + 1) % 100


def units(place: Place) -> bool:
    """A bare plural ("for years") as a length of time."""
    waited = place.at(-1).text.lower() == "for" and not _figure(place.at(0))
    return waited or (place.has(-1, "UNITSLED") and place.closes()) or place.has(0, "UNITSON")


def length(place: Place) -> bool:
    """A number and a unit, not a price, a thing's number or "second" as an ordinal."""
    if place.words[-1] == "second":
        return place.words[1:2] == ["-"] and place.words[0] not in ("a", "one")
    if place.words[-1] == "quarter" and place.has(0, "QUARTERED"):
        return False
    return not place.has(-1, "MONEY") and not place.has(-1, "NUMBERED")


def attributive(place: Place) -> bool:
    """A number and a singular before the noun that they describe, without their hyphen: "a three day stay"."""
    counts = place.words[0] != "one" and not place.has_year()
    return length(place) and counts and place.at(0).text[:1].isalpha() and not place.has(0, "PREP")


def back(place: Place) -> bool:
    """As in "two years back", not "two years back pay" or "two weeks back to the wall"."""
    return not place.has(0, "NOBACK")


def ahead(place: Place) -> bool:
    """As in "the months ahead", not "months ahead of the vote"."""
    return place.at(0).text.lower() != "of"


def soon(place: Place) -> bool:
    """As in "soon", not "soon after" or "shortly before"."""
    return not place.has(0, "NOTSOON")


def future(place: Place) -> bool:
    """The future in small letters, so that no title is one."""
    return place.own[-1].text.islower()


def today(place: Place) -> bool:
    """Today, unless it ends a name ("USA Today")."""
    before = place.at(-1).text
    return place.own[0].text.islower() or place.at(-1).shape != "WORD" or before.islower()


def plain(place: Place) -> bool:
    """As in "daily briefing", not "Daily Mail"."""
    return place.own[0].text.islower() or not place.at(0).text[:1].isupper()


def anchored(place: Place) -> bool:
    """As in "a week later", or "the day before" with nothing that it is before: then it counts from the date before."""
    return place.words[-1] not in ("before", "after", "prior") or place.ends()


def past(place: Place) -> bool:
    """As in "in the past" with nothing after it."""
    return place.at(-1).text.lower() in ("in", "of", "from") and place.closes()


def rate(place: Place) -> bool:
    """As in "a year" after an amount: "$40 a year", "twice a week"."""
    return place.words[0] == "per" or _figure(place.at(-1)) or place.has(-1, "RATED")


def dirty(place: Place) -> bool:
    """As in "last weeks announcement": a possessive whose apostrophe was lost."""
    return place.at(0).text[:1].isalpha() and not place.has(0, "PREP")


def weekend(place: Place) -> bool:
    """A weekend of the calendar, not "weekend warriors" or "every weekend"."""
    return len(place.own) > 1 or place.has(-1, "WEEKENDLED")


def whole(place: Place) -> bool:
    """A whole number of units."""
    return not set(place.words) & {"half", "½"} and not any(mark in word for word in place.words for mark in "./")


GUARDS: dict[str, Callable[[Place], bool]] = {
    guard.__name__: guard
    for guard in (
        *(ahead, anchored, attributive, back, british, closes, day, decade, dirty, future, length, month),
        *(past, plain, quarter, rate, season, short, slash, soon, span, today, units, weekday, weekend, whole, year),
    )
}
