"""An activity as search engines read it."""

from __future__ import annotations

from django.utils.safestring import SafeString

from portal.core import json_ld as schema_org
from tad.models import Activity


def json_ld(activity: Activity, permalink: str, topics: list[str]) -> SafeString:
    """An event where a start is known; schema.org wants one for events."""
    more = schema_org.told(activity, topics) | schema_org.days(activity)
    kind, where = ("Event", "location") if activity.starts_on else ("CreativeWork", "contentLocation")
    more[where] = activity.place and {"@type": "Place", "name": activity.place}
    return schema_org.json_ld(activity, kind, permalink, **more)
