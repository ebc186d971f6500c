"""A reconciliation service on the loopback, as the specification (0.2) has it, that knows a few names and can be unwell."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

MANIFEST = {
    "versions": ["0.2"],
    "name": "Test",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "batchSize": 2,
}


class Server(ThreadingHTTPServer):
    """Answers with ``known`` (name → candidates); each of ``replies`` (status, headers, body) is sent once instead."""

    def __init__(self, known: dict[str, list[dict[str, object]]]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.known = known
        self.replies: list[tuple[int, dict[str, str], bytes]] = []
        self.requests: list[tuple[str, str, str | None]] = []
        self.agents: set[str | None] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/reconcile"

    @property
    def asked(self) -> list[list[dict[str, object]]]:
        """The questions of each batch that was asked."""
        return [
            list(json.loads(parse_qs(body)["queries"][0]).values()) for method, _, body in self.requests if method == "POST"
        ]


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self._answer("GET", None, json.dumps(MANIFEST).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        queries = json.loads(parse_qs(body)["queries"][0])
        found = {name: {"result": self.server.known.get(query["query"], [])} for name, query in queries.items()}
        self._answer("POST", body, json.dumps(found).encode())

    def _answer(self, method: str, body: str | None, answer: bytes) -> None:
        self.server.requests.append((method, self.path, body))
        self.server.agents.add(self.headers["User-Agent"])
        status, headers, content = self.server.replies.pop(0) if self.server.replies else (200, {}, answer)
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Say nothing."""
