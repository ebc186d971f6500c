"""Policies out of a reading: one entity for the spans that stand for one policy."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Token

from kg.extract import syntax
from kg.extract.from_reading.limits import LIMITS
from kg.extract.from_reading.source import Source
from kg.extract.policies import of_verb
from kg.extract.tables import words as words_in
from kg.model import Entity
from kg.words import table


class Policies:
    """The policies of an article: of the spans numbered ``used`` those that the reader holds for one policy get one entity."""

    def __init__(self, source: Source, used: Iterable[int]) -> None:
        self._source = source
        self._leader: dict[int, int] = {}
        self._made: dict[int, Entity] = {}
        for number in sorted(set(used)):
            same = [
                link
                for link in source.links("same_policy", number)
                if link.score >= LIMITS.same_policy and link.tail in self._leader
            ]
            self._leader[number] = self._leader[same[0].tail] if same else number

    def entity(self, number: int) -> Entity:
        """The policy that the span numbered ``number`` stands for."""
        leader = self._leader[number]
        if leader not in self._made:
            members = [one for one in self._leader if self._leader[one] == leader]
            for one in sorted(members, key=lambda one: one != leader):
                span = self._source.spans[one]
                name = self._name(leader)
                self._made[leader] = self._source.referents.policy(span.start, span.end, name, span.policy_type)
        return self._made[leader]

    def _name(self, number: int) -> str:
        """A policy's wording; a phrase that a verb opens as the noun for it ("deploy the Guard" → "deployment of Guard")."""
        head = self._source.head(number)
        if head is not None and head.pos_ == "VERB" and head.idx == self._source.at(number)[0]:
            return policy_name(of_verb(asked(head)).name)
        name = policy_name(self._source.words(number))
        if head is not None and head.dep_ in ("dobj", "nsubjpass") and head.head.pos_ == "VERB":
            wanted = asked(head.head)
            if self._is_body(name) or (wanted != head.head and head.lemma_.capitalize() in table("body_heads.tsv")):
                return policy_name(of_verb(wanted).name)
        return name

    def _is_body(self, name: str) -> bool:
        """Whether a wording is no policy's but a body's name: what is done with it is the policy ("deploy the Guard")."""
        known = any(name in (entity.name, *entity.aliases) for entity in self._source.referents.entities() if entity.named)
        return known and name.split()[-1].capitalize() in table("body_heads.tsv")


def asked(verb: Token) -> Token:
    """What ``verb`` wants somebody to do ("ordering the offices to close" → close); a verb without that, itself."""
    if syntax.object_of(verb) is None or verb.lemma_ in words_in("subject_control.txt"):
        return verb
    wanted = syntax.child(verb, "xcomp", "ccomp")
    if wanted is None or wanted.tag_ != "VB":
        return verb
    gerund = syntax.child(wanted, "xcomp")
    return gerund if gerund is not None and gerund.tag_ == "VBG" else wanted


def policy_name(words: str) -> str:
    """A policy's wording without leading article or possessive, and without a link word that was cut from what it links to."""
    bare = re.sub(r"^(?:the|a|an|its|his|her|their|this|that)\s+", "", words, flags=re.IGNORECASE)
    return re.sub(rf"(?:\s+(?:{'|'.join(sorted(words_in('dangling.txt')))}))+$", "", bare, flags=re.IGNORECASE)
