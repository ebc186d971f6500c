"""The reader's network: a small BERT encoder with extra input embeddings, taggers, and a scorer of pairs of spans."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from kg.reader.schema import POLICY_TYPES, SPAN_TYPES, pair_outputs, tags
from kg.reader.spans import PAIR_FEATURES
from kg.reader.windows import FEATURES

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536


class Linear(nn.Linear):
    """A linear layer that can compute with its weights as they will be stored: 7 bits, one scale for each output."""

    rounded = False

    def forward(self, x: Tensor) -> Tensor:
        """``x`` [..., inputs] → [..., outputs]; the gradient passes the rounding unchanged."""
        weight = self.weight
        if self.rounded:
            scale = weight.detach().abs().amax(dim=1, keepdim=True) / 64
            weight = weight + (torch.round(weight.detach() / scale) * scale - weight.detach())
        return nn.functional.linear(x, weight, self.bias)


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Attention of all heads; all tensors but the mask are [windows, wordpieces, width]."""
    heads = [one.unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2) for one in (q, k, v)]
    return nn.functional.scaled_dot_product_attention(*heads, attn_mask=mask).transpose(1, 2).flatten(2)


class Block(nn.Module):
    """One transformer layer as in BERT."""

    attention = staticmethod(attend)

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = Linear(WIDTH, 3 * WIDTH)
        self.mix = Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = Linear(WIDTH, INNER)
        self.narrow = Linear(INNER, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Hidden states of a layer and a mask to add to the attention → those of the next."""
        seen = self.attention(*self.qkv(x).split(WIDTH, dim=-1), mask)
        x = self.norm(x + self.drop(self.mix(seen)))
        return self.last_norm(x + self.drop(self.narrow(nn.functional.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """Wordpieces and features of windows → tag logits [windows, wordpieces, tags] and hidden states."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.features = nn.ModuleList(nn.Embedding(size, WIDTH) for size in FEATURES.values())
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(Block(dropout) for _ in range(LAYERS))
        self.tagger = nn.Sequential(
            nn.Linear(WIDTH, 256), nn.GELU(), nn.Dropout(dropout), nn.Linear(256, max(h for _, h in tags().values()))
        )
        for embedding in self.features:
            nn.init.normal_(embedding.weight, std=0.01)

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """``ids`` [windows, wordpieces], 0 where there is none; ``features`` [windows, wordpieces, features]."""
        mask = (ids == 0)[:, None, None, :].to(torch.float32) * -1e4
        x = self.words(ids) + self.positions(torch.arange(ids.shape[1], device=ids.device))[None]
        for number, embedding in enumerate(self.features):
            x = x + embedding(features[:, :, number])
        x = self.drop(self.norm(x))
        for block in self.blocks:
            x = block(x, mask)
        return self.tagger(x), x

    def load_bert(self, path: Path) -> None:
        """Take the weights of a BERT of the same size from a safetensors file."""
        weights = load_file(path)
        weights = {name.removeprefix("bert."): value for name, value in weights.items()}
        self.words.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        self.positions.weight.data.copy_(weights["embeddings.position_embeddings.weight"] + kind)
        self.norm.load_state_dict({n: weights[f"embeddings.LayerNorm.{n}"] for n in ("weight", "bias")})
        for number, block in enumerate(self.blocks):
            prefix = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                own = [weights[f"{prefix}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(block.qkv, part).data.copy_(torch.cat(own))
            for mine, theirs in (
                ("mix", "attention.output.dense"),
                ("norm", "attention.output.LayerNorm"),
                ("widen", "intermediate.dense"),
                ("narrow", "output.dense"),
                ("last_norm", "output.LayerNorm"),
            ):
                getattr(block, mine).load_state_dict({n: weights[f"{prefix}{theirs}.{n}"] for n in ("weight", "bias")})


class Scorer(nn.Module):
    """Hidden states, spans and pairs → policy-type logits of spans and outputs of pairs."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        size = 192
        self.kinds = nn.Embedding(len(SPAN_TYPES), 64)
        self.span = nn.Sequential(nn.Linear(3 * WIDTH + 64, size), nn.GELU(), nn.Dropout(dropout))
        self.between = nn.Linear(WIDTH, 64)
        self.pair_features = nn.ModuleList(nn.Embedding(count, 32) for count in PAIR_FEATURES.values())
        inputs = 3 * size + 64 + 32 * len(PAIR_FEATURES)
        outputs = max(high for _, high in pair_outputs().values())
        self.pair = nn.Sequential(nn.Linear(inputs, 256), nn.GELU(), nn.Dropout(dropout), nn.Linear(256, outputs))
        self.policy_type = nn.Linear(size, len(POLICY_TYPES))

    def forward(self, hidden: Tensor, spans: Tensor, pairs: Tensor) -> tuple[Tensor, Tensor]:
        """``hidden`` [wordpieces, width]; ``spans`` [n, 3] first, last, type; ``pairs`` [m, 6] head, tail and four features."""
        first, last = spans[:, 0], spans[:, 1]
        sums = torch.cumsum(torch.cat([torch.zeros_like(hidden[:1]), hidden]), dim=0)
        mean = (sums[last + 1] - sums[first]) / (last + 1 - first).unsqueeze(1)
        rep = self.span(torch.cat([hidden[first], hidden[last], mean, self.kinds(spans[:, 2])], dim=1))
        head, tail = pairs[:, 0], pairs[:, 1]
        begin = torch.minimum(last[head], last[tail]) + 1
        end = torch.maximum(first[head], first[tail])
        gap = torch.clamp(end - begin, min=0)
        end = begin + gap
        middle = self.between((sums[end] - sums[begin]) / torch.clamp(gap, min=1).unsqueeze(1))
        features = [embedding(pairs[:, 2 + n]) for n, embedding in enumerate(self.pair_features)]
        joined = torch.cat([rep[head], rep[tail], rep[head] * rep[tail], middle, *features], dim=1)
        return self.policy_type(rep), self.pair(joined)
