"""A mail server on loopback for tests: it takes every mail, keeps it, and can do something at the worst moment."""

from __future__ import annotations

import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from threading import Lock, Thread


class PostOffice(socketserver.ThreadingTCPServer):
    """``on_mail`` is called with how many mails there are, once one is kept and before its sender is told so."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.mails: list[Message] = []
        self.on_mail: Callable[[int], object] = int
        self.lock = Lock()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def mailbox(self) -> dict[str, Message]:
        """As mailboxes keep them: one mail for each Message-ID, however often it was handed in."""
        return {mail["Message-ID"]: mail for mail in self.mails}

    def handle_error(self, request, client_address) -> None:
        """A sender that is killed hangs up in the middle of a sentence."""


class _Conversation(socketserver.StreamRequestHandler):
    server: PostOffice

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self._say("354 go on")
                self._keep()
            elif verb == b"QUIT":
                return self._say("221 bye")
            self._say("250 ok")

    def _keep(self) -> None:
        content = b""
        while not content.endswith(b"\r\n.\r\n"):
            content += self.rfile.readline()
        with self.server.lock:
            self.server.mails.append(message_from_bytes(content[:-3]))
            self.server.on_mail(len(self.server.mails))

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def open_office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        Thread(target=office.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield office
        office.shutdown()
