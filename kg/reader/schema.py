"""What the reader finds: the layers of spans, the links between them and the classes they get."""

from __future__ import annotations

from typing import Final

import msgspec

LAYERS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("person", "organization", "place"),
    "any_name": ("person", "organization", "place"),
    "described": ("nominal", "pronoun"),
    "role": ("role",),
    "policy": ("policy",),
    "trigger": ("trigger",),
    "date": ("date",),
    "cue": ("cue",),
    "content": ("content",),
}
"""Layer → types of its spans. Spans of one layer never overlap; spans of different layers may.

``name`` holds names that take part in facts, ``any_name`` all names, ``described`` noun phrases and
pronouns that stand for a participant.
"""

SPAN_TYPES: Final[tuple[str, ...]] = (
    "person",
    "organization",
    "place",
    "nominal",
    "pronoun",
    "role",
    "policy",
    "trigger",
    "date",
    "cue",
    "content",
)

MENTIONS: Final[tuple[str, ...]] = ("person", "organization", "place", "nominal", "pronoun")


class LinkKind(msgspec.Struct, frozen=True):
    """A kind of link: the types of its two ends, how far apart they may lie, whether a head has one tail only.

    ``before`` and ``after`` count sentences that the tail may lie before or after the head.
    """

    heads: tuple[str, ...]
    tails: tuple[str, ...]
    before: int
    after: int
    single: bool


LINKS: Final[dict[str, LinkKind]] = {
    "holder": LinkKind(("role",), ("person", "nominal", "pronoun"), 1, 1, False),
    "body": LinkKind(("role",), ("organization", "place", "nominal"), 2, 1, True),
    "affiliation": LinkKind(("person",), ("organization", "place"), 0, 0, False),
    "actor": LinkKind(("trigger",), MENTIONS, 1, 0, False),
    "object": LinkKind(("trigger",), ("policy",), 1, 1, False),
    "time": LinkKind(("trigger",), ("date",), 1, 1, True),
    "speaker": LinkKind(("content",), MENTIONS, 2, 1, True),
    "said": LinkKind(("content",), ("cue",), 2, 1, True),
    "goes_on": LinkKind(("content",), ("content",), 0, 3, True),
    "stands_for": LinkKind(("nominal", "pronoun"), ("person", "organization", "place"), 4, 0, True),
    "same_policy": LinkKind(("policy",), ("policy",), 9, 0, False),
}
"""Link name → its kind; a head looks for its tail among the spans of the same window."""

CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "action": (
        "announce",
        "propose",
        "enact",
        "sign",
        "order",
        "implement",
        "amend",
        "repeal",
        "reject",
        "block",
        "uphold",
        "support",
        "oppose",
        "challenge",
        "request",
        "agree",
        "investigate",
        "violate",
    ),
    "modality": ("asserted", "planned", "alleged", "possible", "denied"),
    "status": ("current", "former", "acting", "incoming", "candidate"),
    "agentless": ("no", "yes"),
    "dating": ("none", "publication", "expression"),
}
"""Classes of a pair: of role and holder the status, of trigger and policy all others.

``agentless`` is a passive that names no actor; ``dating`` is what dates an action: nothing, the day of publication
without a word of it, or an expression.
"""

POLICY_TYPES: Final[tuple[str, ...]] = (
    "law",
    "bill",
    "order",
    "regulation",
    "program",
    "agreement",
    "case",
    "sanction",
    "declaration",
    "resolution",
    "plan",
    "other",
)


def tags() -> dict[str, tuple[int, int]]:
    """Layer → the columns [first, last) of its BIO tags among the outputs: O, then B and I of each type."""
    columns, start = {}, 0
    for layer, types in LAYERS.items():
        columns[layer] = (start, start + 1 + 2 * len(types))
        start = columns[layer][1]
    return columns


def pair_outputs() -> dict[str, tuple[int, int]]:
    """Name → the columns [first, last) among the outputs of a pair: one for each link, then the classes."""
    columns = {name: (number, number + 1) for number, name in enumerate(LINKS)}
    start = len(columns)
    for name, values in CLASSES.items():
        columns[name] = (start, start + len(values))
        start += len(values)
    return columns
