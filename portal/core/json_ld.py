"""Records as search engines read them: schema.org in JSON-LD."""

from __future__ import annotations

import json

from django.utils.safestring import SafeString, mark_safe

from portal.core.models import Curated

# As escapes, so that no text of a record can end the script element it stands in.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def json_ld(record: Curated, kind: str, permalink: str, topics: list[str], **more: object) -> SafeString:
    """``kind`` is a type of schema.org; ``more`` are its further properties, left out where empty."""
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "identifier": record.ref,
        "name": record.title,
        "description": record.summary,
        "inLanguage": record.language_id,
        "url": permalink,
        "about": topics,
    }
    return as_json(data, **more)


def as_json(data: dict[str, object], **more: object) -> SafeString:
    """For a script element; ``more`` is left out where empty."""
    data |= {name: value for name, value in more.items() if value}
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308 -- escaped for a script
