"""A receiver of webhooks on this machine: real connections, and answers that a test chooses. Signatures are checked
by the words of the standard, with nothing of the portal's."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Event, Lock, Thread


@dataclass(frozen=True)
class Got:
    path: str
    headers: dict[str, str]  # names in small letters
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def said(self) -> dict:
        return json.loads(self.body)

    @property
    def told(self) -> tuple[str, str]:
        """Of which record, what happened."""
        return self.said["data"]["ref"], self.said["data"]["event"]


Answer = int | str | Callable[[BaseHTTPRequestHandler], None]  # a status, the body of a 200, or anything else


class Receiver(ThreadingHTTPServer):
    """``answers(got)`` decides; a ping is given back unless it decides about that, too."""

    daemon_threads = True

    def __init__(self, tls: SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.base = f"http{'s' if tls else ''}://localhost:{self.server_port}"
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.got: list[Got] = []
        self.answers: Callable[[Got], Answer] = given_back
        self.lock, self.ended = Lock(), Event()

    @property
    def events(self) -> list[Got]:
        return [each for each in self.got if each.said["type"] != "webhook.ping"]

    @property
    def told(self) -> list[tuple[str, str]]:
        return [each.told for each in self.events]

    def handle_error(self, request, client_address) -> None:
        """Who hangs up in the middle is a part of the tests."""


def given_back(got: Got) -> Answer:
    return json.dumps({"challenge": got.said["data"]["challenge"]}) if got.said["type"] == "webhook.ping" else 204


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        got = Got(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        with self.server.lock:
            self.server.got.append(got)
            answer = self.server.answers(got)
        if callable(answer):
            answer(self)
        else:
            self.reply(answer if isinstance(answer, int) else 200, answer if isinstance(answer, str) else "")

    def reply(self, status: int, text: str = "", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args) -> None:
        pass


def hangs_up(handler: Handler) -> None:
    handler.connection.close()


def never_answers(handler: Handler) -> None:
    handler.server.ended.wait(20)


@contextmanager
def listening(tls: SSLContext | None = None) -> Iterator[Receiver]:
    server = Receiver(tls)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()


def is_signed(got: Got, secret: str) -> bool:
    """The steps of the specification: the time is near, and one of the signatures is that of id, time and body."""
    stamp = got.headers["webhook-timestamp"]
    signed = b".".join([got.id.encode(), stamp.encode(), got.body])
    key = base64.b64decode(secret.split("_", 1)[1])
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = [each.split(",", 1) for each in got.headers["webhook-signature"].split(" ")]
    near = abs(time.time() - int(stamp)) < 300
    return near and any(version == "v1" and hmac.compare_digest(wanted, found) for version, found in given)
