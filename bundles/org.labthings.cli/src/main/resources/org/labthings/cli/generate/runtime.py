from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Callable, Dict, List, Literal, Optional, TypedDict

_UNFINISHED = ("idle", "pending", "running")
_LEFT_OUT: Any = object()


class ThingError(Exception):
    """Something that was asked of the Thing failed."""

    def __init__(self, status: int, message: str, detail: Any = None):
        super().__init__(message)
        self.status = status
        self.detail = detail


class ActionCancelled(Exception):
    """An action was cancelled."""


class Blob:
    """Data that is downloaded from where it lies."""

    def __init__(self, transport: "_Transport", link: Dict[str, Any]):
        self._transport = transport
        self.link = link
        self.href: str = urllib.parse.urljoin(transport.url, link["href"])
        self.media_type: str = link["media_type"]

    def content(self) -> bytes:
        """All of the data."""
        with self._transport.open("GET", self.href) as answer:
            return answer.read()

    def save(self, path: str) -> None:
        """Writes the data to a file, bit by bit."""
        with self._transport.open("GET", self.href) as answer, open(path, "wb") as out:
            while chunk := answer.read(1 << 16):
                out.write(chunk)


class Observation:
    """Something that is observed, on a thread of its own, until it is closed."""

    def __init__(self, transport: "_Transport", url: str, next_value: Callable[[Any], None]):
        self._closed = threading.Event()
        self._work = (transport, url, next_value)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        transport, url, next_value = self._work
        headers = {"Accept": "text/event-stream"}
        while not self._closed.is_set():
            try:
                with transport.open("GET", url, headers=headers, timeout=45) as answer:
                    event, data = "", []
                    for raw in answer:
                        if self._closed.is_set():
                            return
                        line = raw.decode("utf-8").rstrip("\r\n")
                        if line.startswith("id:"):
                            headers["Last-Event-ID"] = line[3:].strip()
                        elif line.startswith("event:"):
                            event = line[6:].strip()
                        elif line.startswith("data:"):
                            data.append(line[5:].removeprefix(" "))
                        elif line == "":
                            if data and event != "lost":
                                next_value(json.loads("\n".join(data)))
                            event, data = "", []
            except (OSError, ThingError):
                pass  # it is connected again
            self._closed.wait(1)

    def close(self) -> None:
        """Ends it; the thread ends with the next sign of life of the server."""
        self._closed.set()


class _Transport:
    def __init__(self, url: str, token: Optional[str], timeout: float):
        self.url = url if url.endswith("/") else url + "/"
        self.token = token
        self.timeout = timeout

    def open(self, method: str, url: str, body: Any = _LEFT_OUT, headers=None, timeout=None):
        request = urllib.request.Request(url, method=method, headers=dict(headers or {}))
        if body is not _LEFT_OUT:
            request.data = json.dumps(_plain(body)).encode("utf-8")
            request.add_header("Content-Type", "application/json")
        home = urllib.parse.urlsplit(self.url)
        there = urllib.parse.urlsplit(url)
        if self.token and (home.scheme, home.netloc) == (there.scheme, there.netloc):
            request.add_header("Authorization", "Bearer " + self.token)
        try:
            return urllib.request.urlopen(request, timeout=timeout or self.timeout)
        except urllib.error.HTTPError as e:
            text = e.read().decode("utf-8", "replace")
            try:
                detail = json.loads(text).get("detail")
            except (ValueError, AttributeError):
                detail = text[:300]
            raise ThingError(e.code, f"{method} {url}: {_reason(detail)}", detail) from None

    def send(self, method: str, url: str, body: Any = _LEFT_OUT) -> Any:
        with self.open(method, url, body) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def read(self, name: str) -> Any:
        return self.send("GET", self.url + name)

    def write(self, name: str, value: Any) -> None:
        self.send("PUT", self.url + name, value)

    def run(
        self,
        name: str,
        body: Any,
        on_progress: Optional[Callable[[float, Optional[str]], None]],
    ) -> Any:
        run = self.send("POST", self.url + name, body)
        if not isinstance(run, dict) or "status" not in run or "id" not in run:
            return run  # the server answers with the output itself
        link = next(x["href"] for x in run["links"] if x["rel"] == "self")
        url = urllib.parse.urljoin(self.url, link)
        wait, told = 0.05, None
        while run["status"] in _UNFINISHED:
            time.sleep(wait)
            wait = 0.25
            run = self.send("GET", url)
            if on_progress and run.get("progress") not in (None, told):
                told = run["progress"]
                on_progress(told / 100, run.get("progressText"))  # told in percent
        if run["status"] == "completed":
            return run["output"]
        error = run.get("error") or {}
        log = run.get("log") or [{}]
        text = error.get("detail") or log[-1].get("message") or run["status"]
        if run["status"] == "cancelled":
            raise ActionCancelled(text)
        raise ThingError(error.get("status") or 500, f"{name}: {text}", error)

    def value(self, value: Any) -> Any:
        if isinstance(value, dict) and "href" in value and "media_type" in value:
            return Blob(self, value)
        return value


def _plain(value: Any) -> Any:
    if isinstance(value, Blob):
        return {"href": value.href, "media_type": value.media_type, "rel": "output"}
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value


def _reason(detail: Any) -> str:
    if isinstance(detail, list):
        parts = []
        for d in detail:
            place = ".".join(str(x) for x in d.get("loc", [])[1:])
            parts.append(f"{place} {d.get('msg')}".strip())
        return "; ".join(parts)
    return str(detail)


def _given(**arguments: Any) -> Dict[str, Any]:
    return {k: v for k, v in arguments.items() if v is not _LEFT_OUT}
