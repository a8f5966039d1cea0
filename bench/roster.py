#!/usr/bin/env python3
"""How fast the roster is, beside an empty page of the same portal: docs/performance.md keeps the figures.

    python bench/roster.py --profiles 10k

The database is made as bench/run.py makes one; BENCH_DATABASE_URL names a server in which it may stay.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from contextlib import nullcontext
from itertools import product
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.client import Visitor
from bench.run import World, say, sizes
from portal.embedded import Cluster

LIST, API = "/roster/", "/api/v1/consultants/"
FILTERS = [
    "", "sort=title", "sort=assignments", "view=table", "topic=patents", "topic=trademarks&topic=enforcement",
    "language=fr", "language=ar&topic=copyright", "country=KE", "region=africa", "modality=expert-mission",
    "availability=available", "remote=yes&experience=20-and-more", "worked=yes", "confirmed=6", "not_topic=patents",
]  # fmt: skip
WORDS = ["manuals", "Kenya patents", "Mfano", "brevets", "肯尼亚"]
ANSWERED = ["", "topic=patents", "country=KE", "sort=assignments"]
TYPED = ["am", "patent ex", "ken", "wanj", "exa"]


class Roster(World):
    table, kind, others, prefix = "roster_consultant", "consultants", (), "portal_bench_roster"

    def prepare(self) -> None:
        """Half of the samples pass for real people, because samples are in no file and in no answer of the API."""
        super().prepare()
        with self._connected(self.name) as cursor:
            cursor.execute("UPDATE roster_consultant SET is_sample = false WHERE id % 2 = 0 AND is_sample")
            cursor.execute("VACUUM ANALYZE")

    def listed(self, number: int) -> list[str]:
        with self._connected(self.name) as cursor:
            cursor.execute("SELECT ref FROM roster_released WHERE is_listed ORDER BY md5(ref) LIMIT %s", [number])
            return [f"{LIST}{ref}/" for (ref,) in cursor.fetchall()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profiles", type=sizes, default="10k", help="how many sample consultants")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as state:
        Path(state).chmod(0o711)  # the account the database server runs as has to pass
        given = os.environ.get("BENCH_DATABASE_URL", "").strip()
        with nullcontext() if given else Cluster(Path(state), durable=False) as own:
            for size in chosen.profiles:
                world = Roster(size, given or own.url, Path(state))
                world.prepare()
                with world.served(1) as (port, _server):
                    measure(Visitor(port), world)


def measure(visitor: Visitor, world: Roster) -> None:
    """Each kind of page in turns with the empty one."""
    lists = [f"{LIST}?{query}" for query in FILTERS]
    searched = [f"{LIST}?{urlencode({'q': words})}&{query}" for words, query in product(WORDS, FILTERS[:3])]
    pages = {
        "list, filtered": lists * 6,
        "list, searched by words": searched * 3,
        "profile": world.listed(60),
        "API, 50 records": [f"{API}?{query}&per_page=50" for query in ANSWERED] * 8,
        "CSV, all that are real": [f"{LIST}?format=csv"] * 3,
        "suggestions while typing": [f"{LIST}suggest/?{urlencode({'q': typed})}" for typed in TYPED] * 8,
    }
    visitor.beside_empty([*lists, *searched, *pages["profile"][:10], *pages["API, 50 records"][:4]])  # all is compiled
    say(f"{world.size:,} profiles")
    for name, paths in pages.items():
        times, empty = visitor.beside_empty(paths)
        print(f"{name:26} {median(times):8.3g} ms {median(times) / median(empty):8.3g} × an empty page")


if __name__ == "__main__":
    main()
