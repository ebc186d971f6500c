"""Names in a headline: its capitals say little, so the names of the body are looked for in it first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg.refer.drafts import Draft, NameType

LOWER_SHARE = 0.3
"""Where fewer of a headline's words are in lower case, its capitals mean nothing."""


def end(texts: Sequence[str]) -> int:
    """The number of tokens up to the first line break, which ends the title."""
    return next((at for at, text in enumerate(texts) if "\n" in text), 0)


def names(doc: Doc, drafts: Sequence[Draft], texts: Sequence[str], stop: int) -> Iterator[Draft]:
    """The names in the first ``stop`` tokens: of the body and lists, then the pipeline's if nothing speaks against them."""
    known: dict[tuple[str, ...], NameType] = {
        tuple(texts[one.start : one.end]): one.type for one in drafts if one.start >= stop
    }
    found = [*repeated(known, texts, stop), *(one for one in drafts if one.sure and one.start < stop)]
    taken = {at for one in found for at in range(one.start, one.end)}
    capitals = is_capitalised(texts[:stop])
    for draft in drafts:
        if draft.start < stop and not draft.sure:
            inside = taken & set(range(draft.start, draft.end))
            if not inside or not capitals:
                draft.end = before_verb(doc, draft) if capitals else draft.end
                if draft.end > draft.start:
                    found.append(draft)
    yield from found


def repeated(known: dict[tuple[str, ...], NameType], texts: Sequence[str], stop: int) -> Iterator[Draft]:
    """The longest names of the body that the headline has word for word."""
    longest = max(map(len, known), default=0)
    at = 0
    while at < stop:
        for length in range(min(longest, stop - at), 0, -1):
            kind = known.get(tuple(texts[at : at + length]))
            if kind is not None:
                yield Draft(at, at + length, kind)
                at += length - 1
                break
        at += 1


def is_capitalised(texts: Sequence[str]) -> bool:
    """Whether a headline is written in capitals or with a capital on nearly every word."""
    long = [text for text in texts if text.isalpha() and len(text) > 3]
    return sum(text[0].islower() for text in long) < LOWER_SHARE * len(long)


def before_verb(doc: Doc, draft: Draft) -> int:
    """The end of a draft, or the place of the first word in it that is a verb ("Roe | Urges Holt")."""
    return next((at for at in range(draft.start + 1, draft.end) if doc[at].tag_.startswith("VB")), draft.end)
