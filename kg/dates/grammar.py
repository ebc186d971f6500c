"""Reads words.txt and grammar.txt and compiles the rules to expressions over letters, one letter for a token.

A token's letter stands for the set of word classes that it has, so a rule is a regular expression in which a class is
the set of letters that hold it: matching costs the same for any number of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib import resources
from typing import NamedTuple

from kg.dates import holiday
from kg.dates.scan import Token, shape_classes

OTHER = "x"
_FIRST_LETTER = 0x4E00
_MACRO = re.compile(r"[A-Z]{1,}")
_GROUP = re.compile(r"\{(\w+)(?::([^}]+))?\}(\?)?")
_RULE = re.compile(
    r"(?P<pattern>.+?)\s+->\s+(?P<type>\S+)\s+(?P<grain>\S+)\s+(?P<forms>\S+(?:\s&\s\S+)?)"
    r"(?:\s+(?P<mod>[A-Z_]+|\{mod\}))?(?:\s+span\s+(?P<span>\S+))?(?:\s+if\s+(?P<guard>\w+))?"
)


class Rule(NamedTuple):
    """A compiled rule: its expression over letters and what it says of a match (see the head of grammar.txt)."""

    match: re.Pattern[str]
    type: str
    grain: str
    forms: tuple[str, ...]
    mod: str | None
    span: str | None
    guard: str | None


class Start:
    """The rules that can begin with one letter: one expression that tells whether any matches, and each by itself."""

    def __init__(self, expressions: Iterable[str], rules: Iterable[Rule]) -> None:
        self._expressions = tuple(expressions)
        self.rules = tuple(rules)

    @cached_property
    def any(self) -> re.Pattern[str]:
        """The one expression, compiled when a text first asks for it."""
        return re.compile("|".join(f"(?:{one})" for one in self._expressions))


class Pass(NamedTuple):
    """The rules of one pass by the letter that they begin with, and an expression that finds such a letter."""

    begins: re.Pattern[str]
    starts: dict[str, Start]


class Grammar:
    """Word classes, their values, and the two passes of rules."""

    def __init__(self, words: str, rules: str) -> None:
        self.values: dict[str, dict[str, str]] = {}
        self._classes: dict[str, set[str]] = {}
        self._letters: dict[frozenset[str], str] = {frozenset(): OTHER}
        self._memo: dict[tuple[str, str], str] = {}
        for line in _lines(words):
            self._add_class(*line.split())
        sections = _sections(rules)
        self._macros = dict(_macro(line) for line in sections["macros"])
        self._macros["HOLIDAY"] = " | ".join(holiday.spellings())
        parsed = [[_parse(line) for line in sections[name]] for name in ("first", "second")]
        self._collect(element for line in self._macros.values() for element in line.split())
        self._collect(element for part in parsed for rule in part for element in rule["pattern"].split())
        self._members = self._letter_all()
        self.first, self.second = (self._pass(part) for part in parsed)

    def _add_class(self, name: str, *entries: str) -> None:
        for entry in entries:
            word, _, value = entry.partition("=") if len(entry) > 1 else (entry, "", "")
            self._classes.setdefault(word, set()).add(name)
            self.values.setdefault(name, {})[word.lower()] = value

    def _collect(self, elements: Iterator[str]) -> None:
        """Make a class for each word that a pattern writes out."""
        for element in elements:
            group = _GROUP.fullmatch(element)
            for word in (group[2] or group[1]).split("|") if group else [element]:
                literal = word.rstrip("?") or word
                if not self._known(literal) and literal not in ("(", ")", "|", ")?") and not (group and not group[2]):
                    self._classes.setdefault(literal, set()).add(f"={literal}")

    def _known(self, name: str) -> bool:
        return name.startswith("@") or bool(_MACRO.fullmatch(name))

    def _letter_all(self) -> dict[str, set[str]]:
        """Give each set of classes its letter; the letters of each class."""
        for word in list(self._classes):
            self.letter(Token(word, 0, 0, _shape_of(word)))
        for number in [*(f"{n:02d}" for n in range(100)), *(str(n) for n in range(3000)), "1,000"]:
            self.letter(Token(number, 0, 0, "NUMBER"))
        for shape in SHAPES:
            self.letter(Token("1/2" if shape == "SLASH" else "9th" if shape == "ORDNUM" else "", 0, 0, shape))
        self.letter(Token("4/6/18", 0, 0, "SLASH"))
        for grain in GRAINS:
            self._letter_of(frozenset({f"@{grain}"}))
        members: dict[str, set[str]] = {}
        for classes, letter in self._letters.items():
            for name in classes:
                members.setdefault(name, set()).add(letter)
        return members

    def _letter_of(self, classes: frozenset[str]) -> str:
        return self._letters.setdefault(classes, chr(_FIRST_LETTER + len(self._letters)))

    def letter(self, token: Token) -> str:
        """The letter of a token."""
        key = (token.text, token.shape)
        letter = self._memo.get(key)
        if letter is None:
            exact, lower = self._classes.get(token.text, set()), self._classes.get(token.text.lower(), set())
            letter = self._letter_of(frozenset(exact | lower) | shape_classes(token.text, token.shape))
            if len(self._memo) < MEMO:
                self._memo[key] = letter
        return letter

    def grain_letter(self, grain: str) -> str:
        """The letter of an expression that the first pass found."""
        return self._letter_of(frozenset({f"@{grain}"}))

    def _pass(self, parsed: list[dict[str, str]]) -> Pass:
        by_letter: dict[str, list[int]] = {}
        for number, rule in enumerate(parsed):
            for letter in self._first(iter(rule["pattern"].split()))[0]:
                by_letter.setdefault(letter, []).append(number)
        rules = [self._rule(rule) for rule in parsed]
        found: dict[tuple[int, ...], Start] = {}
        plain = [self._regex(rule["pattern"], keep=False) for rule in parsed]
        for numbers in {tuple(numbers) for numbers in by_letter.values()}:
            found[numbers] = Start((plain[number] for number in numbers), (rules[number] for number in numbers))
        begins = re.compile(f"[{''.join(sorted(by_letter))}]")
        return Pass(begins, {letter: found[tuple(numbers)] for letter, numbers in by_letter.items()})

    def _first(self, elements: Iterator[str]) -> tuple[set[str], bool]:
        """The letters with which a row of elements can begin, up to its closing bracket; whether it can be empty."""
        letters: set[str] = set()
        empty, row_empty = False, True
        for element in elements:
            if element in (")", ")?"):
                return letters, empty or row_empty or element == ")?"
            if element == "|":
                empty, row_empty = empty or row_empty, True
                continue
            some, skipped = self._first(elements) if element == "(" else self._first_of(element)
            letters |= some if row_empty else set()
            row_empty = row_empty and skipped
        return letters, empty or row_empty

    def _first_of(self, element: str) -> tuple[set[str], bool]:
        group = _GROUP.fullmatch(element)
        optional = bool(group[3]) if group else len(element) > 1 and element.endswith("?")
        name = (group[2] or group[1].upper()) if group else element.removesuffix("?") if optional else element
        letters: set[str] = set()
        for part in name.split("|") if group else [name]:
            if part in self._macros:
                some, skipped = self._first(iter(self._macros[part].split()))
                optional = optional or skipped
            else:
                some = self._members[part if self._known(part) else f"={part}"]
            letters |= some
        return letters, optional

    def _rule(self, rule: dict[str, str]) -> Rule:
        forms = tuple(rule["forms"].split(" & "))
        pattern = re.compile(self._regex(rule["pattern"], keep=True))
        return Rule(pattern, rule["type"], rule["grain"], forms, rule["mod"], rule["span"], rule["guard"])

    def _regex(self, pattern: str, *, keep: bool) -> str:
        return "".join(self._element(element, keep=keep) for element in pattern.split())

    def _element(self, element: str, *, keep: bool) -> str:
        if element in SYNTAX:
            return SYNTAX[element]
        if group := _GROUP.fullmatch(element):
            name, spec, optional = group.groups()
            inside = "|".join(self._atom(part) for part in (spec or name.upper()).split("|"))
            return (f"(?P<{name}>{inside})" if keep else f"(?:{inside})") + (optional or "")
        optional = "?" if len(element) > 1 and element.endswith("?") else ""
        return self._atom(element.removesuffix("?") if optional else element) + optional

    def _atom(self, name: str) -> str:
        if name in self._macros:
            return f"(?:{self._regex(self._macros[name], keep=False)})"
        wanted = name if self._known(name) else f"={name}"
        return f"[{''.join(sorted(self._members[wanted]))}]"


MEMO = 100_000
GRAINS = ("D", "W", "WE", "M", "Q", "H", "SE", "Y", "DE", "CE", "ML", "T", "TD", "REF", "DUR", "SPAN", "SET", "NONE")
SHAPES = (
    "ISO",
    "ISOTIME",
    "SLASH",
    "GLUED",
    "CLOCK",
    "MILITARY",
    "DECADE",
    "ORDNUM",
    "FISCAL",
    "QUARTER",
    "SHORTYEAR",
    "FRACTION",
)
SYNTAX = {"(": "(?:", ")": ")", ")?": ")?", "|": "|"}


def _shape_of(word: str) -> str:
    return (
        "NUMBER" if word.isdigit() else "SLASH" if re.fullmatch(r"\d+/\d+", word) else "ORDNUM" if word[0].isdigit() else "WORD"
    )


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _sections(text: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    for line in _lines(text):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), [])
        else:
            current.append(line)
    return sections


def _macro(line: str) -> tuple[str, str]:
    name, _, pattern = line.partition("=")
    return name.strip(), pattern.strip()


def _parse(line: str) -> dict[str, str]:
    found = _RULE.fullmatch(line.strip())
    if not found:
        raise ValueError(f"not a rule of the date grammar: {line!r}")
    return found.groupdict()


@cache
def load() -> Grammar:
    """The grammar that comes with the package."""
    here = resources.files("kg.dates")
    return Grammar(*(here.joinpath(name).read_text(encoding="utf-8") for name in ("words.txt", "grammar.txt")))
