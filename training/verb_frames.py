"""Counts which words of the training gold trigger which action, and which words of a policy's name tell its type.

    python training/verb_frames.py ../shared/eval/gold/train.jsonl

writes ``trigger_counts.tsv`` and ``policy_words.tsv`` into ``kg/extract/data``. Only general vocabulary is counted:
lemmas of verbs, nouns, adjectives, adverbs and prepositions in lower case, no names. No randomness.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from kg.annotate import annotate, load
from kg.extract.policies import TYPES, heads, singular, type_keys
from kg.extract.triggers import ACTIONS, general, keys, part
from kg.model import Article

DATA = Path(__file__).parents[1] / "kg" / "extract" / "data"
ACTIONS_HEADER = """# How often a word or pair of words triggers which action in the training gold and annotations (2,066 documents), by training/verb_frames.py.
# General vocabulary only. Columns: kind, key, occurrences of the key in the texts (0 where not counted), action:count …
"""
POLICIES_HEADER = """# How often a word stands in the names of policies of which type in the training gold, by training/verb_frames.py.
# General vocabulary only. Columns: place (head, two: last two words, before, after), word, type:count …
"""
TYPES_HEADER = """# Share of each policy type among the policies of each action in the training gold, one added to each, by training/verb_frames.py.
# Columns: action, policy type, share
"""
Counts = dict[tuple[str, str], Counter[str]]


def main() -> None:
    """Reads the gold named on the command line and writes both tables."""
    gold = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    pairs = list(zip(gold, annotate(load(), map(article, gold)), strict=True))
    write("trigger_counts.tsv", ACTIONS_HEADER, action_rows(*count_triggers(pairs)))
    write("action_types.tsv", TYPES_HEADER, type_rows(gold))
    write("policy_words.tsv", POLICIES_HEADER, policy_rows(count_policies(gold)))


def article(record: dict[str, Any]) -> Article:
    """The article of a gold record."""
    return Article(id=record["id"], title=record["title"], text=record["text"], published=record["date"])


def count_triggers(
    pairs: list[tuple[dict[str, Any], Doc]],
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], Counts]:
    """Occurrences of each word, of each word as a trigger, and the actions by key."""
    occurrences: Counter[tuple[str, str]] = Counter()
    triggers: Counter[tuple[str, str]] = Counter()
    actions: Counts = defaultdict(Counter)
    for record, doc in pairs:
        occurrences.update((part(token), token.lemma_.lower()) for token in doc if general(token))
        heads: set[Token] = set()
        for action, span in trigger_spans(record, doc):
            heads.add(span.root)
            for key in keys(list(span)):
                actions[key][action] += 1
        triggers.update((part(token), token.lemma_.lower()) for token in heads if general(token))
    return occurrences, triggers, actions


def trigger_spans(record: dict[str, Any], doc: Doc) -> Iterator[tuple[str, Any]]:
    """Each action of the record with the span of its trigger."""
    for action in record["actions"]:
        place = action["spans"].get("trigger")
        if place:
            yield action["action"], doc.char_span(*place, alignment_mode="expand")


def action_rows(occurrences: Counter[tuple[str, str]], triggers: Counter[tuple[str, str]], actions: Counts) -> Iterator[str]:
    """The rows of the trigger table; pairs and phrases that occur once are left out."""
    for (kind, word), counted in sorted(actions.items()):
        total = sum(counted.values())
        if total > 1 or kind in ("v", "n"):
            yield "\t".join([kind, word, str(triggers[kind, word]), str(occurrences[kind, word]), listed(counted)])
    frequent = ((key, seen) for key, seen in sorted(occurrences.items()) if seen >= 5 and key not in actions and key[0] in "vn")
    for (kind, word), seen in frequent:
        yield "\t".join([kind, word, "0", str(seen), ""])


def type_rows(gold: list[dict[str, Any]]) -> Iterator[str]:
    """The rows of the table of policy types by action."""
    pairs: Counter[tuple[str, str]] = Counter()
    for record in gold:
        types = {policy["name"]: policy["type"] for policy in record["policies"]}
        pairs.update((action["action"], types[action["policy"]]) for action in record["actions"] if action["policy"] in types)
    for action in ACTIONS:
        total = sum(count for (one, _), count in pairs.items() if one == action) + len(TYPES)
        for kind in TYPES:
            yield f"{action}\t{kind}\t{(pairs[action, kind] + 1) / total:.4f}"


def count_policies(gold: list[dict[str, Any]]) -> Counts:
    """Types of policies by the words of their names."""
    counts: Counts = defaultdict(Counter)
    for record in gold:
        for policy in record["policies"]:
            plain = {singular(word) for word in policy["name"].split() if word.isalpha() and word.islower()}
            for place, word in type_keys(policy["name"]):
                if all(part in plain or part in heads() for part in word.split()):
                    counts[place, word][policy["type"]] += 1
    return counts


def policy_rows(counts: Counts) -> Iterator[str]:
    """The rows of the policy table, without words that occur once."""
    for (place, word), counted in sorted(counts.items()):
        if sum(counted.values()) > 1:
            yield "\t".join([place, word, listed(counted)])


def listed(counted: Counter[str]) -> str:
    """``value:count`` by falling count."""
    return " ".join(f"{value}:{count}" for value, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def write(name: str, header: str, rows: Iterator[str]) -> None:
    """Writes a table into the package."""
    (DATA / name).write_text(header + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
