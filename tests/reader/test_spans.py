"""From tags to spans, and from spans to the pairs that may be linked."""

import numpy as np
import pytest

from kg.reader.schema import LAYERS, LINKS, SPAN_TYPES, tags
from kg.reader.spans import Spans, decode, pairs


def logits_of(length, **layers):
    """Logits of one window in which each layer has the named tags at the named places."""
    made = np.zeros((1, length, max(high for _, high in tags().values())))
    for layer, (low, _) in tags().items():
        made[:, :, low] = 5.0
        for at, tag in layers.get(layer, {}).items():
            kind = LAYERS[layer].index(tag[2:])
            made[0, at, low + 1 + 2 * kind + (tag[0] == "I")] = 9.0
    return made


def found(logits, *, first=None, sentence=None, caution=None, hold=None):
    length = logits.shape[1]
    first = np.ones((1, length), bool) if first is None else np.array([first], bool)
    sentence = np.zeros((1, length), int) if sentence is None else np.array([sentence])
    spans = decode(logits, first=first, sentence=sentence, caution=caution or {}, hold=hold)
    return [
        (f, la, SPAN_TYPES[kind])
        for f, la, kind in zip(spans.first.tolist(), spans.last.tolist(), spans.type.tolist(), strict=True)
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ({1: "B-trigger", 2: "I-trigger"}, [(1, 2)]),
        ({1: "B-trigger", 2: "B-trigger"}, [(1, 1), (2, 2)]),
        ({1: "I-trigger", 2: "I-trigger"}, [(1, 2)]),
        ({0: "B-trigger", 4: "B-trigger"}, [(0, 0), (4, 4)]),
        ({}, []),
    ],
)
def test_tags_become_spans(marked, expected):
    assert found(logits_of(5, trigger=marked)) == [(*span, "trigger") for span in expected]


def test_a_role_goes_on_where_the_next_begins_without_a_word_between():
    assert found(logits_of(5, role={1: "B-role", 2: "B-role"})) == [(1, 2, "role")]


def test_a_held_layer_goes_on_until_outside_is_sure():
    logits = logits_of(5, content={1: "B-content"})
    low = tags()["content"][0]
    logits[0, 2, low + 2] = 4.5
    assert found(logits) == [(1, 1, "content")]
    assert found(logits, hold={"content": 0.9}) == [(1, 2, "content")]


def test_an_inside_tag_of_another_type_opens_a_span():
    assert found(logits_of(4, name={1: "B-person", 2: "I-place"})) == [(1, 1, "person"), (2, 2, "place")]


def test_spans_of_different_layers_may_overlap():
    assert found(logits_of(4, name={1: "B-place"}, described={1: "B-nominal", 2: "I-nominal"})) == [
        (1, 1, "place"),
        (1, 2, "nominal"),
    ]


def test_a_name_of_both_name_layers_is_one_span():
    assert found(logits_of(3, name={1: "B-person"}, any_name={1: "B-person"})) == [(1, 1, "person")]


def test_later_wordpieces_of_a_word_follow_its_first():
    assert found(logits_of(4, role={1: "B-role", 3: "B-role"}), first=[1, 1, 0, 0]) == [(1, 3, "role")]


def test_caution_takes_spans_away():
    assert found(logits_of(4, role={1: "B-role"}), caution={"role": 6.0}) == []


def test_nothing_is_found_where_there_is_no_text():
    assert found(logits_of(3, role={1: "B-role"}), sentence=[0, -1, -1]) == []


def spans_of(*rows):
    """Spans given as (first, last, type, sentence)."""
    first, last, kinds, sentence = zip(*rows, strict=True)
    zero = np.zeros(len(rows), dtype=int)
    types = np.array([SPAN_TYPES.index(kind) for kind in kinds])
    return Spans(np.array(first), np.array(last), types, zero, np.array(sentence), np.ones(len(rows)), zero)


def linked(spans):
    ends, features = pairs(spans)
    return {(list(LINKS)[link], head, tail) for (head, tail), link in zip(ends.tolist(), features[:, 3].tolist(), strict=True)}


def test_a_role_may_belong_to_a_person_near_it_and_not_to_one_far_off():
    assert linked(spans_of((0, 0, "role", 1), (2, 3, "person", 1), (9, 9, "person", 4))) == {("holder", 0, 1)}


def test_a_pronoun_stands_for_what_was_named_before_it():
    assert linked(spans_of((0, 0, "person", 0), (3, 3, "pronoun", 1), (5, 5, "person", 1))) == {("stands_for", 1, 0)}


def test_no_span_is_linked_to_itself():
    assert all(head != tail for _, head, tail in linked(spans_of((0, 3, "content", 0), (5, 8, "content", 1))))


def test_no_spans_make_no_pairs():
    ends, features = pairs(Spans(*(np.zeros(0, dtype=int) for _ in range(7))))
    assert ends.shape == (0, 2)
    assert features.shape == (0, 4)
