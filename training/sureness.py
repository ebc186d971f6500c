"""Fits the logistic model that tells how sure an action out of a reading is, on articles that the reader has not seen.

    python training/sureness.py --gold annotated.jsonl --weights FOLDER --held-out 0.12

takes the held-out articles of ``--gold``, reads them with the weights in ``FOLDER``, which were made without them, and
writes ``sureness_weights.tsv`` into ``kg/extract/data``. The tables of the rules should be counted without these articles
too. An option is right if its actor and policy are those of a gold action of the article. L2-penalised, solved by
L-BFGS from zero: no randomness.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from annotations import held_out
from scipy.optimize import minimize
from spacy.tokens import Doc

from kg.annotate import annotate, load
from kg.config import Config
from kg.evaluate.criteria import Wordings
from kg.extract.actions import extract as by_rule
from kg.extract.from_reading.actions import options
from kg.extract.from_reading.policies import Policies
from kg.extract.from_reading.source import Source
from kg.extract.from_reading.sureness import features
from kg.model import Article
from kg.reader.model import load as reader

DATA = Path(__file__).parents[1] / "kg" / "extract" / "data"
HEADER = """# Weights of the logistic model that tells how sure an action out of a reading is, by training/sureness.py.
# Columns: feature, weight
"""
PENALTY = 3.0
LEAST = 0.08
"""Score of the link to a policy from which on options are learnt from; fewer are weighed in reading."""
Row = tuple[dict[str, float], bool]


def main() -> None:
    """Fit the model on the articles named on the command line and write its weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="annotated articles, JSON Lines")
    parser.add_argument(
        "--weights", type=Path, required=True, help="folder of weights that have not seen the held-out articles"
    )
    parser.add_argument("--held-out", type=float, default=0.12, help="share of the articles kept out, as in train.py")
    given = parser.parse_args()
    gold = [json.loads(line) for line in given.gold.read_text(encoding="utf-8").splitlines()]
    gold = [one for one in gold if held_out(one["id"], given.held_out)]
    nlp = load(Config(reader="on"))
    nlp.get_pipe("kg_reader").reader = reader(given.weights)  # type: ignore[attr-defined]
    articles = [Article(id=one["id"], title=one["title"], text=one["text"], published=one["date"]) for one in gold]
    rows = [row for one, doc in zip(gold, annotate(nlp, articles), strict=True) for row in rows_of(one, doc)]
    print(len(gold), "articles,", len(rows), "options,", sum(right for _, right in rows), "right")
    lines = [f"{name}\t{weight:.4f}" for name, weight in fit(rows).items()]
    (DATA / "sureness_weights.tsv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def rows_of(gold: dict[str, Any], doc: Doc) -> Iterator[Row]:
    """The features of each option of an article, and whether it is right."""
    source, rules, wordings = Source(doc, doc._.reading), list(by_rule(doc)), Wordings(gold)
    found = list(options(source, LEAST))
    policies = Policies(source, (option.link.tail for option in found))
    for option in found:
        actor = option.actor.name if option.actor is not None else None
        policy = policies.entity(option.link.tail).name
        right = any(
            wordings.same_name(action["actor"], actor) and wordings.same_policy(action["policy"], policy)
            for action in gold["actions"]
        )
        yield dict(features(source, option, rules)), right


def fit(rows: list[Row]) -> dict[str, float]:
    """The weight of each feature as it is, with the bias under "bias"; the penalty is on features of variance one."""
    names = list(rows[0][0])
    values = np.array([[row[name] for name in names] for row, _ in rows])
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    matrix = np.c_[(values - mean) / spread, np.ones(len(rows))]
    labels = np.array([1.0 if right else -1.0 for _, right in rows])

    def loss(weights: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        margins = labels * (matrix @ weights)
        penalty = PENALTY * np.r_[weights[:-1], 0.0]
        value = np.logaddexp(0, -margins).sum() + 0.5 * weights @ penalty
        return float(value), matrix.T @ (-labels / (1 + np.exp(margins))) + penalty

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    plain = found[:-1] / spread
    return dict(zip(names, plain.tolist(), strict=True)) | {"bias": float(found[-1] - plain @ mean)}


if __name__ == "__main__":
    main()
