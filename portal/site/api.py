"""The API's roof: the rooms' endpoints and the vocabularies under one address, what there is, and its description."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, re_path, reverse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from matchmaking.api import NeedListView, NeedView, OfferListView, OfferView
from matchmaking.suggestion_api import NeedSuggestionsView, OfferSuggestionsView
from partnerships.api import CaseStudyListView, CaseStudyView, PartnershipListView, PartnershipView
from portal.core.api.addresses import NAME_OF
from portal.core.api.views import ApiView
from portal.core.api.vocabularies import views_of
from portal.core.models import Organisation, content_stamps
from portal.core.models.versions import REFERENCE
from portal.site.api_docs import Docs
from portal.site.meetings.api import MeetingListView, MeetingView
from portal.site.open_data.api import TombstoneListView
from portal.site.organisations.api import OrganisationListView, OrganisationView
from portal.site.webhooks.api import WebhookMoveView, WebhooksView, WebhookView
from roster.api import ConsultantListView, ConsultantView
from tad.api import ActivityListView, ActivityView

VERSION = "v1"
# The list and one of it, by their name in addresses.
RECORDS = {
    "activities": (ActivityListView.as_view(), ActivityView.as_view()),
    "partnerships": (PartnershipListView.as_view(), PartnershipView.as_view()),
    "case-studies": (CaseStudyListView.as_view(), CaseStudyView.as_view()),
    "consultants": (ConsultantListView.as_view(), ConsultantView.as_view()),
    "needs": (NeedListView.as_view(), NeedView.as_view()),
    "offers": (OfferListView.as_view(), OfferView.as_view()),
    "meetings": (MeetingListView.as_view(), MeetingView.as_view()),
}
# As records name them; organisations tell more than a term and are filtered as on their page.
TERMS = {
    name: (OrganisationListView.as_view(), OrganisationView.as_view())
    if vocabulary is Organisation
    else views_of(vocabulary)
    for vocabulary, name in NAME_OF.items()
}


def schema_of(base: str) -> dict:
    """The OpenAPI description of what there is now, not to be changed; ``base`` is "https://portal.example.org"."""
    return _described(base, content_stamps().get(REFERENCE))


@lru_cache(maxsize=4)  # describing takes a tenth of a second; the known codes are a part of it
def _described(base: str, stamp: tuple[int, ...] | None) -> dict:
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
        names = [*RECORDS, *TERMS, "tombstones", "schema", "docs"]
        return self.framed({name: f"{self.base}{reverse(f'api:{name}')}" for name in names})


class SchemaView(Undescribed):
    def answer(self) -> dict:
        return schema_of(self.base)


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """For people; in English only, as the description it is made of."""
    base = f"{request.scheme}://{request.get_host()}"
    return render(request, "api/docs.html", {"docs": Docs(request, schema_of(base), base)})


app_name = "api"
urlpatterns = [
    path("", VersionsView.as_view(), name="versions"),
    path(f"{VERSION}/", IndexView.as_view(), name="index"),
    *(path(f"{VERSION}/{name}/", several, name=name) for name, (several, _one) in (RECORDS | TERMS).items()),
    *(path(f"{VERSION}/{name}/<slug:ref>/", one, name=f"{name}-record") for name, (_several, one) in RECORDS.items()),
    *(path(f"{VERSION}/{name}/<slug:code>/", one, name=f"{name}-term") for name, (_several, one) in TERMS.items()),
    path(f"{VERSION}/needs/<slug:ref>/suggestions/", NeedSuggestionsView.as_view(), name="needs-suggestions"),
    path(f"{VERSION}/offers/<slug:ref>/suggestions/", OfferSuggestionsView.as_view(), name="offers-suggestions"),
    path(f"{VERSION}/tombstones/", TombstoneListView.as_view(), name="tombstones"),
    path(f"{VERSION}/webhooks/", WebhooksView.as_view(), name="webhooks"),
    path(f"{VERSION}/webhooks/<int:pk>/", WebhookView.as_view(), name="webhook"),
    re_path(
        rf"^{VERSION}/webhooks/(?P<pk>\d{{1,18}})/(?P<move>ping|pause|secret)/$",
        WebhookMoveView.as_view(),
        name="webhook-move",
    ),
    path(f"{VERSION}/schema/", SchemaView.as_view(), name="schema"),
    path(f"{VERSION}/docs/", docs, name="docs"),
]
