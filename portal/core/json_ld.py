"""Pages as search engines read them: schema.org in JSON-LD.

It says nothing that the page does not show. A property stands only where schema.org has it for the type, because
what it does not have there is passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal.core.models import Curated
from portal.core.models.span import Spanned
from portal.core.said import partial_date

CONTEXT = "https://schema.org"
# As escapes, so that no text of a record can end the script element it stands in.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def as_json(data: dict[str, object], **more: object) -> SafeString:
    """For a script element; ``more`` is left out where empty."""
    data |= {name: value for name, value in more.items() if value}
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308 -- escaped for a script


# A record -------------------------------------------------------------------------------------------------------------
def json_ld(record: Curated, kind: str, permalink: str, **more: object) -> SafeString:
    """``kind`` is a type of schema.org; ``more`` are its further properties, left out where empty."""
    data = {
        "@context": CONTEXT,
        "@type": kind,
        "identifier": record.ref,
        "name": record.title,
        "url": permalink,
    }
    return as_json(data, description=record.summary, **more)


def told(record: Curated, topics: list[str]) -> dict[str, object]:
    """What a work and an event are told in and about."""
    return {"inLanguage": record.language_id, "about": topics}


def days(record: Spanned) -> dict[str, str]:
    """Of an event, which has a start to schema.org: each day as exactly as it is known, "2013" or "2013-10-05"."""
    if not record.starts_on:
        return {}
    start = partial_date(record.starts_on, record.starts_precision)
    return {"startDate": start, "endDate": partial_date(record.ends_on, record.ends_precision)}


# Other pages ----------------------------------------------------------------------------------------------------------
def page(request: HttpRequest, kind: str, name: object, **more: object) -> SafeString:
    """Of a page that is no record, at the address asked for; ``kind`` is a kind of work."""
    data = {
        "@context": CONTEXT,
        "@type": kind,
        "name": str(name),
        "url": request.build_absolute_uri(request.path),
        "inLanguage": get_language(),
    }
    return as_json(data, **more)


def collection(request: HttpRequest, title: str, count: int, entries: Iterable[tuple[str, str]]) -> SafeString:
    """Of a list: how many records it has, and the first of them as (name, address)."""
    items = [
        {"@type": "ListItem", "position": place, "name": str(name), "url": request.build_absolute_uri(url)}
        for place, (name, url) in enumerate(entries, start=1)
    ]
    listed = {"@type": "ItemList", "numberOfItems": count, "itemListElement": items}
    return page(request, "CollectionPage", title, mainEntity=listed)


def breadcrumbs(request: HttpRequest, crumbs: Iterable[dict]) -> SafeString:
    """``crumbs``: {label, url}; the last one is this page and has no url."""
    items = []
    for place, crumb in enumerate(crumbs, start=1):
        item = {"@type": "ListItem", "position": place, "name": str(crumb["label"])}
        if url := crumb.get("url"):
            item["item"] = request.build_absolute_uri(url)
        items.append(item)
    return as_json({"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items})
