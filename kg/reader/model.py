"""Runs the trained reader: texts to windows, one pass of the encoder and the scorer for each batch of windows, readings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

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
BATCH = 4096
"""Wordpieces that one pass of the encoder takes, padding included."""

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
        self._encoder = onnxruntime.InferenceSession(folder / "encoder.onnx", options, providers=["CPUExecutionProvider"])
        self._scorer = onnxruntime.InferenceSession(folder / "scorer.onnx", options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        settings = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        self.version: str = settings["version"]
        self._markers = (int(settings["markers"][0]), int(settings["markers"][1]))
        self._caution: dict[str, float] = settings["caution"]
        self._hold: dict[str, float] = settings.get("hold", {})

    def read(self, texts: Sequence[str], bounds: Sequence[Bounds] | None = None) -> list[Reading]:
        """The readings of ``texts``, batched across them; the first sentence of each is taken to be its title.

        ``bounds`` are the sentences of each text as [start, end), by default found by punctuation.
        """
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        windows: list[tuple[int, Window]] = []
        for number, (text, encoding) in enumerate(zip(texts, encodings, strict=True)):
            found = bounds[number] if bounds else sentences(text)
            windows += [(number, window) for window in cut(text, found, encoding, markers=self._markers)]
        parts: list[list[_Part]] = [[] for _ in texts]
        answers: dict[int, _Part] = {}
        for group in _batches([window for _, window in windows]):
            answers.update(zip(group, self._batch([windows[at][1] for at in group]), strict=True))
        for at, (number, _) in enumerate(windows):
            parts[number].append(answers[at])
        return [_joined(those) for those in parts]

    def _batch(self, windows: Sequence[Window]) -> Iterator[_Part]:
        ids, features = _padded([w.ids for w in windows], 0), _padded([w.features for w in windows], 0)
        first, sentence = _padded([w.first for w in windows], 0), _padded([w.sentence for w in windows], -1)
        logits, hidden = self._encoder.run(None, {"ids": ids, "features": features})
        spans = decode(logits, first=first, sentence=sentence, caution=self._caution, hold=self._hold)
        ends, marks = pairs(spans)
        if not len(ends):
            return _parts(windows, ids.shape[1], spans, ends, marks[:, 3], np.zeros((0, 1)), np.zeros((len(spans.first), 12)))
        kinds, outputs = self._scorer.run(
            None,
            {
                "hidden": hidden.reshape(-1, hidden.shape[-1]),
                "spans": np.stack([spans.first, spans.last, spans.type], axis=1),
                "pairs": np.concatenate([ends, marks], axis=1),
            },
        )
        return _parts(windows, ids.shape[1], spans, ends, marks[:, 3], outputs, softmax(kinds))


def _batches(windows: Sequence[Window]) -> Iterator[list[int]]:
    """Numbers of windows of like length, as many to a batch as fit."""
    order = sorted(range(len(windows)), key=lambda at: (len(windows[at].ids), at))
    group: list[int] = []
    for at in order:
        if group and len(windows[at].ids) * (len(group) + 1) > BATCH:
            yield group
            group = []
        group.append(at)
    if group:
        yield group


def _padded(rows: Sequence[Array], fill: int) -> Array:
    length = max(len(row) for row in rows)
    made = np.full((len(rows), length, *rows[0].shape[1:]), fill, dtype=rows[0].dtype)
    for number, row in enumerate(rows):
        made[number, : len(row)] = row
    return made


def probabilities(outputs: Array, ends: Array, link: Array) -> Array:
    """Score of each pair: of its own, or beside the other tails of its head and none where a head has one tail."""
    raw = np.clip(outputs[np.arange(len(outputs)), link], -20, 20)
    alone = 1 / (1 + np.exp(-raw))
    _, group = np.unique(ends[:, 0] * len(LINKS) + link, return_inverse=True)
    weight = np.exp(raw)
    total = np.bincount(group, weights=weight, minlength=1) + 1.0
    return np.asarray(np.where(_SINGLE[link], weight / total[group], alone))


def _parts(
    windows: Sequence[Window], length: int, spans: Spans, ends: Array, link: Array, outputs: Array, kinds: Array
) -> Iterator[_Part]:
    """The answers of each window of a batch."""
    made = [_Part([], []) for _ in windows]
    place = np.zeros(len(spans.first), dtype=np.int64)
    policy = SPAN_TYPES.index("policy")
    columns = (spans.first, spans.last, spans.type, spans.window, spans.score, spans.layer)
    for at, (first, last, kind, number, score, layer) in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        window, low = windows[number], number * length
        place[at] = len(made[number].spans)
        found = tuple(kinds[at].tolist()) if kind == policy else ()
        start, end = int(window.starts[first - low]), int(window.ends[last - low])
        made[number].spans.append((start, end, SPAN_TYPES[kind], bool(window.core[first - low]), score, layer != 1, found))
    scores = probabilities(outputs, ends, link)
    for at in np.flatnonzero(scores >= LEAST).tolist():
        name = _KINDS[link[at]]
        head, tail = int(ends[at, 0]), int(ends[at, 1])
        classes = {one: tuple(softmax(outputs[at, slice(*pair_outputs()[one])]).tolist()) for one in _CLASSES_OF.get(name, ())}
        made[spans.window[head]].links.append((name, int(place[head]), int(place[tail]), float(scores[at]), classes))
    return iter(made)


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
