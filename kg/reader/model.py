"""Runs the trained reader: texts to windows, one pass of the encoder and the scorer for each window, readings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from kg.errors import ModelMissing
from kg.reader.reading import Reading, ReadLink, ReadSpan
from kg.reader.schema import LINKS, SPAN_TYPES, pair_outputs
from kg.reader.spans import Spans, decode, pairs, softmax
from kg.reader.windows import Array, Window, cut, sentences

try:
    import onnxruntime  # type: ignore[import-untyped,unused-ignore]
    from tokenizers import Tokenizer
except ImportError:  # the extra "reader" is not installed
    INSTALLED = False
else:
    INSTALLED = True

WEIGHTS = Path(__file__).parent / "weights"
LEAST = 0.02
"""Score under which a link is left out."""

Bounds = Sequence[tuple[int, int]]
_SINGLE = np.array([kind.single for kind in LINKS.values()])
_KINDS = tuple(LINKS)
_CLASSES_OF = {"holder": ("status",), "affiliation": ("status",), "object": ("action", "modality", "agentless", "dating")}
_TAIL_IN_CORE = ("goes_on",)


class _Part(NamedTuple):
    """What one window says: spans as (start, end, type, in core, score, takes part, kinds), links between their numbers."""

    spans: list[tuple[int, int, str, bool, float, bool, tuple[float, ...]]]
    links: list[tuple[str, int, int, float, dict[str, tuple[float, ...]]]]


def installed() -> bool:
    """Whether the package's weights and the libraries that run them are there."""
    return INSTALLED and (WEIGHTS / "encoder.onnx").is_file()


def load(path: str | Path | None = None, *, threads: int = 1) -> Reader:
    """The reader with the weights in the folder ``path``, by default those of the package.

    Raises ModelMissing if the weights or the libraries that run them are not there.
    """
    folder = Path(path) if path else WEIGHTS
    if not INSTALLED:
        raise ModelMissing(
            "trained reader",
            "onnxruntime or tokenizers is not installed",
            "Install the package with its extra: news-kg[reader]",
        )
    if not (folder / "encoder.onnx").is_file():
        raise ModelMissing(
            "trained reader", f"{folder} holds no weights", "Reinstall the package, or make them by training/train.py"
        )
    return Reader(folder, threads=threads)


class Reader:
    """The trained reader; ``read`` is all it does."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._encoder = _session(folder / "encoder.onnx", options)
        self._scorer = _session(folder / "scorer.onnx", options)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        settings = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        self.version: str = settings["version"]
        self._markers = (int(settings["markers"][0]), int(settings["markers"][1]))
        self._caution: dict[str, float] = settings["caution"]
        self._hold: dict[str, float] = settings.get("hold", {})

    def read(self, texts: Sequence[str], bounds: Sequence[Bounds] | None = None) -> list[Reading]:
        """The readings of ``texts``; the first sentence of each is taken to be its title.

        ``bounds`` are the sentences of each text as [start, end), by default found by punctuation.
        """
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        windows: list[tuple[int, Window]] = []
        for number, (text, encoding) in enumerate(zip(texts, encodings, strict=True)):
            found = bounds[number] if bounds else sentences(text)
            windows += [(number, window) for window in cut(text, found, encoding, markers=self._markers)]
        parts: list[list[_Part]] = [[] for _ in texts]
        for number, window in windows:
            parts[number].append(self._part(window))
        return [unbroken(text, _joined(those)) for text, those in zip(texts, parts, strict=True)]

    def _part(self, window: Window) -> _Part:
        """One window by itself: 8-bit activations are scaled by all that goes in at once, and neighbours must not matter."""
        logits, hidden = self._encoder.run(None, {"ids": window.ids[None], "features": window.features[None]})
        spans = decode(logits, first=window.first[None], sentence=window.sentence[None], caution=self._caution, hold=self._hold)
        ends, marks = pairs(spans)
        if not len(ends):
            return _answer(window, spans, ends, marks[:, 3], np.zeros((0, 1)), np.zeros((len(spans.first), 12)))
        kinds, outputs = self._scorer.run(
            None,
            {
                "hidden": hidden[0],
                "spans": np.stack([spans.first, spans.last, spans.type], axis=1),
                "pairs": np.concatenate([ends, marks], axis=1),
            },
        )
        return _answer(window, spans, ends, marks[:, 3], outputs, softmax(kinds))


def _session(path: Path, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    """A network ready to run; onnxruntime's fused sum and norm takes thrice the time of the two one after the other."""
    return onnxruntime.InferenceSession(
        path, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def unbroken(text: str, reading: Reading) -> Reading:
    """The reading with no span that begins or ends inside an abbreviation, of which each letter is a wordpiece ("U.S.")."""
    inside = {at: match.span() for match in _ABBREVIATION.finditer(text) for at in range(match.start() + 1, match.end())}
    spans = (
        msgspec.structs.replace(
            span, start=inside.get(span.start, (span.start, 0))[0], end=inside.get(span.end, (0, span.end))[1]
        )
        for span in reading.spans
    )
    return Reading(tuple(spans), reading.links) if inside else reading


_ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.){2,}")


def probabilities(outputs: Array, ends: Array, link: Array) -> Array:
    """Score of each pair: of its own, or beside the other tails of its head and none where a head has one tail."""
    raw = np.clip(outputs[np.arange(len(outputs)), link], -20, 20)
    alone = 1 / (1 + np.exp(-raw))
    _, group = np.unique(ends[:, 0] * len(LINKS) + link, return_inverse=True)
    weight = np.exp(raw)
    total = np.bincount(group, weights=weight, minlength=1) + 1.0
    return np.asarray(np.where(_SINGLE[link], weight / total[group], alone))


def _answer(window: Window, spans: Spans, ends: Array, link: Array, outputs: Array, kinds: Array) -> _Part:
    """The spans and links of a window."""
    made = _Part([], [])
    policy = SPAN_TYPES.index("policy")
    columns = (spans.first, spans.last, spans.type, spans.score, spans.layer)
    for at, (first, last, kind, score, layer) in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        found = tuple(kinds[at].tolist()) if kind == policy else ()
        start, end = int(window.starts[first]), int(window.ends[last])
        made.spans.append((start, end, SPAN_TYPES[kind], bool(window.core[first]), score, layer != 1, found))
    scores = probabilities(outputs, ends, link)
    for at in np.flatnonzero(scores >= LEAST).tolist():
        name = _KINDS[link[at]]
        classes = {one: tuple(softmax(outputs[at, slice(*pair_outputs()[one])]).tolist()) for one in _CLASSES_OF.get(name, ())}
        made.links.append((name, int(ends[at, 0]), int(ends[at, 1]), float(scores[at]), classes))
    return made


def _joined(parts: Iterable[_Part]) -> Reading:
    """The reading of a text from its windows: spans of the cores, and what their links need of the context."""
    best: dict[tuple[int, int, str], tuple[bool, float, bool, tuple[float, ...]]] = {}
    chosen: list[tuple[str, tuple[int, int, str], tuple[int, int, str], float, dict[str, tuple[float, ...]]]] = []
    for part in parts:
        for start, end, kind, core, score, takes_part, kinds in part.spans:
            if core:
                best[start, end, kind] = (True, score, takes_part, kinds)
        for name, head, tail, score, classes in part.links:
            anchor = part.spans[tail if name in _TAIL_IN_CORE else head]
            if anchor[3]:
                chosen.append((name, part.spans[head][:3], part.spans[tail][:3], score, classes))
                for other in (part.spans[head], part.spans[tail]):
                    best.setdefault(other[:3], (False, *other[4:]))
    order = {key: number for number, key in enumerate(sorted(best))}
    links = [ReadLink(name, order[head], order[tail], score, classes) for name, head, tail, score, classes in chosen]
    return Reading(tuple(ReadSpan(*key, *best[key][1:]) for key in order), tuple(links))
