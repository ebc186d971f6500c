from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from draw.sample import ADA, CHECKS, edge, harbour, node, passage, wheel
from kg.draw import LIMIT, Picture, draw, page
from kg.errors import QueryError

HOSTILE = '</script><img src=x onerror="alert(1)">'


def block(html: str, name: str) -> object:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def outside_scripts(html: str) -> str:
    return re.sub(r"<script\b[^>]*>.*?</script>", "", html, flags=re.DOTALL)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert page(harbour(), title="Harbour") == page(harbour(), title="Harbour")


def test_no_tag_points_outside_the_page() -> None:
    assert re.findall(r'(?:src|href)="([^"]*)"', outside_scripts(page(harbour(), title="Harbour"))) == ["data:,", "#search"]


def test_the_policy_lets_nothing_be_loaded() -> None:
    html = page(harbour(), title="Harbour")
    assert "default-src &#39;none&#39;" in html
    assert html.count("&#39;sha256-") == 2


def test_every_claim_comes_with_its_sentences() -> None:
    told = block(page(harbour(), title="Harbour"), "told")
    ordered = next(claim for claim in told["claims"] if claim["label"] == "ordered")  # type: ignore[index]
    assert [quote for _, quote in ordered["passages"]] == [
        "Ada Brook ordered night checks on 3 April.",
        "Brook had ordered the checks.",
    ]


def test_an_article_is_told_once() -> None:
    told = block(page(harbour(), title="Harbour"), "told")
    assert [article["title"] for article in told["articles"]] == ["Minister orders checks", "Union goes to court"]  # type: ignore[index]


def test_hostile_text_stays_text() -> None:
    bad = node(HOSTILE)
    said = edge(bad, CHECKS, "statement", HOSTILE, passages=(passage(HOSTILE, title=HOSTILE, publisher=HOSTILE),))
    html = page(Picture((bad, CHECKS), (said,)), title=HOSTILE)
    assert "<img" not in html
    assert block(html, "told")["articles"][0]["title"] == HOSTILE  # type: ignore[index]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "/local"])
def test_only_web_addresses_become_links(url: str) -> None:
    picture = Picture((ADA,), (edge(ADA, None, passages=(passage("Ada.", url=url),)),))
    assert block(page(picture, title="x"), "told")["articles"][0]["url"] is None  # type: ignore[index]


def test_an_empty_picture_can_be_drawn() -> None:
    assert "0 names, 0 claims from 0 articles." in page(Picture((), ()), title="Nothing")


def test_the_page_is_written_as_utf_8(tmp_path: Path) -> None:
    path = draw(harbour(), tmp_path / "graph.html", title="Hafen – Straße")
    assert "<h1>Hafen – Straße</h1>" in path.read_text(encoding="utf-8")


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    html = draw(harbour(), tmp_path / "graph.html", limit=2).read_text(encoding="utf-8")
    assert "2 names" in html
    assert "3 names that are told of less are left out." in html


def test_no_more_is_drawn_than_can_be_told_apart(tmp_path: Path) -> None:
    html = draw(wheel(LIMIT), tmp_path / "graph.html").read_text(encoding="utf-8")
    assert f"{LIMIT} names" in html
    assert f"{LIMIT + 1} names that are told of less are left out." in html


def test_a_focus_draws_the_surroundings(tmp_path: Path) -> None:
    html = draw(harbour(), tmp_path / "graph.html", focus="norland", hops=1).read_text(encoding="utf-8")
    assert "Within 1 steps of norland, of 5 names in the graph." in html


def test_an_unknown_focus_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(QueryError):
        draw(harbour(), tmp_path / "graph.html", focus="Zanzibar")
    assert not list(tmp_path.iterdir())
