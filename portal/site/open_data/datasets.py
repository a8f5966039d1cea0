"""What can be taken away: each list of the portal as a dataset, with what a visitor sees of it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.exports import NeedExport, OfferExport
from partnerships.exports import CaseStudyExport, InitiativeExport
from portal.core import kept
from portal.core.addresses import asked_at
from portal.core.dates import day_text
from portal.core.exports.export import Export
from portal.core.exports.formats import FORMATS, url_of
from portal.core.facets import GROUP_OFFSET, Facet
from portal.core.models import content_stamps
from portal.site.meetings.exports import MeetingExport
from portal.site.open_data.dump import shelf
from portal.site.open_data.dump.shelf import Dump
from portal.site.open_data.formats import Distribution
from portal.site.open_data.tables import Table, tables
from portal.site.organisations.exports import OrganisationExport
from roster.exports import ConsultantExport
from tad.exports import ActivityExport

# Each with what its records tell.
LISTS: list[tuple[type[Export], Promise]] = [
    (
        ActivityExport,
        _("Technical assistance on intellectual property: who gave it, who received it, when and about what."),
    ),
    (
        InitiativeExport,
        _("Partnerships on intellectual property: who works together, by which instruments, and what came of it."),
    ),
    (CaseStudyExport, _("What came of cooperation on intellectual property, told country by country.")),
    (ConsultantExport, _("Consultants from the South who agreed to be listed, each with what that person released.")),
    (NeedExport, _("Help with intellectual property that organisations ask for, and by when they want answers.")),
    (OfferExport, _("Help with intellectual property that organisations offer, to whom and on which conditions.")),
    (MeetingExport, _("Meetings on South-South cooperation on intellectual property, past and coming.")),
    (
        OrganisationExport,
        _("Offices, ministries, universities and international organisations, and in how many records each is named."),
    ),
]  # fmt: skip


class Dataset:
    def __init__(self, export: Export, description: str | Promise, stamps: dict) -> None:
        self.export, self.description, self.stamps = export, description, stamps
        self.listing = export.listing

    @property
    def id(self) -> str:
        return self.export.name

    @property
    def title(self) -> str:
        return self.export.title

    @property
    def count(self) -> int:
        return self.export.count

    @property
    def count_text(self) -> str:
        return self.listing.count_text

    @property
    def url(self) -> str:
        return self.export.url

    @property
    def api_url(self) -> str:
        return self.export.base + reverse(f"api:{self.id}")

    @property
    def distributions(self) -> list[Distribution]:
        base, address = self.export.base, self.listing.address
        return [
            Distribution(FORMATS[name], base + url_of(address, name), f"{self.id}-{name}")
            for name in self.listing.formats
        ]

    @cached_property
    def modified(self) -> datetime | None:
        """When any of its records was last changed; None where there are none. Asked again when one has been."""
        if not self.count:
            return None

        def latest() -> datetime | None:
            return self.listing.queryset().order_by().aggregate(at=Max("updated_at"))["at"]

        return kept.part(("data-modified", self.id), latest, {"of": self.stamps.get(self.listing.index.name)})

    @property
    def modified_text(self) -> str:
        return day_text(self.modified.date()) if self.modified else ""

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last that any of its records falls into."""
        years = self.listing.counts(Facet.YEAR)
        return (min(years), max(years)) if years else None

    @property
    def country_codes(self) -> list[str]:
        """ISO 3166 alpha-2; a group stands for its members."""
        countries = self.listing.reference.country_by_number
        numbers = self.listing.counts(Facet.COUNTRY)
        return sorted(countries[number].code for number in numbers if number < GROUP_OFFSET)


class Catalogue:
    """For whoever asks what a visitor sees: a catalogue is made to be passed on. ``base`` begins absolute addresses."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.base = settings.SITE_URL or f"{request.scheme}://{request.get_host()}"

    @property
    def url(self) -> str:
        return self.base + reverse("data:catalogue")

    @cached_property
    def stamps(self) -> dict:
        """Asked for before anything that is counted."""
        return content_stamps()

    @cached_property
    def dumps(self) -> list[Dump]:
        """Everything in one file, the newest first; the page names those before it."""
        return shelf.dumps()

    @property
    def key(self) -> str:
        """What whoever keeps a part of it compares beside the stamps of the records."""
        return self.dumps[0].name if self.dumps else ""

    @cached_property
    def datasets(self) -> list[Dataset]:
        stamps = self.stamps
        return [self._dataset(*each, stamps) for each in LISTS]

    @cached_property
    def tables(self) -> list[Table]:
        return kept.part(("data-tables", self.base), lambda: list(tables(self.request, self.base)), {})

    def _dataset(self, export_class: type[Export], description: Promise, stamps: dict) -> Dataset:
        address = reverse(f"{export_class.listing_class.room}:list")
        asked = asked_at(address, self.request, user=AnonymousUser())
        return Dataset(export_class(asked, base=self.base), description, stamps)
