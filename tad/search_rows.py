"""Activities' search rows by the thousand. One at a time, triggers derive them (tad/sql/)."""

from portal.core.search_rows import SearchRows
from tad.models.search import activity_index

ROWS = SearchRows(activity_index, records="tad_activity", prefix="tad_activity")
deferred, derive, derive_all, differing = ROWS.deferred, ROWS.derive, ROWS.derive_all, ROWS.differing
