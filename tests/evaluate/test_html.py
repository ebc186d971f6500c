from __future__ import annotations

import re

from evaluate.sample import GOLD, flawed, perfect
from kg.evaluate import evaluate
from kg.evaluate.html import page


def test_text_gold_and_prediction_stand_side_by_side() -> None:
    html = page(evaluate([GOLD], [flawed()]))
    assert re.findall(r'<tr class="(\w+)" data-verdict', html) == [
        *["right"] * 3,
        *["right", "missed"],
        *["partly", "right", "false"],
        *["missed", "false"],
    ]


def test_the_whole_text_is_shown_once() -> None:
    html = page(evaluate([GOLD], [flawed()]))
    (shown,) = re.findall(r'<div class="text">(.*?)</div>', html, re.DOTALL)
    plain = re.sub(r"<[^>]*>", "", shown).replace("&#39;", "'").replace("&#34;", '"')
    assert plain == f"{GOLD['title']}\n{GOLD['text']}"


def test_a_passage_knows_the_facts_that_quote_it() -> None:
    html = page(evaluate([GOLD], [perfect()]))
    assert '<mark class="g p" data-facts="3 5">Interior Minister' in html


def test_a_part_that_differs_is_marked() -> None:
    html = page(evaluate([GOLD], [flawed()]))
    assert '<span class="differs"><i>date</i> 2019-03-08</span>' in html
    assert '<span class="differs"><i>date</i> —</span>' in html


def test_hostile_text_stays_text() -> None:
    bad = {**perfect(), "title": "</script><img src=x>", "text": "<b>no</b>"}
    html = page(evaluate([bad], [bad]), title="<i>x</i>")
    assert "<img" not in html
    assert "<b>no" not in html


def test_nothing_is_loaded() -> None:
    html = page(evaluate([GOLD], [flawed()]))
    assert not re.search(r'(?:src|href)="(?!#|data:,)', html)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert page(evaluate([GOLD], [flawed()])) == page(evaluate([GOLD], [flawed()]))
