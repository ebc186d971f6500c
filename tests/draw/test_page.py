"""The page in a real browser: nothing is loaded, and search, filter and selection show the sentences."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from draw.sample import ADA, CHECKS, edge, harbour, node, passage, wheel
from kg.draw import Picture, draw

READY = "html[data-ready=yes]"


class Opened:
    """A page, and what went wrong or out while it was open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)

    def open(self, path: Path) -> Page:
        self.page.goto(path.as_uri())
        self.page.wait_for_selector(READY, state="attached")
        return self.page


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    opened = Opened(context.new_page())
    yield opened
    context.close()
    assert opened.errors == []


@pytest.fixture
def page(opened: Opened, tmp_path: Path) -> Page:
    return opened.open(draw(harbour(), tmp_path / "graph.html"))


def find(page: Page, name: str) -> None:
    page.fill("#search", name)
    page.press("#search", "Enter")


def details(page: Page) -> str:
    return page.inner_text("#details")


def test_the_page_is_the_only_thing_loaded(opened: Opened, tmp_path: Path) -> None:
    path = draw(harbour(), tmp_path / "graph.html")
    opened.open(path).wait_for_timeout(300)
    assert opened.requests == [path.as_uri()]


def test_the_graph_is_drawn(page: Page) -> None:
    assert page.evaluate("document.querySelector('#canvas canvas').toDataURL().length") > 5000


def test_a_name_from_the_search_shows_its_sentences_with_their_source(page: Page) -> None:
    find(page, "ada")
    text = details(page)
    assert "Ada Brook ordered night checks on 3 April." in text
    assert "Minister orders checks — Coast Courier, 2019-04-05" in text


def middle(page: Page) -> tuple[float, float]:
    box = page.locator("#canvas").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_click_on_a_node_shows_its_sentences(opened: Opened, tmp_path: Path) -> None:
    picture = Picture((ADA,), (edge(ADA, None, "statement", "said", passages=(passage("Ada Brook said no."),)),))
    page = opened.open(draw(picture, tmp_path / "graph.html"))
    assert "Ada Brook said no." not in details(page)
    x, y = middle(page)
    page.mouse.click(x, y - 7)  # the middle is that of the node with its label
    assert "Ada Brook said no." in details(page)


def test_a_click_beside_everything_goes_back_to_the_start(page: Page) -> None:
    find(page, "ada")
    page.click("#canvas", position={"x": 5, "y": 5})
    assert page.inner_text("#details h2") == "Passages"


def test_neighbours_only_hides_the_rest_and_shows_it_again(page: Page) -> None:
    find(page, "Norland")
    page.click("#alone")
    assert page.get_attribute("#alone", "aria-pressed") == "true"
    page.click("#alone")
    assert page.get_attribute("#alone", "aria-pressed") == "false"


def test_a_click_on_a_line_shows_its_sentences(opened: Opened, tmp_path: Path) -> None:
    left, right = node("Left"), node("Right", "place")
    picture = Picture((left, right), (edge(left, right, "role", "Mayor", passages=(passage("Left is mayor of Right."),)),))
    page = opened.open(draw(picture, tmp_path / "graph.html"))
    x, y = middle(page)
    page.mouse.click(x, y)
    assert "Left → Right" in details(page)
    assert "Left is mayor of Right." in details(page)


def test_a_line_among_the_neighbours_shows_its_sentences_and_hides_nobody(opened: Opened, tmp_path: Path) -> None:
    left, right = node("Left"), node("Right", "place")
    picture = Picture((left, right), (edge(left, right, "role", "Mayor", passages=(passage("Left is mayor of Right."),)),))
    page = opened.open(draw(picture, tmp_path / "graph.html"))
    find(page, "Left")
    page.click("#alone")
    page.wait_for_timeout(200)
    x, y = middle(page)
    page.mouse.click(x, y)
    assert page.inner_text("#details h2") == "Left → Right"
    assert page.get_attribute("#alone", "aria-pressed") == "true"


def test_names_can_be_read_however_far_away_the_whole_is(opened: Opened, tmp_path: Path) -> None:
    page = opened.open(draw(wheel(300), tmp_path / "graph.html", limit=301))
    near = dark(page)
    for _ in range(4):
        page.click("#farther")
    page.wait_for_timeout(300)
    assert dark(page) > near / 10  # fewer names have room, and those that have can be read


def dark(page: Page) -> int:
    """How many pixels of the drawing have the colour of its letters."""
    return int(
        page.evaluate("""() => {
            const canvas = document.querySelector("#canvas canvas");
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            let count = 0;
            for (let at = 0; at < data.length; at += 4)
                count += data[at + 3] > 200 && data[at] < 60 && data[at + 1] < 70 && data[at + 2] < 80;
            return count;
        }""")
    )


def test_the_search_is_used_with_the_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("o")
    page.keyboard.press("ArrowDown")
    chosen = page.inner_text("#results [aria-selected=true] span")
    page.keyboard.press("Enter")
    assert page.inner_text("#details h2") == chosen


def test_a_name_that_is_not_there_is_said_to_be_missing(page: Page) -> None:
    page.fill("#search", "Zanzibar")
    assert page.inner_text("#results") == "No such name in this picture"


def test_a_kind_of_line_is_filtered_away_by_keyboard(page: Page) -> None:
    find(page, "Ada Brook")
    page.focus("input[value=makes]")
    page.keyboard.press("Space")
    assert "ordered" not in details(page)
    assert "Harbour Minister" in details(page)


def test_what_is_only_planned_is_filtered_away(page: Page) -> None:
    find(page, "Tom Hale")
    page.uncheck("input[name=sure][value=no]")
    assert "plans to amend" not in details(page)


def test_claims_are_filtered_by_the_date_of_their_article(page: Page) -> None:
    find(page, "night checks of ships")
    page.fill("#from", "2019-06-01")
    text = details(page)
    assert "The Sailors' Union sued over the checks." in text
    assert "Tom Hale plans to widen the checks." not in text


def test_a_type_that_is_filtered_away_comes_back_with_its_name(page: Page) -> None:
    page.uncheck("input[value=policy]")
    find(page, "night checks of ships")
    assert page.is_checked("input[value=policy]")


def test_hostile_text_is_shown_and_not_run(opened: Opened, tmp_path: Path) -> None:
    hostile = "</script><img src=x onerror=\"document.title='run'\"><b>bold</b>"
    bad = node(hostile)
    said = edge(bad, CHECKS, "statement", hostile, passages=(passage(hostile, title=hostile, publisher=hostile),))
    page = opened.open(draw(Picture((bad, CHECKS), (said,)), tmp_path / "graph.html", title="Safe"))
    find(page, "bold")
    assert page.title() == "Safe"
    assert page.locator("#details img, #details b").count() == 0
    assert page.inner_text("#details blockquote") == hostile


def test_a_narrow_window_keeps_everything_in_reach(opened: Opened, tmp_path: Path) -> None:
    opened.page.set_viewport_size({"width": 390, "height": 800})
    page = opened.open(draw(harbour(), tmp_path / "graph.html"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    find(page, "ada")
    assert "Ada Brook ordered night checks on 3 April." in details(page)


def test_a_picture_of_2000_nodes_opens_and_settles_within_three_seconds(opened: Opened, tmp_path: Path) -> None:
    path = draw(wheel(1000), tmp_path / "graph.html", limit=2001)
    started = time.perf_counter()
    page = opened.open(path)
    before = page.evaluate("document.querySelector('#canvas canvas').toDataURL()")
    took = time.perf_counter() - started
    page.wait_for_timeout(500)
    assert page.evaluate("document.querySelector('#canvas canvas').toDataURL()") == before
    assert took < 3
