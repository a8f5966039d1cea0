"""JSON: one object, its records written one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import orjson

from portal.core.exports.licence import LICENCE_URL

if TYPE_CHECKING:
    from portal.core.exports.export import Export

CHUNK = 32_768  # bytes


def stream(export: Export) -> Iterator[bytes]:
    head = terms(export) | {"count": export.count, "results": []}
    yield orjson.dumps(head).removesuffix(b"]}")
    yield from listed(export.records())
    yield b"\n]}\n"


def terms(export: Export) -> dict[str, str]:
    """What every file begins with: under which terms it may be used, as of when, where it came from."""
    return {
        "licence": LICENCE_URL,
        "attribution": export.attribution,
        "generated_at": export.generated_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "url": export.url,
    }


def listed(records: Iterable[dict]) -> Iterator[bytes]:
    """A line each, with commas between them; in pieces of some size, however many there are."""
    pending, separator = bytearray(), b"\n"
    for record in records:
        pending += separator + orjson.dumps(record)
        separator = b",\n"
        if len(pending) > CHUNK:
            yield bytes(pending)
            pending.clear()
    yield bytes(pending)
