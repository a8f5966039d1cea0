"""``/roster/``."""

from django.urls import path

from roster import views

app_name = "roster"
urlpatterns = [
    path("", views.consultant_list, name="list"),
    path("suggest/", views.consultant_suggest, name="suggest"),
    path("<slug:ref>/", views.consultant_detail, name="detail"),
]
