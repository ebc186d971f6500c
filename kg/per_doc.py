"""What is worked out once for a Doc and kept with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from spacy.tokens import Doc

T = TypeVar("T")


def per_doc(make: Callable[[Doc], T]) -> Callable[[Doc], T]:
    """``make``, called once for each Doc; its answer must not depend on what changes in the Doc later."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(doc: Doc) -> T:
        if name not in doc.user_data:
            doc.user_data[name] = make(doc)
        found: T = doc.user_data[name]
        return found

    return kept
