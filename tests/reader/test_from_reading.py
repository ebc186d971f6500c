"""Claims from hand-made readings: spans and links are given, what becomes of them is tested."""

from itertools import pairwise

import msgspec
import pytest
import spacy

from kg.dates import find as find_dates
from kg.extract.from_reading import extract
from kg.extract.from_reading.actions import is_patient
from kg.extract.from_reading.policies import Policies
from kg.extract.from_reading.roles import is_another, is_short_for
from kg.extract.from_reading.source import Source, whole_title
from kg.extract.from_reading.statuses import beside
from kg.model import ActionClaim, Article, Evidence, RoleClaim, StatementClaim
from kg.reader import Reading, ReadLink, ReadSpan
from kg.reader.component import set_names, set_sentences
from kg.reader.schema import CLASSES, POLICY_TYPES
from kg.refer import refer
from tests.extract.hand import read

BLANK = spacy.blank("en")


def one_hot(values, chosen):
    return tuple(float(value == chosen) for value in values)


def classes(**chosen):
    return {name: one_hot(CLASSES[name], value) for name, value in chosen.items()}


def annotated(text, spans, links, published="2018-04-06"):
    """A Doc whose reading has ``spans`` (words, type) and ``links`` (kind, head words, tail words, classes)."""
    title, _, body = text.partition("\n")
    article = Article(id="a", title=title, text=body, published=published)
    made = []
    for words, kind in spans:
        start = text.index(words)
        kinds = one_hot(POLICY_TYPES, "order") if kind == "policy" else ()
        made.append(ReadSpan(start, start + len(words), kind, 0.9, True, kinds))
    made.sort(key=lambda span: (span.start, span.end, span.type))
    number = {text[span.start : span.end]: at for at, span in enumerate(made)}
    joined = tuple(ReadLink(kind, number[head], number[tail], 0.9, more) for kind, head, tail, more in links)
    doc = BLANK(article.content)
    for extension in ("article", "timexes", "referents", "reading"):
        if not doc.has_extension(extension):
            type(doc).set_extension(extension, default=None)
    set_sentences(doc)
    doc._.article, doc._.reading = article, Reading(tuple(made), joined)
    doc._.timexes = find_dates(doc.text, published)
    set_names(doc, doc._.reading)
    doc._.referents = refer(doc)
    return doc


def names(doc, claim):
    entities = {entity.id: entity.name for entity in doc._.referents.entities()}
    return {
        field: entities.get(getattr(claim, field))
        for field in ("person", "organization", "actor", "policy", "speaker")
        if hasattr(claim, field)
    }


def only(doc, kind):
    (claim,) = [claim for claim in extract(doc) if isinstance(claim, kind)]
    return claim


def role_of(text, title, person, body=None, status="current"):
    spans = [(title, "role"), (person, "person")] + ([(body, "organization")] if body else [])
    links = [("holder", title, person, classes(status=status))] + ([("body", title, body, {})] if body else [])
    doc = annotated(text, spans, links)
    return doc, only(doc, RoleClaim)


def test_a_title_gives_a_role_with_its_body_and_sentence():
    doc, claim = role_of("News\nActa director Jane Roe spoke.", "director", "Jane Roe", "Acta")
    assert names(doc, claim) == {"person": "Jane Roe", "organization": "Acta"}
    assert (claim.role, claim.status, claim.evidence.quote) == ("director", "current", "Acta director Jane Roe spoke.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("News\nFormer Acta director Jane Roe spoke.", "former"),
        ("News\nThe acting director Jane Roe spoke.", "acting"),
        ("News\nGovernor, then director Jane Roe spoke.", "former"),
        ("News\nThe director-elect Jane Roe spoke.", "incoming"),
        ("News\nThe former mayor met director Jane Roe.", "current"),
    ],
)
def test_the_word_before_a_title_decides_its_status(text, expected):
    _, claim = role_of(text, "director", "Jane Roe")
    assert claim.status == expected


def test_a_verb_becomes_the_noun_for_who_does_it():
    _, claim = role_of("News\nThe panel is chaired by Jane Roe.", "chaired by", "Jane Roe")
    assert claim.role == "chair"


def test_a_word_that_is_no_known_title_must_be_surer():
    text = "News\nThe mediator Jane Roe and the grelp John Poe spoke."
    spans = [("mediator", "role"), ("Jane Roe", "person"), ("grelp", "role"), ("John Poe", "person")]
    links = [("holder", role, person, classes(status="current")) for (role, _), (person, _) in pairwise(spans[:2])]
    links += [("holder", "grelp", "John Poe", classes(status="current"))]
    doc = annotated(text, spans, links)
    weaker = tuple(msgspec.structs.replace(link, score=0.6) for link in doc._.reading.links)
    assert [claim.role for claim in extract(doc)] == ["mediator", "grelp"]
    doc._.reading = Reading(doc._.reading.spans, weaker)
    assert [claim.role for claim in extract(doc)] == ["mediator"]


def test_a_title_is_nobodys_name_unless_a_fuller_name_ends_with_it():
    doc = annotated("News\nGeneral spoke.", [("General", "person")], [])
    assert doc.ents == ()
    doc = annotated("News\nJane Judge left. Then Judge spoke.", [("Jane Judge", "person"), ("Judge spoke", "person")], [])
    spans = [
        msgspec.structs.replace(s, end=s.start + 5) if "spoke" in doc.text[s.start : s.end] else s for s in doc._.reading.spans
    ]
    set_names(doc, Reading(tuple(spans), ()))
    assert [ent.text for ent in doc.ents] == ["Jane Judge", "Judge"]


@pytest.mark.parametrize(
    ("text", "pieces", "expected"),
    [
        ("News\nPinnacle West grew.", [("Pinnacle", "organization"), ("West", "organization")], ["Pinnacle West"]),
        ("News\nRoe's Diner opened.", [("Roe", "person"), ("'s Diner", "organization")], ["Roe's Diner"]),
        ("News\nUtopia Jane Roe spoke.", [("Utopia", "place"), ("Jane Roe", "person")], ["Utopia", "Jane Roe"]),
        ("News\nActa Rail, Ltd. grew.", [("Acta Rail", "organization")], ["Acta Rail, Ltd."]),
        ('News\nJames "Jim" Roe spoke.', [("James", "person"), ('Jim" Roe', "person")], ['James "Jim" Roe']),
        ("News\nJane (Jo) Roe, Jr. spoke.", [("Jane", "person"), ("Roe", "person"), ("Jr.", "person")], ["Jane (Jo) Roe, Jr."]),
        ("News\nJane Roe, Poe spoke.", [("Jane Roe", "person"), ("Poe", "person")], ["Jane Roe", "Poe"]),
        ("News\nActa, Utopia grew.", [("Acta", "place"), ("Utopia", "place")], ["Acta", "Utopia"]),
    ],
)
def test_names_that_were_cut_are_joined(text, pieces, expected):
    assert [ent.text for ent in annotated(text, pieces, []).ents] == expected


def test_a_common_noun_is_no_name_but_can_speak():
    text = "News\nBritish authorities left. The authorities said that the road is closed."
    start = text.index("authorities said")
    doc = annotated(text, [("authorities", "place"), ("said", "cue"), ("the road is closed", "content")], [])
    spans = [
        msgspec.structs.replace(span, start=start, end=start + 11) if span.type == "place" else span
        for span in doc._.reading.spans
    ]
    spans.sort(key=lambda span: span.start)
    number = {doc.text[span.start : span.end]: at for at, span in enumerate(spans)}
    links = (
        ReadLink("speaker", number["the road is closed"], number["authorities"], 0.9, {}),
        ReadLink("said", number["the road is closed"], number["said"], 0.9, {}),
    )
    doc._.reading = Reading(tuple(spans), links)
    set_names(doc, doc._.reading)
    assert doc.ents == ()
    assert names(doc, only(doc, StatementClaim))["speaker"] == "authorities"


def test_the_beginning_of_a_laws_name_is_nobodys():
    doc = annotated(
        "News\nJane Poe signed the Barrow Act. Tom Barrow acted.", [("Jane Poe", "person"), ("Barrow", "person")], []
    )
    assert [ent.text for ent in doc.ents] == ["Jane Poe"]


def test_names_of_two_that_were_read_as_one_are_two():
    text = "News\nActa Rail and the Bona Bank met. Bona Bank left. Pots and Pans stayed."
    pieces = [("Acta Rail and the Bona Bank", "organization"), ("Pots and Pans", "organization")]
    assert [ent.text for ent in annotated(text, pieces, []).ents] == ["Acta Rail and the Bona Bank", "Pots and Pans"]
    doc = annotated(text, pieces, [])
    start = text.index("Bona Bank left")
    set_names(doc, Reading((*doc._.reading.spans, ReadSpan(start, start + 9, "organization", 0.9, True, ())), ()))
    assert [ent.text for ent in doc.ents] == ["Acta Rail", "Bona Bank", "Bona Bank", "Pots and Pans"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("News\nJane Poe is the CEO of Barrow.", "organization"),
        ("News\nJane Poe is the sister of Barrow.", "person"),
        ("News\nJane Poe signed the Barrow Act.", "organization"),
        ("News\nJane Poe and Tom Barrow met. She is chair of Barrow.", "person"),
    ],
)
def test_what_somebody_runs_is_no_person(text, expected):
    doc = annotated(text, [("Jane Poe", "person")] + ([("Tom Barrow", "person")] if "Tom" in text else []), [])
    start = text.rindex("Barrow")
    name = ReadSpan(start, start + (10 if "Act" in text else 6), "person", 0.9, True, ())
    set_names(doc, Reading((*doc._.reading.spans, name), ()))
    assert [ent.label_ for ent in doc.ents if ent.start_char == start] == [expected]


def test_a_demonym_stands_for_its_country():
    doc, claim = role_of("News\nThe Danish minister Jane Roe spoke.", "minister", "Jane Roe", "Danish")
    assert names(doc, claim)["organization"] == "Denmark"


def test_a_senator_without_a_body_sits_in_the_senate():
    doc, claim = role_of("News\nSen. Jane Roe spoke.", "Sen.", "Jane Roe")
    assert (claim.role, names(doc, claim)["organization"]) == ("Senator", "Senate")


def test_a_letter_in_brackets_is_a_party():
    link = ("affiliation", "Jane Roe", "R", classes(status="current"))
    doc = annotated("News\nSen. Jane Roe (R-UT) spoke.", [("Jane Roe", "person"), ("R", "organization")], [])
    at = doc.text.index("(R") + 1
    spans = tuple(
        msgspec.structs.replace(s, start=at, end=at + 1) if s.type == "organization" else s for s in doc._.reading.spans
    )
    doc._.reading = Reading(spans, (ReadLink("affiliation", 0, 1, 0.9, link[3]),))
    claim = only(doc, RoleClaim)
    assert (claim.role, names(doc, claim)["organization"]) == ("member", "Republican Party")


def action_of(text, *, dating="none", when=None, links=(), spans=()):
    parts = [("signed", "trigger"), ("the order", "policy"), *spans]
    more = classes(action="sign", modality="asserted", agentless="no", dating=dating)
    times = [("time", "signed", when, {})] if when else []
    doc = annotated(text, parts + ([(when, "date")] if when else []), [("object", "signed", "the order", more), *times, *links])
    return doc, [claim for claim in extract(doc) if isinstance(claim, ActionClaim)]


def test_a_trigger_gives_an_action_of_its_actor_on_its_policy():
    doc, (claim,) = action_of(
        "News\nJane Roe signed the order.", spans=[("Jane Roe", "person")], links=[("actor", "signed", "Jane Roe", {})]
    )
    assert names(doc, claim) == {"actor": "Jane Roe", "policy": "order"}
    assert (claim.action, claim.modality, claim.date) == ("sign", "asserted", None)


def test_an_action_without_actor_is_left_out_unless_it_is_a_passive():
    assert action_of("News\nJane Roe signed the order.")[1] == []


@pytest.mark.parametrize(("object_", "expected"), [("Coast Guard", "deployment of Coast Guard"), ("curfew", "curfew")])
def test_what_is_done_with_a_body_is_the_policy(nlp, object_, expected):
    text = f"Jane Roe will deploy the {object_}. The Coast Guard left."
    doc = read(nlp, text)
    words = [("Jane Roe", "person"), ("deploy", "trigger"), (object_, "policy")]
    plan = one_hot(POLICY_TYPES, "plan")
    spans = [ReadSpan(doc.text.index(said), doc.text.index(said) + len(said), kind, 0.9, True, plan) for said, kind in words]
    start = doc.text.rindex("Coast Guard")
    spans.append(ReadSpan(start, start + 11, "organization", 0.9, True, ()))
    more = classes(action="implement", modality="planned", agentless="no", dating="none")
    doc._.reading = Reading(tuple(spans), (ReadLink("object", 1, 2, 0.9, more), ReadLink("actor", 1, 0, 0.9, {})))
    set_names(doc, doc._.reading)
    doc._.referents = refer(doc)
    found = [claim for claim in extract(doc) if isinstance(claim, ActionClaim) and claim.extractor.startswith("reader")]
    assert [names(doc, claim)["policy"] for claim in found] == [expected]


def test_both_of_two_actors_that_were_read_as_one_act():
    both, text = "Acta Rail and Bona Bank", "News\nActa Rail and Bona Bank signed the order. Bona Bank grew."
    doc, _ = action_of(text, spans=[(both, "organization")], links=[("actor", "signed", both, {})])
    start = text.index("Bona Bank grew")
    alone = ReadSpan(start, start + 9, "organization", 0.9, True, ())
    set_names(doc, Reading((*doc._.reading.spans, alone), ()))
    doc._.referents = refer(doc)
    doc.user_data = {key: value for key, value in doc.user_data.items() if isinstance(key, tuple) and key[0] == "._."}
    assert {names(doc, claim)["actor"] for claim in extract(doc) if isinstance(claim, ActionClaim)} == {
        "Acta Rail",
        "Bona Bank",
    }


def test_two_mentions_of_an_actor_count_together():
    text = "News\nRoe left. Roe signed the order."
    doc, _ = action_of(text, spans=[("Roe", "person")])
    first, second = (text.index("Roe left"), text.index("Roe signed"))
    spans = sorted(
        [*doc._.reading.spans, ReadSpan(second, second + 3, "person", 0.9, True, ())],
        key=lambda span: (span.start, span.end, span.type),
    )
    places = [span.start for span in spans]
    verb, order = places.index(text.index("signed")), places.index(text.index("the order"))
    more = classes(action="sign", modality="asserted", agentless="no", dating="none")
    links = [ReadLink("object", verb, order, 0.9, more)]
    weak = [ReadLink("actor", verb, places.index(at), 0.3, {}) for at in (first, second)]
    doc._.reading = Reading(tuple(spans), (*links, weak[0]))
    alone = only(doc, ActionClaim).confidence
    doc._.reading = Reading(tuple(spans), (*links, *weak))
    both = only(doc, ActionClaim)
    assert names(doc, both)["actor"] == "Roe"
    assert both.confidence > alone + 0.02


def test_two_mentions_of_a_speaker_count_together():
    text = "News\nRoe spoke. Roe, said Poe, left early on. It rains in Acta."
    first, second = text.index("Roe spoke"), text.index("Roe, said")
    content = text.index("It rains in Acta")
    spans = (
        ReadSpan(first, first + 3, "person", 0.9, True, ()),
        ReadSpan(second, second + 3, "person", 0.9, True, ()),
        ReadSpan(text.index("Poe"), text.index("Poe") + 3, "person", 0.9, True, ()),
        ReadSpan(content, content + 16, "content", 0.9, True, ()),
    )
    doc = annotated(text, [("Roe", "person"), ("Poe", "person")], [])
    shares = ((0, 0.3), (1, 0.3), (2, 0.4))
    doc._.reading = Reading(spans, tuple(ReadLink("speaker", 3, tail, score, {}) for tail, score in shares))
    assert names(doc, only(doc, StatementClaim))["speaker"] == "Roe"


def test_a_linked_expression_dates_an_action():
    _, (claim,) = action_of(
        "News\nJane Roe signed the order on March 5, 2018.",
        spans=[("Jane Roe", "person")],
        links=[("actor", "signed", "Jane Roe", {})],
        when="March 5, 2018",
    )
    assert claim.date.value == "2018-03-05"


def test_the_day_of_publication_dates_an_action_without_an_expression():
    _, (claim,) = action_of(
        "News\nJane Roe signed the order.",
        dating="publication",
        spans=[("Jane Roe", "person")],
        links=[("actor", "signed", "Jane Roe", {})],
    )
    assert (claim.date.value, claim.date.start) == ("2018-04-06", None)


def said(text, pieces, cue="said"):
    spans = [("Roe", "person"), (cue, "cue"), *((piece, "content") for piece in pieces)]
    links = [(kind, piece, other, {}) for piece in pieces for kind, other in (("speaker", "Roe"), ("said", cue))]
    links += [("goes_on", one, other, {}) for one, other in pairwise(pieces)]
    return only(annotated(text, spans, links), StatementClaim)


def test_the_pieces_of_a_quotation_are_one_direct_statement():
    claim = said('News\n"We will go," Roe said. "We will not stop."', ["We will go,", "We will not stop."])
    assert (claim.type, claim.content, claim.cue) == ("direct", "We will go … We will not stop.", "said")


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("News\nRoe said it would end.", "it would end", "indirect"),
        ('News\nRoe said it was "very bad".', 'it was "very bad"', "mixed"),
        ('News\n"It will end soon," Roe said.', "It will end soon", "direct"),
    ],
)
def test_the_marks_tell_the_type_of_a_statement(text, content, expected):
    assert said(text, [content]).type == expected


def test_a_doc_that_was_not_read_has_no_claims():
    doc = annotated("News\nNothing.", [], [])
    doc._.reading = None
    assert list(extract(doc)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("News\nBelarusian minister Jane Roe met reporters.", "current"),
        ("News\nJane Roe, the minister, met reporters.", "current"),
        ("News\nJane Roe was the minister until May.", "former"),
        ("News\nJane Roe, previously the minister, met reporters.", "former"),
    ],
)
def test_former_counts_only_where_the_sentence_has_a_word_of_it(text, expected):
    _, claim = role_of(text, "minister", "Jane Roe", status="former")
    assert claim.status == expected


def test_a_candidate_is_one_by_the_title():
    text = "News\nThe presidential candidate Jane Roe spoke."
    _, claim = role_of(text, "presidential candidate", "Jane Roe", status="former")
    assert claim.status == "candidate"


def test_a_partys_presidential_candidate_seeks_the_office_and_is_a_member():
    text = "News\nRepublican Party presidential candidate Jane Roe spoke in Ohio, United States."
    doc = annotated(
        text,
        [
            ("presidential candidate", "role"),
            ("Jane Roe", "person"),
            ("Republican Party", "organization"),
            ("United States", "place"),
        ],
        [
            ("holder", "presidential candidate", "Jane Roe", classes(status="candidate")),
            ("body", "presidential candidate", "Republican Party", {}),
        ],
    )
    found = [(claim.role, claim.status, names(doc, claim)["organization"]) for claim in extract(doc)]
    assert found == [("president", "candidate", "United States"), ("member", "current", "Republican Party")]


def test_a_former_presidential_candidate_is_called_one():
    text = "News\nFormer presidential candidate Jane Roe spoke."
    _, claim = role_of(text, "presidential candidate", "Jane Roe", status="former")
    assert (claim.role, claim.status) == ("presidential candidate", "former")


@pytest.mark.parametrize(
    "text",
    [
        "News\nActa accredited reporter Jane Roe wrote.",
        "News\nJane Roe, a reporter for the daily paper Acta, wrote.",
        "News\nJane Roe, reporter of Acta, wrote.",
    ],
)
def test_the_organisation_beside_a_title_is_its_body_where_the_reader_links_none(text):
    doc = annotated(
        text,
        [("reporter", "role"), ("Jane Roe", "person"), ("Acta", "organization")],
        [("holder", "reporter", "Jane Roe", classes(status="current"))],
    )
    assert names(doc, only(doc, RoleClaim))["organization"] == "Acta"


@pytest.mark.parametrize(
    ("text", "title", "body", "kind", "expected"),
    [
        ("News\nFrench chef Jane Roe cooked.", "chef", "French", "place", None),
        ("News\nFrench minister Jane Roe spoke.", "minister", "French", "place", "France"),
        ("News\nIn Paris, France, Prime Minister Jane Roe spoke.", "Prime Minister", "Paris", "place", "France"),
        ("News\nTax Committee hears Senator Jane Roe.", "Senator", "Tax Committee", "organization", "Senate"),
        ("News\nRepublican Party backs Senator Jane Roe.", "Senator", "Republican Party", "organization", "Senate"),
        ("News\nThe Senate heard President Jane Roe of Chile.", "President", "Senate", "organization", "Chile"),
        ("News\nJane Roe is the president of the Senate.", "president", "Senate", "organization", "Senate"),
    ],
)
def test_a_body_must_fit_the_title(text, title, body, kind, expected):
    doc = annotated(
        text,
        [(title, "role"), ("Jane Roe", "person"), (body, kind)],
        [("holder", title, "Jane Roe", classes(status="current")), ("body", title, body, {})],
    )
    assert names(doc, only(doc, RoleClaim))["organization"] == expected


def test_an_office_with_a_usual_body_belongs_to_nothing_that_is_only_described():
    doc = annotated(
        "News\nThe administration of Senator Jane Roe spoke.",
        [("Senator", "role"), ("Jane Roe", "person"), ("administration", "nominal")],
        [("holder", "Senator", "Jane Roe", classes(status="current")), ("body", "Senator", "administration", {})],
    )
    assert names(doc, only(doc, RoleClaim))["organization"] == "Senate"


def test_a_title_and_the_affiliation_of_its_sentence_are_one_role():
    doc = annotated(
        "News\nProfessor Jane Roe of Acta spoke.",
        [("Professor", "role"), ("Jane Roe", "person"), ("Acta", "organization")],
        [
            ("holder", "Professor", "Jane Roe", classes(status="current")),
            ("affiliation", "Jane Roe", "Acta", classes(status="current")),
        ],
    )
    claim = only(doc, RoleClaim)
    assert (claim.role, names(doc, claim)["organization"]) == ("Professor", "Acta")


def test_a_title_with_its_own_body_beside_another_is_another_role():
    def claim(role, at, body):
        spans = {"person": (0, 8), "role": at, **({"organization": (at[1] + 4, at[1] + 8)} if body else {})}
        evidence = Evidence(0, 60, "Jane Roe was CEO of Acta and later CEO of Bona in two towns.")
        return RoleClaim(
            person="roe", role=role, organization=body, status="current", evidence=evidence, extractor="x", spans=spans
        )

    first = claim("CEO", (13, 16), "acta")
    assert is_another(claim("CEO", (35, 38), "bona"), [first])
    assert not is_another(claim("CEO", (35, 38), "acta"), [first])
    assert not is_another(claim("CEO", (13, 16), "bona"), [first])
    assert not is_another(claim("CEO", (35, 38), None), [first])
    assert not is_another(claim("CEO", (35, 38), "bona"), [])


def test_a_title_loses_the_preposition_that_was_read_as_its_end():
    _, claim = role_of("News\nThe President of the Diet Jane Roe spoke.", "President of the", "Jane Roe")
    assert claim.role == "President"


def test_a_title_loses_the_mark_that_was_read_as_its_beginning():
    _, claim = role_of("News\nThe U.S. attorney Jane Roe spoke.", ". attorney", "Jane Roe")
    assert claim.role == "attorney"


@pytest.mark.parametrize(("country", "expected"), [("US", "Democratic Party"), ("Chile", "Democratic")])
def test_a_partys_adjective_means_it_in_its_country(country, expected):
    doc = annotated(
        f"News\n{country} watched. The Democratic nominee Jane Roe spoke.",
        [("nominee", "role"), ("Jane Roe", "person"), ("Democratic", "organization"), (country, "place")],
        [("holder", "nominee", "Jane Roe", classes(status="candidate")), ("body", "nominee", "Democratic", {})],
    )
    assert names(doc, only(doc, RoleClaim))["organization"] == expected


def test_a_party_is_no_body_of_the_office_that_its_nominee_seeks():
    _, claim = role_of("News\nThe Democratic nominee for president Jane Roe spoke.", "president", "Jane Roe")
    assert claim.organization is None


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("News\nUS papers watched. Democratic Senator Jane Roe spoke.", "Senator", ["Democratic Party", "Senate"]),
        ("News\nUS papers watched. Democratic leader Jane Roe spoke.", "leader", [None]),
        ("News\nUS papers watched. Republican committee chairman Jane Roe spoke.", "chairman", ["Republican Party", None]),
        ("News\nUS papers watched. Irish Senator Jane Roe spoke.", "Senator", ["Senate"]),
    ],
)
def test_a_partys_adjective_before_an_office_makes_its_holder_a_member(text, title, expected):
    doc = annotated(
        text,
        [(title, "role"), ("Jane Roe", "person"), ("US", "place")],
        [("holder", title, "Jane Roe", classes(status="current"))],
    )
    assert [names(doc, claim)["organization"] for claim in extract(doc) if isinstance(claim, RoleClaim)] == expected


def test_a_partys_adjective_is_no_part_of_a_chambers_name():
    doc = annotated(
        "News\nRepublican Senate majority leader Jane Roe spoke.",
        [("Republican Senate", "organization"), ("majority leader", "role"), ("Jane Roe", "person")],
        [
            ("holder", "majority leader", "Jane Roe", classes(status="current")),
            ("body", "majority leader", "Republican Senate", {}),
        ],
    )
    assert [ent.text for ent in doc.ents] == ["Senate", "Jane Roe"]
    assert [names(doc, claim)["organization"] for claim in extract(doc)] == ["Republican Party", "Senate"]


@pytest.mark.parametrize(
    ("short", "other", "expected"),
    [
        (("Secretary", None), ("secretary of justice", "Norland"), True),
        (("Secretary", "Norland"), ("secretary of justice", "Norland"), True),
        (("Secretary", "Acta"), ("secretary of justice", "Norland"), False),
        (("president", "Norland"), ("vice president", "Norland"), False),
        (("director", None), ("secretary of justice", "Norland"), False),
        (("director", None), ("director", "Acta"), True),
        (("director", "Acta"), ("director", "Acta"), False),
    ],
)
def test_a_short_title_is_told_in_full_by_a_longer_one(short, other, expected):
    one, two = (
        RoleClaim(person="roe", role=role, organization=body, status="current", evidence=Evidence(0, 1, "x"), extractor="x")
        for role, body in (short, other)
    )
    assert is_short_for(one, two) == expected
    assert not is_short_for(one, msgspec.structs.replace(two, person="poe"))


def test_a_title_has_its_portfolio_and_no_joining_word(nlp):
    doc = read(nlp, "Jane Roe, mayor and secretary of state, spoke.")
    start = doc.text.index("and secretary")
    span = whole_title(doc, ReadSpan(start, start + len("and secretary"), "role", 0.9, True, ()))
    assert doc.text[span.start : span.end] == "secretary of state"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The former federal police director Jane Roe spoke.", "former"),
        ("The former mayor and director Jane Roe spoke.", "former"),
        ("The former Poe director Jane Roe spoke.", "former"),
        ("A former mayor met new director Jane Roe.", None),
        ("She praised former mayor Ann Poe and the director of Acta.", None),
    ],
)
def test_words_of_status_reach_over_a_noun_phrase(nlp, text, expected):
    doc = read(nlp, text)
    assert beside(doc, doc.text.index("director")) == expected


def test_who_appoints_somebody_is_not_appointed(nlp):
    doc = read(nlp, "Jane Roe was appointed by Tom Poe as his secretary of justice.")
    spans = [(doc.text.index(words), words, kind) for words, kind in (("Tom Poe", "person"), ("secretary of justice", "role"))]
    made = tuple(ReadSpan(start, start + len(words), kind, 0.9, True, ()) for start, words, kind in spans)
    doc._.reading = Reading(made, (ReadLink("holder", 1, 0, 0.9, classes(status="current")),))
    assert [names(doc, claim)["person"] for claim in extract(doc) if isinstance(claim, RoleClaim)] == ["Jane Roe"]


@pytest.mark.parametrize(
    ("text", "trigger", "other", "expected"),
    [
        ("Jane Roe was impeached over the order.", "impeached", "Jane Roe", True),
        ("Tom Poe sued Jane Roe over the order.", "sued", "Jane Roe", True),
        ("Tom Poe filed a complaint with the Roads Board.", "filed", "Roads Board", True),
        ("Tom Poe agreed with the Roads Board.", "agreed", "Roads Board", False),
        ("The order was signed by Jane Roe.", "signed", "Jane Roe", False),
        ("Jane Roe signed the order.", "signed", "Jane Roe", False),
        ("The bill passed the Senate.", "passed", "Senate", False),
    ],
)
def test_nobody_does_what_is_done_to_them(nlp, text, trigger, other, expected):
    doc = read(nlp, text)
    spans = [(doc.text.index(words), words, kind) for words, kind in ((trigger, "trigger"), (other, "organization"))]
    doc._.reading = Reading(tuple(ReadSpan(at, at + len(words), kind, 0.9, True, ()) for at, words, kind in spans), ())
    assert is_patient(Source(doc, doc._.reading), 0, 1) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Jane Roe signed the order.", "Jane Roe repealed the order.", 1),
        ("Jane Roe signed the order in 2016.", "Jane Roe repealed the order.", 2),
        ("Jane Roe signed the order in 2016.", "Jane Roe repealed the order in May 2017.", 2),
    ],
)
def test_one_actor_does_one_thing_about_a_policy_but_on_another_day(first, second, expected):
    text = f"News\n{first} {second}"
    spans = [("signed", "trigger"), ("repealed", "trigger"), ("the order", "policy"), ("Jane Roe", "person")]
    spans += [(day, "date") for day in ("2016", "May 2017") if day in text]
    links = []
    for verb, action, day in (("signed", "sign", "2016"), ("repealed", "repeal", "May 2017")):
        more = classes(action=action, modality="asserted", agentless="no", dating="none")
        links += [(kind, verb, tail, more if kind == "object" else {}) for kind, tail in ENDS]
        links += [("time", verb, day, {})] if day in text else []
    found = [claim.action for claim in extract(annotated(text, spans, links)) if isinstance(claim, ActionClaim)]
    assert len(found) == expected


ENDS = (("object", "the order"), ("actor", "Jane Roe"))


def test_what_a_body_is_told_to_do_is_the_policy(nlp):
    doc = read(nlp, "Jane Roe ordered the roads offices to close the harbour.")
    start = doc.text.index("roads offices")
    span = ReadSpan(start, start + len("roads offices"), "policy", 0.9, True, one_hot(POLICY_TYPES, "order"))
    source = Source(doc, Reading((span,), ()))
    assert Policies(source, [0]).entity(0).name == "closure of harbour"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("News\nActa is a wholly owned subsidiary of Bona.", "Bona", "organization"),
        ("News\nBona, a subsidiary of Acta, left.", "Bona", "organization"),
        ("News\nActa is a port north of Bona.", "Bona", "place"),
        ("News\nActa is a subsidiary of France.", "France", "place"),
    ],
)
def test_a_subsidiary_or_its_parent_is_no_place_but_a_country(text, name, expected):
    doc = annotated(text, [(name, "place")], [])
    assert [ent.label_ for ent in doc.ents] == [expected]


@pytest.mark.parametrize(("score", "expected"), [(0.9, ["indirect"]), (0.5, [])])
def test_an_indirect_statement_must_be_sure(score, expected):
    doc = annotated(
        "News\nJane Roe said the order was late.",
        [("Jane Roe", "person"), ("said", "cue"), ("the order was late", "content")],
        [("said", "the order was late", "said", {})],
    )
    spans = doc._.reading.spans
    number = {span.type: at for at, span in enumerate(spans)}
    speaker = ReadLink("speaker", number["content"], number["person"], score, {})
    cue = ReadLink("said", number["content"], number["cue"], 0.9, {})
    doc._.reading = Reading(spans, (speaker, cue))
    assert [claim.type for claim in extract(doc) if isinstance(claim, StatementClaim)] == expected
