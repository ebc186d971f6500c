"""The text of a Doc, joined once: ``doc.text`` joins all tokens anew each time it is asked."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.per_doc import per_doc


@per_doc
def text_of(doc: Doc) -> str:
    """``doc.text``, kept with the Doc."""
    return doc.text
