"""A publication date that comes later gives the dates of an article their values without reading it again."""

from __future__ import annotations

from pathlib import Path

import kg
from kg.config import Config

TEXT = """Governor signs budget bill

Governor Ada Holt signed the budget bill on Friday. The senate had passed the bill a week earlier.
"""


def test_dates_get_their_values_without_reading_the_article_again(tmp_path: Path) -> None:
    path, store, config = tmp_path / "a.txt", tmp_path / "a.kg", Config(reader="off")
    path.write_text(TEXT, encoding="utf-8")

    graph, first = kg.build(path, store=store, config=config)
    (before,) = graph.facts()
    graph, second = kg.build(path, store=store, config=config, published="2018-04-06")
    (after,) = graph.facts()

    assert (first.read, second.read, second.unchanged) == (1, 0, 1)
    assert {action["date"] for action in before["actions"]} == {None}
    assert {action["date_text"] for action in before["actions"]} == {"Friday", "a week earlier"}
    dated = {(action["action"], action["date"]) for action in after["actions"]}
    assert dated >= {("enact", "2018-04-06"), ("enact", "2018-03-30")}  # a bill is signed into law
