"""Speaks HTTP to the one service that a user asked for: politely, with limits on time, rate and repetition."""

from __future__ import annotations

import time
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any
from urllib.parse import urlencode

import msgspec
import urllib3

from kg.errors import LinkError

WAIT = 1.0
"""Seconds from the end of one request to the next."""
TIMEOUT = urllib3.Timeout(connect=10, read=60)
LONGEST_WAIT = 120
"""Seconds that a service may ask us to wait before the next try."""
TRIES = 4
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Client:
    """Sends requests to one service, one at a time; ``wait`` is the least time between them, in seconds."""

    def __init__(self, url: str, *, wait: float = WAIT) -> None:
        if not url.startswith(("http://", "https://")):
            raise LinkError(url, "it is no web address", "Give one that begins with https:// or http://")
        self.url = url
        self._wait = wait
        self._ready = 0.0
        self._headers = {"User-Agent": f"news-kg/{version('news-kg')}", "Accept": "application/json"}
        self._pool = urllib3.PoolManager(
            timeout=TIMEOUT,
            headers=self._headers,
            retries=urllib3.Retry(
                total=TRIES,
                backoff_factor=1,
                status_forcelist=[429, 502, 503, 504],
                allowed_methods=None,
                retry_after_max=LONGEST_WAIT,
            ),
        )

    def get(self) -> object:
        """The JSON at the address; raises LinkError."""
        return self._send("GET")

    def post(self, fields: Mapping[str, str]) -> object:
        """The JSON that answers a form; raises LinkError."""
        return self._send("POST", body=urlencode(fields), headers=self._headers | _FORM)

    def _send(self, method: str, **content: Any) -> object:
        time.sleep(max(0.0, self._ready - time.monotonic()))
        try:
            answer = self._pool.request(method, self.url, **content)
        except urllib3.exceptions.HTTPError as error:
            raise self._failure(str(error)) from error
        finally:
            self._ready = time.monotonic() + self._wait
        if answer.status != 200:
            raise self._failure(f"it answers {answer.status} {answer.reason or ''}".strip())
        try:
            return msgspec.json.decode(answer.data)
        except msgspec.DecodeError as error:
            raise self._failure(f"its answer is no JSON ({error})") from error

    def _failure(self, reason: str) -> LinkError:
        return LinkError(self.url, reason, "Try again later: what was answered so far is kept; or leave --reconcile out")
