"""One look at one address: does it answer, does it lead elsewhere, does it want to be left alone for a while?

HEAD first, and GET where a server does not like that; of the answer only its head is read.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer
from urllib.parse import urljoin, urlsplit

from django.utils.encoding import iri_to_uri

from portal.core.links.guard import May, NotPublic, addresses_of, is_public
from portal.core.models import Found

MOST_REDIRECTS = 5
FOR_GOOD, REDIRECTS = {301, 308}, {301, 302, 303, 307, 308}
LATER = {429, 503}  # with Retry-After: a server that is well, and busy
MISSING = {404, 410}
LONGEST = 500  # letters of an address that a record can hold


@dataclass(frozen=True)
class Look:
    found: Found
    status: int | None = None  # of HTTP
    moved_to: str = ""  # the address that answers, if every step to it was said to be for good
    wait: int = 0  # seconds for which the server asks to be left alone


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    wait: int


class Pinned(HTTPConnection):
    """Connects to addresses that were checked, under the name they were found by."""

    def __init__(self, host: str, port: int, addresses: list[str], *, secure: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.addresses, self.secure = addresses, secure
        self.default_port = 443 if secure else 80
        self.is_cut = False

    def connect(self) -> None:
        """The first that can be reached; the last one's error if none can, or if it was cut meanwhile."""
        for number, address in enumerate(self.addresses, start=1):
            try:
                self.sock = socket.create_connection((address, self.port), self.timeout)
                break
            except OSError:
                if self.is_cut or number == len(self.addresses):
                    raise
        if self.secure:
            self.sock = trusted().wrap_socket(self.sock, server_hostname=self.host)
        if self.is_cut:  # there was nothing to shut down when that was said
            raise TimeoutError

    def cut(self) -> None:
        """End it from another thread: whoever reads meets the end of the answer."""
        self.is_cut = True
        with suppress(OSError):
            if self.sock:
                self.sock.shutdown(socket.SHUT_RDWR)


@lru_cache(maxsize=1)
def trusted() -> ssl.SSLContext:
    return ssl.create_default_context()


class Looker:
    """``agent`` says who asks, ``may`` where to; seconds: ``timeout`` for a step, ``patience`` for an answer."""

    def __init__(self, agent: str, *, may: May = is_public, timeout: float = 10, patience: float = 30) -> None:
        self.agent, self.may, self.timeout, self.patience = agent, may, timeout, patience

    def look(self, url: str) -> Look:
        """Never raises for what an address or a server may do."""
        first = self._look(url, "HEAD")
        settled = first.found == Found.ANSWERED or first.wait or first.status is None
        return first if settled else self._look(url, "GET")

    def _look(self, url: str, method: str) -> Look:
        try:
            return self._follow(url, method)
        except FAILURES as error:
            return Look(found_in(error))

    def _follow(self, url: str, method: str) -> Look:
        here, seen, for_good = url, set(), True
        while here not in seen and len(seen) <= MOST_REDIRECTS:
            seen.add(here)
            answer = self._ask(here, method)
            if answer.status not in REDIRECTS or not answer.location:
                look = Look(found_by(answer), answer.status, wait=answer.wait)
                is_new = for_good and here != url and look.found == Found.ANSWERED and len(here) <= LONGEST
                return replace(look, moved_to=here) if is_new else look
            for_good = for_good and answer.status in FOR_GOOD
            here = iri_to_uri(urljoin(here, answer.location))  # in letters that a record can hold
        return Look(Found.CIRCLES)

    def _ask(self, url: str, method: str) -> Answer:
        connection = pinned(url, may=self.may, timeout=self.timeout)
        headers = {"User-Agent": self.agent, "Accept": "*/*", "Connection": "close"}
        with closing(connection), patience(connection, self.patience):
            connection.request(method, path_of(url), headers=headers)
            with closing(connection.getresponse()) as response:
                return Answer(response.status, response.headers.get("Location", ""), wait_of(response))


def pinned(url: str, *, may: May, timeout: float) -> Pinned:
    """A connection, not opened yet, to where the address leads. Raises NotPublic, ValueError or socket.gaierror."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        raise NotPublic(url)
    secure = parts.scheme == "https"
    host, port = parts.hostname.encode("idna").decode(), parts.port or (443 if secure else 80)
    return Pinned(host, port, addresses_of(host, port, may), secure=secure, timeout=timeout)


@contextmanager
def patience(connection: Pinned, seconds: float) -> Iterator[None]:
    """A server that says a letter a second keeps nobody for hours."""
    timer = Timer(seconds, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


FAILURES = (NotPublic, ValueError, OSError, HTTPException)  # all that asking may raise


def found_in(error: Exception) -> Found:
    """A certificate that is not trusted is a ValueError, too; any other is an address that is none."""
    if isinstance(error, ssl.SSLError):
        return Found.INSECURE
    if isinstance(error, NotPublic | ValueError):
        return Found.NOT_PUBLIC
    return Found.NO_HOST if isinstance(error, socket.gaierror) else Found.SILENT


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def found_by(answer: Answer) -> Found:
    if answer.status < 400:
        return Found.ANSWERED
    if answer.status in MISSING:
        return Found.MISSING
    if answer.status >= 500 and not answer.wait:
        return Found.ERROR
    return Found.GUARDED  # many a server turns programs away that lets readers in


def wait_of(response: HTTPResponse) -> int:
    """Seconds; a server may also name the moment."""
    said = response.headers.get("Retry-After", "").strip()
    if response.status not in LATER or not said:
        return 0
    if said.isdecimal():
        return max(int(said[:9]), 1)
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, OverflowError):  # the latter for a year of ten digits
        return 0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(round((moment - datetime.now(UTC)).total_seconds()), 1)
