"""Trains the logistic models that tell stated actions and statements from other candidates, on the training gold.

    python training/likelihoods.py ../shared/eval/gold/train.jsonl ../shared/eval/score.py

writes ``action_weights.tsv`` and ``statement_weights.tsv`` into ``kg/extract/data`` and prints the precision of the
candidates kept by five-fold cross-validation. An action is right if an actor and its policy are those of a gold action
of its passage in the sense of the scorer, a statement if its speaker and content are. L2-penalised, solved by L-BFGS
from zero: no randomness.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spacy.tokens import Doc

from kg.annotate import annotate, load
from kg.extract import policies
from kg.extract.actions import is_short, span_of
from kg.extract.candidates import Candidate, candidates
from kg.extract.likelihood import action_features
from kg.extract.quotations import quotations
from kg.extract.speakers import Voices
from kg.extract.statements import draft_features, drafts, join, speakers
from kg.model import Article

DATA = Path(__file__).parents[1] / "kg" / "extract" / "data"
HEADER = """# Weights of the logistic model that tells a stated {} from other candidates, by training/likelihoods.py
# from the training gold and annotations (2,066 documents). General vocabulary only. Columns: feature, weight
"""
FOLDS = 5
RARE = 4
PENALTY = 0.6
SMALLEST = 0.0005
SAME_CONTENT = 0.5


def main() -> None:
    """Reads the gold and the scorer named on the command line, prints the cross-validation and writes the weights."""
    gold = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    scorer = load_scorer(Path(sys.argv[2]))
    docs = annotate(
        load(), (Article(id=one["id"], title=one["title"], text=one["text"], published=one["date"]) for one in gold)
    )
    rows: dict[str, list[Row]] = {model: [] for model in MODELS}
    for number, (one, doc) in enumerate(zip(gold, docs, strict=True)):
        for model, label in MODELS.items():
            rows[model].extend(label(number, one, doc, scorer))
    for model, made in rows.items():
        report(model, made)
        lines = [f"{name}\t{weight:.3f}" for name, weight in sorted(fit(made).items()) if abs(weight) >= SMALLEST]
        (DATA / f"{model}_weights.tsv").write_text(HEADER.format(model) + "\n".join(lines) + "\n", encoding="utf-8")


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is not a Python file")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


Row = tuple[int, list[str], bool]


def actions_of(number: int, gold: dict[str, Any], doc: Doc, scorer: ModuleType) -> list[Row]:
    """The features of each candidate of a document and whether it is right."""
    names = scorer.Names(gold)
    voices, short = Voices(doc), is_short(doc)
    made = []
    for one in candidates(doc):
        seen = list(action_features(one, quoted=voices.quoted(one.trigger[0]), short=short))
        made.append((number, seen, is_right(one, gold, names, voices)))
    return made


def statements_of(number: int, gold: dict[str, Any], doc: Doc, scorer: ModuleType) -> list[Row]:
    """The features of each statement in the making and whether it is right."""
    names = scorer.Names(gold)
    marks = quotations(doc.text)
    made = []
    for one in drafts(doc, marks):
        content = join(doc.text, one.pieces)
        alike = [said for said in gold["statements"] if scorer.overlap(said["content"], content) >= SAME_CONTENT]
        speaking = [entity.name for entity in speakers(doc, one.speaker, None)] if alike else []
        right = any(names.same(said["speaker"], name) for said in alike for name in speaking)
        made.append((number, list(draft_features(doc, one, marks)), right))
    return made


def is_right(one: Candidate, gold: dict[str, Any], names: Any, voices: Voices) -> bool:
    """Whether a gold action whose trigger stands near has this policy and one of these actors."""
    name = policies.of(one.policy).name
    near = [action for action in gold["actions"] if beside(one, action) and names.same_policy(action["policy"], name)]
    actors = [actor.name if actor else None for actor in voices.actors(one.actor)] if near else []
    return any(names.same(action["actor"], actor) for action in near for actor in actors)


def beside(one: Candidate, action: dict[str, Any]) -> bool:
    """Whether a span of the gold action lies in the sentence of the candidate."""
    sentence = one.trigger[0].sent
    start, _ = span_of(one.trigger)
    places = [span for span in (action["spans"].get("trigger"), action["spans"].get("policy")) if span]
    return any(sentence.start_char <= span[0] < sentence.end_char for span in places) and start >= 0


MODELS: dict[str, Callable[[int, dict[str, Any], Doc, ModuleType], list[Row]]] = {
    "action": actions_of,
    "statement": statements_of,
}


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weights of the features that occur often enough, with the bias under "bias"."""
    frequency = Counter(name for _, seen, _ in rows for name in set(seen))
    names = ["bias", *sorted(name for name, count in frequency.items() if count >= RARE)]
    index = {name: number for number, name in enumerate(names)}
    matrix = design(rows, index)
    labels = np.array([1.0 if right else -1.0 for _, _, right in rows])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = labels * (matrix @ weights)
        penalty = PENALTY * np.r_[0.0, weights[1:]]
        value = np.logaddexp(0, -margins).sum() + 0.5 * weights[1:] @ penalty[1:]
        return float(value), matrix.T @ (-labels / (1 + np.exp(margins))) + penalty

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return dict(zip(names, found.x.tolist(), strict=True))


def design(rows: Sequence[Row], index: dict[str, int]) -> csr_matrix:
    """One row for each candidate, one column for each known feature."""
    indices, pointers = [], [0]
    for _, seen, _ in rows:
        indices.extend(sorted({0, *(index[name] for name in seen if name in index)}))
        pointers.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(rows), len(index)))


def report(model: str, rows: Sequence[Row]) -> None:
    """Prints the precision and the share of right candidates kept at some thresholds, by cross-validation."""
    scored: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        weights = fit([row for row in rows if row[0] % FOLDS != fold])
        for number, seen, right in rows:
            if number % FOLDS == fold:
                total = weights["bias"] + sum(weights.get(name, 0.0) for name in set(seen))
                scored.append((1 / (1 + np.exp(-total)), right))
    right = sum(label for _, label in scored)
    print(f"{model}: {len(scored)} candidates, {right} right")
    for threshold in (0.2, 0.3, 0.35, 0.4, 0.5, 0.6):
        kept = [label for score, label in scored if score >= threshold]
        print(f"at {threshold}: precision {sum(kept) / max(1, len(kept)):.3f}, share kept {sum(kept) / max(1, right):.3f}")


if __name__ == "__main__":
    main()
