"""Turns annotated articles into the labels that the reader learns: typed spans, links between them, classes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

import msgspec

from kg.reader.schema import CLASSES, LAYERS, POLICY_TYPES
from kg.reader.windows import lexicon, word_class

WINDOW_MARKERS = (101, 102)
"""Wordpieces that open and close a window in the base vocabulary."""

Span = tuple[int, int]
Article = dict[str, Any]

PRONOUNS = frozenset(
    (
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "who",
        "which",
        "him",
        "her",
        "them",
        "us",
        "his",
        "their",
        "its",
        "this",
        "that",
        "himself",
        "herself",
        "one",
    )
)


class Labels(msgspec.Struct):
    """What one article teaches, with spans as code points of its content.

    ``spans`` is layer → span → type. ``meaning`` tells which entity or policy a mention of a layer stands for.
    ``links`` holds (link, head, tail); ``pairs`` the classes of (trigger, policy) and (role, holder).
    """

    spans: dict[str, dict[Span, str]]
    meaning: dict[Span, str]
    policies: dict[Span, tuple[str, int]]
    links: set[tuple[str, Span, Span]]
    body_of: dict[Span, str]
    pairs: dict[tuple[str, Span, Span], list[tuple[str, int]]]


def _forms(entity: dict[str, Any]) -> list[str]:
    forms = {entity["name"], *entity["aliases"]}
    return sorted(
        (form for form in forms if len(form) > 1 and (form[0].isupper() or form[0].isdigit())), key=lambda f: (-len(f), f)
    )


def _free(taken: dict[Span, str], span: Span) -> bool:
    return not any(span[0] < end and start < span[1] for start, end in taken)


def _occurrences(text: str, form: str) -> list[Span]:
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)]


def is_title(words: str) -> bool:
    """Whether words are a bare title ("Attorney General") and no name."""
    parts = words.lower().split()
    classes = {lexicon()["president"], lexicon()["sen"], lexicon()["former"]}
    return (
        all(word in ("of", "the", "state", "foreign", "prime") or word_class(word) in classes for word in parts)
        and words[-1:] != "."
    )


def gap(one: Any, other: Any) -> int:
    """Code points between two spans."""
    return max(one[0] - other[1], other[0] - one[1], 0)


class _Maker:
    """Collects the labels of one article."""

    def __init__(self, article: Article, names: list[tuple[int, int, str]]) -> None:
        self.article = article
        self.text = f"{article['title']}\n{article['text']}"
        self.kind = {entity["name"]: entity["type"] for entity in article["entities"]}
        self.forms = {entity["name"]: _forms(entity) for entity in article["entities"]}
        self.labels = Labels({layer: {} for layer in LAYERS}, {}, {}, set(), {}, defaultdict(list))
        self.silver = names

    def put(self, layer: str, span: Any, kind: str) -> Span | None:
        """Add a span to a layer unless it overlaps another there."""
        if span is None:
            return None
        span = (span[0], span[1])
        taken = self.labels.spans[layer]
        if span in taken:
            return span
        if span[0] >= span[1] or not _free(taken, span):
            return None
        taken[span] = kind
        return span

    def mention(self, span: Any, entity: str | None) -> Span | None:
        """Add a mention to the names or the descriptions, by its wording."""
        if span is None:
            return None
        span = self.narrowed(span, entity)
        said = self.text[span[0] : span[1]]
        first = said.removeprefix("the ").removeprefix("The ")
        if said.lower() in PRONOUNS:
            found = self.put("described", span, "pronoun")
        elif (
            entity in self.kind
            and not is_title(first)
            and (first in self.forms[entity] or (first[:1].isupper() and not said.startswith(("The ", "A "))))
        ):
            found = self.put("name", (span[1] - len(first), span[1]), self.kind[entity])
        else:
            found = self.put("described", span, "nominal")
        if found and entity:
            self.labels.meaning[found] = entity
        return found

    def narrowed(self, span: Any, entity: str | None) -> Span:
        """The name alone where a span holds a title or description with it ("prosecutor Jane Roe")."""
        said = self.text[span[0] : span[1]]
        for form in self.forms.get(entity or "", []):
            at = said.rfind(form)
            if self.kind.get(entity or "") == "person" and at >= 0 and said[at:] == form and not is_title(form):
                return span[0] + at, span[1]
        return span[0], span[1]

    def nearest(self, span: Any, person: Any) -> Any:
        """The same words as ``span`` where they stand nearest to a person in the sentence, if much nearer than ``span``."""
        if span is None or person is None:
            return span
        low, high = min(span[0], person[0]) - 5, max(span[1], person[1]) + 5
        said = self.text[span[0] : span[1]]
        places = [m.span() for m in re.finditer(rf"\b{re.escape(said)}\b", self.text) if low <= m.start() <= high]
        best = min(places, key=lambda place: gap(place, person), default=tuple(span))
        return best if gap(best, person) <= 2 < gap(span, person) else span

    def link(self, kind: str, head: Span | None, tail: Span | None) -> None:
        if head and tail:
            self.labels.links.add((kind, head, tail))

    def roles(self) -> None:
        for role in self.article["roles"]:
            spans = role["spans"]
            person = self.mention(spans["person"], role["person"])
            body = self.mention(spans["organization"], role["organization"])
            title = self.put("role", self.nearest(spans["role"], spans["person"]), "role")
            status = CLASSES["status"].index(role["status"])
            if title:
                self.link("holder", title, person)
                self.link("body", title, body)
                if role["organization"]:
                    self.labels.body_of[title] = role["organization"]
                if person:
                    self.labels.pairs["holder", title, person].append(("status", status))
            elif person and body:
                self.link("affiliation", person, body)
                self.labels.pairs["affiliation", person, body].append(("status", status))

    def actions(self) -> None:
        kinds = {policy["name"]: POLICY_TYPES.index(policy["type"]) for policy in self.article["policies"]}
        spread = Counter(tuple(action["spans"]["policy"]) for action in self.article["actions"] if action["spans"]["policy"])
        for span in sorted(spread, key=lambda s: (-spread[s], s[1] - s[0])):
            self.put("policy", span, "policy")
        for action in self.article["actions"]:
            spans = action["spans"]
            trigger = self.put("trigger", spans["trigger"], "trigger")
            actor = self.mention(spans["actor"], action["actor"])
            date = self.put("date", spans["date"], "date")
            policy = (
                tuple(spans["policy"]) if spans["policy"] and tuple(spans["policy"]) in self.labels.spans["policy"] else None
            )
            if policy:
                self.labels.policies[policy] = (action["policy"], kinds.get(action["policy"], len(POLICY_TYPES) - 1))
            self.link("actor", trigger, actor)
            self.link("object", trigger, policy)
            self.link("time", trigger, date)
            if trigger and policy:
                self.labels.pairs["object", trigger, policy] += [
                    ("action", CLASSES["action"].index(action["action"])),
                    ("modality", CLASSES["modality"].index(action["modality"])),
                    ("agentless", int(action["actor"] is None)),
                    ("dating", self.dating(action)),
                ]

    def dating(self, action: dict[str, Any]) -> int:
        """Number of the class of what dates an action."""
        value = "publication" if action["date"] == self.article["date"] else "none"
        return CLASSES["dating"].index("expression" if action["spans"]["date"] else value)

    def statements(self) -> None:
        for statement in self.article["statements"]:
            spans = statement["spans"]
            speaker = self.mention(spans["speaker"], statement["speaker"])
            cue = self.put("cue", spans["cue"], "cue")
            pieces = [self.put("content", piece, "content") for piece in spans["content"] or []]
            for piece in pieces:
                self.link("speaker", piece, speaker)
                self.link("said", piece, cue)
            for before, after in pairwise(pieces):
                self.link("goes_on", before, after)

    def other_mentions(self) -> None:
        """Names of participants and of policies wherever else they stand, then all silver names."""
        forms = sorted(((form, name) for name, forms in self.forms.items() for form in forms), key=lambda p: (-len(p[0]), p))
        for form, name in forms:
            for span in _occurrences(self.text, form):
                found = self.put("name", span, self.kind[name])
                if found:
                    self.labels.meaning.setdefault(found, name)
        for policy in self.article["policies"]:
            for form in sorted({policy["name"], *policy["aliases"]}, key=lambda f: (-len(f), f)):
                if len(form.split()) > 1 or form[:1].isupper():
                    for span in _occurrences(self.text, form):
                        if self.put("policy", span, "policy"):
                            self.labels.policies.setdefault(span, (policy["name"], POLICY_TYPES.index(policy["type"])))
        self.labels.spans["any_name"] = dict(self.labels.spans["name"])
        for start, end, kind in self.silver:
            said = self.text[start:end]
            start += len(said) - len(re.sub(r"^(?:[Tt]he |[Aa]n? )", "", said))
            self.put("any_name", (start, end), kind)

    def corefer(self) -> None:
        """Link descriptions to the names of their entity, and wordings of one policy to each other."""
        names = [(span, self.labels.meaning.get(span)) for span in self.labels.spans["name"]]
        for span in self.labels.spans["described"]:
            entity = self.labels.meaning.get(span)
            for name, meaning in names:
                if entity == meaning and entity in self.kind and name[0] < span[0]:
                    self.link("stands_for", span, name)
        policies = sorted(self.labels.policies)
        for one in policies:
            for other in policies:
                if other < one and self.labels.policies[one][0] == self.labels.policies[other][0]:
                    self.link("same_policy", one, other)


def label(article: Article, names: list[tuple[int, int, str]]) -> Labels:
    """The labels of an annotated article; ``names`` are its silver names as (start, end, type)."""
    maker = _Maker(article, names)
    maker.roles()
    maker.actions()
    maker.statements()
    maker.other_mentions()
    maker.corefer()
    return maker.labels
