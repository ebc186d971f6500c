"""The seed corpus is the demo: all of it is read, dated and short."""

from pathlib import Path

import pytest

from kg import ingest

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seeds():
    said = []
    articles = list(ingest.read(SEEDS, on_skip=said.append))
    assert said == []
    return {article.id: article for article in articles}


def test_every_format_and_every_source_of_a_date_occurs(seeds):
    assert len(seeds) == 20
    assert {article.published_source for article in seeds.values()} == {"metadata", "sidecar", "html", "dateline"}


def test_every_article_is_short_and_has_title_date_and_authors(seeds):
    for article in seeds.values():
        assert 120 <= len(article.text.split()) <= 250, article.id
        assert article.title, article.id
        assert article.published, article.id
        assert article.authors, article.id


def test_pages_come_without_their_menus_and_footers(seeds):
    pages = [article.text for name, article in seeds.items() if name.startswith("pages/")]
    assert len(pages) == 6
    for text in pages:
        assert not any(word in text for word in ("Privacy", "Most read", "Copyright", "Sign up", "Share", "Photo:"))


def test_the_copies_of_one_report_share_most_sentences(seeds):
    first, second = (
        set(seeds[name].text.split("\n\n")) for name in ("wire/2019-02-19-states-sue", "2019-02-19-sixteen-states")
    )
    assert len(first & second) >= 4
    assert first != second
