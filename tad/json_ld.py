"""An activity as search engines read it: schema.org in JSON-LD."""

from __future__ import annotations

import json

from django.utils.safestring import SafeString, mark_safe

from tad.models import Activity

# As escapes, so that no text of a record can end the script element it stands in.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def json_ld(activity: Activity, permalink: str, topics: list[str]) -> SafeString:
    """An event where a start is known; schema.org wants one for events."""
    days = {"startDate": activity.starts_on, "endDate": activity.ends_on}
    data = {
        "@context": "https://schema.org",
        "@type": "Event" if activity.starts_on else "CreativeWork",
        "identifier": activity.ref,
        "name": activity.title,
        "description": activity.summary,
        "inLanguage": activity.language_id,
        "url": permalink,
        "about": topics,
    } | {name: day.isoformat() for name, day in days.items() if day and activity.starts_on}
    if activity.place:
        data["location"] = {"@type": "Place", "name": activity.place}
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308 -- escaped for a script
