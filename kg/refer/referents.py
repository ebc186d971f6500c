"""The referents of one article: implements ``kg.ty.Referents`` over clusters of names, nominals and pronouns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc, Span, Token

from kg.model import Entity, Mention, MentionKind
from kg.refer.clusters import SAME, Cluster, cluster, other_names
from kg.refer.drafts import Name
from kg.refer.forms import bare, key
from kg.refer.lists import listed_type
from kg.refer.nominals import Nominals
from kg.refer.policies import same_policy
from kg.refer.pronouns import Pronouns, is_pronoun
from kg.text import text_of
from kg.words import demonyms


class ArticleReferents:
    """Who each mention of one annotated Doc stands for; nominals and pronouns are resolved when they are asked for."""

    def __init__(self, doc: Doc, names: Sequence[Name]) -> None:
        self._doc = doc
        self._entities: list[Entity] = []
        self._mentions: dict[tuple[int, int], Mention] = {}
        self._names: list[tuple[int, int, str]] = []
        self._clusters: dict[str, Cluster] = {}
        for one in cluster(names, text_of(doc)):
            entity = self._new(type=one.type, name=one.name, aliases=other_names(one))
            self._clusters[entity.id] = one
            for name in one.at:
                self._names.append((name.start, name.end, entity.id))
                self._mention(name.start, name.end, "name", entity.id)
        self._names.sort()
        self._starts = [start for start, _, _ in self._names]
        self._nominals = Nominals(doc, self)
        self._pronouns = Pronouns(doc, self)

    def entities(self) -> Sequence[Entity]:
        """All local entities so far, in order of their making: names by first mention, then what was asked for."""
        return tuple(self._entities)

    def mentions(self) -> Sequence[Mention]:
        """All mentions so far, in text order."""
        return tuple(self._mentions[span] for span in sorted(self._mentions))

    def entity(self, local_id: str) -> Entity:
        """The entity with this local id."""
        return self._entities[int(local_id[1:])]

    def names_in(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The name mentions that overlap [start, end), as start, end and entity id, in text order."""
        at = max(0, bisect_right(self._starts, start) - 1)
        found = []
        while at < len(self._names) and self._names[at][0] < end:
            if self._names[at][1] > start:
                found.append(self._names[at])
            at += 1
        return found

    def names(self) -> Sequence[tuple[int, int, str]]:
        """All name mentions, as start, end and entity id, in text order."""
        return self._names

    def at(self, start: int, end: int) -> Entity | None:
        """The entity of the name, nominal or pronoun that covers [start, end); None if unresolved.

        The span may be a whole noun phrase: its head decides ("US President Jane Roe" is Jane Roe, "Roe's spokesman" is not).
        """
        found = self.all_at(start, end)
        return found[0] if found else None

    def all_at(self, start: int, end: int) -> tuple[Entity, ...]:
        """The entities that [start, end) stands for: several for a plural ("they", "the two countries")."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None or not span.text.strip():
            return ()
        found, kind = self._resolved(span)
        if len(found) == 1:
            self._mention(start, end, kind, found[0])
        return tuple(self.entity(one) for one in found)

    def _resolved(self, span: Span) -> tuple[tuple[str, ...], MentionKind]:
        inside = self.names_in(span.start_char, span.end_char)
        root = head_of(span)
        if name := demonyms().get(bare(span.text)):
            return (self.named(name, "place").id,), "nominal"
        if inside and self.entity(inside[-1][2]).type == "person" and titled(span, inside[-1][0], inside[-1][1]):
            return (inside[-1][2],), "name"
        for start, end, found in inside:
            if start <= root.idx < end:
                return () if counted(root) else (self._part(span, start, end) or found,), "name"
        if len(span) == 1 and is_pronoun(root):
            return self._pronouns.resolve(root), "pronoun"
        return self._nominals.resolve(span, root), "nominal"

    def _part(self, span: Span, start: int, end: int) -> str | None:
        """The entity of a span that is only a part of a name and a name of its own ("Iranian" in "Iranian Red Crescent")."""
        if span.start_char <= start and end <= span.end_char:
            return None
        text = bare(span.text)
        if text in demonyms():
            return self.named(demonyms()[text], "place").id
        kind = listed_type(text)
        if kind is not None:
            return self.named(text, kind).id
        return next((one.id for one in self._entities if text == one.name or text in one.aliases), None)

    def named(self, name: str, kind: str) -> Entity:
        """The entity of type ``kind`` that this article calls ``name``, made if need be ("Republican Party" from "(R-UT)")."""
        same = SAME.get(kind)
        for entity in self._entities:
            if entity.type == kind and entity.named and any(key(form) == key(name) for form in (entity.name, *entity.aliases)):
                return entity
        for entity in self._entities:
            if same and entity.type == kind and entity.named and same(entity.name, name):
                return entity
        return self._new(type=kind, name=name)

    def described(self, start: int, end: int, kind: str) -> Entity:
        """An entity known only by the noun phrase at [start, end) ("a federal judge"), made if there is none."""
        text = " ".join(text_of(self._doc)[start:end].split())
        for entity in self._entities:
            if entity.type == kind and not entity.named and key(entity.name) == key(text):
                self._mention(start, end, "nominal", entity.id)
                return entity
        entity = self._new(type=kind, name=text, named=False)
        self._mention(start, end, "nominal", entity.id)
        return entity

    def policy(self, start: int, end: int, name: str, policy_type: str, identifiers: Sequence[str] = ()) -> Entity:
        """The policy that the span stands for: an earlier one that it names again, or a new one."""
        said = " ".join(text_of(self._doc)[start:end].split())
        for entity in self._entities:
            if entity.type == "policy" and same_policy(entity, name, said, policy_type, identifiers):
                forms = {*entity.aliases, name, said} - {entity.name}
                known = (*entity.identifiers, *(one for one in identifiers if one not in entity.identifiers))
                grown = msgspec.structs.replace(entity, aliases=tuple(sorted(forms)), identifiers=known)
                self._entities[int(entity.id[1:])] = grown
                self._mention(start, end, "name", grown.id)
                return grown
        entity = self._new(
            type="policy",
            name=name,
            aliases=(said,) if said != name else (),
            policy_type=policy_type,
            identifiers=tuple(identifiers),
        )
        self._mention(start, end, "name", entity.id)
        return entity

    def phrase(self, head: Token) -> str:
        """The id of the entity that the noun phrase of ``head`` stands for, described if it names none."""
        span = noun_phrase(head)
        found, _ = self._resolved(span)
        return found[0] if found else self.described(span.start_char, span.end_char, "organization").id

    def _new(self, *, type: str, name: str, **more: object) -> Entity:  # noqa: A002 - the field of Entity
        entity = msgspec.convert({"id": f"e{len(self._entities)}", "type": type, "name": name, **more}, Entity)
        self._entities.append(entity)
        return entity

    def _mention(self, start: int, end: int, kind: MentionKind, entity: str) -> None:
        self._mentions.setdefault(
            (start, end), Mention(start=start, end=end, text=text_of(self._doc)[start:end], kind=kind, entity=entity)
        )


def head_of(span: Span) -> Token:
    """The token that heads a span: its root, or the noun before the first preposition where the root is none."""
    root = span.root
    return (
        root
        if root.pos_ in ("NOUN", "PROPN", "PRON")
        else next((token for token in span if token.pos_ in ("NOUN", "PROPN", "PRON")), root)
    )


def titled(span: Span, start: int, end: int) -> bool:
    """Whether a span ends with the name at [start, end) and what stands before can be a title and its body.

    "President of Ukraine Jane Roe" is, "spokesman for Jane Roe" and "Ukraine's Jane Roe and" are not.
    """
    if span.end_char - end > 2 or start < span.start_char:
        return False
    before = [token for token in span if token.idx < start]
    return not before or (before[-1].tag_ not in ("IN", "TO", "CC", ",", "DT", "PRP$") and before[-1].dep_ != "prep")


def noun_phrase(head: Token) -> Span:
    """The phrase of ``head`` up to it, with the prepositional phrases right behind it ("a group of senators in Ohio")."""
    end = head.i + 1
    for child in head.rights:
        if child.dep_ != "prep" or child.i != end:
            break
        end = child.right_edge.i + 1
    return head.doc[head.left_edge.i : end]


def counted(head: Token) -> bool:
    """Whether a name only tells the kind of an unnamed number of people ("ten Democrats", "all Israelis")."""
    return head.tag_ in ("NNS", "NNPS") and any(
        child.dep_ == "nummod" or child.lower_ in ("all", "some", "most") for child in head.lefts
    )
