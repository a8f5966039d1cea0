"""Organisations in the API: those that a curator verified, whoever asks. What is said of one is ``open_data``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from pyroaring import BitMap
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.core import reference as reference_memory
from portal.core.api.parameters import LANG, Parameter, fields
from portal.core.api.records import RecordListView, absence
from portal.core.api.serializers import choice, text
from portal.core.api.views import ApiView, chosen, names_of
from portal.core.classification import Role
from portal.core.models import Organisation
from portal.core.reference import Reference
from portal.site.organisations import open_data
from portal.site.organisations.listing import OrganisationListing
from portal.site.organisations.views import became

ANYBODY = AnonymousUser()  # a code that programs use must not name what a curator may still reject


class InRoleSerializer(serializers.Serializer):
    role = choice(Role)
    count = serializers.IntegerField()


class NamedSerializer(serializers.Serializer):
    """In how many public records of a kind an organisation is named; in several roles of one record it counts once."""

    count = serializers.IntegerField()
    by_role = InRoleSerializer(many=True)


class OrganisationSerializer(serializers.Serializer):
    """An organisation. What is not recorded is an empty text, an empty list, or null where the value is no text."""

    code = serializers.CharField(help_text="What filters and records use. Leads on after a merger, is never reused.")
    url = serializers.URLField(help_text="Its page.")
    name = text()
    acronym = text()
    aliases = serializers.ListField(child=serializers.CharField(), help_text="Other names.")
    former_codes = serializers.ListField(child=serializers.CharField(), help_text="Of what was merged into it.")
    type = serializers.CharField(help_text="A code of organisation-types/.")
    type_label = text()
    country = serializers.CharField(allow_null=True, help_text="ISO 3166 alpha-2; null: of no nation.")
    country_label = text()
    region = serializers.CharField(allow_null=True, help_text="A code of regions/.")
    parent = serializers.CharField(allow_null=True, help_text="Code of the organisation that it is a part of.")
    parent_label = text()
    website = text()
    contact_url = text("Page where the public reaches it.")
    description = text()
    language = text("Of the description, ISO 639-1.")
    activities = NamedSerializer(help_text="In how many public ones it is named, by role.")
    partnerships = NamedSerializer(help_text="In how many public ones it is named, by role.")
    note = text()
    source = text()
    is_sample = serializers.BooleanField(help_text="Invented, for trying the portal out.")
    state = choice(Organisation.State)
    verified_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField(help_text="Its own record's: being named in one more record does not count.")


class VerifiedListing(OrganisationListing):
    @cached_property
    def readable(self) -> BitMap:
        return self.snapshot.readable()


def verified(_user, ids: Iterable[int], reference: Reference, *, base: str) -> Iterator[dict]:
    return open_data.organisations(ANYBODY, ids, reference, base=base)


class OrganisationListView(RecordListView):
    """The organisations that the public page with the same filters shows, in the same order. What organisations
    proposed for themselves is here once a curator has verified it."""

    summary = "Organisations, and what each did"
    tag = "Organisations"
    listing_class = VerifiedListing
    records = staticmethod(verified)
    serializer_class = OrganisationSerializer
    sort = Parameter(
        "sort",
        "Order: title (by name), records (named most often first), newest; with q also relevance, then the default.",
        {"type": "string", "enum": ["title", "records", "newest", "relevance"]},
    )


class OrganisationView(ApiView):
    """One organisation by its code. The code of one that was merged into another leads there."""

    summary = "One organisation"
    tag = "Organisations"
    moved = "It was merged into the organisation at this address."
    leaves_tombstone = True
    serializer_class = OrganisationSerializer

    @property
    def parameters(self) -> list[Parameter]:
        return [fields(names_of(self.serializer_class)), LANG]

    def get(self, request: Request, *, code: str) -> Response:
        try:
            return super().get(request, code=code)
        except Http404:
            return self.led_on(reverse("api:organisations-term", args=[self.became(code)]))

    def became(self, code: str) -> str:
        try:
            return became(code, ANYBODY).slug
        except Http404:
            raise absence(Organisation, code.lower()) from None

    def answer(self, code: str) -> dict:
        ids = Organisation.objects.verified().filter(slug=code.lower()).values_list("pk", flat=True)
        found = list(verified(None, ids, reference_memory.current(), base=self.base))
        if not found:
            raise Http404
        return self.framed(chosen(found, self.asked(self.parameters[0]))[0])
