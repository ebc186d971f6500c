"""Windows of wordpieces: sentences, features, and which window answers for what."""

from types import SimpleNamespace

import numpy as np
import pytest

from kg.reader import windows


def encoded(text):
    """What a tokenizer that splits at blanks would say."""
    offsets, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        offsets.append((at, at + len(word)))
        at += len(word)
    return SimpleNamespace(ids=list(range(1, len(offsets) + 1)), offsets=offsets, word_ids=list(range(len(offsets))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title\nOne. Two.", ["Title", "One.", "Two."]),
        ("Title\nDr. Roe met Sen. Poe. They spoke.", ["Title", "Dr. Roe met Sen. Poe.", "They spoke."]),
        ('Title\n"It is so." She left.', ["Title", '"It is so."', "She left."]),
        ("Title\n\n  \nText", ["Title", "Text"]),
        ("", []),
    ],
)
def test_sentences_end_at_punctuation_and_line_breaks(text, expected):
    assert [text[start:end] for start, end in windows.sentences(text)] == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("law", 0), ("Law", 1), ("LAW", 2), ("McCoy", 3), ("12", 4), ("2nd", 5), ("A", 6), (",", 7)]
)
def test_a_word_has_a_shape(word, expected):
    assert windows.shape(word) == expected


def test_quotation_state_opens_and_closes_and_ends_with_the_line():
    text = 'a "b" c\n"d\ne'
    states = windows.quote_states(text)
    assert [int(states[text.index(mark)]) for mark in "abcde"] == [0, 1, 0, 1, 0]
    assert [int(state) for state in states[2:5]] == [2, 1, 3]


def test_a_text_without_quotation_marks_has_a_state_of_its_own():
    assert set(windows.quote_states("no marks").tolist()) == {4}


@pytest.mark.parametrize(
    ("word", "base"), [("signs", "sign"), ("signed", "sign"), ("banned", "ban"), ("urging", "urge"), ("vetoes", "veto")]
)
def test_an_inflected_word_has_the_class_of_its_base_form(word, base):
    assert windows.word_class(word) == windows.word_class(base) != 0


def test_each_wordpiece_is_in_the_core_of_one_window():
    text = "Title\n" + " ".join(f"Word{number} is here." for number in range(400))
    made = windows.cut(text, windows.sentences(text), encoded(text), markers=(101, 102))
    starts = np.concatenate([window.starts[window.core] for window in made])
    assert len(made) > 2
    assert sorted(starts.tolist()) == [start for start, _ in encoded(text).offsets]


def test_later_windows_begin_with_the_title_and_the_sentence_before():
    text = "Title\n" + " ".join(f"Word{number} is here." for number in range(400))
    second = windows.cut(text, windows.sentences(text), encoded(text), markers=(101, 102))[1]
    assert second.starts[1] == 0
    assert not second.core[1]
    assert second.sentence[second.core].min() - 1 in second.sentence[~second.core]


def test_an_overlong_sentence_is_cut():
    text = "Title\n" + "word " * 2000
    made = windows.cut(text, windows.sentences(text), encoded(text), markers=(101, 102))
    assert max(len(window.ids) for window in made) < 512


def test_an_empty_text_has_no_window():
    assert windows.cut("", [], encoded(""), markers=(101, 102)) == []
