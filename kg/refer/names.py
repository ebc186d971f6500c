"""Finds the names of an article: the entities of the spaCy pipeline, trimmed, joined, completed and typed over the whole text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec
from spacy.tokens import Doc

from kg.refer.forms import country_keys, has_body_head, key, known_bodies
from kg.words import demonyms, parties, place_names, table, words

NameType = Literal["person", "organization", "place"]
LABELS: dict[str, NameType] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "person": "person",
    "organization": "organization",
    "place": "place",
}
LINKERS = frozenset({"of", "for", "on", "and", "&", "the", "to", "against"})
LONGEST = 9


class Name(msgspec.Struct, frozen=True):
    """A span that names something: code points in the article's content, end exclusive, and its type."""

    start: int
    end: int
    type: NameType


class Draft(msgspec.Struct):
    """A name in the making, as a range of tokens; ``sure`` is True where a list or its own words give the type."""

    start: int
    end: int
    type: NameType
    sure: bool = False


def find(doc: Doc) -> list[Name]:
    """The names of ``doc`` in text order, without overlaps; one type for one name over the whole article."""
    texts = [token.text for token in doc]
    drafts = [draft for draft in _drafts(doc, texts) if draft.end > draft.start]
    drafts = joined(_without_overlap([*listed(texts), *drafts]), texts)
    drafts = completed(drafts, texts)
    retype(drafts, texts)
    return [_name(doc, draft) for draft in _without_overlap(drafts)]


def _name(doc: Doc, draft: Draft) -> Name:
    last = doc[draft.end - 1]
    return Name(doc[draft.start].idx, last.idx + len(last), draft.type)


def _drafts(doc: Doc, texts: Sequence[str]) -> Iterator[Draft]:
    for ent in doc.ents:
        kind = LABELS.get(ent.label_)
        if kind is not None:
            yield trimmed(Draft(ent.start, ent.end, kind), texts)


def trimmed(draft: Draft, texts: Sequence[str]) -> Draft:
    """``draft`` without articles, possessives, marks, line breaks and, for a person, titles and demonyms."""
    start, end = draft.start, draft.end
    for at in range(start, end):
        if "\n" in texts[at]:
            start, end = (start, at) if at > start else (at + 1, end)
            break
    while end > start and not (texts[end - 1][-1].isalnum() or texts[end - 1][-1] in ".)"):
        end -= 1
    while end > start and texts[end - 1] in ("'s", "’s", "'", "’", "."):
        end -= 1
    while start < end and not _opens_name(texts[start]):
        start += 1
    if draft.type == "person":
        start = after_titles(texts, start, end)
    return Draft(start, end, draft.type)


def _opens_name(text: str) -> bool:
    return text[0].isalnum() and text not in ("The", "the", "A", "An", "a", "an", "this", "This")


def after_titles(texts: Sequence[str], start: int, end: int) -> int:
    """Where the person's name begins in a range that may open with titles, honorifics and demonyms; before ``end``."""
    dropped = start
    while dropped < end - 1 and is_title_word(texts[dropped]):
        dropped += 1
    return dropped if texts[dropped][:1].isupper() else start


def is_title_word(text: str) -> bool:
    """Whether a word before a person's name is no part of it."""
    return (
        text in words("title_words.txt")
        or text in words("honorifics.tsv")
        or text in table("titles.tsv")
        or text in demonyms()
        or text in ("U.S.", "US", "UK", "U.K.", "EU", "UN", "'s", "’s")
        or text.islower()
    )


def listed(texts: Sequence[str]) -> Iterator[Draft]:
    """Names that lists know: countries, states, parties, well-known bodies and names with a word such as "Ministry"."""
    end_of_last = 0
    for at, text in enumerate(texts):
        if at < end_of_last or not text[:1].isupper():
            continue
        draft = known_at(texts, at)
        if draft is not None:
            yield draft
            end_of_last = draft.end


def known_at(texts: Sequence[str], at: int) -> Draft | None:
    """The longest listed name that begins at token ``at``."""
    for length in range(min(6, len(texts) - at), 0, -1):
        words_here = texts[at : at + length]
        if not words_here[-1][-1:].isalnum() and words_here[-1] not in place_names():
            continue
        name = " ".join(words_here)
        if name in place_names():
            return Draft(at, at + length, "place", sure=True)
        if name in parties() or ((length > 1 or words_here[0].isupper()) and key(name) in known_bodies()):
            return Draft(at, at + length, "organization", sure=True)
    return None


def _without_overlap(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts in text order; of two that overlap the longer stays, then the surer."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda one: (one.start, one.start - one.end, not one.sure)):
        if kept and draft.start < kept[-1].end:
            if draft.end - draft.start > kept[-1].end - kept[-1].start:
                kept[-1] = draft
            continue
        kept.append(draft)
    return kept


def joined(drafts: list[Draft], texts: Sequence[str]) -> list[Draft]:
    """``drafts`` with the parts of one name made one: "Robert" + "Mueller", "Civil Rights" + "and" + "Civil Liberties"."""
    found: list[Draft] = []
    for draft in drafts:
        if found and _belongs(found[-1], draft, texts):
            found[-1] = Draft(found[-1].start, draft.end, found[-1].type, sure=found[-1].sure)
        else:
            found.append(draft)
    return found


def _belongs(left: Draft, right: Draft, texts: Sequence[str]) -> bool:
    between = list(texts[left.end : right.start])
    if left.type == right.type == "person":
        return not between and not right.sure
    if left.type != "organization" or right.type == "person":
        return False
    head = texts[left.start : left.end]
    if between in (["of"], ["of", "the"], ["for"]):
        return head[-1] in words("body_heads.txt") and right.type == "organization" and not right.sure
    behind = texts[right.end] if right.end < len(texts) else ""
    return between in (["and"], ["&"]) and _is_body_word(behind) and not has_body_head(head) and len(head) > 1


def _is_body_word(text: str) -> bool:
    return text.capitalize() in words("body_heads.txt")


def completed(drafts: list[Draft], texts: Sequence[str]) -> list[Draft]:
    """``drafts`` with the names that the pipeline missed but the article itself gives away, and with missing ends."""
    taken = {at for draft in drafts for at in range(draft.start, draft.end)}
    for draft in drafts:
        _extend(draft, texts, taken)
    surnames = {texts[draft.end - 1] for draft in drafts if draft.type == "person" and draft.end - draft.start > 1}
    extra = [
        Draft(at, at + 1, "person")
        for at, text in enumerate(texts)
        if text in surnames and at not in taken and text[:1].isupper() and len(text) > 2
    ]
    return [*drafts, *extra]


def _extend(draft: Draft, texts: Sequence[str], taken: set[int]) -> None:
    """Stretches a person's name over a particle, a surname or a suffix behind it that the pipeline left out."""
    if draft.type != "person":
        return
    end = draft.end
    while end < len(texts) and end not in taken and end - draft.start < LONGEST and texts[end] in words("particles.txt"):
        end += 1
    if end > draft.end and (end in taken or end >= len(texts) or not texts[end][:1].isupper()):
        return
    if end > draft.end:
        end += 1
    if end < len(texts) and texts[end] in words("suffixes.txt"):
        end += 1
    taken.update(range(draft.end, end))
    draft.end = end


def retype(drafts: list[Draft], texts: Sequence[str]) -> None:
    """Gives one type to one name: by lists and by the words of the name, then by what most of its mentions have."""
    for draft in drafts:
        sure_type(draft, texts)
    votes: dict[tuple[str, ...], Counter[NameType]] = defaultdict(Counter)
    keys = [key(" ".join(texts[draft.start : draft.end])) for draft in drafts]
    for draft, name in zip(drafts, keys, strict=True):
        votes[name][draft.type] += 10 if draft.sure else 1
        if draft.type == "person" and len(name) > 1 and not draft.sure:
            votes[name[-1:]]["person"] += 2
    for draft, name in zip(drafts, keys, strict=True):
        if name and not draft.sure:
            draft.type = max(votes[name].items(), key=lambda item: (item[1], item[0]))[0]


def sure_type(draft: Draft, texts: Sequence[str]) -> None:
    """Types a name by lists and by its own words, where they are clear."""
    if draft.sure:
        return
    parts = texts[draft.start : draft.end]
    name = key(" ".join(parts))
    if name in known_bodies():
        draft.type, draft.sure = "organization", True
    elif " ".join(name) in country_keys():
        draft.type, draft.sure = "place", True
    elif len(parts) > 1 and has_body_head(parts):
        draft.type, draft.sure = "organization", True
    elif draft.start and texts[draft.start - 1] in PERSON_BEFORE:
        draft.type, draft.sure = "person", True


PERSON_BEFORE = frozenset(
    ["President", "Minister", "Senator", "Sen.", "Rep.", "Mr.", "Mrs.", "Ms.", "Dr.", "Gov.", "Governor", "Mayor", "Judge", "Justice", "Chancellor", "Premier", "Congressman"]
)
