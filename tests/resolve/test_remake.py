"""A graph that is changed article by article is the graph that making it anew would give."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from kg.assemble import Made, made
from kg.export import export
from kg.model import Record
from kg.records import Records
from kg.remake import RECORDS, Settings, remake
from kg.resolve.decisions import Anchor, Decision, Different, Rename, Right, Same, Wrong, append
from kg.review.claims import anchor
from kg.store import Store

from .hand import story

GIVEN = ("Ada", "Bo", "Susan", "Cornelius", "Laura")
FAMILY = ("Holt", "Okafor", "Marsh", "Vance")
TOWNS = ("Norwick", "Westby", "Eastleigh")
LANDS = ("Ohio", "Texas", "Kenya")
FILLER = "Rain fell on the harbour all night while trucks waited in line at the gates of the old customs house by the sea. " * 3


def article(number: int, seed: int) -> Record:
    """One article of a town's mayor, her office and an order; some are nearly copies, some name nobody in full."""
    draw = random.Random(seed)  # noqa: S311 - a sample, no secret
    name = f"{draw.choice(GIVEN)} {draw.choice(FAMILY)}" if draw.random() < 0.8 else draw.choice(FAMILY)
    town, land = draw.choice(TOWNS), draw.choice(LANDS)
    told = story(
        f"P0{{{name}}} leads the O1{{{town} Tax Office}} of the O2{{{land} Department of Justice}} in G3{{{land}}}. "
        f"P0{{{name}}} signed the L4{{{town} Harbor Act}}. {FILLER if draw.random() < 0.3 else ''}",
        id=f"n{number:02}",
        date=f"2019-03-{draw.randint(1, 28):02}",
        roles=[("P0", draw.choice(("director", "governor")), "O1", draw.choice(("current", "former")))],
        actions=[("P0", draw.choice(("sign", "oppose")), "L4", draw.choice(("2019-02-03", None)))],
        kinds={"L4": "law"},
    )
    entities = tuple(
        msgspec.structs.replace(entity, named=draw.random() < 0.8) if entity.id == "P0" else entity for entity in told.entities
    )
    modality = draw.choice(("asserted", "planned"))
    claims = tuple(
        msgspec.structs.replace(claim, modality=modality) if hasattr(claim, "modality") else claim for claim in told.claims
    )
    return msgspec.structs.replace(told, entities=entities, claims=claims)


def make(path: Path, records: list[Record], *, gone: tuple[str, ...] = ()) -> dict[str, int]:
    with Store.create(path) as store, Records(path / RECORDS) as kept:
        kept.put(records, "hand")
        for article_id in gone:
            kept.remove(article_id)
        return remake(store, kept, Settings.of(path))


def quads(path: Path, out: Path) -> list[bytes]:
    with Store.open(path) as store:
        lines = export(store, out).read_bytes().splitlines()
    return [line for line in lines if not line.endswith(b"/provenance> .")]


@pytest.fixture
def replaced(monkeypatch):
    """How often a graph was made anew; many changes at once are no reason here."""
    monkeypatch.setattr(made, "_LARGE", 0)
    calls: list[object] = []
    replace = Store.replace
    monkeypatch.setattr(Store, "replace", lambda store, new: (calls.append(store), replace(store, new))[1])
    return calls


@pytest.mark.parametrize("seed", range(4))
def test_changing_a_graph_step_by_step_gives_the_same_bytes_as_making_it_at_once(tmp_path, replaced, seed):
    draw = random.Random(seed)  # noqa: S311 - a sample, no secret
    held = {number: article(number, draw.randrange(200)) for number in range(24)}
    steps = tmp_path / "steps.kg"
    make(steps, list(held.values()))
    for step in range(6):
        gone = draw.choice(sorted(held))
        held.pop(gone)
        new = {24 + step: article(24 + step, draw.randrange(200))} if step % 2 else {}
        held |= new
        counted = make(steps, list(new.values()), gone=(f"n{gone:02}",))
    assert len(replaced) == 1
    whole = tmp_path / "whole.kg"
    assert make(whole, draw.sample(list(held.values()), len(held))) == counted
    assert quads(steps, tmp_path / "steps.nq") == quads(whole, tmp_path / "whole.nq")


def test_an_article_that_changes_takes_its_facts_with_it(tmp_path, replaced):
    records = [article(number, number) for number in range(12)]
    make(tmp_path / "one.kg", records)
    changed = article(3, 99)
    make(tmp_path / "one.kg", [changed])
    make(tmp_path / "two.kg", [*records[:3], changed, *records[4:]])
    assert len(replaced) == 2
    assert quads(tmp_path / "one.kg", tmp_path / "one.nq") == quads(tmp_path / "two.kg", tmp_path / "two.nq")


def person(name: str) -> Anchor:
    return Anchor(type="person", name=name)


def test_decisions_change_only_what_they_speak_of_and_can_be_taken_back(tmp_path, replaced):
    records = [article(number, 40 + number) for number in range(14)]
    before = make(tmp_path / "one.kg", records)
    undecided = quads(tmp_path / "one.kg", tmp_path / "before.nq")
    names = sorted({r.entities[0].name for r in records if r.entities[0].named and " " in r.entities[0].name})
    taken: list[Decision] = [
        Same(left=person(names[0]), right=person(names[1])),
        Different(left=person(names[0]), right=person(names[2]), who="Kim"),
        Rename(entity=person(names[3]), name="The Harbourmaster"),
        Wrong(claim=anchor(records[0], records[0].claims[0])),
        Right(claim=anchor(records[1], records[1].claims[1])),
    ]
    for decision in taken:
        append(tmp_path / "one.decisions.jsonl", decision)
        make(tmp_path / "one.kg", [])
    (tmp_path / "two.decisions.jsonl").write_bytes((tmp_path / "one.decisions.jsonl").read_bytes())
    make(tmp_path / "two.kg", records)
    assert len(replaced) == 2
    assert quads(tmp_path / "one.kg", tmp_path / "one.nq") == quads(tmp_path / "two.kg", tmp_path / "two.nq") != undecided
    (tmp_path / "one.decisions.jsonl").unlink()
    assert make(tmp_path / "one.kg", []) == before
    assert quads(tmp_path / "one.kg", tmp_path / "after.nq") == undecided


def test_a_graph_much_of_which_changes_is_made_anew(tmp_path, replaced, monkeypatch):
    monkeypatch.undo()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "change", None)
        make(tmp_path / "one.kg", [article(number, number) for number in range(12)])
        assert make(tmp_path / "one.kg", [article(number, number) for number in range(12, 16)])["role"] == 16


@pytest.mark.parametrize("loss", ["missing", "broken", "of another graph"])
def test_a_graph_of_which_nothing_is_remembered_is_made_anew(tmp_path, replaced, loss):
    store = tmp_path / "one.kg"
    make(store, [article(number, number) for number in range(12)])
    memory = store / "made.bin"
    if loss == "missing":
        memory.unlink()
    elif loss == "broken":
        memory.write_bytes(memory.read_bytes()[:50])
    else:
        (store / "made-of").write_text("another")
    make(store, [article(12, 12)])
    assert len(replaced) == 2
    assert Made.load(memory, base=Settings.of(store).config.base, stamp=(store / "made-of").read_text()) is not None


def test_profiles_that_are_broken_off_or_absent_are_made_anew(tmp_path):
    records = [article(number, number) for number in range(12)]
    store, profiles = tmp_path / "one.kg", tmp_path / "one.kg" / "profiles.bin"
    make(store, records)
    for rest in (b"", profiles.read_bytes()[:-9], profiles.read_bytes()[:100]):
        profiles.write_bytes(rest)
        make(store, [article(12, 12)])
        make(store, [], gone=("n12",))
        make(tmp_path / "two.kg", records)
        assert quads(store, tmp_path / "one.nq") == quads(tmp_path / "two.kg", tmp_path / "two.nq")
