import pytest

from kg.errors import InputError
from kg.ingest.encoding import decode, normalize

TEXT = "Señor José met the “minister” in the café."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_read_in_any_encoding(encoding):
    assert decode(TEXT.encode(encoding), "x") == TEXT


def test_latin_1_and_mac_roman_are_known_by_their_letters():
    assert decode("Señor José visited the café.".encode("latin-1"), "x") == "Señor José visited the café."
    assert decode("“It’s over,” the minister said – a café owner disagreed.".encode("mac_roman"), "x")[:12] == "“It’s over,”"


def test_a_foreign_alphabet_is_left_to_the_detector():
    said = "Министр сказал, что закон будет принят в понедельник. " * 5
    assert decode(said.encode("cp1251"), "x") == said


def test_a_letter_far_down_a_long_file_is_found():
    assert decode(b"word " * 100_000 + "café".encode("latin-1"), "x").endswith("café")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 \x00\x01", "a PDF document"),
        (b"PK\x03\x04\x00\x00", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (bytes(range(256)) * 20, "binary data"),
        (b"\x01\x02\x03\x04 plain", "binary data"),
        (b"word\x00word and many more words", "binary data"),
    ],
)
def test_what_is_no_text_is_named(data, reason):
    with pytest.raises(InputError, match=reason) as error:
        decode(data, "a.txt")
    assert error.value.thing == "a.txt"


def test_lines_spaces_and_letters_come_in_one_form():
    assert normalize("Cafe\u0301\r\n two\u00a0words \rsoft\u00adly\u2028end") == "Café\ntwo words\nsoftly\nend"
