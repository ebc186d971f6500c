"""Records on disk: kept by content and version, replaced one by one."""

import pytest

from kg.errors import StoreError
from kg.model import Article, Entity, Evidence, Record, RoleClaim
from kg.records import Records


def record(article_id: str = "a1", text: str = "Ada Holt is the mayor of Norwick.") -> Record:
    article = Article(id=article_id, title="Mayor", text=text)
    return Record(
        article=article,
        entities=(Entity(id="e0", type="person", name="Ada Holt"),),
        claims=(
            RoleClaim(
                person="e0",
                role="mayor",
                organization=None,
                status="current",
                evidence=Evidence(6, 6 + len(text), text),
                extractor="roles",
            ),
        ),
    )


def test_a_record_comes_back_as_it_was(tmp_path):
    with Records(tmp_path / "records.sqlite") as records:
        records.put([record()], "v1")
        assert list(records) == [record()]
        assert records.get("a1") == record()
        assert records.get("a2") is None


def test_a_record_is_fresh_only_for_its_content_and_version(tmp_path):
    with Records(tmp_path / "records.sqlite") as records:
        records.put([record()], "v1")
        assert records.fresh(record().article, "v1") == record()
        assert records.fresh(record().article, "v2") is None
        assert records.fresh(record(text="Ada Holt was the mayor of Norwick.").article, "v1") is None


def test_a_changed_article_replaces_only_itself(tmp_path):
    changed = record(text="Ada Holt resigned as mayor.")
    with Records(tmp_path / "records.sqlite") as records:
        records.put([record("a1"), record("a2")], "v1")
        before = records.digests()
        records.put([changed], "v1")
        after = records.digests()
        assert list(records) == [changed, record("a2")]
        assert after["a2"] == before["a2"]
        assert after["a1"] != before["a1"]


def test_records_survive_closing_and_can_be_forgotten(tmp_path):
    with Records(tmp_path / "records.sqlite") as records:
        records.put([record("b"), record("a")], "v1")
    with Records(tmp_path / "records.sqlite") as records:
        assert [r.article.id for r in records] == ["a", "b"]
        assert records.remove("a")
        assert not records.remove("a")
        assert len(records) == 1


def test_a_file_that_is_no_record_file_is_named(tmp_path):
    path = tmp_path / "records.sqlite"
    path.write_bytes(b"this is not a database" * 100)
    with pytest.raises(StoreError, match=r"records\.sqlite"):
        Records(path)
