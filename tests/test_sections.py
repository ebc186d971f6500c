"""Long articles: cut into sections, read one by one, and joined into one record."""

from __future__ import annotations

import warnings

import pytest
from msgspec.structs import replace

from kg.config import Config
from kg.model import (
    ActionClaim,
    Article,
    Entity,
    Evidence,
    Mention,
    Record,
    RelationClaim,
    RoleClaim,
    StatementClaim,
    Timex,
)
from kg.pipeline import read_records
from kg.sections import LONGEST, joined, sections

SENTENCE = "Mayor Ada Holt signed the Rivers Act on Tuesday. "


def article(length: int, sentence: str = SENTENCE, *, title: str = "Act signed") -> Article:
    text = (sentence * (length // len(sentence) + 1))[:length]
    return Article(id="long", title=title, text=text, published="2019-03-08")


def test_an_article_of_usual_length_is_its_own_section() -> None:
    usual = article(LONGEST - 100)
    assert sections(usual) == [usual]
    assert sections(Article(id="empty", title="", text="")) == [Article(id="empty", title="", text="")]


@pytest.mark.parametrize("sentence", [SENTENCE, "word ", "x", "one line\n", "é 中 "])
def test_the_sections_of_a_long_article_make_up_its_text(sentence: str) -> None:
    long = article(3 * LONGEST + 1234, sentence)
    found = sections(long)
    assert "".join(one.text for one in found) == long.text
    assert [one.title for one in found] == [long.title, *[""] * (len(found) - 1)]
    assert max(len(one.content) for one in found) <= LONGEST
    assert min(len(one.text) for one in found) > LONGEST // 4


def test_sections_end_with_a_sentence_where_they_can() -> None:
    assert {one.text[-2:] for one in sections(article(3 * LONGEST))[:-1]} == {". "}


def part(section: Article, *, name: str, gender: str | None = None) -> Record:
    """A record with one claim of each kind in the first words of a section, about one person of this name."""
    start = len(section.title) + 1
    evidence = Evidence(start, start + 4, section.content[start : start + 4])
    date = Timex(text="date", type="DATE", form="x", start=start, end=start + 4)
    entities = (
        Entity(id="e0", type="person", name=name, gender=gender, aliases=(f"{name}.",)),  # type: ignore[arg-type]
        Entity(id="e1", type="organization", name="Acme"),
        Entity(id="e2", type="policy", name="act", identifiers=("us-pl:1",)),
    )
    spans = {"role": (start, start + 4)}
    common = {"evidence": evidence, "extractor": "test", "spans": spans}
    claims = (
        RoleClaim(person="e0", role="mayor", organization="e1", status="current", start=date, **common),  # type: ignore[arg-type]
        ActionClaim(actor=None, action="sign", policy="e2", modality="asserted", date=date, **common),  # type: ignore[arg-type]
        StatementClaim(speaker="e0", type="direct", content="x", pieces=((start, start + 4),), about=("e2",), **common),  # type: ignore[arg-type]
        RelationClaim(subject="e1", relation="founded_by", object="e0", **common),  # type: ignore[arg-type]
    )
    mention = Mention(start=start, end=start + 4, text=section.content[start : start + 4], kind="name", entity="e0")
    implied = Timex(text="", type="DATE", form="pub")
    return Record(article=section, entities=entities, mentions=(mention,), timexes=(date, implied), claims=claims)


def test_a_joined_record_counts_its_offsets_in_the_whole() -> None:
    long = article(2 * LONGEST)
    cut = sections(long)
    whole = joined(long, [part(one, name="Ada Holt") for one in cut])
    assert whole.article == long
    assert len(whole.claims) == 4 * len(cut)
    for one in whole.claims:
        assert long.content[one.evidence.start : one.evidence.end] == one.evidence.quote
        assert one.spans["role"] == (one.evidence.start, one.evidence.end)
    for mention in whole.mentions:
        assert long.content[mention.start : mention.end] == mention.text
    starts = [one.evidence.start for one in whole.claims if isinstance(one, RoleClaim)]
    assert [one.start for one in whole.timexes] == [place for start in starts for place in (start, None)]
    assert starts == sorted(set(starts))


def test_what_is_written_alike_is_one_entity_of_the_whole() -> None:
    long = article(2 * LONGEST)
    names = ["Ada Holt", "Bo Marsh", "Ada Holt"]
    whole = joined(
        long,
        [
            part(one, name=name, gender=gender)
            for one, name, gender in zip(sections(long), names, (None, None, "female"), strict=True)
        ],
    )
    assert [(one.id, one.name) for one in whole.entities] == [
        ("e0", "Ada Holt"),
        ("e1", "Acme"),
        ("e2", "act"),
        ("e3", "Bo Marsh"),
    ]
    assert whole.entity("e0").gender == "female"
    speakers = [one.speaker for one in whole.claims if isinstance(one, StatementClaim)]
    assert [whole.entity(one).name for one in speakers] == names


@pytest.mark.parametrize("reader", ["off", "on"])
def test_a_long_article_is_read_to_its_end(reader: str) -> None:
    last = "Governor Tom Reed vetoed the Lakes Act."
    long = article(LONGEST + 5000)
    long = replace(long, text=f"{long.text[: long.text.rindex('. ')]}. {last}")
    short = Article(id="short", title="Act vetoed", text="Governor Tom Reed vetoed the bill.")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        records = list(read_records([short, long, short], config=Config(reader=reader)))
    assert [one.article for one in records] == [short, long, short]
    whole = records[1]
    assert [one.evidence.start for one in whole.claims if one.evidence.quote == last][:1] == [long.content.index(last)]
    assert all(long.content[one.evidence.start : one.evidence.end] == one.evidence.quote for one in whole.claims)
    assert [one.name for one in whole.entities if one.type == "person"] == ["Ada Holt", "Tom Reed"]
