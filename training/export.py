"""Writes trained weights as the two 8-bit ONNX graphs that the package runs, with the tokenizer and settings beside them."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import onnx
import torch
from labels import WINDOW_MARKERS
from network import HEADS, Encoder, Linear, Scorer, attend
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from kg.reader.windows import Window, cut, sentences

HOLD = {"policy": 0.85}
CAUTION = {"any_name": -0.7, "name": -1.0, "described": -1.0, "policy": -1.5, "trigger": -2.0}
APART = 4
"""Channels of a layer's input that are kept out of the 8 bits where they reach much farther than the others."""
PROBED = 60
"""Articles on which it is measured how far channels reach."""


class FusedAttention(torch.autograd.Function):
    """Attention as one operator of ONNX Runtime; without a mask, since windows run one by one."""

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, mask: Any) -> Any:
        """The node that stands for it in the graph."""
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=HEADS)

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
        """What the node computes."""
        return attend(q, k, v, mask)


class Apart(nn.Module):
    """A linear layer whose input has a few channels that reach far: what they have beyond the others is computed exactly.

    The 8-bit scale of the rest is then set by the rest (after LLM.int8, Dettmers et al. 2022, with fixed channels).
    """

    def __init__(self, inner: Linear, reach: Tensor) -> None:
        super().__init__()
        order = reach.argsort(descending=True)
        self.channels = nn.Parameter(order[:APART].sort().values, requires_grad=False)
        self.limit = float(reach[order[APART]])
        self.inner = inner
        self.exact = nn.Parameter(inner.weight.detach()[:, self.channels].t().contiguous())

    def forward(self, x: Tensor) -> Tensor:
        """As the layer inside."""
        far = x.index_select(-1, self.channels)
        beyond = far - far.clamp(-self.limit, self.limit)
        return self.inner(x.clamp(-self.limit, self.limit)) + torch.matmul(beyond, self.exact)


def windows(gold: Path, tokenizer: Tokenizer) -> Iterator[Window]:
    """Windows of the first annotated articles."""
    with gold.open(encoding="utf-8") as lines:
        for line in islice(lines, PROBED):
            article = json.loads(line)
            text = f"{article['title']}\n{article['text']}"
            yield from cut(text, sentences(text), tokenizer.encode(text, add_special_tokens=False), markers=WINDOW_MARKERS)


def set_apart(encoder: Encoder, probes: Iterable[Window]) -> None:
    """Replaces the layers whose input has channels that reach far."""
    layers = {name: layer for name, layer in encoder.named_modules() if isinstance(layer, Linear)}
    reach: dict[str, Tensor] = {}

    def seen(name: str, x: Tensor) -> None:
        most = x.abs().flatten(0, -2).amax(dim=0)
        reach[name] = torch.maximum(reach[name], most) if name in reach else most

    hooks = [
        layer.register_forward_pre_hook(lambda _, inputs, name=name: seen(name, inputs[0])) for name, layer in layers.items()
    ]
    with torch.no_grad():
        for window in probes:
            encoder(torch.from_numpy(window.ids[None]), torch.from_numpy(window.features[None]))
    for hook in hooks:
        hook.remove()
    for name, layer in layers.items():
        far = reach[name].sort(descending=True).values
        if far[0] > 1.3 * far[APART]:
            owner, _, field = name.rpartition(".")
            setattr(encoder.get_submodule(owner), field, Apart(layer, reach[name]))


def write(raw: Path, out: Path) -> None:
    """A graph with its matrices in 7 of 8 bits, so that processors without VNNI do not overflow."""
    names = [node.name for node in onnx.load(raw).graph.node if node.op_type == "MatMul"]
    parts = {name.removesuffix("/inner/MatMul") for name in names if name.endswith("/inner/MatMul")}
    exact = [name for name in names if name.removesuffix("/MatMul") in parts]
    quantize_dynamic(raw, out, nodes_to_exclude=exact, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def blended(runs: Sequence[Path]) -> dict[str, dict[str, Tensor]]:
    """The mean of the weights of several runs that began alike ("model soup", Wortsman et al. 2022)."""
    states: list[dict[str, dict[str, Tensor]]] = [torch.load(path) for path in runs]
    return {
        part: {name: torch.stack([state[part][name].double() for state in states]).mean(dim=0).float() for name in of}
        for part, of in states[0].items()
    }


def export(options: argparse.Namespace) -> None:
    """Write encoder.onnx, scorer.onnx, tokenizer.json and reader.json into ``--out``."""
    options.out.mkdir(parents=True, exist_ok=True)
    state = blended(options.weights)
    encoder, scorer = Encoder(0.0), Scorer(0.0)
    encoder.load_state_dict(state["encoder"])
    scorer.load_state_dict(state["scorer"])
    encoder.eval()
    scorer.eval()
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    set_apart(encoder, windows(options.gold, tokenizer))
    for block in encoder.blocks:
        block.attention = FusedAttention.apply
    raw = options.out / "raw.onnx"
    torch.onnx.export(
        encoder,
        (torch.ones(1, 9, dtype=torch.long), torch.zeros(1, 9, 5, dtype=torch.long)),
        str(raw),
        input_names=["ids", "features"],
        output_names=["tags", "hidden"],
        dynamic_axes={name: {1: "t"} for name in ("ids", "features", "tags", "hidden")},
        opset_version=17,
        dynamo=False,
    )
    write(raw, options.out / "encoder.onnx")
    spans, pairs = torch.zeros(3, 3, dtype=torch.long), torch.zeros(4, 6, dtype=torch.long)
    torch.onnx.export(
        scorer,
        (torch.zeros(18, 384), spans, pairs),
        str(raw),
        input_names=["hidden", "spans", "pairs"],
        output_names=["kinds", "outputs"],
        dynamic_axes={"hidden": {0: "n"}, "spans": {0: "s"}, "pairs": {0: "p"}, "kinds": {0: "s"}, "outputs": {0: "p"}},
        opset_version=17,
        dynamo=False,
    )
    write(raw, options.out / "scorer.onnx")
    raw.unlink()
    shutil.copy(options.base / "tokenizer.json", options.out / "tokenizer.json")
    settings = {"version": options.version, "markers": WINDOW_MARKERS, "caution": CAUTION, "hold": HOLD}
    (options.out / "reader.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def options_of() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help="what train.py wrote; of several the mean")
    parser.add_argument(
        "--gold", type=Path, required=True, help="annotated articles on which the reach of channels is measured"
    )
    parser.add_argument("--base", type=Path, required=True, help="folder of the base model, for its tokenizer")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--version", default="1")
    return parser.parse_args()


if __name__ == "__main__":
    export(options_of())
