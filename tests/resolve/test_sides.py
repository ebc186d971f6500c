"""Which country plays, and what: the words beside its name, in a sentence about a match."""

from __future__ import annotations

import pytest

from kg.resolve.sides import side

PLAYS = [
    ("In football, [Norway] beat Peru 2-1.", "football team"),
    ("In football, Norway beat [Peru] 2-1.", "football team"),
    ("In soccer, Norway defeats the defending champions [Peru] in the final.", "football team"),
    ("[Norway] and Peru qualify for the Rugby World Cup.", "rugby team"),
    ("In hockey, [Norway] and Peru reach the semi-finals.", "hockey team"),
    ("Fans of cricket cheered. In the final, [Norway] won by five wickets.", "cricket team"),
    ("In football, [Norway] beat Peru in the Women's Cup.", "women football team"),
    ("In football, [Norway] beat Peru in the U-20 final.", "under 20 football team"),
    ("In football, [Norway] beat Peru in the under-20 final.", "under 20 football team"),
    ("[Norway] beat Peru 2-1.", None),
    ("Football was banned. [Norway] defeated Peru at the council.", None),
    ("In tennis, Ada Holt defeats [Norway]'s Bo Marsh 6-4.", None),
    ("In tennis, Ada Holt of [Norway] wins the final.", None),
    ("The football final was held in Oslo, [Norway].", None),
]


@pytest.mark.parametrize(("text", "team"), PLAYS)
def test_the_team_that_a_country_stands_for(text, team):
    start = text.index("[")
    end = text.index("]") - 1
    assert side(text.replace("[", "").replace("]", ""), start, end) == team
