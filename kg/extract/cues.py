"""Finds the cues of reported speech in a parse, each with its speaker and the clause or phrase it reports."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from spacy.tokens import Doc, Token

from kg.extract import syntax
from kg.extract.tables import groups, rows, words

VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
EXTENSIONS = frozenset({"advcl", "prep", "npadvmod", "advmod", "dobj", "oprd", "xcomp", "conj", "cc"})
CUE_PARTS = frozenset({"nsubj", "dobj", "prep", "npadvmod", "advmod", "dative", "prt"})
Range = tuple[int, int]
Quoted = Callable[[Token], bool]


class Cue(msgspec.Struct, frozen=True):
    """A cue: token range, the word that carries it, its speaker, and the token ranges of what it reports.

    ``frame`` says how the content was found: ``clause``, ``aside``, ``object``, ``of``, ``as``, ``call``, ``ask``,
    ``source``, or ``quote`` (nothing but a quotation can be its content).
    """

    start: int
    end: int
    verb: Token
    speaker: Token | None
    content: tuple[Range, ...]
    frame: str


def find(doc: Doc, quoted: Quoted) -> list[Cue]:
    """The cues of ``doc`` in text order, leaving out words for which ``quoted`` is true."""
    frames = groups("cue_verbs.tsv")
    found: list[Cue] = []
    for token in doc:
        lemma = token.lemma_
        if lemma in frames:
            cue = verb_cue(token, frames[lemma], quoted) if not quoted(token) else None
        elif lemma in ("accord", "per", "as"):
            cue = source_cue(token) if not quoted(token) else None
        else:
            continue
        if cue is not None:
            found.append(cue)
    return found


def verb_cue(verb: Token, frames: frozenset[str], quoted: Quoted) -> Cue | None:
    """The cue that ``verb`` is, if one of its ``frames`` fits."""
    if not is_verb(verb) or is_denied(verb):
        return None
    for name, content_of in FRAMES.items():
        content = content_of(verb) if name in frames else ()
        if content and (name != "ask" or any(quoted(token) for start, end in content for token in verb.doc[start:end])):
            return Cue(verb.i, verb.i + 1, verb, speaker_of(verb), content, clause_kind(verb) if name == "clause" else name)
    if "quote" in frames or "clause" in frames:
        return Cue(verb.i, verb.i + 1, verb, speaker_of(verb), (), "quote")
    return None


def is_verb(token: Token) -> bool:
    """Whether ``token`` is a finite verb, infinitive or participle, also one that the tagger took for a plural noun."""
    if token.tag_ in VERB_TAGS:
        return token.dep_ != "compound" or token.is_sent_start is True
    return token.tag_ == "NNS" and token.dep_ == "ROOT" and syntax.child(token, "ccomp") is not None


def clause_kind(verb: Token) -> str:
    """``aside`` for "X, she said, Y", else ``clause``."""
    return "aside" if verb.dep_ == "parataxis" else "clause"


def speaker_of(verb: Token) -> Token | None:
    """Who says what ``verb`` says."""
    if verb.dep_ == "amod":
        return None
    if syntax.is_passive(verb):
        return syntax.agent(verb)
    if verb.tag_ == "NNS":
        return verb.nbor(-1) if verb.i else None
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return beyond_document(verb)
    return syntax.doer(verb)


def beyond_document(verb: Token) -> Token:
    """Who speaks in a participle on a noun: "filed a complaint with the board claiming …" is what the complainant claims."""
    noun = verb.head
    if noun.dep_ in ("pobj", "conj", "dobj"):
        for above in syntax.chain_up(noun.head):
            if above.lemma_.lower() in words("document_nouns.txt"):
                return above
            if above.pos_ == "VERB":
                thing = syntax.child(above, "dobj")
                return thing if thing is not None and thing.lemma_.lower() in words("document_nouns.txt") else noun
    return noun


def is_denied(verb: Token) -> bool:
    """Whether nobody said it: "did not say", "declined to comment", "without saying"."""
    if syntax.child(verb, "neg") is not None and verb.lemma_ not in ("believe", "think"):
        return True
    return verb.dep_ in ("xcomp", "pcomp") and verb.head.lemma_ in words("silence.txt")


def clause(verb: Token) -> tuple[Range, ...]:
    """The reported clause of ``verb``: behind it, before it, or around it."""
    if verb.dep_ == "parataxis":
        return around(verb)
    reported = [other for other in verb.children if other.dep_ == "ccomp"]
    if not reported:
        return ()
    later = [other for other in reported if other.i > verb.i]
    return (behind(verb, later[0]),) if later else before(verb, reported[-1])


def behind(verb: Token, head: Token) -> Range:
    """The range of the content that begins with the phrase of ``head`` and follows ``verb``."""
    start = max(head.left_edge.i, verb.i + 1)
    doc = verb.doc
    while start < head.i and (doc[start].lower_ == "that" or doc[start].is_punct) and doc[start].dep_ in ("mark", "punct"):
        start += 1
    return start, cut_at_cue(doc, head.i, end_behind(verb, head))


def end_behind(verb: Token, head: Token) -> int:
    """Where the content that ``head`` begins ends: with the last thing that hangs on ``verb`` without a speaker of its own."""
    end = head.right_edge.i + 1
    for other in verb.rights:
        if other.i <= head.i:
            continue
        if other.dep_ == "conj" and other.lemma_ != verb.lemma_ and syntax.child(other, "mark") is None:
            break
        if other.dep_ in EXTENSIONS or other.dep_ == "ccomp":
            end = max(end, other.right_edge.i + 1)
    return end


def cut_at_cue(doc: Doc, start: int, end: int) -> int:
    """``end``, or the place of a participle behind a comma that begins a new cue ("…, adding that …")."""
    for token in doc[start + 1 : end]:
        if token.tag_ == "VBG" and token.dep_ in ("advcl", "conj", "acl") and token.lemma_ in words("cue_verbs.tsv"):
            edge = token.left_edge.i
            if edge > start and (doc[edge - 1].text in (",", ";", "—", "–") or doc[edge].lower_ == "while"):
                return edge
    return end


def before(verb: Token, head: Token) -> tuple[Range, ...]:
    """The content that stands before its cue, and what goes on behind it ("A, he said, and B")."""
    left = [other for other in verb.children if other.i < verb.i and other.left_edge.i > head.i]
    cue_start = min([verb.i, *(other.left_edge.i for other in left if other.dep_ != "punct")])
    start = verb.sent.start if verb.dep_ == "ROOT" else min(head.left_edge.i, verb.left_edge.i)
    right = [other for other in verb.rights if other.dep_ in CUE_PARTS]
    cue_end = max([verb.i + 1, *(other.right_edge.i + 1 for other in right)])
    return ranges(verb.doc, (behind_break(verb.doc, start, cue_start), cue_start), (cue_end, rest_end(verb, cue_end)))


def behind_break(doc: Doc, start: int, end: int) -> int:
    """The first token of the last line between two tokens."""
    breaks = [token.i + 1 for token in doc[start : max(start, end - 1)] if "\n" in token.text]
    return breaks[-1] if breaks else start


def rest_end(verb: Token, start: int) -> int:
    """The end of what goes on behind a cue in the middle; ``start`` if nothing does."""
    doc, end = verb.doc, verb.sent.end
    if start >= end or doc[start].text != ",":
        return start
    following = doc[start + 1] if start + 1 < end else None
    if following is None or following.tag_ in ("VBG", "WP", "WDT", "WRB") or following.lower_ in ("who", "which"):
        return start
    return end


def around(verb: Token) -> tuple[Range, ...]:
    """The clause that a cue in its middle interrupts: what stands on either side of it."""
    head = verb.head
    inner = [token.i for token in verb.subtree]
    left, right = min(inner), max(inner) + 1
    return ranges(verb.doc, (head.left_edge.i, left), (right, head.right_edge.i + 1))


def named_object(verb: Token) -> tuple[Range, ...]:
    """The direct object of ``verb`` with what hangs on it."""
    thing = syntax.child(verb, "dobj")
    if thing is None or thing.i < verb.i or syntax.is_passive(verb):
        return ()
    return (behind(verb, thing),)


def asked(verb: Token) -> tuple[Range, ...]:
    """What is asked for, of whom: "urged drivers to …", "called for a …"."""
    first = next((other for other in verb.rights if other.dep_ in ("dobj", "prep", "xcomp", "ccomp")), None)
    if first is None or syntax.is_passive(verb):
        return ()
    if first.dep_ == "prep":
        first = syntax.child(first, "pobj", "pcomp") or first
    return (behind(verb, first),)


def with_link(*links: str) -> Callable[[Token], tuple[Range, ...]]:
    """A frame: a direct object and one of the prepositions ``links`` behind it, also in the passive with an agent."""

    def frame(verb: Token) -> tuple[Range, ...]:
        thing = syntax.child(verb, "dobj") or (syntax.child(verb, "nsubjpass") if syntax.agent(verb) is not None else None)
        if thing is None:
            return ()
        link = next((other for other in (*verb.rights, *thing.rights) if other.lower_ in links and other.dep_ == "prep"), None)
        if link is None:
            return ()
        if thing.i > verb.i:
            return (behind(verb, thing),)
        return ranges(verb.doc, (thing.left_edge.i, thing.right_edge.i + 1), (link.i, link.right_edge.i + 1))

    return frame


def called(verb: Token) -> tuple[Range, ...]:
    """Object and name in "called the bill a disgrace"."""
    name = syntax.child(verb, "oprd") or syntax.child(verb, "ccomp", "xcomp")
    thing = syntax.child(verb, "dobj") or (syntax.child(name, "nsubj") if name is not None else None)
    if name is None or thing is None or name.i < verb.i or thing.i < verb.i:
        return ()
    return (behind(verb, thing if thing.i < name.i else name),)


FRAMES: dict[str, Callable[[Token], tuple[Range, ...]]] = {
    "clause": clause,
    "of": with_link("of", "for", "to"),
    "as": with_link("as"),
    "call": called,
    "object": named_object,
    "ask": asked,
}
"""The frames in the order in which they are tried, with what they read as the content."""


def source_cue(token: Token) -> Cue | None:
    """The cue that a phrase such as "according to X" at ``token`` is."""
    length = phrase_length(token)
    if not length:
        return None
    last = token.doc[token.i + length - 1]
    source = syntax.child(last, "pobj") or syntax.child(token, "pobj")
    if source is None:
        return None
    head = token.head
    while head.dep_ != "ROOT" and (head.dep_ in ("prep", "pcomp", "pobj") or head.pos_ not in ("VERB", "AUX")):
        head = head.head
    return Cue(token.i, token.i + length, token, source, sourced(token, source, head), "source")


def phrase_length(token: Token) -> int:
    """How many words the source phrase at ``token`` has; 0 if there is none."""
    for row in rows("cue_phrases.txt"):
        phrase = row[0].split()
        if [other.lower_ for other in token.doc[token.i : token.i + len(phrase)]] == phrase:
            return len(phrase) if token.lower_ != "per" or token.is_sent_start else 0
    return 0


def sourced(token: Token, source: Token, head: Token) -> tuple[Range, ...]:
    """What a source phrase vouches for: its clause without it."""
    doc, sentence = token.doc, token.sent
    left, right = token.i, source.right_edge.i + 1
    start, end = sentence.start, sentence.end
    if head.dep_ in ("advcl", "conj", "relcl") and head.left_edge.i <= left:
        start, end = head.left_edge.i, max(right, head.right_edge.i + 1)
    relative = next((other for other in source.rights if other.dep_ == "relcl"), None)
    if relative is not None and left > sentence.start + 3:
        end = relative.left_edge.i
    return ranges(doc, (behind_break(doc, start, left), left), (right, cut_at_cue(doc, right, end)))


def ranges(doc: Doc, *spans: Range) -> tuple[Range, ...]:
    """The ``spans`` of more than one word, trimmed of punctuation and conjunctions at their ends."""
    trimmed = [syntax.trim(doc, start, end) for start, end in spans if end > start]
    return tuple((start, end) for start, end in trimmed if end - start > 1)
