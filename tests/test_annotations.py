"""The annotations to train on: offsets and labels, joined with the texts that they speak of."""

import json
import runpy
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "training"
SCRIPT = runpy.run_path(str(FOLDER / "annotations.py"))
ANNOTATIONS = [json.loads(line) for line in (FOLDER / "annotations.jsonl").read_text(encoding="utf-8").splitlines()]
WRITTEN = list(SCRIPT["written"](FOLDER / "written.jsonl"))
ARTICLE = {"id": "1", "title": "News", "text": "Jane Roe said it rains. She left.", "date": "2020-05-05T00:00:00"}


def annotation(content):
    statement = {
        "speaker": "Jane Roe",
        "type": "indirect",
        "cue": "said",
        "evidence": [5, 28],
        "spans": {"speaker": [5, 13], "cue": [14, 18], "content": [[19, 21], [22, 27]]},
    }
    layers = {"entities": [], "policies": [], "roles": [], "actions": [], "statements": [statement]}
    return {"id": "news/1", "fingerprint": SCRIPT["fingerprint"](content), **layers}


def test_offsets_become_the_words_of_the_text():
    made = SCRIPT["joined"](annotation("News\nJane Roe said it rains. She left."), ARTICLE)
    assert made["statements"][0]["content"] == "it … rains"
    assert made["statements"][0]["evidence"] == "Jane Roe said it rains."
    assert (made["title"], made["date"]) == ("News", "2020-05-05")


def test_another_text_than_the_one_annotated_is_refused():
    with pytest.raises(SystemExit, match="news/1 is another text"):
        SCRIPT["joined"](annotation("News\nJane Roe said it rained."), ARTICLE)


def named(name, made):
    """Whether a name is one of the entities, or a mere description."""
    return name is None or name[0].islower() or name in {entity["name"] for entity in made["entities"]}


def spans(fact):
    alone = [span for span in fact["spans"].values() if span and isinstance(span[0], int)]
    return [fact["evidence"], *alone, *fact["spans"].get("content", [])]


@pytest.mark.parametrize("articles", [ANNOTATIONS, WRITTEN])
def test_facts_are_about_the_entities_and_policies_of_their_article(articles):
    for made in articles:
        assert all(named(role["person"], made) and named(role["organization"], made) for role in made["roles"]), made["id"]
        assert {action["policy"] for action in made["actions"]} <= {policy["name"] for policy in made["policies"]}, made["id"]


def test_facts_are_offsets_and_labels_without_the_text():
    facts = [fact for made in ANNOTATIONS for layer in ("roles", "actions", "statements") for fact in made[layer]]
    assert len(facts) > 3000
    assert not any("content" in fact for fact in facts)
    assert all(0 <= start < end for fact in facts for start, end in spans(fact))


def test_written_articles_bring_the_text_that_their_facts_stand_in():
    facts = [fact for made in WRITTEN for layer in ("roles", "actions", "statements") for fact in made[layer]]
    assert len(facts) > 10000
    for made in WRITTEN:
        content = f"{made['title']}\n{made['text']}"
        facts = [fact for layer in ("roles", "actions", "statements") for fact in made[layer]]
        places = [[*fact["spans"]["content"]] if "content" in fact["spans"] else [] for fact in facts]
        assert all(0 <= start < end <= len(content) for pieces in places for start, end in pieces), made["id"]
        assert all(fact["evidence"] in content for fact in facts), made["id"]


def test_each_article_is_annotated_once():
    articles = [*ANNOTATIONS, *WRITTEN]
    assert len({made["id"] for made in articles}) == len(articles)


def test_the_held_out_part_and_the_rest_are_the_whole_gold(tmp_path, monkeypatch):
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps({"id": f"news-{n}"}) + "\n" for n in range(200)), encoding="utf-8")
    parts = {}
    for part in ("held", "rest"):
        parts[part] = tmp_path / part
        command = ["annotations.py", "--gold", str(gold), "--part", part, "--out", str(parts[part])]
        monkeypatch.setattr("sys.argv", command)
        SCRIPT["main"]()
    held, rest = (path.read_text(encoding="utf-8").splitlines() for path in parts.values())
    assert 10 < len(held) < 40
    assert sorted([*held, *rest]) == sorted(gold.read_text(encoding="utf-8").splitlines())
    assert all(SCRIPT["held_out"](json.loads(line)["id"], 0.12) for line in held)
