"""``/statistics/``."""

from django.urls import path, re_path

from portal.site.mapping.views import report
from portal.site.statistics import reference, views

app_name = "statistics"
urlpatterns = [
    path("", views.statistics, name="page"),
    path("reference/", reference.reference, name="reference"),
    path("report/", report, name="report"),
    re_path(r"^(?P<name>[a-z]+)\.(?P<form>csv|svg|png)$", views.figure_file, name="figure"),
]
