"""Search rows of the room by the thousand. One at a time, triggers derive them (partnerships/sql/)."""

from partnerships.models.search import case_study_index, initiative_index
from portal.core.search_rows import SearchRows

INITIATIVE_ROWS = SearchRows(initiative_index, records="partnerships_initiative", prefix="partnerships_initiative")
CASE_STUDY_ROWS = SearchRows(case_study_index, records="partnerships_casestudy", prefix="partnerships_case_study")
