"""``/calendar/meetings/`` and ``/calendar/<ref>/``."""

from django.urls import path

from portal.core.correction_pages import correct
from portal.core.models import Meeting
from portal.site.meetings import papers, views

app_name = "meetings"
urlpatterns = [
    path("meetings/", views.meeting_list, name="list"),
    path("meetings/suggest/", views.meeting_suggest, name="suggest"),
    path("<slug:ref>/", views.meeting_detail, name="detail"),
    path("<slug:ref>/event.ics", views.meeting_event, name="event"),
    path("<slug:ref>/papers/<int:pk>/", papers.paper, name="paper"),
    path("<slug:ref>/correct/", correct, {"model": Meeting}, name="correct"),
]
