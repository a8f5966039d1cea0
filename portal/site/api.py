"""The API's roof: the rooms' endpoints and the vocabularies under one address, what there is, and its description."""

from __future__ import annotations

from django.urls import path, reverse
from drf_spectacular.generators import SchemaGenerator

from portal.core.api.views import ApiView
from portal.core.api.vocabularies import VOCABULARIES
from tad.api import ActivityListView, ActivityView

VERSION = "v1"


def schema_of(base: str) -> dict:
    """The OpenAPI description of what there is now; ``base`` is where it is found ("https://portal.example.org")."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    schema["servers"] = [{"url": base}]
    schema["info"]["contact"]["url"] = f"{base}{reverse('about')}"
    return schema


class Undescribed(ApiView):
    """About the API itself: not a part of its description."""

    schema = None


class VersionsView(Undescribed):
    summary = "Versions of the API"

    def answer(self) -> dict:
        return self.framed({VERSION: f"{self.base}{reverse('api:index')}"})


class IndexView(Undescribed):
    """What there is, by name."""

    def answer(self) -> dict:
        names = ["activities", *VOCABULARIES, "schema"]
        return self.framed({name: f"{self.base}{reverse(f'api:{name}')}" for name in names})


class SchemaView(Undescribed):
    def answer(self) -> dict:
        return schema_of(self.base)


app_name = "api"
urlpatterns = [
    path("", VersionsView.as_view(), name="versions"),
    path(f"{VERSION}/", IndexView.as_view(), name="index"),
    path(f"{VERSION}/activities/", ActivityListView.as_view(), name="activities"),
    path(f"{VERSION}/activities/<slug:ref>/", ActivityView.as_view(), name="activity"),
    *(path(f"{VERSION}/{name}/", view, name=name) for name, view in VOCABULARIES.items()),
    path(f"{VERSION}/schema/", SchemaView.as_view(), name="schema"),
]
