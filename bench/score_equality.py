"""Checks that `kg eval` gives the figures of the gold's own scorer, on the gold perturbed in many ways.

    python bench/score_equality.py ../shared/eval/score.py ../shared/eval/gold/dev.jsonl [--rounds 5]

Exit status 1, and the first pair of figures that differ, if they do not agree.
"""

from __future__ import annotations

import argparse
import copy
import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from kg.evaluate import evaluate
from kg.evaluate.gold import COMPARED
from kg.evaluate.lines import read

ODD = ["", "the", "U.S. Dr. O'Neil's", "member", "former", "2018-04", "2018-04-06", "2018-W13"]


def main() -> int:
    """Compare the two scorers and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    theirs, gold, chance = loaded(options.scorer), read(options.gold), random.Random(1)  # noqa: S311 - no secret
    for number in range(options.rounds):
        predicted = [perturbed(article, chance) for article in gold if chance.random() > 0.03]
        expected = theirs.score(gold, {article["id"]: article for article in predicted})
        found = evaluate(gold, predicted).summary()
        if found != expected:
            print(f"round {number}: {found}\nis not {expected}")
            return 1
    print(f"{options.rounds} perturbations of {len(gold)} articles: all figures equal")
    return 0


def loaded(path: Path) -> ModuleType:
    """The module at ``path``."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def perturbed(article: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The article with facts lost, doubled, reordered and reworded."""
    pool = [thing["name"] for thing in (*article["entities"], *article["policies"])] + ODD
    changed = copy.deepcopy(article)
    for layer in COMPARED:
        items = [item for item in changed[layer] if chance.random() < 0.85]
        items += [copy.deepcopy(chance.choice(items)) for _ in range(chance.randrange(3)) if items]
        for item in items:
            for name, value in item.items():
                if chance.random() < 0.25 and not isinstance(value, list | dict):
                    item[name] = reworded(value, pool, chance)
        chance.shuffle(items)
        changed[layer] = items
    return changed


def reworded(value: str | None, pool: list[str], chance: random.Random) -> str | None:
    """Another value for a part of a fact."""
    words = (value or "").split()
    choices = [None, chance.choice(pool), (value or "")[:7], " ".join(words[-1:]), f"former {value}", f"the {value}".upper()]
    return chance.choice([*choices, " ".join(chance.sample(words, len(words))[: len(words) * 2 // 3])])


if __name__ == "__main__":
    sys.exit(main())
