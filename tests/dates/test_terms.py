"""From when to when a role lasted."""

from __future__ import annotations

import pytest

from kg.dates import find, role_period

TERMS = [
    ("Ada Ito has been mayor since May 2015.", "mayor", ("2015-05", None)),
    ("Ada Ito was governor from 2009 to 2013.", "governor", ("2009", "2013")),
    ("Ada Ito, governor between 2009 and 2013, spoke.", "governor", ("2009", "2013")),
    ("Ada Ito (senator 2009–2013) spoke.", "senator", ("2009", "2013")),
    ("Ada Ito was appointed minister in January 2018.", "minister", ("2018-01", None)),
    ("Ada Ito resigned as minister on Friday.", "minister", (None, "2018-04-06")),
    ("Ada Ito was chair until last year.", "chair", (None, "2017")),
    ("Ada Ito, the mayor, spoke on Friday.", "mayor", (None, None)),
    ("Ada Ito is mayor. The bridge was built in 2009.", "mayor", (None, None)),
]


@pytest.mark.parametrize(("sentence", "role", "expected"), TERMS)
def test_the_words_around_a_role_say_when_it_began_and_ended(sentence: str, role: str, expected: tuple[str, str]) -> None:
    start = sentence.index(role)
    begin, end = role_period(sentence, start, start + len(role), find(sentence, "2018-04-06"))
    assert (begin and begin.value, end and end.value) == expected
