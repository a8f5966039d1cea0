"""``/roster/``."""

from django.urls import path

from roster import views
from roster.relay.urls import urlpatterns as relay

app_name = "roster"
urlpatterns = [
    path("", views.consultant_list, name="list"),
    path("suggest/", views.consultant_suggest, name="suggest"),
    *relay,
    path("<slug:ref>/", views.consultant_detail, name="detail"),
]
