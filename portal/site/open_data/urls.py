"""``/data/``."""

from django.urls import path, re_path

from portal.site.open_data import views
from portal.site.open_data.dump.views import dump

app_name = "data"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    re_path(r"^catalogue\.(?P<form>jsonld|ttl)$", views.catalogue_file, name="file"),
    path("dumps/<str:file>", dump, name="dump"),
]
