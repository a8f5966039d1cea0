"""Starting the portal as a person would, and seeing which processes there are."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from http.client import HTTPResponse
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

from portal.embedded import PROJECT
from tests.embedded.conftest import eventually, is_gone

OURS = {"DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL", "HTTPS", "PORTAL_STATE", "HOST", "PORT"}
OURS |= {"DJANGO_ALLOW_ASYNC_UNSAFE"}


def environment(**settled: str) -> dict[str, str]:
    """Nothing of what the test run settled for itself."""
    return {name: value for name, value in os.environ.items() if name not in OURS} | settled


def manage(*words: str, **settled: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(
        command, cwd=PROJECT, env=environment(**settled), capture_output=True, text=True, timeout=120, check=False
    )


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def family(pid: int) -> list[int]:
    return [pid, *(member for child in children(pid) for member in family(child))]


def all_gone(pids: Iterable[int]) -> bool:
    return eventually(lambda: all(is_gone(pid) for pid in pids))


def is_server(pid: int) -> bool:
    try:
        return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:  # it ended just now
        return False


class Portal:
    """`manage.py serve` on a free port; `said` is what a person reads until the address is printed."""

    def __init__(self, *, command: list[str] | None = None, cwd: Path = PROJECT, **settled: str):
        # Not a pipe: nobody would empty it while the portal logs.
        self.output = tempfile.NamedTemporaryFile("a")  # noqa: SIM115 -- closed on exit
        self.process = subprocess.Popen(
            command or [sys.executable, "manage.py", "serve"],
            cwd=cwd,
            env=environment(**({"PORT": "0"} | settled)),
            stdout=self.output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        assert eventually(lambda: "answers at" in self.said or self.process.poll() is not None, 200), self.said
        self.browser = build_opener(HTTPCookieProcessor())
        self.url = re.search(r"answers at (\S+)", self.said)[1]

    @property
    def said(self) -> str:
        return Path(self.output.name).read_text()

    def __enter__(self) -> "Portal":
        return self

    def __exit__(self, *_: object) -> None:
        members = family(self.process.pid)
        self.process.kill()
        self.process.wait()
        self.output.close()
        assert all_gone(members)

    def get(self, path: str, data: bytes | None = None) -> HTTPResponse:
        """Keeps cookies, as a browser does."""
        return self.browser.open(self.url + path, data, timeout=30)

    def answers(self) -> bool:
        try:
            return self.get("health/").status == 200
        except OSError:
            return False

    def members(self, *, servers: bool) -> list[int]:
        """Direct children: the web workers and the background process, or the database server."""
        return [pid for pid in children(self.process.pid) if is_server(pid) == servers]

    def interrupt(self) -> float:
        """Ctrl-C: the terminal sends it to the whole group. Returns how long the portal took to leave."""
        began = time.monotonic()
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(60)
        return time.monotonic() - began
