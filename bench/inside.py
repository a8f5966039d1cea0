"""What can only be measured inside a process of the portal, said as JSON: ``python -m bench.inside 200 600``.

The two numbers: how many random list addresses to make for the visitors, how many more to check against plain SQL.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from statistics import median

import django
from django.db import connection

SEED = 1
CHANGES = 20
PAGES = 40  # addresses of each other kind of page


def main() -> None:
    queries_wanted, checks_wanted = map(int, sys.argv[1:3])
    django.setup()
    from bench.export import exports  # like the rest of the portal: once Django is set up
    from bench.pages import pages
    from bench.queries import Readers
    from bench.suggestions import suggestion_times

    measured = loading()
    readers = Readers(Random(SEED))
    measured["warm_up"] = readers.queries(40)
    measured["queries"] = readers.queries(queries_wanted)
    measured["details"] = details(60)
    measured["pages"] = pages(readers, PAGES)
    measured |= facets_and_rows(measured["warm_up"], measured["queries"])
    measured["wrong_counts"] = sum(wrong_counts(query) for query in readers.queries(checks_wanted))
    measured["change_ms"] = change()
    measured |= exports() | suggestion_times()
    print(json.dumps(measured))


def loading() -> dict[str, float]:
    """Reading the whole index, and the memory it takes."""
    from portal.core import reference
    from portal.core.models import current_versions
    from tad.models.search import activity_index

    reference.current(versions := current_versions())  # the connection is open, the vocabularies are read
    gc.collect()
    before, begin = resident_mb(), time.perf_counter()
    activity_index.current(versions)
    return {"load_s": time.perf_counter() - begin, "index_mb": resident_mb() - before}


def resident_mb(pid: int | str = "self") -> float:
    """What a process holds in memory; nought where the system does not say."""
    with suppress(OSError):
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * 4096 / 1e6
    return 0.0


def details(number: int) -> list[str]:
    from bench.queries import listing
    from tad.models import Activity

    public, random = listing("").hits, Random(SEED)
    picked = [public[random.randrange(len(public))] for _ in range(number)]
    return [activity.get_absolute_url() for activity in Activity.objects.filter(pk__in=picked).only("ref")]


def facets_and_rows(warm_up: list[str], queries: list[str]) -> dict[str, float]:
    """Every count, the total and the ids of a page; and beside them the one query for its rows."""
    for query in warm_up:
        answer(query)
    times = [answer(query) for query in queries]
    return {"facets_ms": median(facets for facets, _rows in times), "rows_ms": median(rows for _facets, rows in times)}


def answer(query: str) -> tuple[float, float]:
    from bench.queries import listing
    from tad.cards import rows_of

    page = listing(query)
    page.filters.selection  # noqa: B018 -- reading the address is no part of counting
    begin = time.perf_counter()
    counts_of(page)
    ids, counted = page.ids, time.perf_counter()
    list(rows_of(page.request.user, ids))
    return (counted - begin) * 1000, (time.perf_counter() - counted) * 1000


def counts_of(page) -> dict[int, dict[int, int]]:
    from portal.core.facets import Facet

    shown = [spec.facet for spec in page.filters.facets if spec.shown]
    return {facet: page.panel.counts(facet) for facet in [*shown, Facet.YEAR]} | {0: {0: page.count}}


def wrong_counts(query: str) -> int:
    """How many of the numbers on the page differ from what plain SQL over the search rows counts."""
    from bench.oracle import counts
    from bench.queries import listing

    page = listing(query)
    said = counts_of(page)
    true = counts(page.filters.chosen, page.filters.facets, list(said))
    pairs = {(facet, value) for both in (said, true) for facet in both for value in both[facet]}
    return sum(said[facet].get(value, 0) != true[facet].get(value, 0) for facet, value in pairs)


def change() -> float:
    """Milliseconds until the index knows of one record that changed."""
    from bench.queries import listing
    from tad.models import Activity
    from tad.models.search import activity_index

    public, times = listing("").hits, []
    for place in range(CHANGES):
        record = Activity.objects.filter(pk=public[len(public) * place // CHANGES])
        record.update(status="cancelled" if record.get().status != "cancelled" else "completed")
        begin = time.perf_counter()
        activity_index.current()
        times.append((time.perf_counter() - begin) * 1000)
    connection.close()
    return median(times)


if __name__ == "__main__":
    main()
