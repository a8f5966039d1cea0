"""``/calendar/``; the meetings below it: portal/site/meetings/urls.py."""

from django.urls import path

from portal.site.calendar import views

app_name = "calendar"
urlpatterns = [path("", views.calendar, name="list")]
