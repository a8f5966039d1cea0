"""A running portal and a Chromium to look at it with: the real server, its real files, its real records."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.core import signing
from playwright.sync_api import Browser, Page, expect, sync_playwright

from portal.core.forms import STAMP
from tests import chromium, databases, served

PROJECT = Path(__file__).resolve().parents[2]
expect.set_options(timeout=30_000)  # milliseconds: what comes, comes; a busy machine is no reason to fail


@pytest.fixture(scope="session")
def database(template) -> Iterator[str]:
    """The address of a database of the browser's own, beside the tests' one."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")  # each has its own, of each tree that is tested
    with databases.copy_of(served.records(template), f"{template}_browser_{worker}") as address:
        yield address


def with_static_files(state: Path) -> Path:
    return shutil.copytree(served.state(), state, dirs_exist_ok=True)


@contextmanager
def serving(database: str, state: Path, **environment: str) -> Iterator[str]:
    """`manage.py serve` on a free port, until the block ends."""
    port = str(free_port())
    environment = os.environ | {"DATABASE_URL": database, "PORTAL_STATE": str(state), "PORT": port} | environment
    with (state / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=PROJECT, env=environment, stdout=log, stderr=log
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url, server, state / "log")
        yield url
    finally:
        server.terminate()
        server.wait(timeout=30)


def free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def wait_for(url: str, server: subprocess.Popen, log: Path, patience: float = 120) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"{url}/health/"):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"The server did not answer:\n{log.read_text()}")


@pytest.fixture(scope="session")
def portal(database, tmp_path_factory) -> Iterator[str]:
    """The address of a running portal with the real records and labelled samples."""
    with serving(database, with_static_files(tmp_path_factory.mktemp("portal"))) as url:
        yield url


@pytest.fixture(scope="session")
def workshop(portal, database, tmp_path_factory) -> Iterator[str]:
    """The same portal with DEBUG on, for the gallery."""
    with serving(database, with_static_files(tmp_path_factory.mktemp("workshop")), DEBUG="true") as url:
        yield url


@pytest.fixture(scope="session")
def browser(chromium_path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=chromium.FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What stands in the console of the pages that a test opened: it must stay silent."""
    found: list[str] = []
    yield found
    # Our own blocking of scripts; the error page under test; a second window that is told.
    expected = ("net::ERR_FAILED", "404 (Not Found)", "409 (Conflict)")
    assert [each for each in found if not any(words in each for words in expected)] == []


def listen(page: Page, complain: Callable[[str], None]) -> None:
    page.on("console", lambda message: complain(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complain(str(error)))


def new_page(browser: Browser, *, width: int = 1280, scripts: bool = True, scheme: str = "light") -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        reduced_motion="reduce",  # no colour is looked at while it changes
    )
    page = context.new_page()
    if not scripts:  # as with JavaScript off, but the accessibility checks, themselves a script, still run
        page.route("**/*.js", lambda route: route.abort())
    return page


@pytest.fixture
def open_page(browser, portal, complaints) -> Iterator[Callable[..., Page]]:
    """``open_page(address, width=…, scripts=…, scheme=…)``: a new visitor's page."""
    contexts = []

    def opened(path: str, *, base: str = portal, **how) -> Page:
        page = new_page(browser, **how)
        contexts.append(page.context)
        listen(page, complaints.append)
        page.goto(base + path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def readers(browser) -> Iterator[tuple[dict, list[str]]]:
    """By how they read: the windows of visitors who come again and again; and what the consoles there have said."""
    windows: dict[tuple, Page] = {}
    yield windows, []
    for page in windows.values():
        page.context.close()


@pytest.fixture
def visit(browser, portal, complaints, readers) -> Iterator[Callable[..., Page]]:
    """``visit(address, scripts=…, scheme=…)``: for tests that only look at a page. One window is led from page to page:
    a new visitor's browser would fetch and compile everything anew, which takes longer than to show the page."""
    windows, said = readers
    said.clear()

    def visited(path: str, **how) -> Page:
        key = tuple(sorted(how.items()))
        if key not in windows:
            windows[key] = new_page(browser, **how)
            listen(windows[key], said.append)
        windows[key].set_viewport_size({"width": 1280, "height": 800})
        windows[key].goto(portal + path)
        return windows[key]

    yield visited
    complaints += said


@pytest.fixture(scope="session")
def first_of(portal) -> Callable[[str], str]:
    """``first_of("/needs/")``: the path of the first record in a list; samples have another number each year."""

    def found(path: str) -> str:
        with urlopen(portal + path) as answer:
            return re.search(r'class="card__title"><a href="([^"]+)"', answer.read().decode())[1]

    return found


@pytest.fixture
def mailed_link(portal, tmp_path_factory) -> Callable[..., str]:
    """``mailed_link(email, to="/account/")``: the first link to such a page that was mailed there, once it was sent."""

    def found(email: str, to: str = "/account/") -> str:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            # The workshop's worker sends mails of the database that both share, too.
            paths = tmp_path_factory.getbasetemp().glob("*/mail/*.log")
            # What is sent within a second may stand in one file; after the last line is what is still being written.
            for written in (one for path in paths for one in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")[:-1]):
                mail = message_from_bytes(written, policy=policy.default)
                words = mail.get_body(["plain"]) if mail["To"] == email else None
                if words and (link := re.search(rf"https?://\S+?{to}\S+", words.get_content())):
                    return link[0]
            time.sleep(0.2)
        pytest.fail(f"No mail to {email} was sent.")

    return found


@pytest.fixture(scope="session")
def scene(portal, database) -> dict[str, str]:
    """Records that wait at the desk, the addresses of their pages, and a session for each curator."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.browser.scene"],
        cwd=PROJECT, env=os.environ | {"DATABASE_URL": database}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(told.stdout)


def was_open_for_a_minute(page: Page) -> None:
    """So says the form's stamp then; programs are told by their speed."""
    field = page.locator("main [name=stamp]")
    older = Earlier(salt=STAMP.salt).sign(STAMP.unsign(field.input_value()))
    field.evaluate("(field, stamp) => { field.value = stamp }", older)


class Earlier(signing.TimestampSigner):
    def timestamp(self) -> str:
        return signing.b62_encode(int(time.time()) - 60)


def sign_in(page: Page, email: str, scene: dict[str, str]) -> Page:
    """With a session that has password and second factor behind it; typing them is tested in test_account.py."""
    page.context.add_cookies([{"name": "sessionid", "value": scene[email], "url": page.url.split("/account/")[0]}])
    page.reload()
    expect(page.locator("#logout-form")).to_be_attached()
    return page
