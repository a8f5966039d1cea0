"""An activity as search engines read it."""

from __future__ import annotations

from django.utils.safestring import SafeString

from portal.core import json_ld as schema_org
from tad.models import Activity


def json_ld(activity: Activity, permalink: str, topics: list[str]) -> SafeString:
    """An event where a start is known; schema.org wants one for events."""
    days = {"startDate": activity.starts_on, "endDate": activity.ends_on}
    more = {name: day.isoformat() for name, day in days.items() if day and activity.starts_on}
    if activity.place:
        more["location"] = {"@type": "Place", "name": activity.place}
    kind = "Event" if activity.starts_on else "CreativeWork"
    return schema_org.json_ld(activity, kind, permalink, **schema_org.told(activity, topics), **more)
