"""Leads through cases one by one: each answer is kept at once, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from kg.errors import DecisionError
from kg.resolve.contradictions import contradictions
from kg.resolve.decisions import Decision, Decisions, Edit, undo
from kg.review.cases import Case, ClaimCase
from kg.review.claims import check_edit
from kg.review.corrections import decide


class Walk:
    """Where a person is among the cases. Cases that earlier answers settle are passed over."""

    def __init__(self, cases: Sequence[Case], path: Path, *, who: str | None = None, when: str | None = None) -> None:
        self._cases = cases
        self._sign: Callable[[list[Decision]], list[Decision]] = lambda taken: decide(path, taken, who=who, when=when)
        self._path = path
        self._trail: list[tuple[int, int]] = []
        self._at = 0
        self.taken = 0
        self._pass_settled()

    @property
    def case(self) -> Case | None:
        """The case to decide; None at the end."""
        return self._cases[self._at] if self._at < len(self._cases) else None

    @property
    def place(self) -> tuple[int, int]:
        """The number of the case, from 1, and of all."""
        return self._at + 1, len(self._cases)

    def answer(self, answer: str) -> Decision:
        """Decide the case; KeyError for an answer that it does not take, DecisionError for a contradiction."""
        assert self.case is not None  # noqa: S101
        return self._take(self.case.answers()[answer])

    def edit(self, to: dict[str, str]) -> Edit:
        """Say what the claim should say; DecisionError for a field or value that it cannot have."""
        if not isinstance(self.case, ClaimCase):
            raise DecisionError("edit", "only claims can be edited", "Answer same or different")
        check_edit(self.case.claim.kind, to)
        edit = self.case.edited(to)
        self._take(edit)
        return edit

    def skip(self) -> None:
        """Leave the case undecided."""
        self._step(decided=0)

    def back(self) -> Decision | None:
        """Return to the case before; if it was decided, that is taken back and returned. At the first case nothing happens."""
        if not self._trail:
            return None
        self._at, decided = self._trail.pop()
        self.taken -= decided
        taken_back = [undo(self._path) for _ in range(decided)]
        return taken_back[-1] if taken_back else None

    def _take(self, decision: Decision) -> Decision:
        assert self.case is not None  # noqa: S101
        written = self._sign([decision, *self.case.likewise(decision)])
        self.taken += len(written)
        self._step(decided=len(written))
        return decision

    def _step(self, *, decided: int) -> None:
        self._trail.append((self._at, decided))
        self._at += 1
        self._pass_settled()

    def _pass_settled(self) -> None:
        """Go on to a case of which more than one answer is possible."""
        standing = Decisions.load(self._path)
        while self.case and _settled(self.case, standing):
            self._at += 1


def _settled(case: Case, standing: Decisions) -> bool:
    """Whether an answer would contradict what has been decided."""
    return any(True for answer in case.answers().values() for _ in contradictions(Decisions.of(*standing, answer)))
