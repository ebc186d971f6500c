"""Finds the cues of reported speech in a parse, each with its speaker and the clause or phrase it reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec
from spacy.tokens import Doc, Span, Token

from kg.extract import syntax
from kg.extract.tables import groups, rows, words

VERBAL = ("VERB", "AUX", "NOUN", "PROPN")
EXTENSIONS = frozenset({"advcl", "prep", "npadvmod", "advmod", "dobj", "oprd", "xcomp", "conj", "cc"})
Range = tuple[int, int]


class Cue(msgspec.Struct, frozen=True):
    """A cue: token range, the verb that carries it, its speaker, and the token ranges of what it reports.

    ``frame`` says how the content was found: ``clause``, ``aside``, ``object``, ``source`` or ``quote`` (nothing
    but a quotation can be its content).
    """

    start: int
    end: int
    verb: Token
    speaker: Token | None
    content: tuple[Range, ...]
    frame: str


def find(doc: Doc, quoted: Callable[[Token], bool]) -> list[Cue]:
    """The cues of ``doc`` in text order, leaving out words for which ``quoted`` is true."""
    frames = groups("cue_verbs.tsv")
    found: list[Cue] = []
    for token in doc:
        if token.lemma_ in frames and token.pos_ in VERBAL and not quoted(token):
            cue = verb_cue(token, frames[token.lemma_])
        elif token.lower_ in ("according", "per", "as"):
            cue = None if quoted(token) else source_cue(token)
        else:
            continue
        if cue is not None:
            found.append(cue)
    return found


def verb_cue(verb: Token, frames: frozenset[str]) -> Cue | None:
    """The cue that ``verb`` is, if one of its ``frames`` fits."""
    if verb.tag_ not in ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ") or is_denied(verb):
        return None
    for name in ("clause", "object", "of", "as", "call"):
        content = FRAMES[name](verb) if name in frames else ()
        if content:
            return cue_at(verb, content, "object" if name != "clause" else clause_kind(verb))
    return cue_at(verb, (), "quote") if "quote" in frames or "clause" in frames else None


def clause_kind(verb: Token) -> str:
    """``aside`` for "X, she said, Y", else ``clause``."""
    return "aside" if verb.dep_ == "parataxis" else "clause"


def cue_at(verb: Token, content: tuple[Range, ...], frame: str) -> Cue | None:
    """The cue of ``verb``; None for a passive that hides its speaker or an infinitive that nobody has done."""
    return Cue(verb.i, verb.i + 1, verb, speaker_of(verb), content, frame)


def speaker_of(verb: Token) -> Token | None:
    """Who says what ``verb`` says."""
    if verb.dep_ == "amod":
        return None
    if syntax.is_passive(verb):
        return syntax.agent(verb)
    return syntax.doer(verb)


def is_denied(verb: Token) -> bool:
    """Whether nobody said it: "did not say", "declined to comment", "without saying"."""
    if syntax.child(verb, "neg") is not None and verb.lemma_ not in ("believe", "think"):
        return True
    head = verb.head
    return verb.dep_ in ("xcomp", "pcomp") and head.lemma_ in words("silence.txt")


def clause(verb: Token) -> tuple[Range, ...]:
    """The reported clause of ``verb``: behind it, before it, or around it."""
    if verb.dep_ == "parataxis":
        return around(verb)
    reported = [other for other in verb.children if other.dep_ == "ccomp"]
    if not reported:
        return ()
    first = reported[0]
    if first.i > verb.i:
        return (behind(verb, first),)
    return before(verb, first)


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
    right = [other for other in verb.rights if other.dep_ in ("nsubj", "dobj", "prep", "npadvmod", "advmod", "dative", "prt")]
    cue_end = max([verb.i + 1, *(other.right_edge.i + 1 for other in right)])
    return ranges(verb.doc, (start, cue_start), (cue_end, rest_end(verb, cue_end)))


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


def with_link(*links: str) -> Callable[[Token], tuple[Range, ...]]:
    """A frame: a direct object and one of the prepositions ``links`` behind it."""

    def frame(verb: Token) -> tuple[Range, ...]:
        thing = syntax.child(verb, "dobj")
        if thing is None or thing.i < verb.i:
            return ()
        ends = {other.lower_ for other in (*verb.rights, *thing.rights)}
        return (behind(verb, thing),) if ends & set(links) else ()

    return frame


def called(verb: Token) -> tuple[Range, ...]:
    """ "called the bill a disgrace": the object and what it is called."""
    name = syntax.child(verb, "oprd") or syntax.child(verb, "ccomp", "xcomp")
    thing = syntax.child(verb, "dobj") or (syntax.child(name, "nsubj") if name is not None else None)
    if name is None or thing is None or name.i < verb.i or thing.i < verb.i:
        return ()
    return (behind(verb, thing if thing.i < name.i else name),)


FRAMES: dict[str, Callable[[Token], tuple[Range, ...]]] = {
    "clause": clause,
    "object": named_object,
    "of": with_link("of", "for", "to"),
    "as": with_link("as"),
    "call": called,
}


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
    while head.dep_ in ("prep", "pcomp", "pobj") or (head.pos_ not in ("VERB", "AUX") and head.head != head):
        head = head.head
    return Cue(token.i, token.i + length, token, source, sourced(token, source, head), "source")


def phrase_length(token: Token) -> int:
    """How many words the source phrase at ``token`` has; 0 if there is none."""
    for row in rows("cue_phrases.txt"):
        phrase = row[0].split()
        if [other.lower_ for other in token.doc[token.i : token.i + len(phrase)]] == phrase:
            return len(phrase) if token.lower_ != "per" or (token.dep_ == "prep" and token.is_sent_start) else 0
    return 0


def sourced(token: Token, source: Token, head: Token) -> tuple[Range, ...]:
    """What a source phrase vouches for: its clause without it."""
    sentence = token.sent
    left, right = token.i, source.right_edge.i + 1
    start, end = sentence.start, sentence.end
    if head.dep_ in ("advcl", "conj", "relcl") and head.left_edge.i <= left:
        start, end = head.left_edge.i, max(right, head.right_edge.i + 1)
    if start + 1 < left and sentence.start < left and token.doc[left - 1].lower_ == "but":
        left -= 1
    return ranges(token.doc, (start, left), (right, cut_at_cue(token.doc, right, end)))


def ranges(doc: Doc, *spans: Range) -> tuple[Range, ...]:
    """The non-empty ``spans``, trimmed of punctuation and conjunctions at their ends."""
    trimmed = [syntax.trim(doc, start, end) for start, end in spans if end > start]
    return tuple((start, end) for start, end in trimmed if end - start > 1)


def sentence_of(cue: Cue) -> Span:
    """The sentence that ``cue`` stands in."""
    return cue.verb.sent


def by_sentence(found: Sequence[Cue]) -> Iterator[tuple[int, Cue]]:
    """Each cue with the token at which its sentence begins."""
    for cue in found:
        yield sentence_of(cue).start, cue
