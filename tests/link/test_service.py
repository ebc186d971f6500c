"""Linking by a reconciliation service on the loopback: politely, in batches, each question once, never unasked."""

import csv
import shutil
import socket
import subprocess
import threading
import time
import urllib.request

import pytest

from kg.errors import LinkError, StoreError
from kg.graph import Graph
from kg.link import link
from kg.link.answers import Answers
from kg.link.http import Client
from kg.link.service import Service
from kg.records import Records
from kg.remake import RECORDS, Settings, remake
from kg.remake import link as link_store
from kg.store import Store

from .hand import known, story
from .server import Server


def candidate(identifier, name, *, match=False, description=None, **more):
    return {"id": identifier, "name": name, "score": 90, "match": match, "description": description, "type": [], **more}


KNOWN = {
    "Adaline Quorn": [candidate("Q1", "Adaline Quorn", match=True), candidate("Q2", "Adaline Quorn-Ames")],
    "Boris Quorn": [candidate("Q3", "Boris Quorn", description="senator of Norland")],
    "Cyril Tamber": [candidate("Q4", "Cyril Tamber"), candidate("Q5", "Cyril Tamber")],
    "Dora Vane": [candidate("Q6", "Doris Vanek", match=True)],
}
PEOPLE = [
    story("a", "Adaline Quorn"),
    story("b", "Boris Quorn", role="Senator"),
    story("c", "Cyril Tamber"),
    story("d", "Dora Vane"),
    story("e", "Quorn"),
]


@pytest.fixture
def server():
    with Server(KNOWN) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def answers(tmp_path):
    with Answers(tmp_path / "answers.sqlite") as answers:
        yield answers


def service(server, answers, *, ask=True):
    return Service(server.url, answers, ask=ask, client=Client(server.url, wait=0))


def linked(source):
    found = link([known(record) for record in PEOPLE], [source])
    return {slug: links.close_match[0].iri for slug, links in found.items() if links.close_match}


def test_sure_candidates_are_linked_by_iri_and_others_are_not(server, answers):
    assert linked(service(server, answers)) == {
        "person/adaline-quorn": "http://www.wikidata.org/entity/Q1",
        "person/boris-quorn": "http://www.wikidata.org/entity/Q3",
    }


def test_questions_come_in_batches_as_large_as_the_service_takes(server, answers):
    service(server, answers).prepare([known(record) for record in PEOPLE])
    assert [len(batch) for batch in server.asked] == [2, 2]
    assert server.asked[0][0] == {"query": "Adaline Quorn", "limit": 5, "type": "Q5"}
    assert server.agents <= {agent for agent in server.agents if agent and agent.startswith("news-kg/")}


def test_no_question_is_asked_twice(server, answers):
    first = linked(service(server, answers))
    count = len(server.requests)
    assert linked(service(server, answers)) == first
    assert linked(service(server, answers, ask=False)) == first
    assert len(server.requests) == count


def test_without_being_asked_to_it_asks_nothing(server, answers):
    assert linked(service(server, answers, ask=False)) == {}
    assert server.requests == []


def test_a_surname_alone_is_not_asked_for(server, answers):
    service(server, answers).prepare([known(PEOPLE[-1])])
    assert server.asked == []


def test_a_service_that_asks_to_wait_is_waited_for(server, answers):
    server.replies = [(429, {"Retry-After": "1"}, b"{}")]
    start = time.monotonic()
    assert len(linked(service(server, answers))) == 2
    assert time.monotonic() - start >= 1


def test_requests_keep_their_distance(server):
    client = Client(server.url, wait=0.2)
    start = time.monotonic()
    client.get()
    client.get()
    assert time.monotonic() - start >= 0.2


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ((500, {}, b"{}"), "it answers 500"),
        ((404, {}, b"{}"), "it answers 404"),
        ((200, {}, b"<html>"), "its answer is no JSON"),
        ((200, {}, b'{"q0": {"result": [{}]}}'), "does not keep to the specification"),
        ((200, {}, b"{}"), "it leaves 2 of 2 questions unanswered"),
    ],
)
def test_an_answer_that_cannot_be_used_is_an_error_that_names_the_service(server, answers, reply, said):
    source = service(server, answers)
    source.prepare([])
    server.replies = [reply]
    with pytest.raises(LinkError, match=f"127.0.0.1.*{said}"):
        source.prepare([known(record) for record in PEOPLE])


def test_what_was_answered_before_a_failure_is_kept(server, answers):
    source = service(server, answers)
    source.prepare([known(PEOPLE[0])])
    server.replies = [(500, {}, b"")]
    with pytest.raises(LinkError):
        source.prepare([known(record) for record in PEOPLE])
    assert list(linked(service(server, answers, ask=False))) == ["person/adaline-quorn"]


def test_a_page_that_is_no_service_is_named(server, answers):
    server.replies = [(200, {}, b'{"hello": 1}')]
    with pytest.raises(LinkError, match="it does not describe itself"):
        service(server, answers).prepare([known(PEOPLE[0])])


def test_nobody_there_is_an_error_that_names_the_service(answers, monkeypatch):
    monkeypatch.setattr("kg.link.http.TRIES", 0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    with pytest.raises(LinkError, match=url):
        Service(url, answers, ask=True).prepare([known(PEOPLE[0])])


def test_only_web_addresses_are_services(answers):
    with pytest.raises(LinkError, match="it is no web address"):
        Service("file:///etc/passwd", answers, ask=True)


def test_a_file_that_holds_no_answers_is_named(tmp_path):
    (tmp_path / "x.sqlite").write_bytes(b"not a database, but long enough to be looked at" * 50)
    with pytest.raises(StoreError, match=r"x\.sqlite.*Remove the file"):
        Answers(tmp_path / "x.sqlite")


# In a graph --------------------------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "news.kg"
    with Store.create(path) as place, Records(path / RECORDS) as records:
        records.put(PEOPLE, "hand")
        remake(place, records, Settings())
    return path


def links_of(store):
    with Graph.open(store) as graph:
        assert graph.validate().violations == ()
        return {(row["entity"], row["relation"], row["target"].rpartition("/")[2]) for row in graph.query("links").dicts()}


@pytest.fixture
def unhurried(monkeypatch):
    monkeypatch.setattr("kg.link.http.WAIT", 0)
    monkeypatch.setattr(Client.__init__, "__kwdefaults__", {"wait": 0})


@pytest.mark.usefixtures("unhurried")
def test_links_stand_in_the_graph_and_stay_when_it_is_made_anew_without_the_service(server, store):
    link_store(store, reconcile=[server.url])
    linked = links_of(store)
    count = len(server.requests)
    assert linked == {("Adaline Quorn", "close", "Q1"), ("Boris Quorn", "close", "Q3")}
    with Graph.open(store) as graph:
        graph.identify("Adaline Quorn", "http://www.wikidata.org/entity/Q1")
        graph.identify("Boris Quorn", None)
        graph.rename("Cyril Tamber", "Cyril B. Tamber")
    assert links_of(store) == {("Adaline Quorn", "same", "Q1")}
    assert len(server.requests) == count
    link_store(store, forget=True)
    assert links_of(store) == {("Adaline Quorn", "same", "Q1")}


def test_a_local_knowledge_base_links_a_graph(store, tmp_path):
    line = (
        '{"id":"http://e.org/bo","label":"Boris Quorn","type":"person",'
        '"positions":[{"role":"Senator","organization":"Norland Senate","start":"2015","end":"2021"}]}'
    )
    (tmp_path / "kb.jsonl").write_text(line, encoding="utf-8")
    link_store(store, knowledge_bases=[tmp_path / "kb.jsonl"])
    assert links_of(store) == {("Boris Quorn", "close", "bo")}
    (tmp_path / "kb.jsonl").write_text(line.replace('bo"', 'boris"'), encoding="utf-8")
    link_store(store)
    assert links_of(store) == {("Boris Quorn", "close", "boris")}


# A real service ----------------------------------------------------------------------------------------------------


@pytest.fixture
def csv_reconcile(tmp_path):
    """csv-reconcile, a reconciliation service of its own making, over a table of people."""
    command = shutil.which("csv-reconcile")
    if command is None:
        pytest.skip("csv-reconcile is not on the path (pipx install csv-reconcile)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (tmp_path / "people.tsv").open("w", encoding="utf-8", newline="") as file:
        rows = [("id", "name"), ("Q1", "Adaline Quorn"), ("Q3", "Boris Quorn"), ("Q9", "Zed Amber")]
        csv.writer(file, delimiter="\t").writerows(rows)
    config = f'SERVER_NAME = "127.0.0.1:{port}"\nMANIFEST = {{"identifierSpace": "http://example.org/people/"}}\n'
    (tmp_path / "config.py").write_text(config, encoding="utf-8")
    subprocess.run(
        [command, "init", "--config", tmp_path / "config.py", tmp_path / "people.tsv", "id", "name"],
        check=True,
        capture_output=True,
        cwd=tmp_path,
        timeout=60,
    )
    url = f"http://127.0.0.1:{port}/reconcile"
    with subprocess.Popen([command, "serve"], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(url)
            yield url
        finally:
            process.terminate()


def _wait_for(url):
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - the loopback
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


def test_a_service_that_others_wrote_is_understood(csv_reconcile, answers):
    source = Service(csv_reconcile, answers, ask=True, client=Client(csv_reconcile, wait=0))
    assert linked(source) == {
        "person/adaline-quorn": "http://example.org/people/Q1",
        "person/boris-quorn": "http://example.org/people/Q3",
    }
    assert linked(Service(csv_reconcile, answers, ask=False)) == linked(source)
