"""Writes trained weights as the two 8-bit ONNX graphs that the package runs, with the tokenizer and settings beside them."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from network import Encoder, Scorer
from onnxruntime.quantization import QuantType, quantize_dynamic

HOLD = {"policy": 0.85}
CAUTION = {"any_name": 0.0, "name": -1.0, "described": -1.0, "policy": -1.0, "trigger": -1.0}


def export(options: argparse.Namespace) -> None:
    """Write encoder.onnx, scorer.onnx, tokenizer.json and reader.json into ``--out``."""
    options.out.mkdir(parents=True, exist_ok=True)
    state = torch.load(options.weights)
    encoder, scorer = Encoder(0.0), Scorer(0.0)
    encoder.load_state_dict(state["encoder"])
    scorer.load_state_dict(state["scorer"])
    encoder.eval()
    scorer.eval()
    ids, features = torch.ones(2, 9, dtype=torch.long), torch.zeros(2, 9, 5, dtype=torch.long)
    raw = options.out / "raw.onnx"
    torch.onnx.export(
        encoder,
        (ids, features),
        str(raw),
        input_names=["ids", "features"],
        output_names=["tags", "hidden"],
        dynamic_axes={
            "ids": {0: "b", 1: "t"},
            "features": {0: "b", 1: "t"},
            "tags": {0: "b", 1: "t"},
            "hidden": {0: "b", 1: "t"},
        },
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        raw, options.out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=options.reduce
    )
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
    quantize_dynamic(
        raw, options.out / "scorer.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=options.reduce
    )
    raw.unlink()
    shutil.copy(options.base / "tokenizer.json", options.out / "tokenizer.json")
    settings = {"version": options.version, "markers": [101, 102], "caution": CAUTION, "hold": HOLD}
    (options.out / "reader.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def options_of() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="what train.py wrote")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base model, for its tokenizer")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--version", default="1")
    parser.add_argument("--reduce", action="store_true", help="7-bit weights, for processors without VNNI")
    return parser.parse_args()


if __name__ == "__main__":
    export(options_of())
