"""A visitor with a stopwatch: one connection kept open, compressed answers, as a browser asks for them.

The stopwatch says the time, or what some processes have computed: on a machine that others use, too, the time of a long
answer is mostly waiting for them, and that of a short one is not.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path

EMPTY = "/bench/empty/"


def computed(pids: Iterable[int]) -> float:
    """Seconds of processor that these processes have used; only where the system keeps count of it (Linux)."""
    tasks = [path for pid in pids for path in Path(f"/proc/{pid}/task").glob("*/schedstat")]
    return sum(int(path.read_text().split()[0]) for path in tasks) / 1e9


class Visitor:
    def __init__(self, port: int, clock: Callable[[], float] = time.perf_counter) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self.clock = clock

    def visit(self, path: str) -> float:
        """Milliseconds from asking to having read everything."""
        begin = self.clock()
        self.connection.request("GET", path, headers={"Accept-Encoding": "gzip, br", "Accept": "text/html"})
        answer = self.connection.getresponse()
        answer.read()
        spent = self.clock() - begin
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return spent * 1000

    def beside_empty(self, paths: list[str]) -> tuple[list[float], list[float]]:
        """The pages' times and as many of the empty page, taken in turns: whatever slows the machine slows both."""
        self.visit(EMPTY)
        pairs = [(self.visit(path), self.visit(EMPTY)) for path in paths]
        return [page for page, _empty in pairs], [empty for _page, empty in pairs]

    def after_changes(self, paths: list[str], change: Callable[[], None]) -> tuple[list[float], list[float]]:
        """The same, each page as the first one after something has changed."""
        found = []
        for path in paths:
            change()
            found.append((self.visit(path), self.visit(EMPTY)))
        return [page for page, _empty in found], [empty for _page, empty in found]


def requests_per_second(port: int, paths: list[str], *, clients: int, seconds: float) -> float:
    """How many answers that many visitors get together, each asking again as soon as it is answered."""
    begin = time.perf_counter()

    def ask(number: int) -> int:
        visitor, asked, answered = Visitor(port), cycle(paths[number:] + paths[:number]), 0
        while time.perf_counter() < begin + seconds:
            visitor.visit(next(asked))
            answered += 1
        return answered

    with ThreadPoolExecutor(clients) as pool:
        answered = sum(pool.map(ask, range(clients)))
    return answered / (time.perf_counter() - begin)
