"""Triggers: which action a word or pair of words stands for."""

import pytest

from kg.extract.triggers import action_of
from tests.extract.hand import parsed

VERBS = [
    ("announced", "announce", "announce"),
    ("proposed", "propose", "propose"),
    ("ratified", "ratify", "enact"),
    ("ordered", "order", "order"),
    ("enforced", "enforce", "implement"),
    ("amended", "amend", "amend"),
    ("rescinded", "rescind", "repeal"),
    ("vetoed", "veto", "reject"),
    ("enjoined", "enjoin", "block"),
    ("upheld", "uphold", "uphold"),
    ("endorsed", "endorse", "support"),
    ("condemned", "condemn", "oppose"),
    ("sued", "sue", "challenge"),
    ("urged", "urge", "request"),
    ("investigated", "investigate", "investigate"),
    ("flouted", "flout", "violate"),
]


@pytest.mark.parametrize(("word", "lemma", "action"), VERBS)
def test_verbs(word: str, lemma: str, action: str) -> None:
    doc = parsed((word, lemma, "VBD", 0, "ROOT"))
    assert action_of(list(doc))[0][0] == action


PAIRS = [
    (("voted", "vote", "VBD"), ("against", "against", "IN"), "prep", "oppose"),
    (("voted", "vote", "VBD"), ("for", "for", "IN"), "prep", "support"),
    (("called", "call", "VBD"), ("for", "for", "IN"), "prep", "request"),
    (("filed", "file", "VBD"), ("complaint", "complaint", "NN"), "dobj", "challenge"),
    (("issued", "issue", "VBD"), ("memo", "memo", "NN"), "dobj", "announce"),
    (("issued", "issue", "VBD"), ("warrant", "warrant", "NN"), "dobj", "order"),
    (("reached", "reach", "VBD"), ("settlement", "settlement", "NN"), "dobj", "agree"),
    (("introduced", "introduce", "VBD"), ("bill", "bill", "NN"), "dobj", "propose"),
]


@pytest.mark.parametrize(("verb", "other", "label", "action"), PAIRS)
def test_a_verb_and_its_object_or_preposition(
    verb: tuple[str, str, str], other: tuple[str, str, str], label: str, action: str
) -> None:
    doc = parsed((*verb, 0, "ROOT"), (*other, 0, label))
    assert action_of(list(doc))[0][0] == action
    assert action_of([doc[0]])[0][0] == action


def test_the_type_of_the_policy_decides_where_the_verb_does_not() -> None:
    doc = parsed(("signed", "sign", "VBD", 0, "ROOT"))
    assert action_of(list(doc), "agreement")[0][0] == "agree"
    assert action_of(list(doc), "order")[0][0] == "sign"


def test_the_weights_are_shares_of_one() -> None:
    doc = parsed(("gargled", "gargle", "VBD", 0, "ROOT"))
    weights = [weight for _, weight in action_of(list(doc))]
    assert sum(weights) == pytest.approx(1.0)
    assert weights == sorted(weights, reverse=True)
    assert weights[0] < 0.5
