"""A small gesetze-im-internet.de on this machine, which can misbehave."""

from __future__ import annotations

import threading
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

Answer = Callable[[BaseHTTPRequestHandler], None]

CONTENTS = """<?xml version="1.0" encoding="UTF-8"?>
<items>{items}</items>"""
ITEM = "<item><title>Gesetz</title><link>http://www.gesetze-im-internet.de/{slug}/xml.zip</link></item>"


@dataclass
class Server:
    """What it answers by path, and what it was asked."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    headers: dict[str, Mapping[str, str]] = field(default_factory=dict)
    address: str = ""


def contents(*slugs: str) -> Answer:
    """The list of all laws."""
    return file(CONTENTS.format(items="".join(ITEM.format(slug=slug) for slug in slugs)).encode())


def zipped(xml: bytes, name: str = "BJNR1.xml") -> bytes:
    """A law as the server gives it."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
    return buffer.getvalue()


def file(data: bytes, tag: str = "") -> Answer:
    """A file; „not changed“ for whoever has it already."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        if tag and request.headers.get("If-None-Match") == tag:
            request.send_response(304)
            request.end_headers()
            return
        request.send_response(200)
        if tag:
            request.send_header("ETag", tag)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)

    return answer


def status(code: int, then: Answer | None = None) -> Answer:
    """An error; the second time the other answer, if there is one."""
    seen: list[int] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        if then and seen:
            then(request)
            return
        seen.append(code)
        request.send_response(code)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


def redirect(target: str) -> Answer:
    """Somewhere else."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", target)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


def hang(stop: threading.Event) -> Answer:
    """No answer at all until the test is over."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        stop.wait(20)

    return answer


def drip(stop: threading.Event) -> Answer:
    """A file that never ends, a byte at a time."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while not stop.wait(0.05):
            try:
                request.wfile.write(b"x" * 70_000)
            except OSError:
                return

    return answer


@contextmanager
def serving() -> Iterator[Server]:
    """A server for one test."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.lstrip("/")
            server.asked[path] += 1
            server.headers[path] = dict(self.headers)
            server.answers.get(path, status(404))(self)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: tests are quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        server.address = f"http://127.0.0.1:{http.server_port}"
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        yield server
        http.shutdown()
        thread.join()


def trickle(stop: threading.Event) -> Answer:
    """A file of which a byte comes now and then."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "100000")
        request.end_headers()
        while not stop.wait(0.1):
            try:
                request.wfile.write(b"x")
            except OSError:
                return

    return answer
