#!/usr/bin/env python3
"""How fast the portal is: one table of ratios, each beside what docs/performance.md promises.

    python bench/run.py --sizes 10k,100k --queries 200

Each size gets a database of its own, filled with samples, in a temporary embedded server; or, for trying again and
again, in the server that BENCH_DATABASE_URL names, where the databases (portal_bench_10k …) stay for the next run.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode, urlsplit

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

import psycopg2  # noqa: E402
from psycopg2 import sql  # noqa: E402

from bench import report  # noqa: E402
from bench.client import EMPTY, Visitor, computed, requests_per_second  # noqa: E402
from bench.inside import resident_mb  # noqa: E402
from portal.embedded import Cluster  # noqa: E402

LIST, NAIVE, API = "/activities/", "/bench/naive/", "/api/v1/activities/"
TYPED = ["tra", "patent ex", "ken", "propriété", "сем", "商标", "genetic res", "المل"]
CHANGES = 15  # visits to a kind of page, each the first after a change
CLIENTS, WORKERS, SLICE, SLICES = 8, 2, 2.0, 3


def main() -> None:
    chosen = arguments()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as state:
        Path(state).chmod(0o711)  # the account the database server runs as has to pass
        given = os.environ.get("BENCH_DATABASE_URL", "").strip()
        cluster = nullcontext() if given else Cluster(Path(state), durable=False)
        with cluster as own:
            measured = {}
            for size in chosen.sizes:
                world = World(size, given or own.url, Path(state))
                world.prepare()
                measured[size] = measure(world, chosen.queries, shared=chosen.shared)
    compare_sizes(measured)
    print(report.table(measured))
    if chosen.json:
        chosen.json.write_text(json.dumps(measured, indent=2) + "\n")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=sizes, default="10k,100k,1m", help="how many sample activities")
    parser.add_argument("--queries", type=int, default=200, help="how many random list addresses")
    parser.add_argument(
        "--shared", action="store_true", help="count what is computed, not the time: others compute, too"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to keep the figures, too")
    return parser.parse_args()


def sizes(text: str) -> list[int]:
    units = {"k": 1000, "m": 1_000_000}
    return [int(part.rstrip("kmKM")) * units.get(part[-1].lower(), 1) for part in text.split(",")]


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {text}", file=sys.stderr, flush=True)


class World:
    """One size's database, and processes of the portal that use it."""

    table, kind = "tad_activity", "activities"  # what there are that many of; as load_samples names it
    others = ("--initiatives=1000", "--case-studies=500", "--consultants=2000", "--needs=200", "--offers=1000")
    prefix = "portal_bench"  # of the database's name

    def __init__(self, size: int, server: str, state: Path) -> None:
        self.size, self.server, self.name = size, server, f"{self.prefix}_{report.size_name(size)}"
        address = urlsplit(server)._replace(path=f"/{self.name}").geturl()
        settled = {
            "DATABASE_URL": address, "PORTAL_STATE": str(state), "DJANGO_SETTINGS_MODULE": "bench.settings",
            "SECRET_KEY": "of the bench only", "ALLOWED_HOSTS": "127.0.0.1,testserver", "EMAIL_URL": "files",
            "HTTPS": "false", "DEBUG": "false", "LOG_LEVEL": "WARNING", "HOST": "127.0.0.1", "PYTHONPATH": str(PROJECT),
            "API_RATE": "1000000",
        }  # fmt: skip
        self.environment = os.environ | settled

    def prepare(self) -> None:
        """Migrations always, samples unless an earlier run left them."""
        self._create_database()
        self.manage("migrate", "--verbosity=0")
        self.manage("collectstatic", "--no-input", "--verbosity=0")
        with self._connected(self.name) as cursor:
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(self.table)))
            if cursor.fetchone()[0] != self.size:
                self._load_samples()
            cursor.execute("VACUUM ANALYZE")

    def _load_samples(self) -> None:
        self.manage("load_reference", "--verbosity=0")
        self.manage("import_meetings", "--verbosity=0")
        begin = time.perf_counter()
        asked = (f"--{self.kind}={self.size}", *self.others)
        self.manage("load_samples", "--clear", *asked, "--seed=1", "--verbosity=0")
        say(f"{self.size:,} sample {self.kind} loaded in {time.perf_counter() - begin:.0f} s")

    def _create_database(self) -> None:
        with self._connected() as cursor:
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [self.name])
            if not cursor.rowcount:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.name)))

    @contextmanager
    def _connected(self, database: str | None = None) -> Iterator:
        connection = psycopg2.connect(self.server, **({"dbname": database} if database else {}))
        connection.autocommit = True
        try:
            yield connection.cursor()
        finally:
            connection.close()

    def manage(self, *command: str) -> None:
        whole = [sys.executable, "-m", "django", *command, "--skip-checks"]  # checking is for the tests
        subprocess.run(whole, env=self.environment, cwd=PROJECT, check=True)

    def inside(self, *numbers: int) -> dict:
        command = [sys.executable, "-m", "bench.inside", *map(str, numbers)]
        done = subprocess.run(command, env=self.environment, cwd=PROJECT, check=True, stdout=subprocess.PIPE)
        return json.loads(done.stdout)

    def change(self) -> None:
        """One activity takes another status, as if a curator had corrected it."""
        with self._connected(self.name) as cursor:
            cursor.execute(
                "UPDATE tad_activity SET status = CASE status WHEN 'cancelled' THEN 'completed' ELSE 'cancelled' END "
                "WHERE id = (SELECT max(id) FROM tad_activity WHERE state = 'published')"
            )

    def backends(self) -> list[int]:
        """The database server's processes that work for this portal."""
        with self._connected() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [self.name])
            return [pid for (pid,) in cursor.fetchall()]

    @contextmanager
    def served(self, workers: int) -> Iterator[tuple[int, int]]:
        """The port, and the server's process."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        environment = self.environment | {"PORT": str(port)}
        command = [sys.executable, "-m", "bench.server", str(workers)]
        server = subprocess.Popen(command, env=environment, cwd=PROJECT, stdout=subprocess.PIPE)
        try:
            server.stdout.readline()  # it says its address once it answers
            yield port, server.pid
        finally:
            server.terminate()
            server.wait()


def measure(world: World, queries: int, *, shared: bool) -> dict[str, float]:
    few = max(10, queries * 10_000 // world.size)  # what is slow is asked less often where it is slowest
    checks = min(600, max(20, 600 * 10_000 // world.size))
    say(f"{world.size:,}: inside the process")
    inside = world.inside(queries, checks)
    warm_up, paths = ([f"?{query}" for query in inside.pop(name)] for name in ("warm_up", "queries"))
    pages_of = inside.pop("pages") | {"detail": inside.pop("details")}
    measured = inside | {"checked": checks, "facets_by_rows": inside["facets_ms"] / inside["rows_ms"]}
    say(f"{world.size:,}: one visitor")
    with world.served(1) as (port, server):
        clock = partial(computed_by, world, server) if shared else time.perf_counter
        measured |= alone(Visitor(port, clock), world, warm_up, paths, pages_of, few)
        measured["worker_mb"] = sum(map(resident_mb, children(server)))
    say(f"{world.size:,}: {CLIENTS} visitors")
    with world.served(WORKERS) as (port, _server):
        measured["rate_by_empty"] = crowd(port, [LIST + path for path in warm_up + paths])
    return measured


def computed_by(world: World, server: int) -> float:
    """Seconds of processor that the server's worker and its part of the database have used."""
    return computed([*map(int, children(server)), *world.backends()])


def alone(
    visitor: Visitor, world: World, warm_up: list[str], paths: list[str], pages_of: dict[str, list[str]], few: int
) -> dict[str, float]:
    """One visitor, one worker: what an answer takes when nobody else asks."""
    for path in [*(LIST + path for path in warm_up), *(path for pages in pages_of.values() for path in pages)] * 2:
        visitor.visit(path)
    times, empty = visitor.beside_empty([LIST + path for path in paths])
    typical = median(times)
    found = {
        "empty_ms": median(empty), "list_ms": typical, "list_by_empty": typical / median(empty),
        "p95_by_p50": quantiles(times, n=20)[-1] / typical,
    } | by_words(dict(zip(paths, times, strict=True)))  # fmt: skip
    pages_of |= {
        "api": [API + path for path in paths if "page=" not in path][:60],
        "suggest": [f"{LIST}suggest/?{urlencode({'q': typed})}" for typed in TYPED] * 8,
    }
    for name, pages in pages_of.items():
        times, empty = visitor.beside_empty(pages)
        found[f"{name}_by_empty"] = median(times) / median(empty)
    for name in report.TOUCHED:
        times, empty = visitor.after_changes(pages_of[name][:CHANGES], world.change)
        found[f"{name}_changed_by_empty"] = median(times) / median(empty)
    naive, _empty = visitor.beside_empty([NAIVE + path for path in paths[:few]])
    again, _empty = visitor.beside_empty([LIST + path for path in paths[:few]])
    return found | {"naive_by_list": median(naive) / median(again)}


def by_words(times: dict[str, float]) -> dict[str, float]:
    """Lists that were searched, against those that were only filtered."""
    searched = [spent for path, spent in times.items() if "q=" in path]
    filtered = [spent for path, spent in times.items() if "q=" not in path]
    return {"search_ms": median(searched), "search_by_filter": median(searched) / median(filtered)}


def crowd(port: int, paths: list[str]) -> float:
    """Answers a second, lists against empty pages, in turns."""
    rates = []
    requests_per_second(port, paths, clients=CLIENTS, seconds=SLICE)  # every worker has loaded and compiled its things
    for _ in range(SLICES):
        lists = requests_per_second(port, paths, clients=CLIENTS, seconds=SLICE)
        empty = requests_per_second(port, [EMPTY] * CLIENTS, clients=CLIENTS, seconds=SLICE / 2)
        rates.append(lists / empty)
    return median(rates)


def children(pid: int) -> list[str]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return listed.read_text().split() if listed.exists() else []


def compare_sizes(measured: dict[int, dict[str, float]]) -> None:
    """How the list page grows. By its ratio to the empty page: the sizes were measured at different moments."""
    if report.JUDGED_AT in measured:
        for size in measured:
            if size > report.JUDGED_AT:
                base = measured[report.JUDGED_AT]["list_by_empty"]
                measured[size]["by_100k"] = measured[size]["list_by_empty"] / base


if __name__ == "__main__":
    main()
