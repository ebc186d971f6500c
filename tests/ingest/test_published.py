import pytest

from kg.errors import ConfigError
from kg.ingest.published import dateline_day, is_day_line, iso_day, option_day, publication_date, url_day


@pytest.mark.parametrize(
    "written",
    [
        "2018-04-06",
        " 2018-4-6 ",
        "20180406",
        "2018/04/06",
        "2018-04-06T23:30:00-05:00",
        "2018-04-06T10:00:00Z",
        "2018-04-06 10:00:00",
        "Fri, 06 Apr 2018 10:00:00 +0000",
        "April 6, 2018",
        "Apr. 6, 2018",
        "6 April 2018",
        "6th April, 2018",
        "Friday, April 6, 2018",
        "Published on April 6, 2018 at 9:30 a.m. EDT",
    ],
)
def test_a_full_day_is_read_in_any_usual_form(written):
    assert iso_day(written) == "2018-04-06"


@pytest.mark.parametrize(
    "written", ["", "2018", "2018-04", "April 2018", "April 6", "2018-13-45", "2018-02-30", "yesterday", "0018-04-06"]
)
def test_what_is_no_full_day_of_the_calendar_is_none(written):
    assert iso_day(written) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2018/04/06/a-title", "2018-04-06"),
        ("https://news.example/2018/apr/06/a-title", "2018-04-06"),
        ("https://news.example/politics/2018-04-06-a-title.html", "2018-04-06"),
        ("https://news.example/a/20180406/", "2018-04-06"),
        ("https://news.example/2018/04/a-title", None),
        ("https://news.example/story-20189999", None),
        ("https://news.example/1234/56/78/", None),
        ("", None),
    ],
)
def test_an_address_tells_the_day(url, day):
    assert url_day(url) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Friday, January 4, 2019\n\nThe governor spoke.", "2019-01-04"),
        ("By Ann Ash\nJanuary 4, 2019\n\nThe governor spoke.", "2019-01-04"),
        ("WASHINGTON, January 4, 2019 (Example Wire) – The governor spoke.", "2019-01-04"),
        ("CARSON CITY, Nev. — Jan. 4, 2019 — The governor spoke.", "2019-01-04"),
        ("WASHINGTON, January 4 (Example Wire) – The governor spoke.", None),
        ("On January 4, 2019, the governor spoke.", None),
        ("The governor will hold hearings all over the state in the coming weeks, she said in Reno:\n\nJanuary 4, 2019", None),
        ("The governor signed the Act of January 4, 2019.", None),
    ],
)
def test_a_dateline_with_its_year_tells_the_day_and_a_day_in_the_text_does_not(text, day):
    assert dateline_day(f"A title\n{text}") == day


def test_a_title_with_a_time_of_day_is_no_day():
    assert not is_day_line("2 May 10")


def test_option_goes_before_sidecar_before_metadata_before_address_before_dateline():
    given = [("option", None), ("sidecar", "2018-04-02"), ("metadata", "2018-04-03")]
    found, notes = publication_date(given, where="x", url="https://n.example/2018/04/04/", content="T\nApril 5, 2018\nText")
    assert (found, notes) == (("2018-04-02", "sidecar"), [])
    found, _ = publication_date([], where="x", url="https://n.example/2018/04/04/", content="T\nApril 5, 2018\nText")
    assert found == ("2018-04-04", "url")
    found, _ = publication_date([], where="x", url=None, content="T\nApril 5, 2018\nText")
    assert found == ("2018-04-05", "dateline")


def test_a_bad_date_is_said_and_the_next_source_is_asked():
    given = [("sidecar", "soon"), ("metadata", "2018-04-03")]
    found, (note,) = publication_date(given, where="a.txt", url=None, content="T\nText")
    assert found == ("2018-04-03", "metadata")
    assert (note.thing, "'soon' is not a full day" in note.reason) == ("a.txt", True)


def test_without_any_date_there_is_none():
    assert publication_date([("metadata", None)], where="x", url=None, content="T\nText") == ((None, None), [])


def test_an_option_that_is_no_day_is_an_error():
    assert option_day(None) is None
    with pytest.raises(ConfigError, match="YYYY-MM-DD"):
        option_day("last week")
