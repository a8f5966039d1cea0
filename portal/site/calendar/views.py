"""The page of the calendar."""

from portal.core.pages import views_of
from portal.site.calendar.exports import CalendarExport
from portal.site.calendar.listing import CalendarListing

calendar, _suggest = views_of(CalendarListing, CalendarExport)  # the search box suggests what meetings are called
