"""A visitor with a stopwatch: one connection kept open, compressed answers, as a browser asks for them."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import cycle

EMPTY = "/bench/empty/"


class Visitor:
    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=120)

    def visit(self, path: str) -> float:
        """Milliseconds from asking to having read everything."""
        begin = time.perf_counter()
        self.connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Accept": "text/html"})
        answer = self.connection.getresponse()
        answer.read()
        spent = time.perf_counter() - begin
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return spent * 1000

    def beside_empty(self, paths: list[str]) -> tuple[list[float], list[float]]:
        """The pages' times and as many of the empty page, taken in turns: whatever slows the machine slows both."""
        self.visit(EMPTY)
        pairs = [(self.visit(path), self.visit(EMPTY)) for path in paths]
        return [page for page, _empty in pairs], [empty for _page, empty in pairs]


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
