import time

import pytest

from kg.boilerplate import authors, boilerplate, passages, split_names

CAPTIONS = [
    "Governor Ann Ash (Photo: Screen capture)",
    "FILE PHOTO: Governor Ann Ash speaks in Reno",
    "FILE - In this Jan. 4, 2019, file photo, a guard stands at a gate. (AP Photo/Bo Birch, File)",
    "A guard stands at a gate. REUTERS/Bo Birch",
    "A guard stands at a gate. Bo Birch/AFP via Getty Images",
    "Photo credit: Bo Birch",
    "Photo by Bo Birch",
    "A crowd in the square. Image: Bo Birch (flickr).",
    "Ann AshImage: Bo Birch.",
    "Image",
]

BODY = [
    "The court released a photo of the memo on Monday.",
    "Her image: a governor who never yields, and who said so on Monday in a speech that went on for well over an hour.",
    "The minister said: “Picture: none.”",
    "The rule covers five agencies [except the Example Institute (formerly EPA/Superfund)]",
    "Reporting by employees has risen since 2017.",
    "Reporting by Reuters showed that prices rose.",
    "By Monday, Congress had passed the bill.",
    "By the end of the year the order had lapsed.",
    "Writing by hand is a dying art, Ann Ash said.",
    "The senator contributed to this report.",
]

SIGNOFFS = [
    ("Reporting by Ann Ash", ["Ann Ash"]),
    (
        "Reporting by Ann B. Ash in Reno and Bo Birch in New York Additional reporting by Cy Cedar in New York",
        ["Ann B. Ash", "Bo Birch", "Cy Cedar"],
    ),
    ("(Reporting by Ann Ash; Editing by Di Dogwood and Ed Elm)", ["Ann Ash"]),
    ("Reporting by Ann Ash in Portland, Oregon, and Bo Birch; writing by Cy Cedar", ["Ann Ash", "Bo Birch", "Cy Cedar"]),
    ("Reporting by Ann Ash in Los Angeles and San Diego", ["Ann Ash"]),
    ("Reporting by Ann Ash in Washington, D.C., and Bo Birch in Seoul, South Korea", ["Ann Ash", "Bo Birch"]),
    ("Reporting by Ann Ash, Bo Birch and Cy Cedar in London", ["Ann Ash", "Bo Birch", "Cy Cedar"]),
    ("Reporting and writing by Ann Ash, Bo Birch, Jr. and María de la Cruz", ["Ann Ash", "Bo Birch, Jr.", "María de la Cruz"]),
    ("Associated Press writers Ann Ash in Reno and Bo Birch contributed to this report.", ["Ann Ash", "Bo Birch"]),
    ("Editing by Di Dogwood", []),
]

BYLINES = [
    ("By Ann Ash", ["Ann Ash"]),
    ("By Ann Ash and Bo Birch", ["Ann Ash", "Bo Birch"]),
    ("By Ann Ash, Bo Birch and Cy Cedar", ["Ann Ash", "Bo Birch", "Cy Cedar"]),
    ("By Ann Ash, Example Wire", ["Ann Ash"]),
    ("BY ANN ASH | Seed Gazette | April 6, 2018", ["ANN ASH"]),
    ("By Rep. Ann Ash (D-NV)", ["Ann Ash"]),
    ("By Ann Ash, special to the Seed Gazette", ["Ann Ash"]),
]


def content(*lines: str) -> str:
    return "\n".join(["A title", *lines])


@pytest.mark.parametrize("line", CAPTIONS)
def test_a_caption_line_is_not_body_text(line):
    text = content("First paragraph.", line, "Last paragraph.")
    assert [(passage.kind, text[passage.start : passage.end]) for passage in passages(text)] == [("caption", line)]


@pytest.mark.parametrize("line", BODY)
def test_body_text_stays_body_text(line):
    assert boilerplate(content(line)) == []


@pytest.mark.parametrize(("line", "names"), SIGNOFFS)
def test_a_signoff_names_those_who_wrote_and_not_those_who_edited(line, names):
    text = content("The governor spoke.", "", line)
    assert [text[start:end] for start, end in boilerplate(text)] == [line]
    assert list(authors(text)) == names


@pytest.mark.parametrize(("line", "names"), BYLINES)
def test_a_byline_under_the_title_names_the_authors(line, names):
    text = content(line, "", "The governor spoke.")
    assert [text[start:end] for start, end in boilerplate(text)] == [line]
    assert list(authors(text)) == names


def test_a_signoff_in_parentheses_ends_a_paragraph_and_only_it_is_left_out():
    text = content("The governor spoke. (Reporting by Ann Ash; Editing by Ed Elm)")
    assert [text[start:end] for start, end in boilerplate(text)] == ["(Reporting by Ann Ash; Editing by Ed Elm)"]


def test_a_name_between_paragraphs_is_no_byline():
    assert boilerplate(content("One.", "Two.", "Three.", "By Ann Ash")) == []


def test_the_title_is_never_boilerplate():
    assert boilerplate("Photo: Ann Ash\nThe governor spoke.") == []


def test_offsets_count_code_points_and_leave_out_the_white_space_around_a_line():
    text = content("  Café “talk” (Photo: Bo Birch)  ", "Body.")
    ((start, end),) = boilerplate(text)
    assert text[start:end] == "Café “talk” (Photo: Bo Birch)"


def test_authors_stand_once_each_in_reading_order():
    text = content("By Ann Ash", "Body.", "Reporting by Ann Ash and Bo Birch")
    assert authors(text) == ("Ann Ash", "Bo Birch")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ann Ash", ("Ann Ash",)),
        ("By Ann Ash and Bo Birch", ("Ann Ash", "Bo Birch")),
        ("Ann Ash; Bo Birch", ("Ann Ash", "Bo Birch")),
        ("Ann Ash, Bo Birch, and Cy Cedar", ("Ann Ash", "Bo Birch", "Cy Cedar")),
        ("Ash, Ann", ("Ash, Ann",)),
        ("  ", ()),
    ],
)
def test_a_metadata_field_with_several_names_is_taken_apart(written, names):
    assert split_names(written) == names


@pytest.mark.parametrize("unit", ["word (Reporting by Ann Ash in ", "(Reporting by Ann Ash in\n", "Image: ", "By Ann\n"])
def test_a_megabyte_of_near_misses_takes_little_time(unit):
    began = time.perf_counter()
    boilerplate(content(unit * (1_000_000 // len(unit))))
    assert time.perf_counter() - began < 5
