"""What is coming, and what was last, for pages that show a few entries: home, a country, a topic."""

from __future__ import annotations

from datetime import date

from pyroaring import BitMap

from portal.core import reference as reference_memory
from portal.core.facets import Selection
from portal.core.models import current_versions
from portal.core.models.versions import Stamp
from portal.core.permissions import readable_by
from portal.site.calendar.entries import EntryCard, entries_of
from portal.site.calendar.index import calendar_index


def coming(
    user, today: date, number: int, *, about: Selection | None = None, versions: dict[str, Stamp] | None = None
) -> list[EntryCard]:
    """The next so many entries from ``today`` on that the user may see, soonest first; what is under way comes first.

    ``about`` narrows them: ``Selection({Facet.COUNTRY: frozenset({code(Facet.COUNTRY, country_number("KE"))})})``. Pass
    the request's versions to save asking for them again. Some five queries.
    """
    versions = versions or current_versions()
    snapshot = calendar_index.current(versions)
    hits = snapshot.hits(about or Selection(), readable_by(user, snapshot))
    numbers = [each for each in snapshot.coming_among(hits) if snapshot.coming[each].last >= today]
    return entries_of(user, numbers[:number], snapshot, reference_memory.current(versions))


def recent(user, number: int, *, versions: dict[str, Stamp]) -> list[EntryCard]:
    """Those that are over and began last."""
    snapshot = calendar_index.current(versions)
    hits = snapshot.hits(Selection(), readable_by(user, snapshot)) - BitMap(snapshot.coming)
    return entries_of(user, snapshot.page(hits, 0, number), snapshot, reference_memory.current(versions))
