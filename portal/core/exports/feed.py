"""Atom 1.0, the latest first. Pages of a hundred are linked (RFC 5005), so that a whole list can be read."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.html import escape

from portal.core.dates import clauses_text
from portal.core.exports.export import Export
from portal.core.exports.xml_text import writable

PAGE_SIZE = 100
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"  # RFC 6721
OWNED_SINCE = 2026  # a tag: address names a year in which the host was ours


class PagedFeed(Atom1Feed):
    """With links to the feed's other pages, with what is gone, and each entry in the language of its record."""

    def add_root_elements(self, handler) -> None:
        super().add_root_elements(handler)
        for rel, url in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": rel, "href": url})

        for ref, since in self.feed["gone"]:
            handler.addQuickElement("at:deleted-entry", "", {"ref": ref, "when": rfc3339_date(since)})

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:at": TOMBSTONES}

    def item_attributes(self, item: dict) -> dict[str, str]:
        return {"xml:lang": item["language"]}


def last_page(count: int) -> int:
    return max(1, -(-count // PAGE_SIZE))


def stream(export: Export) -> Iterator[bytes]:
    number, last = export.page, last_page(export.count)
    address = export.listing.address

    tag = f"tag:{export.host},{OWNED_SINCE}"

    def url(page: int) -> str:
        return export.base + address.setting(view="", format="atom", page=str(page) if page > 1 else "")

    pages = {"first": url(1), "last": url(last)}
    if number > 1:
        pages["previous"] = url(number - 1)
    if number < last:
        pages["next"] = url(number + 1)
    feed = PagedFeed(
        title=export.title,
        link=export.url,
        description=clauses_text(export.conditions),
        language=export.language,
        author_name=export.publisher,
        feed_url=url(number),
        feed_guid=f"{tag}:{address.setting(view='')}",
        feed_copyright=export.attribution,
        pages=pages,
        gone=[(f"{tag}:{ref}", since) for ref, since in export.gone] if number == 1 else [],
    )
    ids = export.listing.text.latest_page(export.listing.hits, (number - 1) * PAGE_SIZE, PAGE_SIZE)
    for entry in map(export.entry, export.records_of(ids)):
        feed.add_item(
            title=writable(entry.title),
            link=entry.url,
            description=escape(writable(entry.summary)),
            unique_id=f"{tag}:{entry.ref}",
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=[writable(each) for each in entry.categories],
            language=entry.language,
        )
    yield feed.writeString("utf-8").encode()
