"""Finds the names of an article: the pipeline's entities, trimmed, joined, completed and typed over the whole text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg.refer import headlines
from kg.refer.drafts import Draft, Name, NameType, without_overlap
from kg.refer.forms import has_body_head, takes_of
from kg.refer.lists import all_listed, listed
from kg.refer.typing import retype
from kg.words import demonyms, gender_of, place_names, table, words

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
LONGEST = 9
POSSESSIVES = ("'s", "’s", "'", "’", ".")
LOOSE_ENDS = frozenset({"of", "and", "for", "the", "as", "to", "in", "on", "by", "at", "with", "from", "&"})
ARTICLES = frozenset({"The", "the", "A", "An", "a", "an", "this", "This"})
SHORT_COUNTRIES = frozenset({"U.S.", "US", "UK", "U.K.", "EU", "UN", "U.N."})


def find(doc: Doc) -> list[Name]:
    """The names of ``doc`` in text order, without overlaps; one type for one name over the whole article."""
    texts = [token.text for token in doc]
    headline = headlines.end(texts)
    drafts = [part for ent in _entities(doc) for part in parts(ent, texts)]
    drafts = without_overlap([*listed(texts), *drafts])
    drafts = [*headlines.names(doc, drafts, texts, headline), *(draft for draft in drafts if draft.start >= headline)]
    drafts = completed(doc, joined(without_overlap(drafts), texts), texts)
    retype(drafts, texts)
    return [_name(doc, draft) for draft in without_overlap(drafts) if not is_bare_head(draft, texts)]


def is_bare_head(draft: Draft, texts: Sequence[str]) -> bool:
    """Whether a draft is no name but a noun with a capital ("the Department", "the Court"), which is resolved as a nominal."""
    return draft.end - draft.start == 1 and not draft.sure and texts[draft.start] in table("body_heads.tsv")


def _name(doc: Doc, draft: Draft) -> Name:
    last = doc[draft.end - 1]
    return Name(doc[draft.start].idx, last.idx + len(last), draft.type)


def _entities(doc: Doc) -> Iterator[Draft]:
    for ent in doc.ents:
        kind = LABELS.get(ent.label_)
        if kind is not None:
            yield Draft(ent.start, ent.end, kind)


def parts(draft: Draft, texts: Sequence[str]) -> Iterator[Draft]:
    """What is left of an entity after trimming; a slash or a line break parts it in two."""
    start = draft.start
    for at in range(draft.start, draft.end):
        if texts[at] in ("/", "—", "|") or "\n" in texts[at]:
            yield from _whole(trimmed(Draft(start, at, draft.type), texts))
            start = at + 1
    whole = trimmed(Draft(start, draft.end, draft.type), texts)
    person = person_inside(whole, texts)
    if person is None:
        yield from _whole(whole)
    else:
        yield person


def person_inside(draft: Draft, texts: Sequence[str]) -> Draft | None:
    """The person whose name ends an entity that is no person's: "House Jane Roe", "United States Representative Jane Roe"."""
    if draft.type == "person" or draft.end - draft.start < 3 or has_body_head(texts[draft.start : draft.end]):
        return None
    for at in range(draft.end - 2, draft.start, -1):
        before = texts[draft.start : at]
        known = " ".join(before) in all_listed() or before == ["House"] or before[-1].lower() in words("role_heads.txt")
        if gender_of(texts[at]) and known and texts[at + 1][:1].isupper():
            return Draft(at, draft.end, "person")
    return None


def _whole(draft: Draft) -> Iterator[Draft]:
    if draft.end > draft.start:
        yield draft


def trimmed(draft: Draft, texts: Sequence[str]) -> Draft:
    """``draft`` without articles, possessives and marks and, for a person, without titles, portfolios and demonyms."""
    start, end = draft.start, draft.end
    while end > start and not (texts[end - 1][-1].isalnum() or texts[end - 1][-1] in ".)"):
        end -= 1
    while end > start and (texts[end - 1] in POSSESSIVES or texts[end - 1] in LOOSE_ENDS):
        end -= 1
    while start < end and not (texts[start][0].isalnum() and texts[start] not in ARTICLES):
        start += 1
    if draft.type == "person" and start < end:
        start = after_titles(texts, start, end)
        start = after_portfolio(texts, start, end)
    return Draft(start, end, draft.type)


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
        or text in SHORT_COUNTRIES
        or text in POSSESSIVES
        or (text.islower() and text not in words("particles.txt"))
        or (text.lower() in words("role_heads.txt") and gender_of(text) is None)
    )


def after_portfolio(texts: Sequence[str], start: int, end: int) -> int:
    """Where the name begins in "(Minister of) Transport Jane Roe" or "(Senator from) Vermont Jane Roe"."""
    if end - start < 3 or not start or texts[start - 1] not in ("of", "in", "for", "from", "to"):
        return start
    for length in range(end - start - 2, 0, -1):
        if " ".join(texts[start : start + length]) in place_names():
            return start + length
    plain = texts[start].isalpha() and gender_of(texts[start]) is None
    titled = start > 1 and texts[start - 2].lower() in words("role_heads.txt")
    return start + 1 if plain and (titled or gender_of(texts[start + 1])) else start


def joined(drafts: list[Draft], texts: Sequence[str]) -> list[Draft]:
    """``drafts`` with the parts of one name made one: "Robert" + "Mueller", "Civil Rights" + "and" + "Civil Liberties"."""
    found: list[Draft] = []
    for draft in drafts:
        if found and belongs(found[-1], draft, texts):
            kind: NameType = "person" if draft.type == found[-1].type == "person" else "organization"
            found[-1] = Draft(found[-1].start, draft.end, kind, sure=found[-1].sure and kind == found[-1].type)
        else:
            found.append(draft)
    return found


def belongs(left: Draft, right: Draft, texts: Sequence[str]) -> bool:
    """Whether two neighbouring drafts are parts of one name."""
    between = list(texts[left.end : right.start])
    if left.type == right.type == "person":
        return not right.sure and (not between or is_nickname(between))
    if right.type == "person" or right.end - left.start > LONGEST:
        return False
    head = texts[left.start : left.end]
    if left.type == "place":
        return is_district(left, right, between, texts) or (
            not between and right.type == "organization" and texts[right.end - 1] in ("Party", "Court", "Courts")
        )
    if left.type != "organization":
        return False
    if head[-1] in ("Court", "Courts") and between in (["for", "the"], ["of", "the"], ["for"], ["of"]):
        return texts[right.end - 1] in ("District", "Circuit") or right.type == "place"
    if is_district(left, right, between, texts):
        return True
    if between in (["of"], ["of", "the"], ["for"]):
        return takes_of(head[-1]) and right.type == "organization" and not right.sure
    if between == [","]:
        return head[0] == "University" and right.type == "place"
    behind = texts[right.end] if right.end < len(texts) else ""
    heads = table("body_heads.tsv")
    return between in (["and"], ["&"]) and behind.capitalize() in heads and not has_body_head(head) and len(head) > 1


def is_district(left: Draft, right: Draft, between: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether two parts are a judicial district and its state ("Northern District" of "Ohio")."""
    return list(between) == ["of"] and texts[left.end - 1] == "District" and right.type == "place"


def is_nickname(between: Sequence[str]) -> bool:
    """Whether two parts of a person's name have only a nickname in quotation marks or brackets between them."""
    return len(between) == 3 and (between[0], between[2]) in NICKNAME_MARKS


NICKNAME_MARKS = frozenset({('"', '"'), ("“", "”"), ("(", ")"), ("'", "'"), ("‘", "’")})


def completed(doc: Doc, drafts: list[Draft], texts: Sequence[str]) -> list[Draft]:
    """``drafts`` with the names that the pipeline missed but the article itself gives away, and with missing ends."""
    taken = {at for draft in drafts for at in range(draft.start, draft.end)}
    for draft in drafts:
        if draft.type == "person":
            extend(draft, texts, taken)
            over_surname(draft, doc, texts, taken)
    surnames = {texts[draft.end - 1] for draft in drafts if draft.type == "person" and draft.end - draft.start > 1}
    extra = [
        Draft(at, at + 1, "person")
        for at, text in enumerate(texts)
        if at not in taken and text[:1].isupper() and (text in surnames or titled(texts, at)) and len(text) > 2
    ]
    for draft in extra:
        while draft.end < len(texts) and draft.end not in taken and looks_like_name(texts[draft.end]):
            draft.end += 1
    return [*drafts, *extra]


def titled(texts: Sequence[str], at: int) -> bool:
    """Whether the word at ``at`` follows a title and looks like a name."""
    return at > 0 and texts[at - 1] in words("name_titles.txt") and looks_like_name(texts[at])


def looks_like_name(text: str) -> bool:
    """Whether a word can be part of a person's name: capitalised, not all capitals, no title."""
    plain = text[:1].isupper() and text[1:].islower() and not is_title_word(text)
    return plain and text not in table("body_heads.tsv") and text not in words("law_words.txt")


def over_surname(draft: Draft, doc: Doc, texts: Sequence[str], taken: set[int]) -> None:
    """Stretches a person's name over a surname, or the rest of a hyphenated one, that the pipeline cut off."""
    end = draft.end
    if (
        end + 1 < len(texts)
        and texts[end] in ("-", "–")
        and end not in taken
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
    ):
        end += 2 if texts[end + 1].isalpha() else 0
    while (
        end < len(texts)
        and end not in taken
        and doc[end].tag_ == "NNP"
        and looks_like_name(texts[end])
        and end - draft.start < 5
    ):
        if texts[end] in words("calendar.txt") or doc[end - 1].text == ".":
            break
        end += 1
    taken.update(range(draft.end, end))
    draft.end = end


def extend(draft: Draft, texts: Sequence[str], taken: set[int]) -> None:
    """Stretches a person's name over particles, a surname or a suffix behind it that the pipeline left out."""
    end = draft.end
    while end < len(texts) and end not in taken and end - draft.start < LONGEST and texts[end] in words("particles.txt"):
        end += 1
    if end > draft.end:
        if end in taken or end >= len(texts) or not texts[end][:1].isupper():
            return
        end += 1
    if end < len(texts) and texts[end] in words("suffixes.txt"):
        end += 1
    taken.update(range(draft.end, end))
    draft.end = end
