"""Reading as a user meets it: files and folders in, articles and messages out."""

import gzip
import io
import json
import os
import random
import sys
import threading
import time
import tracemalloc
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ingest
from kg.errors import ConfigError, InputError, InputNote

PAGE = """<!DOCTYPE html>
<html lang="en-US"><head><meta charset="utf-8"><title>Court halts rule on grants | Seed Gazette</title>
<meta property="og:site_name" content="Seed Gazette"><meta property="og:title" content="Court halts rule on grants">
<meta name="author" content="Ann Ash and Bo Birch"><meta property="article:published_time" content="2017-11-21T09:15:00-05:00">
<link rel="canonical" href="https://gazette.example/court-halts-rule"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/politics">Politics</a></li></ul></nav>
<main><article><h1>Court halts rule on grants</h1><p class="byline">By Ann Ash and Bo Birch</p>
<figure><img src="a.jpg" alt=""><figcaption>The court house. (Photo: Bo Birch)</figcaption></figure>
<p>A federal judge on Monday halted a rule that would have withheld money from cities which limit their help to officers.</p>
<p>“The rule goes too far,” the café owner’s lawyer said, adding that the case was brought by two counties last spring.</p>
</article></main>
<aside><h2>Related</h2><ul><li><a href="/x">Ten things to know about the wall</a></li></ul></aside>
<footer><p>© 2017 Seed Gazette. All rights reserved.</p><a href="/privacy">Privacy</a></footer></body></html>"""

LOGIN = """<!DOCTYPE html><html><head><title>Sign in</title></head><body><nav><a href="/">Home</a></nav>
<form><label>User</label><input><label>Password</label><input type="password"></form>
<footer>© 2017 Seed Gazette</footer></body></html>"""


def reading(*paths, **options):
    """All articles at the paths, and all that was said."""
    said = []
    return list(ingest.read(paths, on_skip=said.append, **options)), said


def only(*paths, **options):
    (article,), said = reading(*paths, **options)
    assert said == []
    return article


def lost(said):
    return [one for one in said if not isinstance(one, InputNote)]


# Plain text


def test_line_1_of_a_text_file_is_the_title(tmp_path):
    (tmp_path / "Grant rule.txt").write_text("Court halts rule\n\nA judge halted it.\n\nThe city won.\n")
    article = only(tmp_path / "Grant rule.txt")
    assert (article.id, article.title, article.text) == (
        "grant-rule",
        "Court halts rule",
        "A judge halted it.\n\nThe city won.",
    )


def test_captions_and_signoffs_stay_in_the_text_and_give_the_authors(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Title\nAnn Ash (Photo: Bo Birch)\n\nBody.\n\nReporting by Cy Cedar in Reno; Editing by Ed Elm"
    )
    article = only(tmp_path / "a.txt")
    assert article.authors == ("Cy Cedar",)
    assert article.text.startswith("Ann Ash (Photo")
    assert article.text.endswith("Ed Elm")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_text_file_may_be_in_any_encoding_with_any_line_ends(tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes("Café law\r\n\r\nSeñor José spoke.\r\n".encode(encoding))
    article = only(tmp_path / "a.txt")
    assert article.content == "Café law\nSeñor José spoke."


def test_a_file_of_one_line_has_a_text_and_no_title(tmp_path):
    (tmp_path / "a.txt").write_text("A judge halted the rule.\n")
    assert only(tmp_path / "a.txt").content == "\nA judge halted the rule."


def test_a_day_above_the_title_goes_to_the_head_of_the_text(tmp_path):
    (tmp_path / "a.txt").write_text("Friday, January 4, 2019\nCourt halts rule\nA judge halted it.")
    article = only(tmp_path / "a.txt")
    assert (article.title, article.text) == ("Court halts rule", "Friday, January 4, 2019\nA judge halted it.")
    assert (article.published, article.published_source) == ("2019-01-04", "dateline")


def test_a_single_line_of_five_megabytes_is_read_whole_and_quickly(tmp_path):
    (tmp_path / "a.txt").write_text("The senator said no. " * 250_000)
    began = time.perf_counter()
    article = only(tmp_path / "a.txt")
    assert (article.title, len(article.text)) == ("", 5_249_999)
    assert time.perf_counter() - began < 10


# HTML


def test_a_page_gives_the_article_without_the_page(tmp_path):
    (tmp_path / "a.html").write_text(PAGE)
    article = only(tmp_path / "a.html")
    assert (article.title, article.publisher, article.url) == (
        "Court halts rule on grants",
        "Seed Gazette",
        "https://gazette.example/court-halts-rule",
    )
    assert (article.published, article.published_source, article.language) == ("2017-11-21", "html", "en")
    assert article.authors == ("Ann Ash", "Bo Birch")
    first, second = article.text.split("\n\n")
    assert first.startswith("A federal judge on Monday")
    assert second.endswith("last spring.")


def test_a_page_may_declare_its_encoding(tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE.replace("utf-8", "windows-1252").encode("cp1252"))
    assert "“The rule goes too far,” the café owner’s lawyer" in only(tmp_path / "a.html").text


@pytest.mark.parametrize("page", [LOGIN, "hello", "<html></html>", "<p>"])
def test_a_page_without_an_article_is_skipped(tmp_path, page):
    (tmp_path / "a.html").write_text(page)
    articles, (error,) = reading(tmp_path / "a.html")
    assert (articles, error.reason) == ([], "there is no article in the page")


# JSON and JSON Lines


def test_title_and_text_of_a_record_stay_exactly_as_they_are(tmp_path):
    record = {
        "id": 7,
        "title": " A\u00a0title ",
        "text": "\r\n  e\u0301 \u200b“x”\n\nReporting by Ann Ash \n",
        "date": "2018-04-06",
    }
    (tmp_path / "a.json").write_text(json.dumps(record))
    article = only(tmp_path / "a.json")
    assert (article.id, article.title, article.text) == ("7", record["title"], record["text"])
    assert (article.published, article.published_source, article.authors) == ("2018-04-06", "metadata", ("Ann Ash",))


@settings(max_examples=50, deadline=None)
@given(title=st.text(), text=st.text(min_size=1).filter(str.strip))
def test_any_text_of_a_record_survives_reading(tmp_path_factory, title, text):
    path = tmp_path_factory.mktemp("any") / "a.jsonl"
    path.write_text(json.dumps({"title": title, "text": text}))
    assert only(path).content == f"{title}\n{text}"


def test_a_lone_surrogate_becomes_one_replacement_character(tmp_path):
    (tmp_path / "a.json").write_text('{"title": "T", "text": "x\\ud800y \\ud83d\\ude00"}')
    assert only(tmp_path / "a.json").text == "x\ufffdy \U0001f600"


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"headline": "Court"}, "title", "Court"),
        ({"published": "2018-04-06T10:00:00Z"}, "published", "2018-04-06"),
        ({"datePublished": "2018-04-06"}, "published", "2018-04-06"),
        ({"publisher": {"name": "Example Wire"}}, "publisher", "Example Wire"),
        ({"source": "https://wire.example/x"}, "publisher", None),
        ({"authors": ["Ann Ash", {"name": "Bo Birch"}]}, "authors", ("Ann Ash", "Bo Birch")),
        ({"author": "By Ann Ash and Bo Birch"}, "authors", ("Ann Ash", "Bo Birch")),
        ({"lang": "de"}, "language", "de"),
        ({"title": None, "date": None, "url": "", "authors": []}, "title", ""),
        ({"components": ["Tax Division"], "number": None}, "language", "en"),
    ],
)
def test_records_carry_their_fields_under_the_usual_names(tmp_path, record, field, value):
    (tmp_path / "a.json").write_text(json.dumps({"text": "Body.", **record}))
    assert getattr(only(tmp_path / "a.json"), field) == value


@pytest.mark.parametrize("wrap", [lambda two: two, lambda two: {"status": "ok", "articles": two}])
def test_a_json_file_may_hold_a_list(tmp_path, wrap):
    (tmp_path / "a.json").write_text(json.dumps(wrap([{"id": "x", "text": "One."}, {"id": "y", "text": "Two."}]), indent=1))
    articles, said = reading(tmp_path / "a.json")
    assert ([article.id for article in articles], said) == (["x", "y"], [])


def test_json_lines_under_the_name_of_json_are_read_as_lines(tmp_path):
    (tmp_path / "a.json").write_text('{"id": "x", "text": "One."}\n\n{"id": "y", "text": "Two."}\n')
    assert [article.id for article in reading(tmp_path / "a.json")[0]] == ["x", "y"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_lines_may_have_a_byte_order_mark(tmp_path, encoding):
    (tmp_path / "a.jsonl").write_bytes('{"id": "x", "text": "é\u2028."}\r\n{"id": "y", "text": "Two."}\r\n'.encode(encoding))
    assert [(article.id, article.text) for article in reading(tmp_path / "a.jsonl")[0]] == [("x", "é\u2028."), ("y", "Two.")]


def test_invalid_json_on_line_3_of_10_costs_that_line_alone(tmp_path):
    lines = [json.dumps({"id": str(number), "text": "Body."}) for number in range(1, 11)]
    lines[2] = '{"id": "3", "text": '
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    articles, (error,) = reading(tmp_path / "a.jsonl")
    assert [article.id for article in articles] == ["1", "2", "4", "5", "6", "7", "8", "9", "10"]
    assert error.thing == f"{tmp_path / 'a.jsonl'}, line 3"
    assert error.reason.startswith("invalid JSON (Expecting value at column")


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ('{"id": "x", "title": "T"}', "the record has no text"),
        ('{"id": "x", "text": "  "}', "the record has no text"),
        ('{"id": "x", "text": ["a", "b"]}', "the text is a list, not a string"),
        ('{"id": "x", "text": 4}', "the text is a number, not a string"),
        ('"just a string"', "it is not an object with fields"),
        ("[" * 200_000, "invalid JSON (maximum recursion depth exceeded"),
    ],
)
def test_a_record_that_is_no_article_is_skipped_with_its_line(tmp_path, record, reason):
    (tmp_path / "a.jsonl").write_text(f'{{"id": "first", "text": "Body."}}\n{record}\n')
    (article,), (error,) = reading(tmp_path / "a.jsonl")
    assert article.id == "first"
    assert "line 2" in error.thing
    assert error.reason.startswith(reason)


def test_zipped_files_are_read_by_their_bytes(tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"id": "x", "text": "One."}\n'))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"Title\n\nBody."))
    assert [article.id for article in reading(tmp_path)[0]] == ["x", "b"]


def test_a_zipped_file_that_is_cut_short_gives_what_it_holds(tmp_path):
    noise = random.Random(7).randbytes(200_000).hex()  # noqa: S311
    data = gzip.compress(json.dumps({"id": "x", "text": "One."}).encode() + b"\n" + json.dumps({"text": noise}).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(data[:-50_000])
    (article,), (error,) = reading(tmp_path / "a.jsonl.gz")
    assert article.id == "x"
    assert error.reason.startswith("the gzip data is broken")


def test_json_lines_are_never_whole_in_memory(tmp_path):
    with (tmp_path / "a.jsonl").open("w") as out:
        out.writelines(json.dumps({"id": str(number), "text": f"{number} " + "word " * 1000}) + "\n" for number in range(4000))
    tracemalloc.start()
    count = sum(1 for _ in ingest.read(tmp_path / "a.jsonl"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 4000
    assert peak < 6_000_000


# Folders, ids, standard input


def test_a_folder_is_read_to_its_depths_in_sorted_order(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/c/d.txt", ".git/e.txt", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Title of {name}\n\nBody.")
    articles, said = reading(tmp_path)
    assert ([article.id for article in articles], said) == (["b", "a/z", "a/c/d"], [])


def test_the_order_of_the_paths_is_no_matter(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"Title\n\nBody {name}.")
    assert reading(tmp_path / "one", tmp_path / "two") == reading(tmp_path / "two", tmp_path / "one", tmp_path / "two")


def test_two_articles_of_one_id_are_both_kept(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "One."}\n{"id": "x", "text": "Two."}\n')
    (first, second), said = reading(tmp_path / "a.jsonl")
    assert (first.id, second.id, said) == ("x", f"x-{second.content_hash[:8]}", [])


def test_the_same_article_again_is_said_and_left_aside(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "One."}\n{"id": "x", "text": "One."}\n')
    (article,), (note,) = reading(tmp_path / "a.jsonl")
    assert article.id == "x"
    assert isinstance(note, InputNote)
    assert note.thing.endswith("line 2")


def test_records_without_an_id_are_named_by_file_and_content(tmp_path):
    (tmp_path / "News of May.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    articles, _ = reading(tmp_path / "News of May.jsonl")
    assert [article.id for article in articles] == [f"news-of-may/{article.content_hash[:8]}" for article in articles]


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (b"Title\n\nBody.", "Title"),
        (b'{"title": "Title", "text": "Body."}', "Title"),
        (b'[{"title": "Title", "text": "Body."}]', "Title"),
        (b'{"title": "Title", "text": "Body."}\n{"text": "Two."}', "Title"),
        (gzip.compress(b"Title\n\nBody."), "Title"),
        (PAGE.encode(), "Court halts rule on grants"),
        (b"[Editor's note]\n\nBody.", "[Editor's note]"),
    ],
)
def test_standard_input_is_known_by_its_bytes(monkeypatch, data, title):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    articles, said = reading("-")
    assert (articles[0].title, said) == (title, [])
    assert articles[0].id.startswith("stdin")


def test_a_pipe_is_read_like_a_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(b"Title\n\nBody.",))
    writer.start()
    assert only(tmp_path / "pipe").title == "Title"
    writer.join()


def test_a_named_file_without_a_known_suffix_is_read_by_its_bytes(tmp_path):
    (tmp_path / "story").write_text("Title\n\nBody.")
    assert only(tmp_path / "story").id == "story"


# Options and sidecars


def test_options_hold_for_every_article_and_go_first(tmp_path):
    (tmp_path / "a.json").write_text('{"text": "Body.", "date": "2018-04-01", "publisher": "Seed Gazette"}')
    article = only(tmp_path / "a.json", published="April 6, 2018", publisher="Example Wire")
    assert (article.published, article.published_source, article.publisher) == ("2018-04-06", "option", "Example Wire")


def test_a_date_option_that_is_no_day_is_an_error_at_once(tmp_path):
    with pytest.raises(ConfigError):
        ingest.read(tmp_path, published="soon")


@pytest.mark.parametrize("name", ["a.meta.json", "a.txt.meta.json"])
def test_a_sidecar_gives_what_the_file_does_not_say(tmp_path, name):
    (tmp_path / "a.txt").write_text("Title\n\nBody.\n\nReporting by Bo Birch")
    sidecar = {
        "id": "wire-7",
        "date": "2018-04-06",
        "publisher": "Example Wire",
        "url": "https://w.example/7",
        "authors": ["Ann Ash"],
    }
    (tmp_path / name).write_text(json.dumps(sidecar))
    article = only(tmp_path)
    assert (article.id, article.published, article.published_source) == ("wire-7", "2018-04-06", "sidecar")
    assert (article.publisher, article.url, article.authors) == ("Example Wire", "https://w.example/7", ("Ann Ash", "Bo Birch"))


def test_a_title_in_the_sidecar_makes_line_1_text_unless_it_is_that_title(tmp_path):
    (tmp_path / "a.meta.json").write_text('{"title": "Court halts rule"}')
    (tmp_path / "a.txt").write_text("A judge halted it.\n\nThe city won.")
    assert only(tmp_path / "a.txt").content == "Court halts rule\nA judge halted it.\n\nThe city won."
    (tmp_path / "a.txt").write_text("Court halts rule\n\nA judge halted it.")
    assert only(tmp_path / "a.txt").content == "Court halts rule\nA judge halted it."


@pytest.mark.parametrize("sidecar", ["{", "[]", "4", ""])
def test_a_broken_sidecar_is_said_and_the_article_kept(tmp_path, sidecar):
    (tmp_path / "a.txt").write_text("Title\n\nBody.")
    (tmp_path / "a.meta.json").write_text(sidecar)
    (article,), (note,) = reading(tmp_path)
    assert article.title == "Title"
    assert isinstance(note, InputNote)
    assert note.thing.endswith("a.meta.json")
    assert "read without it" in note.reason


def test_a_bad_date_is_said_and_the_article_kept_without_it(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "Body.", "date": "2018-13-45"}\n')
    (article,), (note,) = reading(tmp_path / "a.jsonl")
    assert (article.published, article.published_source) == (None, None)
    assert isinstance(note, InputNote)
    assert note.thing.endswith("a.jsonl, line 1")


# What cannot be read


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\n", "the file is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00", "it is a picture, not text"),
        ("a.txt", bytes(range(256)) * 9, "it is binary data, not text"),
        ("a.html", b"", "the file is empty"),
        ("a.json", b"", "the file is empty"),
        ("a.json", b"[]", "the file holds no record"),
        ("a.json", b'{"title": "T",\n "text": }', "invalid JSON (Expecting value at line 2, column 10)"),
        ("a.json", b'{"title": "T', "invalid JSON (Unterminated string starting at column 11)"),
        ("a.jsonl", b"\n\n", "the file is empty"),
    ],
)
def test_a_broken_file_is_skipped_with_its_name_a_reason_and_a_remedy(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("Title\n\nBody.")
    (article,), (error,) = reading(tmp_path)
    assert article.id == "good"
    assert (error.thing, error.reason) == (str(tmp_path / name), reason)
    assert error.remedy


def test_a_missing_path_is_named(tmp_path):
    articles, (error,) = reading(tmp_path / "nowhere.txt")
    assert (articles, error.reason) == ([], "there is no such file or folder")


def test_a_file_that_may_not_be_read_is_skipped(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Title\n\nBody.")
    (tmp_path / "b.txt").write_text("Title\n\nBody.")
    ordinary = Path.open

    def guarded(self, *args, **kwargs):
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return ordinary(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", guarded)
    (article,), (error,) = reading(tmp_path)
    assert article.id == "b"
    assert (error.thing, error.reason) == (str(tmp_path / "a.txt"), "it may not be read")


def test_a_link_to_nothing_is_skipped(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    articles, (error,) = reading(tmp_path)
    assert (articles, error.thing) == ([], str(tmp_path / "a.txt"))
    assert error.reason == "it is a link to what is not there"


def test_files_of_other_kinds_are_left_aside_and_said_once_for_each_kind(tmp_path):
    (tmp_path / "a.txt").write_text("Title\n\nBody.")
    for name in ("one.jpg", "two.jpg", "notes.md", "gone.meta.json"):
        (tmp_path / name).write_text("x")
    (article,), said = reading(tmp_path)
    assert article.id == "a"
    assert all(isinstance(note, InputNote) for note in said)
    assert [(Path(note.thing).name, note.reason.split(" files")[0]) for note in said] == [
        ("one.jpg and others", "2"),
        ("gone.meta.json", "it is no article by its name and was left aside"),
        ("notes.md", "it is no article by its name and was left aside"),
    ]


def test_what_tells_of_a_folder_is_passed_over_in_silence(tmp_path):
    for name in ("README.md", "LICENSE", "Changelog.rst", ".hidden.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "readme.txt").write_text("Title\n\nBody.")
    (article,), said = reading(tmp_path)
    assert (article.id, said) == ("readme", [])


def test_a_folder_without_articles_is_said(tmp_path):
    articles, (error,) = reading(tmp_path)
    assert (articles, error.reason) == ([], "there is no article in this folder")
    assert lost([error])


def test_strict_stops_at_the_first_article_that_is_lost_and_at_no_note(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "One.", "date": "soon"}\n{\n{"id": "y", "text": "Two."}\n')
    said = []
    articles = ingest.read(tmp_path / "a.jsonl", strict=True, on_skip=said.append)
    assert next(articles).id == "x"
    with pytest.raises(InputError, match="line 2"):
        next(articles)
    assert [type(one) for one in said] == [InputNote]


def test_without_a_callback_what_is_lost_goes_to_the_log(tmp_path, caplog):
    (tmp_path / "a.txt").write_bytes(b"")
    assert list(ingest.read(str(tmp_path / "a.txt"))) == []
    assert "the file is empty" in caplog.text
