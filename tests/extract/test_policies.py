"""Policies: their names, identifiers, types and wordings."""

import msgspec
import pytest
from spacy.language import Language

from kg.extract import policies
from kg.extract.policies import Policy
from tests.extract.hand import parsed, read

IDENTIFIERS = [
    ("Executive Order 13768", ("us-eo:13768",)),
    ("executive order No. 13769", ("us-eo:13769",)),
    ("8 U.S.C. 1325", ("usc:8/1325",)),
    ("8 U.S.C. § 1325(a)", ("usc:8/1325",)),
    ("Title 8, Section 1325 was", ()),
    ("Section 1325 of Title 8", ("usc:8/1325",)),
    ("8 CFR 214.2", ("cfr:8/214.2",)),
    ("Public Law 116-9", ("us-pl:116-9",)),
    ("H.R. 1", ("us-bill:116/hr1",)),
    ("H. R. 1044", ("us-bill:116/hr1044",)),
    ("S. 386", ("us-bill:116/s386",)),
    ("H.J. Res. 46", ("us-bill:116/hjres46",)),
    ("Security Council Resolution 2334", ("unsc:2334",)),
    ("Resolution 2334", ()),
    ("the Fourteenth Amendment", ("us-const:14",)),
    ("Roe v. Poe County", ("case:roe-v-poe-county",)),
    ("Section 230", ()),
    ("the bill", ()),
]


@pytest.mark.parametrize(("phrase", "expected"), IDENTIFIERS)
def test_identifiers_are_read_off_official_citations(phrase: str, expected: tuple[str, ...]) -> None:
    assert policies.identifiers(phrase, "2019-02-03") == expected


CONGRESSES = [("2019-01-02", 115), ("2019-01-03", 116), ("2020-12-31", 116), ("2021", 117), (None, None)]


@pytest.mark.parametrize(("published", "number"), CONGRESSES)
def test_the_congress_follows_from_the_date(published: str | None, number: int | None) -> None:
    assert policies.congress(published) == number


def test_a_bill_has_no_identifier_without_a_date() -> None:
    assert policies.identifiers("H.R. 1") == ()


def test_a_section_known_by_its_number_needs_its_field_in_the_text() -> None:
    assert policies.known_section("Section 230", "The platforms are shielded by Section 230.") == ("usc:47/230",)
    assert policies.known_section("Section 230", "The stadium's Section 230 was empty.") == ()


TYPES = [
    ("Executive Order 13768", "order"),
    ("Clean Harbours Act", "law"),
    ("memo", "order"),
    ("zero-tolerance policy", "regulation"),
    ("state of emergency", "declaration"),
    ("sanctions on shipping firms", "sanction"),
    ("trade agreement between the two states", "agreement"),
    ("lawsuit against the county", "case"),
    ("deployment of the National Guard", "plan"),
    ("House resolution", "resolution"),
    ("harbour bill", "bill"),
    ("relief fund", "program"),
]


@pytest.mark.parametrize(("phrase", "kind"), TYPES)
def test_the_type_follows_from_name_and_head(phrase: str, kind: str) -> None:
    assert policies.policy_type(phrase) == kind


NAMES = [
    ("the harbour bill", "harbour bill"),
    ("“the harbour bill,”", "harbour bill"),
    ("A ban on plastic bags.", "ban on plastic bags"),
    ("theory", "theory"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_a_name_loses_article_and_marks(text: str, expected: str) -> None:
    assert policies.name_of(text) == expected


GERUNDS = [
    ("deploy", "deploying"),
    ("close", "closing"),
    ("ban", "banning"),
    ("lie", "lying"),
    ("free", "freeing"),
    ("visit", "visiting"),
]


@pytest.mark.parametrize(("verb", "expected"), GERUNDS)
def test_the_gerund_follows_the_spelling(verb: str, expected: str) -> None:
    assert policies.gerund(verb) == expected


def policy(name: str, *, identifiers: tuple[str, ...] = ()) -> Policy:
    return Policy(0, len(name), name, policies.policy_type(name), identifiers, name)


SAME = [
    ("harbour bill", "bill", True),
    ("April 2017 memo", "memo", True),
    ("ban on plastic bags", "measure", True),
    ("lawsuit against the county", "order", False),
    ("Amendment 16", "Amendment 17", False),
    ("ban on plastic bags", "ban on diesel cars", False),
    ("ban on plastic bags", "plastic ban", True),
]


@pytest.mark.parametrize(("one", "other", "expected"), SAME)
def test_two_wordings_of_an_article_meet_or_stay_apart(one: str, other: str, expected: bool) -> None:
    assert policies.same(policy(one), policy(other)) is expected
    assert policies.same(policy(other), policy(one)) is expected


def test_identifiers_decide_before_words() -> None:
    assert policies.same(policy("the order", identifiers=("us-eo:1",)), policy("travel ban", identifiers=("us-eo:1",)))
    assert not policies.same(policy("order", identifiers=("us-eo:1",)), policy("order", identifiers=("us-eo:2",)))


def test_a_verb_phrase_becomes_a_noun_phrase(nlp: Language) -> None:
    doc = read(nlp, "The governor vowed to deploy the National Guard to the coast.")
    verb = next(token for token in doc if token.text == "deploy")
    found = policies.of_verb(verb)
    assert found.name == "deployment of National Guard to the coast"
    assert found.phrase == "deploy the National Guard to the coast"


def test_a_statute_known_by_its_number_gets_its_citation(nlp: Language) -> None:
    doc = read(nlp, "They used the entry statute, known as 1325, at the border.")
    noun = next(token for token in doc if token.text == "statute")
    assert policies.of_noun(noun).identifiers == ("usc:8/1325",)


def test_policies_are_found_by_name_and_by_head(nlp: Language) -> None:
    doc = read(nlp, "The Clean Harbours Act of 2012 came after a ban on dumping, and so did Executive Order 12345.")
    assert [one.name for one in policies.find(doc)] == ["Clean Harbours Act of 2012", "ban on dumping", "Executive Order 12345"]


def test_a_bare_head_needs_a_pointer_to_name_a_policy_again() -> None:
    whole, bare = policy("memo on border patrols"), policy("memo")
    assert policies.grouped([whole, bare], []) == [whole, bare]
    pointing = msgspec.structs.replace(bare, again=True)
    assert policies.grouped([whole, pointing], []) == [whole, whole]


@pytest.mark.parametrize(("participle", "expected"), [("known", "entry statute, known as 1325"), ("passed", "entry statute")])
def test_what_a_policy_is_known_as_stays_in_its_name(participle: str, expected: str) -> None:
    doc = parsed(
        ("the", "the", "DT", 2, "det"),
        ("entry", "entry", "NN", 2, "compound"),
        ("statute", "statute", "NN", 2, "ROOT"),
        (",", ",", ",", 2, "punct"),
        (participle, participle, "VBN", 2, "acl"),
        ("as", "as", "IN", 4, "prep"),
        ("1325", "1325", "CD", 5, "pobj"),
        (".", ".", ".", 2, "punct"),
    )
    start, end = policies.phrase(doc[2])
    assert doc[start:end].text.replace(" ,", ",") == expected
