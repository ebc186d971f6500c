"""Trains the reader on annotated articles: encoder, taggers and pair scorer together; see README.md beside this file."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from annotations import held_out
from labels import WINDOW_MARKERS, Labels, Span, label
from network import Encoder, Linear, Scorer
from tokenizers import Tokenizer
from torch import Tensor, nn

from kg.reader.schema import LAYERS, LINKS, SPAN_TYPES, pair_outputs, tags
from kg.reader.spans import Spans, decode, pairs
from kg.reader.windows import Window, cut, sentences

TAG_WEIGHT = {"any_name": 0.3, "date": 0.7}
QUOTES = (1000, 1523, 1524)
"""Wordpieces of quotation marks in the base vocabulary."""

torch.set_flush_denormal(True)


class Sample(msgspec.Struct):
    """A window with its labels: tags of each layer, and the spans that lie in it as wordpiece numbers."""

    article: str
    window: Window
    tags: np.ndarray[Any, Any]
    labels: Labels
    spans: list[tuple[int, int, int, str, Span]]


def seeded(seed: int) -> random.Random:
    """A generator of pseudo-random numbers."""
    return random.Random(seed)


def sample(article: str, window: Window, labels: Labels) -> Sample:
    """The labels of an article laid onto one window."""
    layers = np.zeros((len(window.ids), len(LAYERS)), dtype=np.int64)
    found = []
    for number, (layer, types) in enumerate(LAYERS.items()):
        for (start, end), kind in labels.spans[layer].items():
            inside = np.flatnonzero((window.starts >= 0) & (window.starts < end) & (window.ends > start))
            if not len(inside) or window.starts[inside[0]] < start - 1 or window.ends[inside[-1]] < end - 1:
                continue
            if inside[-1] - inside[0] + 1 != len(inside):
                continue
            place = types.index(kind)
            layers[inside, number] = 2 + 2 * place
            layers[inside[0], number] = 1 + 2 * place
            found.append((int(inside[0]), int(inside[-1]), SPAN_TYPES.index(kind), layer, (start, end)))
    return Sample(article, window, layers, labels, found)


def samples(options: argparse.Namespace) -> list[Sample]:
    """All windows of the annotated articles, in order."""
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    silver = {row["id"]: row["names"] for row in read(options.names)}
    made = []
    for article in read(options.gold):
        text = f"{article['title']}\n{article['text']}"
        labels = label(article, silver.get(article["id"], []))
        encoding = tokenizer.encode(text, add_special_tokens=False)
        made += [
            sample(article["id"], window, labels) for window in cut(text, sentences(text), encoding, markers=WINDOW_MARKERS)
        ]
    return made


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def without(item: Sample, drop: np.ndarray[Any, Any]) -> Sample:
    """A sample without some of its wordpieces."""
    keep = np.flatnonzero(~drop)
    place = np.cumsum(~drop) - 1
    window = Window(*(getattr(item.window, name)[keep] for name in Window.__struct_fields__))
    window.features[:, 1] = 4
    spans = []
    for first, last, kind, layer, span in item.spans:
        while first <= last and drop[first]:
            first += 1
        while last >= first and drop[last]:
            last -= 1
        if first <= last:
            spans.append((int(place[first]), int(place[last]), kind, layer, span))
    return Sample(item.article, window, item.tags[keep], item.labels, spans)


def augmented(item: Sample, chance: random.Random) -> Sample:
    """A sample as a dirty scrape or a headline would have it: marks lost, letter case lost, words hidden."""
    if chance.random() < 0.12:
        item = without(item, np.isin(item.window.ids, QUOTES))
    ids, features = item.window.ids.copy(), item.window.features.copy()
    if chance.random() < 0.05:
        features[:, 0] = np.where(features[:, 0] % 8 < 4, 0, features[:, 0])
    hidden = np.array([chance.random() < 0.04 for _ in ids]) & (item.window.starts >= 0)
    ids[hidden] = 103
    features[np.array([chance.random() < 0.05 for _ in ids]), 2] = 0
    window = msgspec.structs.replace(item.window, ids=ids, features=features)
    return msgspec.structs.replace(item, window=window)


class Batch(msgspec.Struct):
    """Samples padded to one length."""

    items: list[Sample]
    ids: Tensor
    features: Tensor
    tags: Tensor
    first: np.ndarray[Any, Any]
    sentence: np.ndarray[Any, Any]


def batch(items: list[Sample]) -> Batch:
    """Pad samples to one length."""
    length = max(len(item.window.ids) for item in items)

    def padded(values: list[np.ndarray[Any, Any]], fill: int) -> np.ndarray[Any, Any]:
        return np.stack([np.pad(v, ((0, length - len(v)),) + ((0, 0),) * (v.ndim - 1), constant_values=fill) for v in values])

    return Batch(
        items,
        torch.from_numpy(padded([i.window.ids for i in items], 0)),
        torch.from_numpy(padded([i.window.features for i in items], 0)),
        torch.from_numpy(padded([np.where(i.window.starts[:, None] >= 0, i.tags, -100) for i in items], -100)),
        padded([i.window.first for i in items], 0),
        padded([i.window.sentence for i in items], -1),
    )


def batches(items: list[Sample], budget: int, chance: random.Random) -> Iterator[Batch]:
    """Batches of like lengths, each of at most ``budget`` wordpieces, in random order."""
    order = sorted(items, key=lambda item: len(item.window.ids) + chance.random() * 24)
    groups: list[list[Sample]] = [[]]
    for item in order:
        if groups[-1] and len(item.window.ids) * (len(groups[-1]) + 1) > budget:
            groups.append([])
        groups[-1].append(item)
    chance.shuffle(groups)
    for group in groups:
        yield batch(group)


class Targets(msgspec.Struct):
    """Candidate spans of a batch, the pairs among them, and what each pair should be: 1, 0, or -1 to leave out."""

    spans: Tensor
    pairs: Tensor
    link: np.ndarray[Any, Any]
    wanted: np.ndarray[Any, Any]
    classes: dict[str, tuple[list[int], list[int]]]
    policies: tuple[list[int], list[int]]


def _candidates(made: Batch, predicted: Spans | None) -> list[tuple[int, int, int, int, int, Span | None]]:
    """Gold and predicted spans as (first, last, type, window, sentence, gold span that it stands for)."""
    length = made.first.shape[1]
    rows: dict[tuple[int, int, int], tuple[int, int, Span | None]] = {}
    near: dict[tuple[int, int], list[tuple[int, int, Span]]] = defaultdict(list)
    for number, item in enumerate(made.items):
        for first, last, kind, layer, span in item.spans:
            if layer == "any_name" and span not in item.labels.spans["name"]:
                continue
            at = number * length
            rows[at + first, at + last, kind] = (number, int(item.window.sentence[first]), span)
            near[number, kind].append((at + first, at + last, span))
    if predicted is not None:
        for first, last, kind, window, place in zip(
            *(getattr(predicted, name).tolist() for name in ("first", "last", "type", "window", "sentence")), strict=True
        ):
            if (first, last, kind) not in rows:
                rows[first, last, kind] = (window, place, _closest(first, last, near[window, kind]))
    return sorted((*key, *value) for key, value in rows.items() if value[1] >= 0)


def _closest(first: int, last: int, gold: list[tuple[int, int, Span]]) -> Span | None:
    best, answer = 0.5, None
    for low, high, span in gold:
        common = min(last, high) - max(first, low) + 1
        share = common / (max(last, high) - min(first, low) + 1)
        if share >= best:
            best, answer = share, span
    return answer


def targets(made: Batch, predicted: Spans | None) -> Targets | None:
    """What the pair scorer should learn from a batch."""
    rows = _candidates(made, predicted)
    if not rows:
        return None
    columns = [np.array([row[n] for row in rows]) for n in range(5)]
    spans = Spans(*columns, np.ones(len(rows)), np.zeros(len(rows), dtype=np.int64))
    ends, features = pairs(spans)
    names = list(LINKS)
    wanted = np.zeros(len(ends), dtype=np.int64)
    classes: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for at, ((head, tail), link) in enumerate(zip(ends.tolist(), features[:, 3].tolist(), strict=True)):
        labels = made.items[rows[head][3]].labels
        wanted[at] = _wanted(names[link], rows[head][5], rows[tail][5], labels)
        if wanted[at] == 1 and names[link] in ("holder", "affiliation", "object"):
            for name, value in labels.pairs.get((names[link], rows[head][5], rows[tail][5]), []):
                classes[name][0].append(at)
                classes[name][1].append(value)
    kinds = [
        (n, made.items[row[3]].labels.policies[row[5]][1])
        for n, row in enumerate(rows)
        if row[2] == SPAN_TYPES.index("policy") and row[5] in made.items[row[3]].labels.policies
    ]
    return Targets(
        torch.from_numpy(np.stack(columns[:3], axis=1)),
        torch.from_numpy(np.concatenate([ends, features], axis=1)),
        features[:, 3],
        wanted,
        classes,
        ([n for n, _ in kinds], [k for _, k in kinds]),
    )


def _wanted(link: str, head: Span | None, tail: Span | None, labels: Labels) -> int:
    if head is None or tail is None:
        return 0
    if (link, head, tail) in labels.links:
        return 1
    meaning = labels.meaning.get(tail)
    if link == "body":
        linked = any(kind == "body" and one == head for kind, one, _ in labels.links)
        return 0 if meaning is None or labels.body_of.get(head) != meaning else (-1 if linked else 1)
    if link in ("holder", "actor", "speaker", "affiliation") and meaning is not None:
        same = any(kind == link and one == head and labels.meaning.get(other) == meaning for kind, one, other in labels.links)
        return -1 if same else 0
    if link == "object" and tail in labels.policies:
        name = labels.policies[tail][0]
        same = any(
            kind == link and one == head and labels.policies.get(other, ("", 0))[0] == name for kind, one, other in labels.links
        )
        return -1 if same else 0
    return 0


def link_loss(outputs: Tensor, aim: Targets) -> Tensor:
    """Sum of the losses of all links: per pair, or over the tails of a head where it has only one."""
    single = np.array([kind.single for kind in LINKS.values()])
    scores = outputs[torch.arange(len(outputs)), torch.from_numpy(aim.link)]
    many = np.flatnonzero(~single[aim.link] & (aim.wanted >= 0))
    chosen = torch.from_numpy(many)
    loss = nn.functional.binary_cross_entropy_with_logits(
        scores[chosen], torch.from_numpy(aim.wanted[many]).float(), reduction="sum"
    )
    one = np.flatnonzero(single[aim.link] & (aim.wanted >= 0))
    if not len(one):
        return loss
    heads = aim.pairs[one, 0].numpy() * len(LINKS) + aim.link[one]
    _, group = np.unique(heads, return_inverse=True)
    count = int(group.max()) + 1
    index, value = torch.from_numpy(group), torch.exp(torch.clamp(scores[torch.from_numpy(one)], max=20))
    total = torch.ones(count).index_add(0, index, value)
    good = torch.from_numpy(aim.wanted[one] == 1)
    right = torch.zeros(count).index_add(0, index[good], value[good])
    has = torch.zeros(count).index_add(0, index[good], torch.ones(int(good.sum()))) > 0
    return loss + (torch.log(total) - torch.log(torch.where(has, right, torch.ones(count)))).sum()


def class_loss(outputs: Tensor, kinds: Tensor, aim: Targets) -> Tensor:
    """Sum of the losses of the classes of pairs and of the types of policies."""
    loss = outputs.new_zeros(())
    for name, (rows, values) in aim.classes.items():
        low, high = pair_outputs()[name]
        loss = loss + nn.functional.cross_entropy(outputs[rows, low:high], torch.tensor(values), reduction="sum")
    if aim.policies[0]:
        loss = loss + 0.3 * nn.functional.cross_entropy(kinds[aim.policies[0]], torch.tensor(aim.policies[1]), reduction="sum")
    return loss


def tag_loss(logits: Tensor, wanted: Tensor) -> Tensor:
    """Sum of the losses of all layers."""
    loss = logits.new_zeros(())
    for number, (layer, (low, high)) in enumerate(tags().items()):
        one = nn.functional.cross_entropy(logits[:, :, low:high].transpose(1, 2), wanted[:, :, number], reduction="sum")
        loss = loss + TAG_WEIGHT.get(layer, 1.0) * one
    return loss


def optimizer(encoder: Encoder, scorer: Scorer, options: argparse.Namespace) -> torch.optim.AdamW:
    """AdamW with smaller steps for the lower layers; wordpiece embeddings stay as they are."""
    encoder.words.weight.requires_grad_(False)
    groups = []
    fresh = [*encoder.tagger.parameters(), *scorer.parameters(), *encoder.features.parameters()]
    groups.append({"params": fresh, "lr": options.rate * 5, "weight_decay": 0.01})
    for number, block in enumerate(encoder.blocks):
        groups.append({"params": list(block.parameters()), "lr": options.rate * 0.9 ** (5 - number), "weight_decay": 0.01})
    low = [encoder.positions.weight, *encoder.norm.parameters()]
    groups.append({"params": low, "lr": options.rate * 0.5, "weight_decay": 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def span_scores(encoder: Encoder, items: list[Sample]) -> dict[str, str]:
    """Exact F1 of each layer's spans, as text."""
    counts: dict[str, list[int]] = {name: [0, 0, 0] for name in SPAN_TYPES}
    with torch.no_grad():
        for made in batches(items, 6000, seeded(0)):
            logits, _ = encoder(made.ids, made.features)
            found = decode(logits.numpy(), first=made.first, sentence=made.sentence, caution={"any_name": 99.0})
            length = made.first.shape[1]
            got = {(f, la, k) for f, la, k in zip(found.first.tolist(), found.last.tolist(), found.type.tolist(), strict=True)}
            want = {
                (n * length + f, n * length + la, k)
                for n, i in enumerate(made.items)
                for f, la, k, layer, _ in i.spans
                if layer != "any_name"
            }
            for _, _, kind in got & want:
                counts[SPAN_TYPES[kind]][0] += 1
            for _, _, kind in got:
                counts[SPAN_TYPES[kind]][1] += 1
            for _, _, kind in want:
                counts[SPAN_TYPES[kind]][2] += 1
    return {name: f"{2 * hit / max(1, have + want):.3f}" for name, (hit, have, want) in counts.items()}


def train(options: argparse.Namespace) -> None:
    """Train and save the averaged weights after each epoch."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    chance = seeded(options.seed)
    everything = samples(options)
    items = [item for item in everything if not held_out(item.article, options.held_out)]
    rest = [item for item in everything if held_out(item.article, options.held_out)]
    encoder, scorer = Encoder(), Scorer()
    encoder.load_bert(options.base / "model.safetensors")
    if options.start:
        state = torch.load(options.start, weights_only=True)
        encoder.load_state_dict(state["encoder"])
        scorer.load_state_dict(state["scorer"])
    steps = len(list(batches(items, options.budget, seeded(0)))) * options.epochs
    warm = steps * options.warm
    adam = optimizer(encoder, scorer, options)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda n: min((n + 1) / (warm + 1), max(0.02, (steps - n) / (steps - warm)))
    )
    modules = nn.ModuleDict({"encoder": encoder, "scorer": scorer})
    average = {name: value.detach().clone() for name, value in modules.state_dict().items()}
    print(len(items), "windows,", len(rest), "held out,", steps, "steps", flush=True)
    done, began = 0, time.monotonic()
    for epoch in range(options.stop or options.epochs):
        modules.train()
        for layer in modules.modules():
            if isinstance(layer, Linear):
                layer.rounded = epoch >= options.epochs - options.rounded
        totals = np.zeros(3)
        seen = 0
        for made in batches([augmented(item, chance) for item in items], options.budget, chance):
            logits, hidden = encoder(made.ids, made.features)
            losses = [tag_loss(logits, made.tags)]
            predicted = None
            if epoch or options.start:
                predicted = decode(
                    logits.detach().numpy(),
                    first=made.first,
                    sentence=made.sentence,
                    caution={"any_name": 1.0, "name": -1.0, "policy": -1.0, "trigger": -1.0, "described": -1.0},
                )
            aim = targets(made, predicted)
            if aim is not None and len(aim.pairs):
                kinds, outputs = scorer(hidden.reshape(-1, hidden.shape[-1]), aim.spans, aim.pairs)
                losses += [link_loss(outputs, aim), class_loss(outputs, kinds, aim)]
            loss = torch.stack(losses).sum() / len(made.items)
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(modules.parameters(), 30.0)
            adam.step()
            schedule.step()
            done += 1
            seen += len(made.items)
            totals[: len(losses)] += [float(part.detach()) for part in losses]
            keep = min(0.995, (1 + done) / (10 + done))
            with torch.no_grad():
                for name, value in modules.state_dict().items():
                    if value.dtype.is_floating_point and name != "encoder.words.weight":
                        average[name].lerp_(value, 1 - keep)
            if done % 20 == 0:
                print(f"{done}/{steps} {time.monotonic() - began:.0f}s", (totals / seen).round(2), flush=True)
        state = {
            part: {n.removeprefix(f"{part}."): v for n, v in average.items() if n.startswith(f"{part}.")}
            for part in ("encoder", "scorer")
        }
        torch.save(state, options.out)
        print(f"epoch {epoch + 1}", (totals / seen).round(2), f"{time.monotonic() - began:.0f}s", flush=True)
        if rest:
            probe = Encoder(0.0)
            probe.load_state_dict(state["encoder"])
            probe.eval()
            print(json.dumps(span_scores(probe, rest)), flush=True)
    if not math.isfinite(float(totals.sum())):
        raise SystemExit("training diverged: lower --rate")


def options_of() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="annotated articles, JSON Lines")
    parser.add_argument("--names", type=Path, required=True, help="what names.py wrote")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base model: model.safetensors, tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="weights to write")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--held-out", type=float, default=0.12, help="share of the articles kept for measuring")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--stop", type=int, help="epoch after which to stop short of all, with the rates of all")
    parser.add_argument(
        "--rounded", type=int, default=3, help="of these the last so many with weights rounded as they are stored"
    )
    parser.add_argument("--budget", type=int, default=900, help="wordpieces in a batch")
    parser.add_argument("--rate", type=float, default=1.8e-4)
    parser.add_argument("--warm", type=float, default=0.08, help="share of the steps with a rising rate")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


if __name__ == "__main__":
    train(options_of())
