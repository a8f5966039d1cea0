"""One message to one receiver. The address may be anybody's, so nothing is trusted: it has to be public and https, what
it resolved to is what is connected to (portal/core/links/guard.py), nothing is followed, and little is read."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from ipaddress import ip_address
from time import time
from urllib.parse import urlsplit

from django.conf import settings

from portal.core.links import guard
from portal.core.links.guard import NotPublic
from portal.core.links.looking import FAILURES, found_in, path_of, patience, pinned, wait_of
from portal.site.webhooks import signing

AGENT = "SouthSouthPortal-Webhooks/1"
STEP, PATIENCE = 5.0, 10.0  # seconds: for a step of the connection, for the whole answer
MOST_READ = 4096  # bytes of an answer
LOCAL = {"localhost", "127.0.0.1"}


@dataclass(frozen=True)
class Message:
    message_id: str
    body: bytes


@dataclass(frozen=True)
class Reply:
    status: int | None = None  # of HTTP; None: no answer, ``error`` says why
    error: str = ""  # a Found
    wait: int = 0  # seconds for which a busy receiver asks to be left alone
    body: bytes = b""

    @property
    def is_taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        return self.status == 410


def post(url: str, message: Message, keys: list[str], *, seconds: float = PATIENCE, reads: bool = False) -> Reply:
    """Never raises for what an address or a receiver may do."""
    try:
        if not is_safe(url):
            raise NotPublic(url)
        connection = pinned(url, may=may, timeout=min(STEP, seconds))
        stamps = signing.headers(message.message_id, int(time()), message.body, keys)
        with closing(connection), patience(connection, seconds):
            connection.request("POST", path_of(url), message.body, stamps | {
                "Content-Type": "application/json", "User-Agent": AGENT, "Connection": "close",
            })  # fmt: skip
            with closing(connection.getresponse()) as answer:
                return Reply(answer.status, wait=wait_of(answer), body=answer.read(MOST_READ if reads else 0))
    except FAILURES as error:
        return Reply(error=found_in(error))


def is_safe(url: str) -> bool:
    """https; in development also plain http to this machine. Raises ValueError for what is no address."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (settings.WEBHOOKS_TO_LOCALHOST and parts.hostname in LOCAL)


def may(address: str, port: int) -> bool:
    if settings.WEBHOOKS_TO_LOCALHOST and ip_address(address.partition("%")[0]).is_loopback:
        return True
    return guard.is_public(address, port)
