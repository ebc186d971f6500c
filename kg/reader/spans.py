"""Reads spans off BIO tags and lists the pairs of spans that may be linked, for a batch of windows at once."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np

from kg.reader.schema import LAYERS, LINKS, SPAN_TYPES, tags

Array = np.ndarray[Any, np.dtype[Any]]

DISTANCES = np.array([-80, -48, -32, -20, -12, -8, -5, -3, -2, 0, 2, 3, 4, 6, 9, 13, 20, 32, 48, 80])
"""Bucket edges of the distance in wordpieces from the head's first to the tail's first."""

PAIR_FEATURES = {"distance": len(DISTANCES) + 1, "sentence": 16, "rank": 8, "link": len(LINKS)}
"""Feature of a pair → how many values it has."""


class Spans(msgspec.Struct, frozen=True):
    """Spans of a batch as arrays of one length.

    ``first`` and ``last`` count wordpieces in the flattened batch, both inclusive; ``layer`` numbers the layer of tags.
    """

    first: Array
    last: Array
    type: Array
    window: Array
    sentence: Array
    score: Array
    layer: Array


def softmax(logits: Array) -> Array:
    """Probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def _runs(best: Array, kinds: int) -> tuple[Array, Array, Array]:
    """First, last and kind of each span in a row of tags; an I that fits nothing before it opens a span."""
    begins = (best % 2 == 1) & (best > 0)
    kind = (best - 1) // 2
    inside = best > 0
    before = np.roll(best, 1)
    before[0] = 0
    loose = inside & ~begins & ((before == 0) | ((before - 1) // 2 != kind))
    opens = np.flatnonzero(begins | loose)
    ends = inside & np.append(begins[1:] | loose[1:] | ~inside[1:], True)
    return opens, np.flatnonzero(ends), kind[opens]


def _held(best: Array, outside: Array, most: float) -> Array:
    """Tags of a layer of one type, with its spans going on over wordpieces whose probability of O is below ``most``."""
    low = (outside < most) | (best > 0)
    stretch = np.cumsum(np.append(True, low[1:] != low[:-1]))
    begun = np.full(stretch[-1] + 1, len(best))
    np.minimum.at(begun, stretch[best > 0], np.flatnonzero(best > 0))
    return np.where(low & (best == 0) & (np.arange(len(best)) > begun[stretch]), 2, best)


def _merged(best: Array) -> Array:
    """Tags of a layer of one type without spans that begin right behind another."""
    return np.where((best == 1) & np.append(False, best[:-1] > 0), 2, best)


def decode(
    logits: Array, *, first: Array, sentence: Array, caution: dict[str, float], hold: dict[str, float] | None = None
) -> Spans:
    """The spans of a batch.

    ``logits`` is [windows, wordpieces, tags]; ``first`` and ``sentence`` are [windows, wordpieces], the sentence -1 where
    there is no text. ``caution`` is subtracted from a layer's tags other than O: below 0 it asks for more spans.
    ``hold`` gives for a layer of one type the probability of O that ends a span, by default that of the likeliest tag.
    Wordpieces inside a word follow the word's first; a role goes on where the next one begins without a word between.
    """
    windows, length = first.shape
    real = (sentence >= 0).ravel()
    lead = np.maximum.accumulate(np.where(first.ravel(), np.arange(windows * length), 0))
    parts: list[tuple[Array, ...]] = []
    for layer, (low, high) in tags().items():
        flat = logits[:, :, low:high].reshape(-1, high - low).copy()
        flat[:, 1:] -= caution.get(layer, 0.0)
        probabilities = softmax(flat)
        best = np.where(real, probabilities.argmax(axis=1), 0)
        if hold and layer in hold:
            best = np.where(real, _held(best, probabilities[:, 0], hold[layer]), 0)
        continued = best[lead]
        best = np.where(first.ravel() | ~real, best, continued + (continued % 2))
        if layer == "role":
            best = _merged(best)
        opens, ends, kinds = _runs(best, len(LAYERS[layer]))
        totals = np.append(0.0, np.cumsum(1.0 - probabilities[:, 0]))
        types = np.array([SPAN_TYPES.index(kind) for kind in LAYERS[layer]])[kinds]
        scores = (totals[ends + 1] - totals[opens]) / (ends + 1 - opens)
        parts.append((opens, ends, types, opens // length, sentence.ravel()[opens], scores, np.full(len(opens), len(parts))))
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    keep = _unique(columns)
    return Spans(*(column[keep] for column in columns))


def _unique(columns: list[Array]) -> Array:
    """Rows in text order without the second of two with the same bounds and type."""
    first, last, kind = columns[0], columns[1], columns[2]
    order = np.lexsort((columns[6], kind, last, first))
    same = np.zeros(len(order), dtype=bool)
    same[1:] = (np.diff(first[order]) == 0) & (np.diff(last[order]) == 0) & (np.diff(kind[order]) == 0)
    return np.asarray(order[~same])


def _of(spans: Spans, types: tuple[str, ...]) -> Array:
    return np.flatnonzero(np.isin(spans.type, [SPAN_TYPES.index(kind) for kind in types]))


def pairs(spans: Spans) -> tuple[Array, Array]:
    """All pairs that may be linked: [pairs, 2] numbers of spans (head, tail) and [pairs, 4] features."""
    ends, features = [], []
    for number, link in enumerate(LINKS.values()):
        heads, tails = _of(spans, link.heads), _of(spans, link.tails)
        step = spans.sentence[tails][None, :] - spans.sentence[heads][:, None]
        near = (spans.window[heads][:, None] == spans.window[tails][None, :]) & (step >= -link.before) & (step <= link.after)
        near &= heads[:, None] != tails[None, :]
        if link.after == 0 and link.before > 1:
            near &= spans.first[tails][None, :] < spans.first[heads][:, None]
        if link.before == 0 and link.after > 1:
            near &= spans.first[tails][None, :] > spans.first[heads][:, None]
        rows, columns = np.nonzero(near)
        position = np.searchsorted(spans.first[tails], spans.first[heads])
        rank = np.clip(columns - position[rows], -4, 3) + 4
        head, tail = heads[rows], tails[columns]
        distance = np.digitize(spans.first[tail] - spans.first[head], DISTANCES)
        ends.append(np.stack([head, tail], axis=1))
        features.append(np.stack([distance, np.clip(step[rows, columns], -9, 6) + 9, rank, np.full(len(head), number)], axis=1))
    return np.concatenate(ends).astype(np.int64), np.concatenate(features).astype(np.int64)
