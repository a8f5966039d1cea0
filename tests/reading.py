"""Files of the portal as a stranger reads them: with parsers that know nothing of how they were written."""

from __future__ import annotations

import csv
import re
from html import unescape
from io import BytesIO, StringIO

import feedparser
import openpyxl
import orjson
import vobject
from django.test import Client


def body(client: Client, address: str, **headers: str) -> bytes:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, (address, response.status_code)
    return b"".join(response.streaming_content) if response.streaming else response.content


def with_format(address: str, name: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}format={name}"


def csv_rows(client: Client, address: str) -> list[dict[str, str]]:
    written = body(client, with_format(address, "csv"))
    assert written.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(written.decode("utf-8-sig"), newline=""), strict=True))


def xlsx_book(client: Client, address: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(body(client, with_format(address, "xlsx"))))


def xlsx_rows(client: Client, address: str) -> list[dict[str, object]]:
    names, *rows = xlsx_book(client, address).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def json_object(client: Client, address: str) -> dict:
    return orjson.loads(body(client, with_format(address, "json")))


def feed_pages(client: Client, address: str) -> list[feedparser.FeedParserDict]:
    """The feed and whatever its ``next`` links lead to."""
    pages, following = [], with_format(address, "atom")
    while following:
        parsed = feedparser.parse(body(client, following))
        assert not parsed.bozo, parsed.get("bozo_exception")
        pages.append(parsed)
        following = next((link.href for link in parsed.feed.links if link.rel == "next"), "")
    return pages


def calendar(client: Client, address: str) -> vobject.base.Component:
    return vobject.readOne(body(client, with_format(address, "ics")).decode())


def events(client: Client, address: str) -> list[vobject.base.Component]:
    return calendar(client, address).contents.get("vevent", [])


def page_refs(client: Client, address: str) -> list[str]:
    """The references on all pages of a list, in their order, by following "next"."""
    refs, following = [], address
    while following:
        html = client.get(following).content.decode()
        refs += re.findall(r'<h3 class="card__title"><a href="[^"]*/([A-Z0-9-]+)/"', html)
        found = re.search(r'rel="next" href="([^"]+)"', html)
        following = unescape(found.group(1)) if found else ""
    return refs
