"""The audit: database triggers write down every change of a record, by whatever way it was made.

Bulk updates, raw SQL and the admin all leave an event with the values before and after; who did it comes from the
request (pghistory's middleware) or from ``pghistory.context(user=…)`` around a command. docs/adr/0004-audit.md.
"""

from __future__ import annotations

from collections.abc import Callable

import pghistory


def audited(*, exclude: list[str] | None = None) -> Callable[[type], type]:
    """Class decorator: keep every insert, update and delete of the model, without the excluded fields."""
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=exclude or []
    )
