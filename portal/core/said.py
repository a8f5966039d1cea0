"""Days and moments as programs read them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from portal.core.models.span import Precision

KNOWN = {"year": 4, "month": 7}  # characters of an ISO date


def partial_date(day: date | None, precision: str = Precision.DAY) -> str | None:
    """ "2013", "2013-10", "2013-10-05": as much of the day as is known."""
    return day.isoformat()[: KNOWN.get(precision, 10)] if day else None


def moment(value: datetime | None) -> str | None:
    """ISO 8601 in UTC, to the second."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None
