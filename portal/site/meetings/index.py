"""The bitmaps and the text search of meetings."""

from portal.core.facets import FacetIndex
from portal.core.models.meeting import SUBJECT
from portal.core.search import TextSearch

meeting_index = FacetIndex(SUBJECT, "core_meetingsearch", "meeting_id")
meeting_text = TextSearch(meeting_index)
