"""What the words of a match say: numbers, days, years, and the form that a rule makes of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

LEXICAL: dict[str, tuple[str, ...]] = {
    "month": ("MONTH",),
    "weekday": ("WEEKDAY", "SHORTDAY", "WEEKDAYS"),
    "season": ("SEASON",),
    "unit": ("UNIT", "UNITS", "CLOCKUNIT", "CLOCKUNITS", "LASTING"),
    "part": ("DAYPART",),
    "point": ("POINT",),
    "freq": ("FREQ", "PLURALDAY"),
    "ref": ("NOW", "ONCE", "SOON"),
    "half": ("HALFDAY", "DAYHALF"),
    "mod": ("START", "END", "MIDDLE", "HEDGE"),
}
CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d\d))?(:\d\d)?\s*([ap])?", re.IGNORECASE)
PIVOT = 40
"""Two-digit years below it are of this century."""

Values = Mapping[str, Mapping[str, str]]


def lexical(words: Sequence[str], values: Values, classes: Sequence[str]) -> str | None:
    """The value of the one of the words that is in one of the classes."""
    for name in classes:
        for word in words:
            if word.lower() in values[name]:
                return values[name][word.lower()]
    return None


def day(words: Sequence[str], values: Values) -> str | None:
    """Two digits of a day of the month ("6", "6th"); None above 31."""
    digits = re.match(r"\d+", words[0])
    return f"{int(digits[0]):02d}" if digits and 1 <= int(digits[0]) <= 31 else None


def ordinal(words: Sequence[str], values: Values) -> str | None:
    """The number of "third" or "3rd"; -1 for "last"."""
    if re.match(r"\d", words[0]):
        return str(int(re.match(r"\d+", words[0])[0]))  # type: ignore[index]
    return lexical(words, values, ("ORDINAL",))


def century(words: Sequence[str], values: Values) -> str | None:
    """The two digits with which the years of "the 20th century" begin."""
    number = ordinal(words, values)
    return f"{int(number) - 1:02d}" if number and 1 <= int(number) <= 30 else None


def year(words: Sequence[str], values: Values) -> str | None:
    """Four digits of "2018", "’98", "FY 18"."""
    digits = re.sub(r"\D", "", words[0])
    return full_year(digits) if digits else None


def full_year(digits: str) -> str:
    """Four digits for four or two."""
    return digits if len(digits) == 4 else f"{20 if int(digits) < PIVOT else 19}{digits}"


def decade(words: Sequence[str], values: Values) -> str | None:
    """The three digits with which the years of "1990s", "’90s", "the nineties" begin."""
    digits = re.sub(r"\D", "", words[0])
    if not digits:
        named = lexical(words, values, ("DECADES",))
        return f"19{named}" if named else None
    return full_year(digits)[:3] if len(digits) == 4 else f"{20 if int(digits) < 20 else 19}{digits[0]}"


def clock(words: Sequence[str], values: Values) -> str | None:
    """``THH:MM`` of "10:30", "8pm", "12", "0930"; with seconds where they are given."""
    found = CLOCK.match(values["NUMWORD"].get(words[0].lower(), words[0]))
    if not found:
        return None
    hour, minute, half = int(found[1]), f"{found[2] or '00'}{found[3] or ''}", (found[4] or "").lower()
    return timed(hour, minute, half) if hour <= 24 else None


def timed(hour: int, minute: str, half: str) -> str:
    """``THH:MM`` from an hour, its minutes and "a", "p" or nothing."""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02d}:{minute}"


def in_half(time: str, half: str) -> str:
    """``THH:MM`` of a clock time that is "AM" or "PM"."""
    return timed(int(time[1:3]), time[4:], half[0].lower())


def quarter(words: Sequence[str], values: Values) -> str | None:
    """The digit of "third", "3rd", "Q3", "3Q", "final"."""
    digits = re.sub(r"\D", "", words[0])
    number = digits or lexical(words, values, ("ORDINAL",))
    return "4" if number == "-1" else number if number in ("1", "2", "3", "4") else None


def half(words: Sequence[str], values: Values) -> str | None:
    """The digit of "first half", "second half", "last half"."""
    number = ordinal(words, values)
    return "2" if number == "-1" else number if number in ("1", "2") else None


def count(words: Sequence[str], values: Values) -> str | None:
    """The number that words or digits write, as digits; a half as ".5"; None where they write none."""
    total, current = Fraction(0), Fraction(0)
    for word in (w.lower() for w in words):
        if word in values["SCALE"]:
            scale = int(values["SCALE"][word])
            current = (current or Fraction(1)) * scale
            total, current = (total + current, Fraction(0)) if scale >= 1000 else (total, current)
        elif word == "half":
            current = current + Fraction(1, 2)
        elif word == "couple":
            current = Fraction(2)
        elif (value := _number(word, values)) is not None:
            current += value
    whole = total + current or Fraction(1 if {"a", "an", "one", "another"} & {w.lower() for w in words} else 0)
    return _digits(whole) if whole else None


FRACTIONS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


def _number(word: str, values: Values) -> Fraction | None:
    if word in values["NUMWORD"]:
        return Fraction(values["NUMWORD"][word])
    if word in FRACTIONS:
        return FRACTIONS[word]
    try:
        return Fraction(word.replace(",", ""))
    except ValueError:
        return None


def _digits(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"


def holiday(words: Sequence[str], values: Values) -> str | None:
    """The name of a holiday as holidays.txt has it."""
    return " ".join(words).lower().replace("’", "'")


def slash(words: Sequence[str], values: Values) -> str | None:
    """The three numbers of a date in figures, joined by "." as they stand; the order is read later."""
    return words[0]


Reader = Callable[[Sequence[str], Values], str | None]
READERS: dict[str, Reader] = {
    "a": day,
    "b": day,
    "day": day,
    "year": year,
    "decade": decade,
    "century": century,
    "time": clock,
    "q": quarter,
    "h": half,
    "nth": ordinal,
    "holiday": holiday,
    "n": count,
    "iso": slash,
    "slash": slash,
}


def figures(text: str, date_order: str) -> str | None:
    """``YYYY-MM-DD`` of "4/6/18", "2018/04/06", "6.4.2018", or ``--MM-DD`` of "4/6", in the order ``MDY`` or ``DMY``.

    A dot always separates day, month, year. None for what cannot be a date in that order, nor in the other.
    """
    parts = re.split(r"[/.-]", text)
    if len(parts[0]) == 4:
        return _date(parts[0], parts[1], parts[2])
    order = "DMY" if "." in text else date_order
    first, second = (parts[1], parts[0]) if order == "DMY" else (parts[0], parts[1])
    if int(first) > 12:
        first, second = second, first
    return _date(full_year(parts[2]), first, second) if len(parts) == 3 else _date("", first, second)


def _date(year: str, month: str, day: str) -> str | None:
    fits = 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    return f"{year or '-'}-{int(month):02d}-{int(day):02d}" if fits else None
