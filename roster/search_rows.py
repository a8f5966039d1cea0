"""Search rows of consultants by the thousand. One at a time, triggers derive them (roster/sql/)."""

from portal.core.search_rows import SearchRows
from roster.models import consultant_index

CONSULTANT_ROWS = SearchRows(consultant_index, records="roster_consultant", prefix="roster_consultant")
