"""The reader as a spaCy component: sets ``doc._.reading``, ``doc.ents`` and, where there are none yet, sentences."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from functools import cache

import numpy as np
from spacy.attrs import DEP, HEAD  # type: ignore[attr-defined,import-not-found,unused-ignore]
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from kg.reader.model import Reader, load
from kg.reader.reading import Reading, ReadSpan
from kg.reader.windows import sentences
from kg.text import text_of
from kg.words import all_parties, demonyms, place_names
from kg.words import words as words_of

Named = tuple[int, int, str]
"""A name: where it begins and ends, and its type."""

NAMES = frozenset({"person", "organization", "place"})
OPENERS = frozenset(
    (
        "of",
        "in",
        "on",
        "at",
        "for",
        "from",
        "to",
        "by",
        "with",
        "about",
        "against",
        "over",
        "under",
        "into",
        "who",
        "which",
        "that",
    )
)


@Language.factory("kg_reader", default_config={"path": None, "threads": 1})
def make(nlp: Language, name: str, path: str | None, threads: int) -> ReaderComponent:
    """The component ``kg_reader``; raises ModelMissing if the weights or their libraries are not there."""
    return ReaderComponent(load(path, threads=threads))


class ReaderComponent:
    """Reads Docs; it needs a tokenizer and nothing else of the pipeline."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        if not Doc.has_extension("reading"):
            Doc.set_extension("reading", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc."""
        if not doc.has_annotation("DEP"):
            set_sentences(doc)
        bounds = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        [doc._.reading] = self.reader.read([text_of(doc)], [bounds])
        set_names(doc, doc._.reading)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Read a stream of Docs; ``batch_size`` is there for spaCy's sake, since each Doc is read by itself."""
        return (self(doc) for doc in stream)


def set_sentences(doc: Doc) -> None:
    """Marks the sentences of a Doc by punctuation and line breaks, and gives it the flat parse that goes with them.

    In that parse the last word of a phrase heads it, and a phrase that a preposition or a mark opens hangs on the one before.
    """
    if not len(doc):
        return
    begins = {start for start, _ in sentences(text_of(doc))}
    words = [token.text for token in doc]
    sentence = np.cumsum([token.idx in begins for token in doc])
    opens = np.array([word.lower() in OPENERS or not word[0].isalnum() for word in words])
    new = np.append(True, (np.diff(sentence) > 0) | opens[1:])
    ends = np.append(np.flatnonzero(new)[1:], len(words)) - 1
    heads = np.arange(1, len(words) + 1)
    heads[ends] = np.append(ends[0], ends[:-1])
    first = np.append(True, np.diff(sentence[ends]) > 0)
    heads[ends[first]] = ends[first]
    steps = (heads - np.arange(len(words))).astype(np.int64).view(np.uint64)
    kind = np.full(len(words), doc.vocab.strings.add("dep"), dtype=np.uint64)
    doc.from_array([HEAD, DEP], np.stack([steps, kind], axis=1))  # type: ignore[arg-type,unused-ignore]


def set_names(doc: Doc, reading: Reading) -> None:
    """Makes the names of a reading the entities of the Doc, without demonyms, letters and titles, the longer of two."""
    text = text_of(doc)
    surnames = {
        text[span.start : span.end].split()[-1]
        for span in reading.spans
        if span.type == "person" and " " in text[span.start : span.end]
    }
    names = [
        (span.start, span.end, kind_of(text, span, surnames))
        for span in reading.spans
        if span.type in NAMES and is_name(text[span.start : span.end]) and not opens_law(text, span)
    ]
    names = [name for name in names if name[2] != "person" or not is_title(text[name[0] : name[1]], surnames)]
    names = [(without_party(text, start, end), end, kind) for start, end, kind in apart(text, whole(text, names))]
    names = [name for name in names if is_name(text[name[0] : name[1]])]
    spans = [doc.char_span(start, end, label=kind, alignment_mode="expand") for start, end, kind in names]
    doc.ents = filter_spans([span for span in spans if span is not None])


def whole(text: str, names: Sequence[Named]) -> list[Named]:
    """Names that were cut joined again: at a possessive ("Roe" + "'s Diner"), a blank or a nickname, before "Jr." and "Ltd"."""
    made: list[Named] = []
    for start, end, kind in sorted(names):
        if made and start >= made[-1][1]:
            before = made[-1]
            possessive = start == before[1] and re.match(r"['’]s \w", text[start:end]) is not None
            if possessive or (kind == before[2] and goes_on(text[before[1] : start], text[start:end], kind)):
                made[-1] = (before[0], end, kind)
                continue
        made.append((start, end, kind))
    return [(start, legal_end(text, end) if kind == "organization" else end, kind) for start, end, kind in made]


def apart(text: str, names: Sequence[Named]) -> Iterator[Named]:
    """Names of two organisations read as one are two: "Acta Rail and Bona Bank" where one of them stands by itself too."""
    alone = {text[start:end] for start, end, _ in names}
    for start, end, kind in names:
        left, joint, right = text[start:end].partition(" and ")
        right = right.removeprefix("the ")
        if kind == "organization" and joint and any(" " in name and name in alone for name in (left, right)):
            yield start, start + len(left), kind
            yield end - len(right), end, kind
        else:
            yield start, end, kind


def without_party(text: str, start: int, end: int) -> int:
    """Where the name of a chamber or committee begins that was read with a party's adjective ("Republican Senate")."""
    word, _, rest = text[start:end].partition(" ")
    return end - len(rest) if rest in CHAMBERS and word in partisan() else start


CHAMBERS = frozenset({"Senate", "House", "Congress", "Assembly", "Parliament", "committee", "subcommittee"})


@cache
def partisan() -> frozenset[str]:
    """Words that stand for a party before a noun."""
    return frozenset(word for party in all_parties() for word in (*party.words, *party.loose))


def goes_on(between: str, name: str, kind: str) -> bool:
    """Whether a name goes on behind a blank, a person's behind a nickname's mark and before a suffix: James "Jim" Roe, Jr."""
    suffix = between == ", " and name in words_of("suffixes.txt")
    return between == " " or (kind == "person" and (suffix or NICKNAME.fullmatch(between) is not None))


NICKNAME = re.compile(r' ["“‘(](?:\w+["”’)] )?')


def legal_end(text: str, end: int) -> int:
    """Where an organisation's name ends with the legal form that may follow it."""
    form = legal_forms().match(text, end)
    return form.end() if form is not None else end


@cache
def legal_forms() -> re.Pattern[str]:
    """A legal form behind a name."""
    forms = "|".join(re.escape(form) for form in sorted(words_of("legal_forms.txt"), key=lambda form: (-len(form), form)))
    return re.compile(rf",? (?:{forms})(?!\w)")


def kind_of(text: str, span: ReadSpan, surnames: Set[str]) -> str:
    """The type of a name; no person's are one behind "CEO of" and an "Act", if no fuller name of the article ends with it.

    No place's is one that is a subsidiary or has one.
    """
    if span.type == "place" and text[span.start : span.end] not in place_names():
        owned = OWNED.search(text, max(0, span.start - 60), span.start) or OWNING.match(text, span.end, span.end + 60)
        return "organization" if owned else "place"
    last, laws = text[span.start : span.end].split()[-1], words_of("law_words.txt")
    if span.type != "person" or last in surnames - laws:
        return span.type
    return "organization" if last in laws or led().search(text, max(0, span.start - 60), span.start) else "person"


OWNED = re.compile(r"\bsubsidiary of (?:the )?\Z")
OWNING = re.compile(r"(?:, (?:now )?| (?:is|was) )(?:an? |the )?(?:[\w%-]+ ){0,3}?subsidiary\b")
"""What stands before a parent and behind a subsidiary."""


@cache
def led() -> re.Pattern[str]:
    """What stands before the name of an organisation that somebody runs: "chairman of the "."""
    titles = "|".join(re.escape(title) for title in sorted(words_of("business_titles.txt")))
    return re.compile(rf"\b(?:{titles}) of (?:the )?\Z", re.IGNORECASE)


def opens_law(text: str, span: ReadSpan) -> bool:
    """Whether a person's name is no more than the beginning of a law's ("Rivers" in "the Rivers Act")."""
    behind = text[span.end : span.end + 20].split(maxsplit=1)
    return span.type == "person" and bool(behind) and behind[0].strip(".,;:") in words_of("law_words.txt")


def is_title(name: str, surnames: Container[str]) -> bool:
    """Whether a name consists of words of titles and is no surname that a fuller name of the article ends with."""
    return name not in surnames and all(word.lower() in words_of("role_heads.txt") for word in name.split())


def is_name(words: str) -> bool:
    """Whether words name something themselves: no demonym ("Iranian"), no letter of a party, no common noun ("authorities")."""
    return len(words) > 1 and words not in demonyms() and not words.islower()
