"""JSON: one object, its records written one by one."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from portal.core.exports.export import Export
from portal.core.exports.licence import LICENCE_URL

CHUNK = 32_768  # bytes


def stream(export: Export) -> Iterator[bytes]:
    head = {
        "licence": LICENCE_URL,
        "attribution": export.attribution,
        "generated_at": export.generated_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "url": export.url,
        "count": export.count,
        "results": [],
    }
    pending = bytearray(orjson.dumps(head).removesuffix(b"]}"))
    separator = b"\n"
    yield bytes(pending)
    pending.clear()
    for record in export.records():
        pending += separator + orjson.dumps(record)
        separator = b",\n"
        if len(pending) > CHUNK:
            yield bytes(pending)
            pending.clear()
    yield bytes(pending) + b"\n]}\n"
