"""Finds temporal expressions: two passes of the grammar over the tokens, then anchors and values."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from spacy.tokens import Doc

from kg.dates import forms, reading, scan, tense
from kg.dates.grammar import Grammar, Pass, Rule, load
from kg.dates.guards import GUARDS, Place
from kg.dates.resolving import anchored, resolve_all
from kg.dates.scan import Token
from kg.errors import ConfigError
from kg.model import Timex, TimexType

DATE_ORDERS = ("MDY", "DMY")
LIKELY = {tense.PAST: "<~", tense.NEAR: "~", tense.FUTURE: ">~"}
HALVES = {"P0.5TH": "PT30M", "P0.5Y": "P6M", "P0.5DE": "P5Y", "P0.5CE": "P50Y", "P0.5TM": "PT30S"}
_CLOCK_LENGTH = re.compile(r"P(X|[\d.]+)T([SMH])")


class Found(NamedTuple):
    """An expression as token places (end exclusive), with its type, grain, form and modifier."""

    first: int
    last: int
    type: str
    grain: str
    form: str
    mod: str | None


class Text(NamedTuple):
    """What rules are matched against: tokens (a found expression counts as one) and their letters."""

    tokens: Sequence[Token]
    letters: str
    found: dict[int, Found]
    side: tense.Side
    date_order: str


def find(text_or_doc: str | Doc, reference: str | date | None = None, *, date_order: str = "MDY") -> list[Timex]:
    """The temporal expressions of a text in order, with their TIMEX3 values.

    Args:
        text_or_doc: A string, or an annotated Doc, whose parse then tells the tense of a clause.
        reference: The publication date (ISO). Without it, what counts from it has a form and no value;
            ``resolve_all`` gives the values later.
        date_order: How to read "4/6/18": ``MDY`` or ``DMY``.

    Returns:
        Expressions with offsets in code points of the text, end exclusive; none overlap.

    Raises:
        ConfigError: If the publication date is not a full day, or the order is another.
    """
    if date_order not in DATE_ORDERS:
        raise ConfigError(f"the date order {date_order!r}", "there is no such order", f"Choose {' or '.join(DATE_ORDERS)}")
    return resolve_all(anchored(_timexes(text_or_doc, date_order)), reference)


def _timexes(source: str | Doc, date_order: str) -> list[Timex]:
    grammar = load()
    text = source if isinstance(source, str) else source.text
    tokens = list(scan.tokens(text))
    letters = "".join(map(grammar.letter, tokens))
    side = _side(source, tokens, grammar)
    first = list(_matches(Text(tokens, letters, {}, side, date_order), grammar.first, grammar))
    if not first:
        return []
    joined = _collapse(tokens, letters, first, grammar)
    second = list(_matches(Text(joined.tokens, joined.letters, joined.found, side, date_order), grammar.second, grammar))
    named = _named(source)
    items = (item for item in sorted(_merge(joined, second)) if item.type != "NONE")
    return [timex for item in items if not _is_name(timex := _timex(text, item, tokens), named)]


def _side(source: str | Doc, tokens: Sequence[Token], grammar: Grammar) -> tense.Side:
    if isinstance(source, str) or not source.has_annotation("DEP"):
        return tense.by_words(tokens, grammar.values)
    return tense.by_parse(source, tokens, grammar.values)


def _named(source: str | Doc) -> list[tuple[int, int]]:
    """The names of people and organisations in a Doc, as offsets."""
    if isinstance(source, str):
        return []
    return [(ent.start_char, ent.end_char) for ent in source.ents if ent.label_.lower() in NAMES]


NAMES = frozenset({"person", "organization", "org"})
ALONE = re.compile(r"[^\W\d]+")


def _is_name(timex: Timex, named: Sequence[tuple[int, int]]) -> bool:
    """Whether the expression is one word ("May", "Friday") inside a longer name."""
    start, end = timex.start or 0, timex.end or 0
    if not ALONE.fullmatch(timex.text) or timex.form.endswith("_REF"):
        return False
    at = bisect_right(named, (start, sys.maxsize)) - 1
    return at >= 0 and named[at][0] <= start and end <= named[at][1] and named[at] != (start, end)


def _timex(text: str, item: Found, tokens: Sequence[Token]) -> Timex:
    start, end = tokens[item.first].start, tokens[item.last - 1].end
    kind: TimexType = item.type  # type: ignore[assignment]
    return Timex(text=text[start:end], type=kind, form=item.form, mod=item.mod, start=start, end=end)


class _Collapsed(NamedTuple):
    tokens: Sequence[Token]
    letters: str
    found: dict[int, Found]
    origin: Sequence[int]


def _collapse(tokens: Sequence[Token], letters: str, found: Sequence[Found], grammar: Grammar) -> _Collapsed:
    """Put one token in the place of each expression that the first pass found."""
    joined: list[Token] = []
    spelled: list[str] = []
    origin: list[int] = []
    places: dict[int, Found] = {}
    at = 0
    for item in [*found, None]:
        stop = item.first if item else len(tokens)
        joined += tokens[at:stop]
        spelled.append(letters[at:stop])
        origin += range(at, stop)
        if item:
            places[len(joined)] = item
            joined.append(Token("", tokens[item.first].start, tokens[item.last - 1].end, "FOUND"))
            spelled.append(grammar.grain_letter(item.grain))
            origin.append(item.first)
            at = item.last
    return _Collapsed(joined, "".join(spelled), places, [*origin, len(tokens)])


def _merge(joined: _Collapsed, second: Sequence[Found]) -> Iterator[Found]:
    """The expressions of the first pass that no joined one took in, and the joined ones, in places of the text's tokens."""
    taken: set[int] = set()
    for item in second:
        taken.update(range(item.first, item.last))
        last = joined.found[item.last - 1].last if item.last - 1 in joined.found else joined.origin[item.last - 1] + 1
        yield item._replace(first=joined.origin[item.first], last=last)
    yield from (item for place, item in joined.found.items() if place not in taken)


def _matches(text: Text, rules: Pass, grammar: Grammar) -> Iterator[Found]:
    """From left to right, at each place the longest match whose reading makes sense."""
    at = 0
    while begins := rules.begins.search(text.letters, at):
        here = begins.start()
        at = here + 1
        start = rules.starts[text.letters[here]]
        if not start.any.match(text.letters, here):
            continue
        for found in _longest_first(text, start.rules, here):
            if items := _read(text, grammar, *found):
                yield from items
                at = max(at, items[-1].last)
                break


def _longest_first(text: Text, rules: Sequence[Rule], at: int) -> list[tuple[Rule, re.Match[str]]]:
    matches = [(rule, found) for rule in rules if (found := rule.match.match(text.letters, at))]
    return sorted(matches, key=lambda pair: -pair[1].end())


def _read(text: Text, grammar: Grammar, rule: Rule, match: re.Match[str]) -> list[Found]:
    """What a match means; nothing if a guard refuses it or its words make no date."""
    if rule.guard and not GUARDS[rule.guard](Place(text.tokens, match.start(), match.end(), grammar.values)):
        return []
    kept = _kept(text, grammar, match)
    if kept is None:
        return []
    spans = _spans(rule, match)
    items = [_item(text, rule, kept, form, span) for form, span in zip(rule.forms, spans, strict=True)]
    return [item for item in items if item] if all(items) else []


def _spans(rule: Rule, match: re.Match[str]) -> list[tuple[int, int]]:
    """One span for each form (see the head of grammar.txt)."""
    if len(rule.forms) == 1:
        cut = int(rule.span or 0)
        return [(match.start() + max(cut, 0), match.end() + min(cut, 0))]
    groups = match.groupdict()
    first = next(name for name in FIRST_ENDS if name in groups)
    second = rule.span or next(name for name in SECOND_BEGINS if name in groups)
    return [(match.start(), match.end(first)), (match.start(second), match.end())]


FIRST_ENDS = ("a", "n", "month", "unit")
SECOND_BEGINS = ("b", "n2")
"""The groups with which the first of two expressions ends and the second begins."""


def _kept(text: Text, grammar: Grammar, match: re.Match[str]) -> dict[str, str] | None:
    """The values of the groups of a match; None if one has none."""
    kept: dict[str, str] = {}
    for name, spelled in match.groupdict().items():
        if spelled is None:
            continue
        span = range(match.start(name), match.end(name))
        if span[0] in text.found:
            if not _keep_found(kept, name, text.found[span[0]]):
                return None
            continue
        value = _value(name.rstrip("2"), [text.tokens[place].text for place in span], text, grammar)
        if value is None:
            return None
        kept[name] = value
    if "half" in kept:
        kept["time"] = reading.in_half(kept["time"], kept["half"])
    return kept


_PICKED = re.compile(r"pub/(.+?)(?:<<|<~|<|>>|>~|>|=|~)")
_COUNTED = re.compile(r"P(\d+)([A-Z]+)")


def _keep_found(kept: dict[str, str], name: str, found: Found) -> bool:
    """Keep an expression of the first pass.

    What is a part of another (``p``, a weekday ``e``) is kept without the side on which it lies, as its whole says
    that; a length ``d`` as unit and count. False where it is no such part.
    """
    kept[f"{name}.grain"], kept[f"{name}.type"] = found.grain, found.type
    if name in ("p", "e"):
        picked = _PICKED.fullmatch(found.form)
        kept[name] = picked[1] if picked else ""
        return bool(picked) and kept[name].startswith("E") == (name == "e")
    if name == "d":
        counted = _COUNTED.fullmatch(found.form)
        kept["d:count"], kept["d:unit"] = counted.groups() if counted else ("", "")
        return bool(counted)
    if name == "g":
        return _keep_same_day(kept, found)
    kept[name] = found.form
    return True


_AGO = re.compile(r"pub/~?([YMW])(-\d+)")


def _keep_same_day(kept: dict[str, str], found: Found) -> bool:
    """Keep "three years ago" before "today" as a step to the same day."""
    ago = _AGO.fullmatch(found.form)
    kept["g:same"] = f"pub/~{ago[1]}{ago[2]}" if ago else ""
    return bool(ago)


def _value(name: str, words: Sequence[str], text: Text, grammar: Grammar) -> str | None:
    if name == "slash":
        return reading.figures(words[0], text.date_order)
    if name in reading.READERS:
        return reading.READERS[name](words, grammar.values)
    return reading.lexical(words, grammar.values, reading.LEXICAL[name])


def _item(text: Text, rule: Rule, kept: dict[str, str], form: str, span: tuple[int, int]) -> Found | None:
    grain = {"{unit}": kept.get("unit", "D"), "{x}": kept.get("x.grain", ""), "{p}": kept.get("p.grain", "")}.get(
        rule.grain, rule.grain
    )
    kind = kept["x.type"] if rule.type == "SAME" else rule.type
    written = _write(text, kept, form, span)
    mod = kept.get("mod") if rule.mod == "{mod}" else rule.mod
    checked = written if written and ("/" in written or kind not in ("DATE", "TIME") or _sound(written)) else None
    return Found(*span, kind, grain, checked, mod) if checked else None


def _sound(value: str) -> bool:
    return value.endswith("REF") or forms.evaluate(f"{value}/D", None) is not None


def _write(text: Text, kept: dict[str, str], form: str, span: tuple[int, int]) -> str:
    if form == "{g:same}":
        return (
            forms.join(kept.get("x", ""), kept["g:same"].removeprefix("pub/"))
            if kept.get("x", "pub/D").startswith("pub/D")
            else ""
        )
    if any(side in form for side in ("{dir}", "{past}", "{this}")):
        side = text.side(*span)
        kept["dir"] = LIKELY[side]
        kept["past"] = tense.FUTURE if side == tense.FUTURE else tense.PAST
        kept["this"] = tense.PAST if side == tense.PAST else tense.FUTURE
    if form.startswith("{x}/{t}"):
        kept["t"] = kept["t"].removeprefix("ctx/")
    written = re.sub(r"\{([\w:]+)\}", lambda m: kept.get(m[1], ""), form)
    written = HALVES.get(written, _CLOCK_LENGTH.sub(r"PT\1\2", written))
    return f"pub/{written}~" if written.startswith("--") else written
