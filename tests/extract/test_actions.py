"""Actions: sentence → who does what about which policy."""

import pytest
from spacy.language import Language

from kg.extract.actions import extract
from tests.extract.hand import name, quotes_hold, read

Row = tuple[str | None, str, str, str | None, str]

TABLE: list[tuple[str, Row]] = [
    (
        "Governor Mary Collins signed an executive order on Tuesday.",
        ("Mary Collins", "sign", "executive order", "2018-04-03", "asserted"),
    ),
    ("Mary Collins issued a memo in April 2017.", ("Mary Collins", "announce", "memo", "2017-04", "asserted")),
    ("The memo issued by Mary Collins in April 2017 came first.", ("Mary Collins", "announce", "memo", "2017-04", "asserted")),
    (
        "Mary Collins vowed to deploy the National Guard.",
        ("Mary Collins", "implement", "deployment of National Guard", None, "planned"),
    ),
    (
        "In December 2017, a group of lawyers filed a complaint.",
        ("a group of lawyers", "challenge", "complaint", "2017-12", "asserted"),
    ),
    ("California sued over the travel ban.", ("California", "challenge", "travel ban", None, "asserted")),
    ("The Senate voted against the bill.", ("Senate", "oppose", "bill", None, "asserted")),
    ("The Supreme Court struck down the law.", ("Supreme Court", "block", "law", None, "asserted")),
    ("Mary Collins urged the council to repeal the ban.", ("Mary Collins", "request", "ban", None, "asserted")),
    ("Iran announced that it would suspend the nuclear deal.", ("Iran", "announce", "nuclear deal", None, "asserted")),
    ("The plan was rejected.", (None, "reject", "plan", None, "asserted")),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_who_does_what_about_which_policy(nlp: Language, text: str, expected: Row) -> None:
    doc = read(nlp, text)
    claims = list(extract(doc))
    said = [
        (name(doc, one.actor), one.action, name(doc, one.policy), one.date and one.date.value, one.modality) for one in claims
    ]
    assert expected in said
    assert quotes_hold(doc, claims)


def test_conjoined_actors_that_are_named_act_each(nlp: Language) -> None:
    doc = read(nlp, "France and Germany signed the climate treaty.")
    assert {name(doc, one.actor) for one in extract(doc)} == {"France", "Germany"}


def test_the_same_fact_is_told_once(nlp: Language) -> None:
    doc = read(nlp, "Mary Collins signed the order. Collins signed the order in public.")
    assert [(name(doc, one.actor), one.action) for one in extract(doc)] == [("Mary Collins", "sign")]


def test_a_bare_head_is_the_policy_named_before(nlp: Language) -> None:
    doc = read(nlp, "The Senate passed the Clean Harbours Act. Mary Collins vetoed the bill.")
    policies = {name(doc, one.policy) for one in extract(doc)}
    assert policies == {"Clean Harbours Act"}


def test_a_short_item_in_the_present_tense_tells_of_the_day_it_was_published(nlp: Language) -> None:
    doc = read(nlp, "France imposes sanctions on two shipping firms.", title="Trade")
    claim = next(iter(extract(doc)))
    assert claim.date is not None
    assert (claim.date.value, claim.date.form, claim.date.start) == ("2018-04-06", "pub", None)


def test_without_a_publication_date_a_weekday_has_no_value(nlp: Language) -> None:
    doc = read(nlp, "Mary Collins signed an executive order on Tuesday.", published=None)
    claim = next(iter(extract(doc)))
    assert claim.date is not None
    assert (claim.date.text, claim.date.value) == ("Tuesday", None)


def test_nothing_public_is_done_in_a_private_sentence(nlp: Language) -> None:
    assert list(extract(read(nlp, "Mary Collins ate an apple and read a novel by the sea."))) == []


@pytest.mark.xfail(strict=True, reason="the author of a document that orders something is not yet carried over two sentences")
def test_a_mandate_is_its_authors(nlp: Language) -> None:
    doc = read(nlp, "Mary Collins spoke to the press. The mandate bans plastic bags.")
    assert ("Mary Collins", "order") in {(name(doc, one.actor), one.action) for one in extract(doc)}
