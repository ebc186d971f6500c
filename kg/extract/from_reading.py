"""Turns what the trained reader found in a Doc into claims; tables and rules do what they do better than the network."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import cast

import msgspec
from spacy.tokens import Doc

from kg.extract.quotations import quotations
from kg.extract.statements import about
from kg.extract.tables import mapping, rows
from kg.extract.tables import words as words_in
from kg.extract.triggers import action_of
from kg.model import (
    Action,
    ActionClaim,
    Claim,
    Entity,
    Evidence,
    Modality,
    RoleClaim,
    RoleStatus,
    StatementClaim,
    StatementType,
    Timex,
)
from kg.reader import Reading, ReadLink, ReadSpan
from kg.reader.schema import CLASSES
from kg.text import text_of
from kg.ty import Referents
from kg.words import countries, demonyms, party_letters, place_names, table
from kg.words import words as words_of

NAME = "reader"
NAMES = ("person", "organization", "place")


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Least scores of what becomes a claim, chosen on held-out training articles."""

    holder: float = 0.5
    body: float = 0.4
    unusual_body: float = 0.75
    """For a title that has a usual body."""
    affiliation: float = 0.5
    object: float = 0.4
    actor: float = 0.4
    agentless: float = 0.5
    time: float = 0.3
    speaker: float = 0.4
    cue: float = 0.4
    goes_on: float = 0.5
    stands_for: float = 0.5
    same_policy: float = 0.5


LIMITS = Limits()
LONGEST_CHAIN = 20
DOUBLE_MARK = re.compile(r"[\"“”]")
NO_DATE, PUBLICATION, EXPRESSION = (CLASSES["dating"].index(kind) for kind in ("none", "publication", "expression"))


def extract(doc: Doc) -> Iterator[Claim]:
    """The claims of an annotated ``doc`` that the reader has read; none where ``doc._.reading`` is not set."""
    if doc._.reading is None:
        return
    source = Source(doc, doc._.reading)
    yield from roles(source)
    yield from actions(source)
    yield from statements(source)  # after the actions, whose policies they can be about


class Source:
    """A Doc with its reading: who spans stand for, which links they have, in which sentences they lie."""

    def __init__(self, doc: Doc, reading: Reading) -> None:
        self.doc = doc
        self.text: str = text_of(doc)
        self.reading = reading
        self.spans = reading.spans
        self.referents: Referents = doc._.referents
        self._sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        self._starts = [start for start, _ in self._sentences]
        self._quotations = sorted((one.start, one.end) for one in quotations(self.text))
        self._links: dict[str, dict[int, list[ReadLink]]] = {}
        self._who: dict[int, Entity | None] = {}

    def links(self, kind: str, head: int) -> list[ReadLink]:
        """The links of a kind from the span numbered ``head``, the best first."""
        if kind not in self._links:
            self._links[kind] = self.reading.links_of(kind)
        return self._links[kind].get(head, [])

    def words(self, number: int) -> str:
        """What the span numbered ``number`` says, on one line."""
        span = self.spans[number]
        return " ".join(self.text[span.start : span.end].split())

    def at(self, number: int) -> tuple[int, int]:
        """Where the span numbered ``number`` stands."""
        return self.spans[number].start, self.spans[number].end

    def who(self, number: int) -> Entity | None:
        """The entity that a mention stands for; a noun phrase that stands for none is described."""
        if number not in self._who:
            self._who[number] = self._resolved(number)
        return self._who[number]

    def _resolved(self, number: int) -> Entity | None:
        span = self.spans[number]
        if span.type in NAMES:
            return self._named(span)
        found = self.referents.at(span.start, span.end)
        if found is not None and found.type != "policy" and not self._mere_part(span):
            return found
        for link in self.links("stands_for", number):
            if link.score >= LIMITS.stands_for:
                return self._named(self.spans[link.tail])
        titled = self._titled(number) if span.type == "nominal" else None
        if titled is not None:
            return titled
        return self.referents.described(*self._described(span), "organization") if span.type == "nominal" else None

    def _titled(self, number: int) -> Entity | None:
        """The person to whom the article gave, last before it, the title that a noun phrase consists of ("the president")."""
        said = self.words(number).lower().removeprefix("the ").split()
        found = None
        for role in self.reading.of("role"):
            holders = [link for link in self.links("holder", role) if link.score >= LIMITS.holder]
            known = title(self.words(role)).lower().split()
            if holders and said and known[-1:] == said[-1:] and len(said) <= len(known) + 1 and role < number:
                found = self._named(self.spans[holders[0].tail]) if self.spans[holders[0].tail].type == "person" else found
        return found

    def _mere_part(self, span: ReadSpan) -> bool:
        """Whether a name inside a noun phrase only tells more of its head: "voters in Utopia"."""
        said = self.text[span.start : span.end]
        return (
            span.type == "nominal" and re.search(r"\s(?:of|in|from|for|at|on|by|with|to)\s+(?:the\s+)?[A-Z]", said) is not None
        )

    def _described(self, span: ReadSpan) -> tuple[int, int]:
        article = re.match(r"(?:the|a|an)\s+", self.text[span.start : span.end], re.IGNORECASE)
        return (span.start + article.end() if article else span.start), span.end

    def _named(self, span: ReadSpan) -> Entity:
        words = " ".join(self.text[span.start : span.end].split())
        if words in party_letters() and self.text[span.start - 1 : span.start] == "(":
            return self.referents.named(party_letters()[words].name, "organization")
        state = re.sub(r"(?:['’]s)? (?:government|administration|regime)$", "", words)
        if state in demonyms() or (state != words and state in place_names()):
            return self.referents.named(demonyms().get(state) or place_names()[state], "place")
        found = self.referents.at(span.start, span.end)
        return found if found is not None else self.referents.named(words, span.type)

    def country(self) -> Entity | None:
        """The country that the names of the article name most often, the earlier of two."""
        counts: Counter[str] = Counter()
        for number in self.reading.of("place", "organization"):
            words = self.words(number)
            name = demonyms().get(words) or place_names().get(words)
            if name in countries():
                counts[name] += 1
        return self.referents.named(counts.most_common(1)[0][0], "place") if counts else None

    def quotation(self, number: int) -> tuple[int, int] | None:
        """The quotation that holds nearly all of a piece, without its marks."""
        start, end = self.at(number)
        at = bisect_right(self._quotations, (end, end)) - 1
        for low, high in self._quotations[max(0, at - 1) : at + 1]:
            if min(end, high) - max(start, low) >= 0.8 * (end - start):
                return low, high
        return None

    def snapped(self, number: int) -> tuple[int, int]:
        """A piece as far as the quotation reaches that it stands in; else without the marks around it."""
        return trimmed(self.text, *(self.quotation(number) or self.at(number)))

    def evidence(self, *spans: tuple[int, int]) -> Evidence:
        """The sentence that holds the first span, stretched over the others where they are next to it."""
        start, end = self.sentence(spans[0][0])
        for one in spans:
            if start - 300 <= one[0] and one[1] <= end + 1200:
                start, end = min(start, one[0]), max(end, one[1])
        quote = self.text[start:end]
        start, end = start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip())
        return Evidence(start, end, self.text[start:end])

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence at an offset."""
        return self._sentences[max(0, bisect_right(self._starts, at) - 1)]


# ── roles ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def roles(source: Source) -> Iterator[RoleClaim]:
    """One claim for each distinct person, role, organisation and status."""
    found = [*titled(source), *affiliated(source)]
    yield from distinct_roles(with_bodies(source, found))


def titled(source: Source) -> Iterator[RoleClaim]:
    """Roles with words of their own: each with those who hold it and the body that it belongs to."""
    for number in source.reading.of("role"):
        least = LIMITS.unusual_body if title(source.words(number)).lower() in usual_bodies() else LIMITS.body
        bodies = [link for link in source.links("body", number) if link.score >= least]
        body = source.who(bodies[0].tail) if bodies else None
        for link in source.links("holder", number):
            person = source.who(link.tail) if link.score >= LIMITS.holder else None
            if person is not None and person.named and person.type == "person":
                spans = {"role": source.at(number), "person": source.at(link.tail)}
                if body is not None:
                    spans["organization"] = source.at(bodies[0].tail)
                yield RoleClaim(
                    person=person.id,
                    role=title(source.words(number)),
                    organization=body.id if body is not None and body.id != person.id else None,
                    status=status(source, number, link),
                    evidence=source.evidence(*spans.values()),
                    extractor=NAME,
                    confidence=round(link.score * source.spans[number].score, 3),
                    spans=spans,
                )


def status(source: Source, number: int, link: ReadLink) -> RoleStatus:
    """The status that words beside the title give, else the network's."""
    start, end = source.at(number)
    after = re.match(r"[\s-]*(elect|designate|nominee)\b", source.text[end : end + 12])
    said = after[1] if after else beside(source.text[max(0, start - 80) : start])
    if said not in (None, "current"):
        value = table("status.tsv").get(said or "", said)
        return cast("RoleStatus", value)
    return cast("RoleStatus", link.best("status")[0])


def beside(before: str) -> str | None:
    """The status that the last words before a title name: "former", "acting" and the like, names and demonyms in between."""
    known = table("status.tsv")
    for word in reversed(re.findall(r"[^\s,;:()\"“”-]+-?|[,;:()\"“”]", before)[-6:]):
        lower = word.lower()
        if known.get(lower, "current") != "current" and lower not in ("candidate", "nominee", "late"):
            return known[lower]
        if not (word[:1].isupper() or lower in ("of", "the", "and", "deputy", "vice", "assistant")):
            return None
    return None


def affiliated(source: Source) -> Iterator[RoleClaim]:
    """Roles without words: members of parties, people "of" an organisation."""
    for number in source.reading.of("person"):
        for link in source.links("affiliation", number):
            person, body = source.who(number), source.who(link.tail)
            if (
                link.score < LIMITS.affiliation
                or person is None
                or body is None
                or person.type != "person"
                or body.id == person.id
            ):
                continue
            spans = {"person": source.at(number), "organization": source.at(link.tail)}
            yield RoleClaim(
                person=person.id,
                role="member" if is_party(body) else None,
                organization=body.id,
                status=msgspec.convert(link.best("status")[0], RoleStatus),
                evidence=source.evidence(*spans.values()),
                extractor=NAME,
                confidence=round(link.score, 3),
                spans=spans,
            )


def is_party(entity: Entity) -> bool:
    """Whether an organisation is a political party."""
    return entity.name.endswith("Party") or any(entity.name == party.name for party in party_letters().values())


def title(words: str) -> str:
    """A role as it is named: an abbreviated title in full, a plural in the singular, a verb as the noun for who does it."""
    full = table("titles.tsv").get(words) or words
    noun = mapping("role_nouns.tsv").get(full.lower())
    if noun is not None:
        return noun
    last = full.rsplit(" ", 1)[-1].lower()
    return full[:-1] if last.endswith("s") and last[:-1] in role_heads() and last not in role_heads() else full


def role_heads() -> frozenset[str]:
    """Nouns that head the names of roles."""
    return words_of("role_heads.txt")


def with_bodies(source: Source, claims: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """The claims, with a body for those that have none: that of the same role elsewhere, or the title's usual one."""
    known = {(claim.person, (claim.role or "").lower()): claim.organization for claim in claims if claim.organization}
    for claim in claims:
        role = (claim.role or "").lower()
        body = claim.organization or known.get((claim.person, role))
        if body is None and role in usual_bodies():
            name, kind = usual_bodies()[role]
            found = source.country() if name == "@country" else source.referents.named(name, kind)
            body = found.id if found is not None else None
        yield msgspec.structs.replace(claim, organization=body)


@cache
def usual_bodies() -> dict[str, tuple[str, str]]:
    """Title → the body that it belongs to where nothing else is said, and the body's type."""
    return {title_: (name, kind) for title_, name, kind in rows("role_bodies.tsv")}


def distinct_roles(claims: Iterable[RoleClaim]) -> list[RoleClaim]:
    """The surest claim of each distinct role; one without organisation yields to one with it."""
    best: dict[tuple[str, str, str | None, str], RoleClaim] = {}
    for claim in claims:
        key = (claim.person, (claim.role or "").lower(), claim.organization, claim.status)
        if key not in best or best[key].confidence < claim.confidence:
            best[key] = claim
    placed = {(person, role, status) for person, role, body, status in best if body is not None}
    return [claim for key, claim in best.items() if key[2] is not None or (key[0], key[1], key[3]) not in placed]


# ── statements ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def statements(source: Source) -> Iterator[StatementClaim]:
    """One claim for each statement, its pieces joined."""
    before: tuple[Entity, ReadLink] | None = None
    seen: set[tuple[int, int]] = set()
    for pieces in joined(source):
        places = tuple(dict.fromkeys(source.snapped(piece) for piece in pieces))
        type_ = quotation_type(source.text, places, None)
        if places[0] in seen or (type_ == "direct" and too_short(source.text, places)):
            continue
        said = spoken(source, pieces)
        if said is None and type_ == "direct":
            said = before
        if said is None:
            continue
        before = said
        speaker, best = said
        cues = [link for piece in pieces for link in source.links("said", piece) if link.score >= LIMITS.cue]
        cue = max(cues, key=lambda link: link.score, default=None)
        seen.update(places)
        spans = {"speaker": source.at(best.tail), "content": (places[0][0], places[-1][1])}
        if cue is not None:
            spans["cue"] = source.at(cue.tail)
        yield StatementClaim(
            speaker=speaker.id,
            type=quotation_type(source.text, places, source.words(cue.tail) if cue is not None else None),
            content=" … ".join(source.text[start:end] for start, end in places),
            pieces=places,
            evidence=source.evidence(*places, spans["speaker"], spans.get("cue", places[0])),
            extractor=NAME,
            confidence=round(best.score * min(source.spans[piece].score for piece in pieces), 3),
            cue=source.words(cue.tail) if cue is not None else None,
            about=about(source.doc, places, speaker),
            spans=spans,
        )


def too_short(text: str, pieces: Sequence[tuple[int, int]]) -> bool:
    """Whether a quotation has fewer words than a statement has (four at least)."""
    return sum(len(text[start:end].split()) for start, end in pieces) < 4


def spoken(source: Source, pieces: Sequence[int]) -> tuple[Entity, ReadLink] | None:
    """Who says the pieces, and by which link."""
    speakers = [link for piece in pieces for link in source.links("speaker", piece) if link.score >= LIMITS.speaker]
    best = max(speakers, key=lambda link: link.score, default=None)
    speaker = source.who(best.tail) if best is not None else None
    return (speaker, best) if speaker is not None and best is not None else None


def joined(source: Source) -> list[list[int]]:
    """The pieces of each statement: a piece and those that go on from it."""
    contents = source.reading.of("content")
    follows = {one: other for one, other in pairwise(contents) if same_quotation(source, one, other)}
    for number in contents:
        for link in source.links("goes_on", number)[:1]:
            if link.score >= LIMITS.goes_on and link.tail not in follows.values():
                follows[number] = link.tail
    chains = []
    for number in contents:
        if number not in follows.values():
            chain = [number]
            while chain[-1] in follows and len(chain) < LONGEST_CHAIN:
                chain.append(follows[chain[-1]])
            chains.append(chain)
    return chains


def same_quotation(source: Source, one: int, other: int) -> bool:
    """Whether two pieces are a quotation around one cue: both in quotation marks, with one speaker and one cue."""
    if source.quotation(one) is None or source.quotation(other) is None:
        return False
    ends = [[link.tail for kind in ("speaker", "said") for link in source.links(kind, piece)[:1]] for piece in (one, other)]
    return len(ends[0]) == 2 and ends[0] == ends[1]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A piece without the marks and blanks around it."""
    body = text[start:end]
    inner = body.strip(' \n\t"“”,;:')
    if inner.count('"') % 2 or inner.count("“") != inner.count("”"):
        inner = body.strip(" \n\t,;:")
    if not inner:
        return start, end
    at = start + body.index(inner)
    return at, at + len(inner)


def quotation_type(text: str, pieces: Sequence[tuple[int, int]], cue: str | None) -> StatementType:
    """``direct`` where quotation marks hold the pieces, ``mixed`` where they stand within, else ``indirect``.

    In a text that lost its marks a whole sentence that is said, or has no cue, is direct.
    """
    if any(re.search(r"[\"“”]", text[start:end]) for start, end in pieces):
        return "mixed"
    held = [re.search(r"[\"“]\s*$", text[max(0, start - 3) : start]) is not None for start, _ in pieces]
    closed = [re.match(r"[\s,.!?…]*[\"”]", text[end : end + 3]) is not None for _, end in pieces]
    if any(held) or any(closed):
        return "direct"
    whole = text[pieces[0][0]].isupper() and (cue is None or cue.lower() in words_of_quoting())
    return "direct" if whole and not DOUBLE_MARK.search(text) else "indirect"


def words_of_quoting() -> frozenset[str]:
    """Cues that stand beside a quotation rather than a report."""
    return words_in("quoting.txt")


# ── actions ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def actions(source: Source) -> Iterator[ActionClaim]:
    """One claim for each distinct actor, action, policy and date."""
    best: dict[tuple[str | None, str, str, str | None], ActionClaim] = {}
    policies = Policies(source)
    for claim in every_action(source, policies):
        key = (claim.actor, claim.action, claim.policy, claim.date.value if claim.date else None)
        if key not in best or best[key].confidence < claim.confidence:
            best[key] = claim
    yield from best.values()


def every_action(source: Source, policies: Policies) -> Iterator[ActionClaim]:
    """Each trigger with each of its actors and policies."""
    for number in source.reading.of("trigger"):
        for link in source.links("object", number):
            if link.score < LIMITS.object:
                continue
            date = when(source, number, link)
            policy = policies.entity(link.tail)
            for actor, sure, span in doers(source, number, link):
                spans = {"trigger": source.at(number), "policy": source.at(link.tail)}
                if span is not None:
                    spans["actor"] = source.at(span)
                if date is not None and date.start is not None and date.end is not None:
                    spans["date"] = (date.start, date.end)
                yield ActionClaim(
                    actor=actor,
                    action=action_class(source, number, link, policy),
                    policy=policy.id,
                    modality=msgspec.convert(link.best("modality")[0], Modality),
                    evidence=source.evidence(*(place for name, place in spans.items() if name != "date")),
                    extractor=NAME,
                    confidence=round(source.spans[number].score * link.score * sure, 3),
                    date=date,
                    spans=spans,
                )


def action_class(source: Source, trigger: int, link: ReadLink, policy: Entity) -> Action:
    """The class that the network's distribution and the verb tables' together make likeliest (a product of experts)."""
    read = dict(zip(CLASSES["action"], link.classes["action"], strict=True))
    words = source.doc.char_span(*source.at(trigger), alignment_mode="expand")
    tabled = action_of(list(words or ()), policy.policy_type)
    return max(tabled, key=lambda one: (one[1] * read[one[0]], one[0]))[0]


def doers(source: Source, trigger: int, link: ReadLink) -> Iterator[tuple[str | None, float, int | None]]:
    """The actors of a trigger with their scores and spans; None for a passive without agent."""
    seen: set[str] = set()
    for one in source.links("actor", trigger):
        actor = source.who(one.tail) if one.score >= LIMITS.actor else None
        if actor is not None and actor.id not in seen:
            seen.add(actor.id)
            yield actor.id, one.score, one.tail
    agentless = link.classes["agentless"][1]
    if not seen and agentless >= LIMITS.agentless:
        yield None, agentless, None


def when(source: Source, trigger: int, link: ReadLink) -> Timex | None:
    """What dates an action: the expression that its trigger is linked to, or the day of publication where that is implied."""
    shares = link.classes["dating"]
    times = source.links("time", trigger)[:1]
    if times and times[0].score >= LIMITS.time:
        return timex_at(source, *source.at(times[0].tail))
    if shares[PUBLICATION] > max(shares[NO_DATE], shares[EXPRESSION]):
        return published(source)
    if shares[EXPRESSION] > shares[NO_DATE]:
        start, end = source.sentence(source.at(trigger)[0])
        inside = [timex for timex in dates(source) if timex.start is not None and start <= timex.start < end]
        return min(inside, key=lambda timex: abs((timex.start or 0) - source.at(trigger)[0]), default=None)
    return None


def dates(source: Source) -> list[Timex]:
    """The expressions of the Doc that name a day, month or year; without a value as long as there is nothing to count from."""
    return [timex for timex in source.doc._.timexes if timex.type in ("DATE", "TIME")]


def timex_at(source: Source, start: int, end: int) -> Timex | None:
    """The expression at a span, if there is one."""
    over = [
        timex
        for timex in dates(source)
        if timex.start is not None and timex.end is not None and timex.start < end and start < timex.end
    ]
    return over[0] if over else None


def published(source: Source) -> Timex:
    """The day of publication as a date that the text implies."""
    day = source.doc._.article.published
    return Timex(text="", type="DATE", form="pub", value=day, resolved_by="publication" if day else None)


class Policies:
    """The policies of an article: spans that the reader holds for one policy get one entity."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._leader: dict[int, int] = {}
        self._made: dict[int, Entity] = {}
        used = sorted({link.tail for link in source.reading.links if link.kind == "object" and link.score >= LIMITS.object})
        for number in used:
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
                name = policy_name(self._source.words(leader))
                self._made[leader] = self._source.referents.policy(span.start, span.end, name, span.policy_type)
        return self._made[leader]


def policy_name(words: str) -> str:
    """A policy's wording without leading article or possessive, and without a link word that was cut from what it links to."""
    bare = re.sub(r"^(?:the|a|an|its|his|her|their|this|that)\s+", "", words, flags=re.IGNORECASE)
    return re.sub(rf"(?:\s+(?:{'|'.join(sorted(words_in('dangling.txt')))}))+$", "", bare, flags=re.IGNORECASE)
