"""Which date the clause of a word governs."""

from __future__ import annotations

import math

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.dates import find, governing, is_news
from kg.dates.governing import distance

GOVERNED = [
    ("The minister signed the order on Friday.", "signed", "Friday"),
    ("On Monday, the senate passed the bill.", "passed", "Monday"),
    ("The senate agreed to pass the bill on Monday.", "pass", "Monday"),
    ("The ministry announced on Monday that it has filed a complaint.", "filed", "Monday"),
    ("The court upheld the April 2017 memo.", "memo", "April 2017"),
    ("After the senate passed the bill on Monday, the president signed it on Friday.", "passed", "Monday"),
    ("After the senate passed the bill on Monday, the president signed it on Friday.", "signed", "Friday"),
]

FREE = [
    ("The governor extended the curfew until May 1.", "extended"),
    ("The court upheld the Clean Rivers Act of 2011.", "upheld"),
    ("The court recently upheld the law.", "upheld"),
    ("The mayor has ruled since 2015.", "ruled"),
]

NEWS = [
    ("The court blocks the order.", "blocks", True),
    ("The order is blocked by a court.", "blocked", True),
    ("The senate passes the bill and sends it to the president.", "sends", True),
    ("The court blocked the order.", "blocked", False),
    ("The court will block the order.", "block", False),
    ("The court has blocked the order.", "blocked", False),
]


def chosen(doc: Doc, trigger: str) -> str | None:
    start = doc.text.index(trigger)
    timex = governing(doc, start, start + len(trigger), find(doc, "2018-04-06"))
    return timex.text if timex else None


@pytest.mark.parametrize(("sentence", "trigger", "expression"), GOVERNED)
def test_an_action_has_the_date_of_its_clause(nlp: Language, sentence: str, trigger: str, expression: str) -> None:
    assert chosen(nlp(sentence), trigger) == expression


@pytest.mark.parametrize(("sentence", "trigger"), FREE)
def test_a_date_that_bounds_or_names_something_dates_no_action(nlp: Language, sentence: str, trigger: str) -> None:
    assert chosen(nlp(sentence), trigger) is None


@pytest.mark.parametrize(("sentence", "trigger", "expected"), NEWS)
def test_news_is_told_in_the_present_tense(nlp: Language, sentence: str, trigger: str, expected: bool) -> None:
    doc = nlp(sentence)
    start = sentence.index(trigger)
    assert is_news(doc, start, start + len(trigger)) is expected


def test_without_a_parse_the_nearest_date_of_the_clause_is_taken() -> None:
    doc = spacy.blank("en")("The senate met on Monday; the minister signed the order on Friday.")
    assert chosen(doc, "signed") == "Friday"
    assert chosen(doc, "met") == "Monday"


def test_a_date_in_another_sentence_is_not_governed(nlp: Language) -> None:
    assert chosen(nlp("It rained on Monday. The minister signed the order."), "signed") is None


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The ministry plans to lift the ban on Monday.", "2018-04-09"),
        ("The hearing is scheduled for Monday.", "2018-04-09"),
        ("The judge ordered the ministry to answer by Monday.", "2018-04-09"),
        ("The minister resigned on Monday.", "2018-04-02"),
        ("The ban has been in force since Monday.", "2018-04-02"),
    ],
)
def test_the_parse_tells_the_tense(nlp: Language, sentence: str, value: str) -> None:
    assert [timex.value for timex in find(nlp(sentence), "2018-04-06")] == [value]


def test_a_date_of_another_sentence_is_infinitely_far():
    words = ["He", "signed", ".", "May", "5", "came", "."]
    doc = Doc(Vocab(), words=words, heads=[1, 1, 1, 5, 3, 5, 5], deps=["dep"] * 7)
    assert distance(doc[1], doc[3]) == math.inf
    assert distance(doc[5], doc[3]) < math.inf
