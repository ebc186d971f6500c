"""Making a knowledge base out of Wikidata: of an answer to SPARQL, of a dump."""

import bz2
import gzip
import json

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import ConfigError
from kg.link import KnowledgeBase, Position
from kg.link.wikidata import from_dump, from_sparql, write

WD = "http://www.wikidata.org/entity/"


def answer(path, *rows):
    bindings = [{column: {"type": "literal", "value": value} for column, value in row.items()} for row in rows]
    path.write_text(json.dumps({"head": {"vars": []}, "results": {"bindings": bindings}}), encoding="utf-8")
    return path


def test_rows_of_one_id_are_one_entry(tmp_path):
    path = answer(
        tmp_path / "r.json",
        {"id": f"{WD}Q2", "label": "Bo Marsh"},
        {"id": f"{WD}Q1", "label": "Ada Holt", "alias": "Addie", "role": "mayor", "start": "2015-01-03T00:00:00Z"},
        {"id": f"{WD}Q1", "label": "Ada Holt", "alias": "A. Holt", "role": "mayor", "start": "2015-01-03T00:00:00Z"},
        {
            "id": f"{WD}Q1",
            "label": "Ada Holt",
            "role": "senator",
            "start": "2011-01-03T00:00:00Z",
            "end": "2014-12-31T00:00:00Z",
        },
    )
    ada, bo = from_sparql(path)
    assert ada.aliases == ("A. Holt", "Addie")
    assert ada.positions == (
        Position(role="senator", start="2011-01-03", end="2014-12-31"),
        Position(role="mayor", start="2015-01-03"),
    )
    assert (bo.label, bo.type, bo.positions) == ("Bo Marsh", "person", ())


def test_the_type_can_be_said_for_all_or_by_row(tmp_path):
    rows = {"id": f"{WD}Q1", "label": "A"}, {"id": f"{WD}Q2", "label": "B", "type": "place"}
    assert [entry.type for entry in from_sparql(answer(tmp_path / "r.json", *rows), kind="organization")] == [
        "organization",
        "place",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"id": "Q1", "label": "A"}, "row 1: it has no \\?id that is an IRI"),
        ({"id": f"{WD}Q1"}, "row 1: .*no \\?label"),
        ({"id": f"{WD}Q1", "label": "A", "type": "planet"}, "there is no such type"),
    ],
)
def test_a_row_that_lacks_something_is_named(row, said, tmp_path):
    with pytest.raises(ConfigError, match=said):
        from_sparql(answer(tmp_path / "r.json", row))


@pytest.mark.parametrize("content", ["id,label", "{}", '{"results": []}'])
def test_a_file_that_is_no_answer_is_named(content, tmp_path):
    (tmp_path / "r.json").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"r\.json: it is no answer of SPARQL"):
        from_sparql(tmp_path / "r.json")


def item(value):
    return {"datavalue": {"type": "wikibase-entityid", "value": {"id": value}}}


def time(value, precision=11):
    return [{"datavalue": {"type": "time", "value": {"time": value, "precision": precision}}}]


def thing(identifier, label, **claims):
    return {"id": identifier, "labels": {"en": {"value": label}}, "claims": claims}


HUMAN = [{"mainsnak": item("Q5")}]
TERM = {"P580": time("+2015-01-03T00:00:00Z"), "P582": time("+2019-00-00T00:00:00Z", 9)}
DUMP = [
    thing(
        "Q1",
        "Ada Holt",
        P31=HUMAN,
        P102=[{"mainsnak": item("Q80")}],
        P39=[
            {"mainsnak": item("Q90"), "qualifiers": TERM},
            {"mainsnak": item("Q91"), "rank": "deprecated"},
        ],
    )
    | {"aliases": {"en": [{"value": "Addie"}]}, "descriptions": {"en": {"value": "mayor"}}},
    thing("Q2", "No office", P31=HUMAN),
    thing("Q3", "A ship with a captain", P31=[{"mainsnak": item("Q11446")}], P39=[{"mainsnak": item("Q90")}]),
    thing("Q90", "mayor of Norwick"),
    thing("Q80", "River Party"),
]


def dump(path, lines):
    text = ("[\n" + ",\n".join(lines) + "\n]\n").encode()
    path.write_bytes({".gz": gzip.compress, ".bz2": bz2.compress}.get(path.suffix, bytes)(text))
    return path


@pytest.mark.parametrize("name", ["d.json", "d.json.gz", "d.json.bz2"])
def test_people_with_a_position_are_taken_out_of_a_dump_under_english_names(name, tmp_path):
    (ada,) = from_dump(dump(tmp_path / name, map(json.dumps, DUMP)))
    assert (ada.id, ada.label, ada.aliases, ada.description) == (f"{WD}Q1", "Ada Holt", ("Addie",), "mayor")
    assert ada.positions == (Position(role="mayor of Norwick", party="River Party", start="2015-01-03", end="2019"),)


def test_a_line_of_a_dump_that_is_no_entity_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"d\.json, line 2: it is no entity"):
        from_dump(dump(tmp_path / "d.json", ["{", "{}"]))
    with pytest.raises(ConfigError, match=r"none\.json: the dump cannot be read"):
        from_dump(tmp_path / "none.json")


def test_what_is_written_is_read_back(tmp_path):
    entries = from_dump(dump(tmp_path / "d.json", map(json.dumps, DUMP)))
    assert write(entries, tmp_path / "kb.jsonl") == 1
    assert list(KnowledgeBase.load(tmp_path / "kb.jsonl").entries) == entries


def test_the_commands_make_knowledge_bases(tmp_path):
    made = {
        "from-sparql": answer(tmp_path / "r.json", {"id": f"{WD}Q1", "label": "Ada Holt"}),
        "from-dump": dump(tmp_path / "d.json", map(json.dumps, DUMP)),
    }
    for command, source in made.items():
        result = CliRunner().invoke(app, ["kb", command, str(source), "-o", str(tmp_path / f"{command}.jsonl")])
        assert "Wrote 1 entries" in result.output
        assert len(KnowledgeBase.load(tmp_path / f"{command}.jsonl")) == 1
