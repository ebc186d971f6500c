"""The text of a Doc, joined once: ``doc.text`` joins all tokens anew each time it is asked."""

from __future__ import annotations

from spacy.tokens import Doc

_KEY = "kg.text"


def text_of(doc: Doc) -> str:
    """``doc.text``, kept with the Doc."""
    text: str | None = doc.user_data.get(_KEY)
    if text is None:
        text = doc.user_data[_KEY] = doc.text
    return text
