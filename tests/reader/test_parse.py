"""What the parse says of a trigger, on Docs annotated by hand."""

import sys

import msgspec
import pytest

from kg.dates import find
from kg.extract import extract as gather
from kg.extract.from_reading import extract
from kg.extract.from_reading.parse import Parse
from kg.extract.from_reading.source import Source
from kg.extract.from_reading.sureness import Option, odds, sureness
from kg.extract.likelihood import weights
from kg.model import ActionClaim, Article, Evidence
from kg.reader import Reading, ReadLink, ReadSpan
from kg.reader.schema import CLASSES, POLICY_TYPES
from kg.refer import refer
from tests.extract.hand import parsed


def prepared(*tokens):
    made = parsed(*tokens)
    made.ents = [made.char_span(*place(made, "Roe"), label="person")]
    for name in ("article", "timexes", "referents", "reading"):
        if not made.has_extension(name):
            type(made).set_extension(name, default=None)
    made._.article, made._.timexes = Article(id="a", title="", text=made.text), ()
    made._.referents = refer(made)
    return made


@pytest.fixture
def doc():
    return prepared(
        ("Roe", "Roe", "NNP", 1, "nsubj"),
        ("signed", "sign", "VBD", 1, "ROOT"),
        ("the", "the", "DT", 3, "det"),
        ("order", "order", "NN", 1, "dobj"),
        (".", ".", ".", 1, "punct"),
    )


def place(doc, words):
    start = doc.text.index(words)
    return start, start + len(words)


def test_the_subject_of_a_trigger_does_what_it_says(doc):
    [actor] = Parse(doc).actors(place(doc, "signed"))
    assert [entity.name for entity in doc._.referents.entities() if entity.id == actor] == ["Roe"]


def test_a_trigger_is_about_its_object(doc):
    parse = Parse(doc)
    assert parse.is_about(place(doc, "signed"), place(doc, "the order"))
    assert not parse.is_about(place(doc, "signed"), place(doc, "Roe"))


def test_words_that_are_no_trigger_have_no_actor(doc):
    assert Parse(doc).actors(place(doc, "the")) == frozenset()


def read(doc, trigger, policy="the order", person="Roe", score=0.9):
    spans = [(*place(doc, person), "person"), (*place(doc, trigger), "trigger"), (*place(doc, policy), "policy")]
    kinds = tuple(float(kind == "order") for kind in POLICY_TYPES)
    chosen = {"action": "sign", "modality": "asserted", "agentless": "no", "dating": "none"}
    classes = {name: tuple(float(value == word) for value in CLASSES[name]) for name, word in chosen.items()}
    links = (ReadLink("object", 1, 2, score, classes), ReadLink("actor", 1, 0, score, {}))
    doc._.reading = Reading(
        tuple(ReadSpan(start, end, kind, 0.9, True, kinds if kind == "policy" else ()) for start, end, kind in spans), links
    )
    return list(extract(doc))


def test_an_action_that_the_words_deny_is_denied(doc):
    denied = prepared(
        ("Roe", "Roe", "NNP", 3, "nsubj"),
        ("did", "do", "VBD", 3, "aux"),
        ("not", "not", "RB", 3, "neg"),
        ("sign", "sign", "VB", 3, "ROOT"),
        ("the", "the", "DT", 5, "det"),
        ("order", "order", "NN", 3, "dobj"),
        (".", ".", ".", 3, "punct"),
    )
    assert [claim.modality for claim in read(doc, "signed")] == ["asserted"]
    assert [claim.modality for claim in read(denied, "sign")] == ["denied"]


def test_the_source_behind_according_to_is_the_speaker():
    made = prepared(
        ("It", "it", "PRP", 1, "nsubj"),
        ("rains", "rain", "VBZ", 1, "ROOT"),
        (",", ",", ",", 1, "punct"),
        ("according", "accord", "VBG", 1, "prep"),
        ("to", "to", "IN", 3, "prep"),
        ("Roe", "Roe", "NNP", 4, "pobj"),
        (".", ".", ".", 1, "punct"),
    )
    assert [entity.name for entity in Parse(made).speakers(place(made, "according to"))] == ["Roe"]


def test_the_date_that_governs_a_clause_dates_its_action():
    made = prepared(
        ("On", "on", "IN", 3, "prep"),
        ("Monday", "Monday", "NNP", 0, "pobj"),
        ("Roe", "Roe", "NNP", 3, "nsubj"),
        ("signed", "sign", "VBD", 3, "ROOT"),
        ("the", "the", "DT", 5, "det"),
        ("order", "order", "NN", 3, "dobj"),
        (".", ".", ".", 3, "punct"),
    )
    made._.timexes = find(made.text, "2018-04-06")
    assert [claim.date.value for claim in read(made, "signed")] == ["2018-04-02"]


def test_a_policy_that_a_verb_opens_is_named_by_its_noun():
    made = prepared(
        ("Roe", "Roe", "NNP", 1, "nsubj"),
        ("vowed", "vow", "VBD", 1, "ROOT"),
        ("to", "to", "TO", 3, "aux"),
        ("deploy", "deploy", "VB", 1, "xcomp"),
        ("the", "the", "DT", 5, "det"),
        ("Guard", "Guard", "NNP", 3, "dobj"),
        (".", ".", ".", 1, "punct"),
    )
    [claim] = read(made, "vowed", "deploy the Guard")
    assert [one.name for one in made._.referents.entities() if one.id == claim.policy] == ["deployment of Guard"]


@pytest.fixture
def directed():
    return prepared(
        ("Roe", "Roe", "NNP", 1, "nsubj"),
        ("directed", "direct", "VBD", 1, "ROOT"),
        ("offices", "office", "NNS", 1, "dobj"),
        ("to", "to", "TO", 4, "aux"),
        ("prosecute", "prosecute", "VB", 1, "xcomp"),
        ("smugglers", "smuggler", "NNS", 4, "dobj"),
        (".", ".", ".", 1, "punct"),
    )


def policies(doc, claims):
    return [(claim.action, doc._.referents.entity(claim.policy).name) for claim in claims]


def test_a_policy_that_somebody_is_told_to_make_is_what_he_is_to_do(directed):
    assert [name for _, name in policies(directed, read(directed, "directed", "directed offices"))] == [
        "prosecution of smugglers"
    ]


@pytest.mark.parametrize(("score", "expected"), [(0.9, [("order", "prosecution of smugglers")]), (0.1, [])])
def test_the_rules_give_the_policy_of_a_trigger_whose_actor_the_reader_sees_too(directed, monkeypatch, score, expected):
    [claim] = read(directed, "directed", "directed offices")
    found = msgspec.structs.replace(claim, action="order", confidence=0.7)
    monkeypatch.setattr(sys.modules["kg.extract.from_reading.actions"], "by_rule", lambda doc: [found])
    spans = [(*place(directed, "Roe"), "person"), (*place(directed, "directed"), "trigger")]
    links = (ReadLink("actor", 1, 0, score, {}),)
    directed._.reading = Reading(tuple(ReadSpan(start, end, kind, 0.9, True, ()) for start, end, kind in spans), links)
    assert policies(directed, extract(directed)) == expected


def test_an_action_whose_actor_the_rules_have_too_is_surer():
    made = prepared(
        ("Roe", "Roe", "NNP", 1, "nsubj"),
        ("signed", "sign", "VBD", 1, "ROOT"),
        ("the", "the", "DT", 3, "det"),
        ("order", "order", "NN", 1, "dobj"),
        ("near", "near", "IN", 1, "prep"),
        ("Poe", "Poe", "NNP", 4, "pobj"),
        (".", ".", ".", 1, "punct"),
    )
    made.ents = [made.char_span(*place(made, name), label="person") for name in ("Roe", "Poe")]
    made._.referents = refer(made)
    kinds = (("Roe", "person"), ("signed", "trigger"), ("order", "policy"), ("Poe", "person"))
    spans = tuple(ReadSpan(*place(made, words), kind, 0.9, True, ()) for words, kind in kinds)
    source = Source(made, Reading(spans, ()))
    link = ReadLink("object", 1, 2, 0.9, {})
    rule = ActionClaim(
        actor=source.who(0).id,
        action="sign",
        policy="order",
        modality="asserted",
        evidence=Evidence(0, len(made.text), made.text),
        extractor="rules.actions",
        confidence=0.7,
        spans={"trigger": place(made, "signed")},
    )
    sure = {
        mention: sureness(
            source,
            Option(trigger=1, link=link, actor=source.who(mention), mention=mention, score=0.5, rival=0.5),
            [rule],
        )
        for mention in (0, 3)
    }
    assert sure[0] > sure[3] + 0.1


def test_a_stronger_link_makes_an_action_surer():
    weak, strong = ({name: odds(score) for name in ("object", "actor")} for score in (0.3, 0.9))
    assert all(weights("sureness")[name] * (strong[name] - weak[name]) > 0.3 for name in weak)


def test_a_policy_whose_action_is_dropped_is_no_entity_of_the_record(doc):
    assert [one.name for one in record_of(doc, 0.9).entities if one.type == "policy"] == ["order"]
    assert [one for one in record_of(doc, 0.3).entities if one.type == "policy"] == []


def record_of(doc, score):
    doc._.referents = refer(doc)
    read(doc, "signed", score=score)
    return gather(doc)
