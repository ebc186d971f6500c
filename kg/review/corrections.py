"""Writes corrections to the decisions file: nothing that contradicts what stands there, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from kg.errors import DecisionError
from kg.link.base import is_iri
from kg.rdf import days
from kg.resolve.contradictions import check
from kg.resolve.decisions import Anchor, Decision, Decisions, Different, Edit, Linked, Rename, Same, Unlinked, append
from kg.review.claims import check_edit


def pair(left: Anchor, right: Anchor, *, same: bool) -> Same | Different:
    """A judgement of two entities; raises DecisionError if they can be neither same nor different."""
    if left == right:
        remedy = "Give an article's id, to set apart who is called so there" if not same else "Give two names"
        raise DecisionError(left.name, "it is named twice", remedy)
    if left.type != right.type:
        reason = f"the one is a {left.type}, the other a {right.type}"
        raise DecisionError(f"{left.name} and {right.name}", reason, "Only entities of one type can be judged")
    return Same(left=left, right=right) if same else Different(left=left, right=right)


def decide(path: Path, decisions: Iterable[Decision], *, who: str | None = None, when: str | None = None) -> list[Decision]:
    """Add decisions to a file, signed; those that stand there already are left out. The added ones come back.

    Raises:
        DecisionError: They contradict what stands there (the lines are named), or a value cannot be used; nothing is written.
    """
    standing = Decisions.load(path)
    taken = {bare(decision) for decision in standing}
    wanted = {said: decision for decision in decisions if (said := bare(decision)) not in taken}
    new = [msgspec.structs.replace(decision, who=who, when=when) for decision in wanted.values()]
    for decision in new:
        sound(decision)
    number = _last_line(path)
    check(Decisions([*standing.lines, *enumerate(new, number + 1)]), path, unwritten=len(new))
    for decision in new:
        append(path, decision)
    return new


def check_sound(decisions: Decisions, path: Path) -> None:
    """Raise a DecisionError, with the line, for a decision with a value that cannot be used."""
    for number, decision in decisions.lines:
        try:
            sound(decision)
        except DecisionError as error:
            raise DecisionError(f"{path}, line {number}, {error.thing}", error.reason, error.remedy) from error


def sound(decision: Decision) -> None:
    """Raise a DecisionError for a value that cannot be used: an IRI that is none, a date that is none, a field unknown."""
    if decision.when and days(decision.when) is None:
        raise DecisionError(f"the date {decision.when!r}", "it is no date", "Write it as 2018-04-06")
    if isinstance(decision, Edit):
        check_edit(decision.claim.kind, decision.to)
    if isinstance(decision, Linked | Unlinked) and decision.iri is not None and not is_iri(decision.iri):
        raise DecisionError(decision.iri, "it is no IRI", "Write it in full: http://www.wikidata.org/entity/Q42")
    if isinstance(decision, Rename) and not decision.name.strip():
        raise DecisionError(decision.entity.name, "its new name is empty", "Give it a name")


def bare(decision: Decision) -> str:
    """What a decision says, whoever took it and whenever, as text."""
    return msgspec.json.encode(msgspec.structs.replace(decision, who=None, when=None), order="deterministic").decode()


def _last_line(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0
