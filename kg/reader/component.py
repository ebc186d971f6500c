"""The reader as a spaCy component: sets ``doc._.reading``, the names of ``doc.ents`` and, where there are none yet, sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from kg.reader.model import Reader, load
from kg.reader.reading import Reading
from kg.reader.windows import sentences

NAMES = frozenset({"person", "organization", "place"})


@Language.factory("kg_reader", default_config={"path": None, "threads": 1})
def make(nlp: Language, name: str, path: str | None, threads: int) -> ReaderComponent:
    """The component ``kg_reader``; raises ModelMissing if the weights or their libraries are not there."""
    return ReaderComponent(load(path, threads=threads))


class ReaderComponent:
    """Reads Docs in batches; it needs a tokenizer and nothing else of the pipeline."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        if not Doc.has_extension("reading"):
            Doc.set_extension("reading", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Read a stream of Docs, ``batch_size`` at a time."""
        source = iter(stream)
        while docs := list(islice(source, batch_size)):
            for doc in docs:
                if not doc.has_annotation("SENT_START"):
                    set_sentences(doc)
            bounds = [[(sentence.start_char, sentence.end_char) for sentence in doc.sents] for doc in docs]
            for doc, reading in zip(docs, self.reader.read([doc.text for doc in docs], bounds), strict=True):
                doc._.reading = reading
                set_names(doc, reading)
                yield doc


def set_sentences(doc: Doc) -> None:
    """Marks the sentences of a Doc by punctuation and line breaks; the first line is the title."""
    starts = {start for start, _ in sentences(doc.text)}
    opens = True
    for token in doc:
        opens = opens or token.idx in starts
        token.is_sent_start = opens and not token.is_space
        opens = opens and token.is_space


def set_names(doc: Doc, reading: Reading) -> None:
    """Makes the names of a reading the entities of the Doc; of two that overlap the longer one."""
    names = ((span.start, span.end, span.type) for span in reading.spans if span.type in NAMES)
    spans = [doc.char_span(start, end, label=kind, alignment_mode="expand") for start, end, kind in names]
    doc.ents = filter_spans([span for span in spans if span is not None])
