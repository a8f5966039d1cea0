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


def refs_by_format(client: Client, address: str) -> dict[str, list[str]]:
    """Which records each format of a list holds, in its order; a feed has an order of its own and is sorted."""
    feed = [entry.id.rpartition(":")[2] for page in feed_pages(client, address) for entry in page.entries]
    return {
        "page": page_refs(client, address),
        "csv": [row["ref"] for row in csv_rows(client, address)],
        "xlsx": [row["ref"] for row in xlsx_rows(client, address)],
        "json": [record["ref"] for record in json_object(client, address)["results"]],
        "atom": sorted(feed),
        "ics": [event.uid.value.partition("@")[0] for event in events(client, address)],
    }


def api_refs(client: Client, address: str) -> list[str]:
    """The same list in the API, all pages of it."""
    path, _mark, query = address.partition("?")
    following, found = f"/api/v1{path}?{query}{'&' if query else ''}fields=ref&per_page=100", []
    while following:
        answer = orjson.loads(body(client, following))
        found += [record["ref"] for record in answer["results"]]
        following = answer["next"]
    assert len(found) == answer["count"]
    return found


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
