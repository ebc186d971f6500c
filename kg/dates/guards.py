"""Conditions on the neighbours of a match, for words that are dates only in company: "may", "2000", "spring"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.dates.reading import Values
from kg.dates.scan import BREAK, Token

NOTHING = Token("", 0, 0, "BREAK")
AMBIGUOUS_MONTHS = frozenset({"may", "march", "april", "june", "august", "mar", "dec", "jan", "sept", "oct", "nov"})
NAMES = frozenset({"may", "april", "june", "august"})


class Place:
    """A match in its row of tokens, with the tokens around it."""

    def __init__(self, tokens: Sequence[Token], first: int, last: int, values: Values) -> None:
        self.tokens, self.first, self.last, self.values = tokens, first, last, values

    def at(self, offset: int) -> Token:
        """The token so many places before the match (negative) or after it (0 is the next one)."""
        place = self.first + offset if offset < 0 else self.last + offset
        return self.tokens[place] if 0 <= place < len(self.tokens) else NOTHING

    def word(self, offset: int) -> str:
        """The same, in small letters."""
        return self.at(offset).text.lower()

    def in_class(self, offset: int, name: str) -> bool:
        """Whether that token is in a class of words.txt."""
        return self.word(offset) in self.values[name]

    @property
    def own(self) -> Sequence[Token]:
        """The tokens of the match."""
        return self.tokens[self.first : self.last]

    def opens(self) -> bool:
        """Whether the match begins a sentence or a line."""
        return self.word(-1) in ("", BREAK, ".", "!", "?", '"', "“", "”", ":", "(", "—", "–", "-")

    def closes(self) -> bool:
        """Whether a clause ends after the match."""
        return self.word(0) in CLAUSE_END


CLAUSE_END = frozenset(
    [
        "",
        BREAK,
        *".,;:!?)\"”’'—–",
        "and",
        "but",
        "when",
        "as",
        "he",
        "she",
        "they",
        "it",
        "the",
        "in",
        "at",
        "on",
        "by",
        "with",
        "to",
    ]
)


def year(place: Place) -> bool:
    """A bare number of four digits is a year unless it counts, numbers or prices something."""
    number, before = int(place.own[0].text), place.word(-1)
    if (
        place.in_class(-1, "NUMBERED")
        or place.in_class(0, "COUNTED")
        or before in ("-", "/", "$", "€", "£", ",")
        and _figure(place.at(-2))
    ):
        return False
    if place.word(0) in ("%", "/", "°", "-") and (place.word(0) != "-" or _figure(place.at(1))):
        return place.word(0) == "-" and place.at(1).shape == "NUMBER" and len(place.at(1).text) in (2, 4)
    if 1900 <= number <= 2069:
        return place.at(-1).text not in NOT_BEFORE_YEAR
    return 1500 <= number <= 2199 and before in (
        "in",
        "since",
        "until",
        "by",
        "of",
        "from",
        "year",
        "circa",
        "before",
        "after",
        "between",
        "early",
        "late",
    )


NOT_BEFORE_YEAR = frozenset("$€£#+×*=<>@§")


def _figure(token: Token) -> bool:
    return token.text[:1].isdigit()


def month(place: Place) -> bool:
    """A bare month; "may", "march" and first names only in a place where a date can stand."""
    own, before, after = place.own[0].text, place.at(-1), place.at(0)
    word = own.lower().rstrip(".")
    if word not in AMBIGUOUS_MONTHS:
        return True
    if after.shape == "NUMBER" and "." not in own and place.word(0) not in ("%",):
        return own[:1].isupper()
    if own.islower() or (own.isupper() and len(own) > 1 and not before.text.isupper()):
        return False
    if before.text.lower() in DATE_BEFORE or (after.text.lower() == "of" and place.word(1) in YEARLY):
        return True
    if word == "march":
        return False
    if word in NAMES and (before.text[:1].isupper() and not place.opens() and before.text.lower() not in DATE_BEFORE):
        return False
    return (
        word not in ("may", "dec", "mar", "april", "june", "august")
        or after.text in ("'s", "’s")
        and place.opens()
        and word in ("april", "june", "august")
    )


DATE_BEFORE = frozenset(
    "in on by since until till from to of before after during between through for last next this that each every early late mid "
    "- – late-may and or throughout around the past previous following beginning end, start".split()
)


YEARLY = frozenset(["this", "last", "next", "that", "the"])


def day(place: Place) -> bool:
    """A month and a number: "May 3", but not "may 3" or "March 12,000"."""
    words = [t for t in place.own if t.text[:1].isalpha()]
    own = words[-1].text if len(words) == 1 else words[0].text
    if own.lower().rstrip(".") in ("may", "march", "mar", "dec") and own.islower():
        return False
    return not place.in_class(0, "COUNTED") and place.word(0) not in ("%", "percent")


def british(place: Place) -> bool:
    """A number and a month: "6 April", but not "Title 6 March"."""
    return not place.own[-1].text.islower() and not place.in_class(-1, "NUMBERED") and place.word(-1) not in ("$", "-")


def dayalone(place: Place) -> bool:
    """ "on the 3rd", not followed by what it orders ("on the 3rd floor")."""
    return place.closes()


def weekday(place: Place) -> bool:
    """Not the name of a paper or holiday ("Good Friday", "Black Friday", "Sunday Times")."""
    word = place.own[0].text
    return (
        word[:1].isupper()
        and place.word(-1) not in ("good", "black", "ash", "cyber", "bloody", "palm", "super")
        and place.word(0) not in NAMED_AFTER_DAY
    )


NAMED_AFTER_DAY = frozenset("times telegraph mirror mail express herald".split())


def season(place: Place) -> bool:
    """A season as a time: after a preposition or article, and not "spring water", "fall in prices"."""
    own, before = place.own[-1].text.lower(), place.word(-1)
    article = len(place.own) > 1
    led = before in (
        "in",
        "during",
        "by",
        "until",
        "since",
        "through",
        "throughout",
        "of",
        "this",
        "last",
        "next",
        "from",
        "every",
        "over",
        "early",
        "late",
        "mid",
        "for",
        "and",
        "or",
        "before",
        "after",
    )
    if own in ("fall", "spring"):
        return (
            led
            and article
            and place.closes()
            or before in ("in", "this", "last", "next", "since", "by", "until")
            and (place.closes() or article)
        )
    return (led or article and before in ("in", "during", "over", "of", "by", "for", "through")) and place.word(0) not in (
        "olympics",
        "olympic",
        "games",
        "paralympics",
        "school",
        "camp",
        "palace",
    )


def quarter(place: Place) -> bool:
    """A quarter of the year, not of a game."""
    return place.word(0) not in ("pounder", "century", "mile")


def short(place: Place) -> bool:
    """A year of two digits after a preposition or a month."""
    return place.word(-1) in (
        "in",
        "since",
        "of",
        "from",
        "until",
        "by",
        "the",
        "summer",
        "fall",
        "spring",
        "winter",
        "class",
        "early",
        "late",
    )


def span(place: Place) -> bool:
    """Two years as one, "2012-13": the second follows the first."""
    first, second = place.own[0].text, place.own[-1].text
    return 1900 <= int(first) <= 2069 and int(second) == (int(first) + 1) % 100


def units(place: Place) -> bool:
    """A bare plural ("years", "for months") as a length of time."""
    return (
        place.word(-1)
        in (
            "for",
            "in",
            "of",
            "after",
            "over",
            "within",
            "through",
            "took",
            "take",
            "takes",
            "spent",
            "than",
            "last",
            "lasted",
            "until",
            "these",
            "those",
            "nearly",
            "to",
        )
        and place.closes()
        or place.word(0) in ("later", "earlier", "before", "after")
    )


def length(place: Place) -> bool:
    """A number and a unit, not "second" as an ordinal or "one day" as once."""
    words = [t.text.lower() for t in place.own]
    if words[-1] == "second":
        return len(words) > 1 and words[0] not in ("a", "one") and words[1] == "-"
    return place.word(-1) not in ("$", "€", "£", "%") and words != ["one", "day"] and not place.in_class(-1, "NUMBERED")


def ends(place: Place) -> bool:
    """ "a week later", "the day before" without what it is later than: then it counts from the date before."""
    return place.own[-1].text.lower() not in ("before", "after", "prior") or place.word(0) in CLAUSE_END - {
        "he",
        "she",
        "they",
        "it",
        "the",
        "in",
        "at",
        "on",
        "by",
        "with",
        "to",
    }


def refend(place: Place) -> bool:
    """ "in the past" with nothing after it."""
    return place.word(-1) in ("in", "of", "from") and place.closes()


def rate(place: Place) -> bool:
    """ "a year" after an amount: "$40 a year", "twice a week"."""
    before = place.at(-1)
    return place.own[0].text.lower() == "per" or _figure(before) or before.text.lower() in RATED


RATED = frozenset(
    "times million billion hundred thousand dollars percent % twice once cents people euros pounds barrels points tons hours".split()
)

GUARDS: dict[str, Callable[[Place], bool]] = {
    guard.__name__: guard
    for guard in (year, month, day, british, dayalone, weekday, season, quarter, short, span, units, length, ends, refend, rate)
}
