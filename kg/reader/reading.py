"""What the reader says about one text: spans, links between them, and the classes of spans and links, each with its score."""

from __future__ import annotations

import msgspec

from kg.reader.schema import CLASSES, POLICY_TYPES


class ReadSpan(msgspec.Struct, frozen=True):
    """A typed span: code points of the text, end exclusive; ``score`` in 0 … 1.

    ``takes_part`` is false for a name that the reader thinks takes part in no fact. ``kinds`` is the distribution over
    ``POLICY_TYPES`` of a policy, else empty.
    """

    start: int
    end: int
    type: str
    score: float
    takes_part: bool = True
    kinds: tuple[float, ...] = ()

    @property
    def policy_type(self) -> str:
        """The likeliest type of a policy."""
        return POLICY_TYPES[self.kinds.index(max(self.kinds))]


class ReadLink(msgspec.Struct, frozen=True):
    """A link of kind ``kind`` from the span numbered ``head`` to the one numbered ``tail``; ``score`` in 0 … 1.

    ``classes`` holds the distributions over the values of ``CLASSES``: of status for a holder or affiliation, of action,
    modality and agentless for an object.
    """

    kind: str
    head: int
    tail: int
    score: float
    classes: dict[str, tuple[float, ...]] = {}

    def best(self, name: str) -> tuple[str, float]:
        """The likeliest value of a class and its probability."""
        values = self.classes[name]
        top = max(values)
        return CLASSES[name][values.index(top)], top


class Reading(msgspec.Struct, frozen=True):
    """All spans of a text, in text order, and the links between them."""

    spans: tuple[ReadSpan, ...] = ()
    links: tuple[ReadLink, ...] = ()

    def of(self, *types: str) -> list[int]:
        """The numbers of the spans of these types, in text order."""
        return [number for number, span in enumerate(self.spans) if span.type in types]

    def links_of(self, kind: str) -> dict[int, list[ReadLink]]:
        """The links of a kind by the number of their head, the best first."""
        found: dict[int, list[ReadLink]] = {}
        for link in self.links:
            if link.kind == kind:
                found.setdefault(link.head, []).append(link)
        for links in found.values():
            links.sort(key=lambda link: (-link.score, link.tail))
        return found
