"""Search rows of the room by the thousand. One at a time, triggers derive them (matchmaking/sql/)."""

from matchmaking.index import need_index, offer_index
from portal.core.search_rows import SearchRows

NEED_ROWS = SearchRows(need_index, records="matchmaking_need", prefix="matchmaking_need")
OFFER_ROWS = SearchRows(offer_index, records="matchmaking_offer", prefix="matchmaking_offer")
