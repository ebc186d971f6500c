"""Cuts a text into windows of wordpieces with features of letter case, quotation, vocabulary and place.

A window holds the title, some sentences of context that it may link to, and its core of consecutive sentences. Each
sentence is in the core of one window only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

import msgspec
import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

TITLE, CONTEXT, CORE, SENTENCE = 24, 48, 400, 400
"""Most wordpieces of a window's title, context and core, and of a sentence that is longer than a core."""

FEATURES = {"shape": 16, "quote": 5, "word": 40, "place": 8, "repeat": 5}
"""Feature → how many values it has."""

_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")
_SUFFIXES = ("", "s", "es", "d", "ed", "ing")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Col|Capt|Sgt|Lt|St|Jr|Sr|No|vs|Inc|Co|Corp|Ltd|U\.S|U\.K))\.$"
)


class Window(msgspec.Struct, frozen=True):
    """One stretch of wordpieces, as arrays of one length.

    ``starts`` and ``ends`` are code points of the text, end exclusive; ``sentence`` is the number of the
    sentence, ``first`` is true for the first wordpiece of a word, ``core`` for those that this window answers for.
    """

    ids: Array
    features: Array
    starts: Array
    ends: Array
    sentence: Array
    first: Array
    core: Array


def sentences(text: str) -> list[tuple[int, int]]:
    """Rough sentence bounds [start, end) of a text, by punctuation and line breaks."""
    bounds, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        piece = text[start : match.start() + 1]
        if "\n" not in match.group() and _ABBREVIATION.search(piece):
            continue
        end = match.end() - (len(match.group()) - len(match.group().rstrip()))
        if text[start:end].strip():
            bounds.append((start, end))
        start = match.end()
    if text[start:].strip():
        bounds.append((start, len(text)))
    return bounds


@cache
def lexicon() -> dict[str, int]:
    """Word → number of its class in ``lexicon.tsv``, from 1."""
    text = resources.files("kg.reader").joinpath("lexicon.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {word: number for number, (_, words) in reversed(list(enumerate(rows, start=1))) for word in words.split()}


def _stems(word: str) -> list[str]:
    stems = [word.removesuffix(suffix) for suffix in _SUFFIXES if word.endswith(suffix)]
    stems += [stem + "e" for stem in stems[1:]]
    stems += [stem[:-1] for stem in stems[1:] if len(stem) > 3 and stem[-1:] == stem[-2:-1]]
    return [*stems, word[:-3] + "y" if word.endswith(("ies", "ied")) else word]


@cache
def word_class(word: str) -> int:
    """Number of the vocabulary class of a lower-case word; 0 for a word in none."""
    table = lexicon()
    return next((table[stem] for stem in _stems(word) if stem in table), 0)


@cache
def shape(word: str) -> int:
    """Number of the letter-case shape of a word, below 8."""
    if not word[0].isalnum():
        return 7
    if word[0].isdigit():
        return 4 if word.isdigit() else 5
    if word.islower():
        return 0
    if word.isupper():
        return 6 if len(word) == 1 else 2
    if word[0].isupper() and word[1:].islower():
        return 1
    return 3


def quote_states(text: str) -> Array:
    """State of each code point: 0 outside quotation marks, 1 inside, 2 an opening and 3 a closing mark.

    A line break ends a quotation, since each paragraph of a long one opens with its own mark.
    """
    states = np.zeros(len(text) + 1, dtype=np.int64)
    inside, last = False, 0
    for match in re.finditer(r"[\"“”\n]", text):
        at, mark = match.start(), match.group()
        if inside:
            states[last:at] = 1
        if mark == "\n":
            inside = False
        else:
            inside = mark == "“" or (mark == '"' and not inside)
            states[at] = 2 if inside else 3
        last = at + 1
    if not np.any(states):
        states += 4
    return states


class _Pieces(msgspec.Struct, frozen=True):
    """The wordpieces of a whole text."""

    ids: Array
    features: Array
    starts: Array
    ends: Array
    sentence: Array
    first: Array


def _pieces(text: str, bounds: Sequence[tuple[int, int]], encoding: Any) -> _Pieces:
    """Wordpieces and features of a text; ``encoding`` is what the tokenizer made of it."""
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    words = np.array(encoding.word_ids, dtype=np.int64)
    first = np.ones(len(words), dtype=bool)
    first[1:] = words[1:] != words[:-1]
    word_number = np.cumsum(first) - 1
    heads = np.flatnonzero(first)
    tails = np.append(heads[1:], len(words)) - 1
    forms = [text[start:end] for start, end in zip(starts[heads].tolist(), ends[tails].tolist(), strict=True)]
    sentence = np.searchsorted(np.array([start for start, _ in bounds]), starts, side="right") - 1
    opens = np.zeros(len(heads), dtype=np.int64)
    opens[0:1] = 1
    opens[1:] = sentence[heads][1:] != sentence[heads][:-1]
    shapes = np.array([shape(form) for form in forms], dtype=np.int64)
    counts = Counter(form for form, form_shape in zip(forms, shapes.tolist(), strict=True) if form_shape in (1, 2, 3))
    columns = np.stack(
        [
            shapes + 8 * opens,
            quote_states(text)[starts[heads]],
            np.array([word_class(form.lower()) for form in forms], dtype=np.int64),
            np.minimum(sentence[heads], 7),
            np.array([min(counts[form], 4) for form in forms], dtype=np.int64),
        ],
        axis=1,
    )
    return _Pieces(np.array(encoding.ids, dtype=np.int64), columns[word_number], starts, ends, sentence, first)


def _cores(lengths: Array) -> list[tuple[int, int]]:
    """Groups [first, last) of sentences whose wordpieces fit into a core, as even as they come."""
    groups: list[tuple[int, int]] = []
    start, room = 0, 0
    for number, length in enumerate(lengths.tolist()):
        if number > start and room + length > CORE:
            groups.append((start, number))
            start, room = number, 0
        room += length
    groups.append((start, len(lengths)))
    return groups


def cut(text: str, bounds: Sequence[tuple[int, int]], encoding: Any, *, markers: tuple[int, int]) -> list[Window]:
    """The windows of a text; ``markers`` are the ids of the wordpieces that open and close one.

    The first sentence is taken to be the title and opens every window.
    """
    if not encoding.ids:
        return []
    pieces = _pieces(text, bounds, encoding)
    edges = np.searchsorted(pieces.sentence, np.arange(len(bounds) + 1))
    windows = []
    for begin, end in _cores(np.diff(edges)):
        for low in range(int(edges[begin]), int(edges[end]), SENTENCE):
            high = min(low + SENTENCE, int(edges[end]))
            windows.append(_window(pieces, edges, low, high, markers))
    return windows


def _window(pieces: _Pieces, edges: Array, low: int, high: int, markers: tuple[int, int]) -> Window:
    title = min(int(edges[1]), TITLE, low)
    reach = np.flatnonzero((edges <= low) & (edges >= max(low - CONTEXT, title)))
    begin = int(edges[reach[0]]) if len(reach) else max(low - CONTEXT, title)
    chosen = np.concatenate([np.arange(title), np.arange(begin, high)])
    core = chosen >= low

    def padded(values: Array, left: int, right: int) -> Array:
        return np.concatenate([[left], values[chosen], [right]])

    features = np.zeros((len(chosen) + 2, pieces.features.shape[1]), dtype=np.int64)
    features[1:-1] = pieces.features[chosen]
    return Window(
        padded(pieces.ids, *markers),
        features,
        padded(pieces.starts, -1, -1),
        padded(pieces.ends, -1, -1),
        padded(pieces.sentence, -1, -1),
        padded(pieces.first, 0, 0).astype(bool),
        np.concatenate([[False], core, [False]]),
    )
