"""Organisations' search rows by the thousand. One at a time, triggers derive them (portal/core/sql/)."""

from portal.core.search_rows import SearchRows
from portal.site.organisations.index import organisation_index

ORGANISATION_ROWS = SearchRows(organisation_index, records="core_organisation", prefix="core_organisation")
