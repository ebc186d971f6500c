"""Gives one type to one name over the whole article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.refer.drafts import Draft, NameType
from kg.refer.forms import country_keys, has_body_head, key, known_bodies
from kg.words import words

SURE = 10


def retype(drafts: list[Draft], texts: Sequence[str]) -> None:
    """Types names by lists and by their words, then by what most mentions of the name have.

    A surname follows its full name: "Trump" is a person where "Donald Trump" is.
    """
    for draft in drafts:
        type_by_words(draft, texts)
    keys = [key(" ".join(texts[draft.start : draft.end])) for draft in drafts]
    votes: dict[tuple[str, ...], Counter[NameType]] = defaultdict(Counter)
    for draft, name in zip(drafts, keys, strict=True):
        votes[name][draft.type] += SURE if draft.sure else 1
        if draft.type == "person" and len(name) > 1 and not draft.sure:
            votes[name[-1:]]["person"] += 2
    for draft, name in zip(drafts, keys, strict=True):
        if not draft.sure:
            draft.type = max(votes[name].items(), key=lambda item: (item[1], item[0]))[0]


def type_by_words(draft: Draft, texts: Sequence[str]) -> None:
    """Types a name by lists, by its own words and by the title before it, where they are clear."""
    parts = texts[draft.start : draft.end]
    name = key(" ".join(parts))
    if draft.sure:
        return
    if name in known_bodies():
        draft.type, draft.sure = "organization", True
    elif " ".join(name) in country_keys():
        draft.type, draft.sure = "place", True
    elif len(parts) > 1 and has_body_head(parts):
        draft.type, draft.sure = "organization", True
    elif draft.start and texts[draft.start - 1] in words("name_titles.txt"):
        draft.type, draft.sure = "person", True
