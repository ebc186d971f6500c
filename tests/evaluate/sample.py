"""A gold article of our own wording, and what a reader might have made of it."""

from __future__ import annotations

import copy
from typing import Any

TEXT = (
    "Interior Minister Ana Ruiz signed the Border Act on Friday. "
    "The Farmers' League sued over the act. "
    '"We will not give up our fields," said Piet Blom, a former senator.'
)
SIGNED, SUED, SAID = (f"{sentence}." for sentence in TEXT.removesuffix(".").split(". "))

GOLD: dict[str, Any] = {
    "id": "border",
    "title": "Border Act signed",
    "date": "2019-03-10",
    "text": TEXT,
    "entities": [
        {"name": "Ana Ruiz", "type": "person", "aliases": ["Ruiz"]},
        {"name": "Farmers' League", "type": "organization", "aliases": ["FL"]},
        {"name": "Piet Blom", "type": "person", "aliases": []},
    ],
    "roles": [
        {
            "person": "Ana Ruiz",
            "role": "Interior Minister",
            "role_aliases": [],
            "organization": None,
            "organization_aliases": [],
            "status": "current",
            "start": None,
            "end": None,
            "evidence": SIGNED,
        },
        {
            "person": "Piet Blom",
            "role": "senator",
            "role_aliases": [],
            "organization": "Senate",
            "organization_aliases": ["Upper House"],
            "status": "former",
            "start": None,
            "end": None,
            "evidence": SAID,
        },
    ],
    "policies": [{"name": "Border Act", "type": "law", "aliases": ["the act"]}],
    "actions": [
        {
            "actor": "Ana Ruiz",
            "action": "sign",
            "policy": "Border Act",
            "date": "2019-03-08",
            "modality": "asserted",
            "evidence": SIGNED,
        },
        {
            "actor": "Farmers' League",
            "action": "challenge",
            "policy": "Border Act",
            "date": None,
            "modality": "asserted",
            "evidence": SUED,
        },
    ],
    "statements": [
        {
            "speaker": "Piet Blom",
            "type": "direct",
            "content": "We will not give up our fields",
            "cue": "said",
            "evidence": SAID,
        },
    ],
}


def perfect() -> dict[str, Any]:
    return copy.deepcopy(GOLD)


def flawed() -> dict[str, Any]:
    """One role missed, one action with a wrong date, one false action, a speaker confused."""
    said = perfect()
    del said["roles"][1]
    said["actions"][0]["date"] = None
    said["actions"].append({**said["actions"][1], "actor": "Piet Blom", "action": "oppose"})
    said["statements"][0]["speaker"] = "Ana Ruiz"
    return said
