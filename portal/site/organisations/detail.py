"""The page of one organisation: what its template shows, worded for the reader.

What it did comes from the rooms' bitmaps: how many public records name it, about which topics, with which countries and
organisations, in which years. The numbers are what the lists show that they lead to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from pyroaring import BitMap

from partnerships.cards import case_study_cards
from partnerships.listing import case_study_text
from partnerships.models.search import case_study_index
from portal.core import kept
from portal.core import reference as reference_memory
from portal.core.addresses import encoded
from portal.core.charts import Columns, Flow, Heat, columns, flow
from portal.core.dates import day_text, number_text
from portal.core.directions import with_isolated
from portal.core.focal_points import Contact, contacts
from portal.core.json_ld import as_json
from portal.core.models import Organisation, OrganisationType, current_versions
from portal.core.models.versions import Stamp
from portal.core.naming import direction
from portal.core.reference import Reference
from portal.site import counted
from portal.site.counted import Records, Room
from portal.site.organisations import cards, deeds
from portal.site.organisations.in_room import LATEST, MOST, ROOMS, InRoom
from portal.site.packs import subjects
from portal.site.stories import begun_with, published


class OrganisationPage:
    """Wraps an organisation; every property is text or links, ready to print."""

    def __init__(self, request: HttpRequest, record: Organisation, stamps: dict) -> None:
        """With stamps that were asked for before the record: what is kept may be newer than its stamp, never older."""
        self.request, self.record, self.stamps = request, record, stamps
        self.versions: dict[str, Stamp] = current_versions()
        self.reference: Reference = reference_memory.current(self.versions)
        _stamp, done = deeds.current(self.versions)
        self.done = done.get(record.pk, deeds.NOTHING)
        self.anybody = AnonymousUser()  # for whom the parts are made that are kept

    def __getattr__(self, name: str):
        """What needs no wording comes from the record itself: name, acronym, website …"""
        return getattr(self.record, name)

    @property
    def type_label(self) -> str:
        return self.reference[OrganisationType].by_id[self.record.type_id].label

    @property
    def country(self) -> dict | None:
        term = self.reference.countries.get(self.record.country_id or "")
        return {"label": term.label, "url": self._list_url("country", term.code)} if term else None

    @property
    def type_url(self) -> str:
        return self._list_url("type", self.reference[OrganisationType].by_id[self.record.type_id].code)

    @cached_property
    def focal_points(self) -> list[Contact]:
        """Whom to ask, as far as this reader may know."""
        return contacts(self.request.user, organisation=self.record)

    @property
    def state_label(self) -> str:
        return "" if self.record.is_verified else self.record.get_state_display()

    @property
    def reason(self) -> str:
        """Why it was rejected; only who may see it at all gets here."""
        return self.record.state_reason

    @property
    def language(self) -> str:
        return self.record.language_id

    @property
    def dir(self) -> str:
        return direction(self.record.language_id)

    # Parts of the page: the same for every reader, and kept -----------------------------------------------------------
    @property
    def listings_part(self) -> SafeString:
        subjects = {each for room in (counted.OPEN_NEEDS, counted.OPEN_OFFERS) for each in room.subjects}
        stamps = {each: self.stamps.get(each) for each in subjects}
        return kept.part(("organisation", self.record.pk, "listings"), self._maker("listings"), stamps)

    @property
    def deeds_part(self) -> SafeString:
        """Cards may say something else where no number does."""

        def shown() -> tuple:
            studies = (self.stamps.get(each) for each in counted.CASE_STUDIES.subjects)
            return (*(room.latest for room in self.rooms), *studies, self.listings_part)

        return self._counted_part("deeds", shown)

    @property
    def partners_part(self) -> SafeString:
        return self._counted_part("partners")

    @property
    def charts_part(self) -> SafeString:
        return self._counted_part("charts")

    def _counted_part(self, name: str, shown: Callable[[], tuple] = tuple) -> SafeString:
        """What its activities and partnerships add up to, and what else is shown of them."""

        def made_of() -> tuple:
            return self._activities.stamp, self.records(counted.PARTNERSHIPS).stamp, *shown()

        return counted.part(("organisation", self.record.pk, name), self._maker(name), self.stamps, made_of)

    def _maker(self, name: str) -> Callable[[], SafeString]:
        return lambda: render_to_string(f"organisations/_{name}.html", {"organisation": self})

    # What it did -----------------------------------------------------------------------------------------------------
    @cached_property
    def rooms(self) -> list[InRoom]:
        return [InRoom(self, kind, self.done[kind]) for kind in ROOMS if kind in self.done]

    def records(self, room: Room) -> Records:
        """Those that name it: none of one that was rejected, which no list knows."""
        everything = room.public(self.versions, self.reference)
        if self.record.slug not in self.reference.organisation_by_slug:
            return replace(everything, hits=BitMap())
        return everything.having(organisation=self.record.slug)

    @cached_property
    def partners(self) -> list[dict]:
        """Organisations named in the same records, the most frequent first."""
        counts = sum((room.partners() for room in self.rooms), Counter())
        found = [(self.reference.organisations[pk], count) for pk, count in counts.most_common()]
        return [
            {"label": each.name, "url": each.url, "count": number_text(count)} for each, count in found if each.url
        ][:MOST]

    @cached_property
    def case_studies(self) -> list[dict]:
        """Case studies in which one of its full names stands: they name no organisation otherwise."""
        snapshot = case_study_index.current(self.versions)
        names = [name.replace('"', "") for name in (self.record.name, *self.record.aliases) if " " in name.strip()]
        words = " or ".join(f'"{name}"' for name in names)
        if not words:
            return []
        found = case_study_text.hits(words, snapshot.stamp) & snapshot.readable()
        return case_study_cards(self.anybody, snapshot.page(found, 0, LATEST), self.reference)

    @cached_property
    def listings(self) -> list[dict]:
        """What it asks for and what it offers, as far as that is open: ``[{id, title, cards, all_text, url}]``."""
        kinds = (
            ("needs", _("What it needs"), _("All its needs"), counted.OPEN_NEEDS),
            ("offers", _("What it offers"), _("All its offers"), counted.OPEN_OFFERS),
        )
        found = [
            {
                "id": name, "title": title, "all_text": all_text,
                "cards": self.records(room).newest(self.anybody, LATEST),
                "url": f"{reverse(f'{name}:list')}?{encoded('organisation', self.record.slug)}",
            }
            for name, title, all_text, room in kinds
        ]  # fmt: skip
        return [each for each in found if each["cards"]]

    @cached_property
    def stories(self) -> list[dict]:
        """Needs and offers of its matches, where both sides have published what came of it."""
        own = Q(match__seeker=self.record) | Q(match__provider=self.record)
        return begun_with(published(own), self.versions)

    # What it did over time --------------------------------------------------------------------------------------------
    @cached_property
    def _activities(self) -> Records:
        return self.records(counted.ACTIVITIES)

    @cached_property
    def flow(self) -> Flow | None:
        """Of the activities that name it: which countries gave, and which received."""
        gave, received = self._activities.by("named_provider"), self._activities.by("named_beneficiary")
        return flow(gave, received) if gave or received else None

    @property
    def short(self) -> str:
        """What it is called in the middle of the figure."""
        return self.record.acronym or self.record.name

    @cached_property
    def by_year(self) -> Columns | None:
        return columns(self._activities.series(_("Activities")), mirrored=get_language_bidi())

    @cached_property
    def topics_over_time(self) -> Heat | None:
        return self._activities.over_time("topic")

    @property
    def packs(self) -> list[dict]:
        """Not of one that nobody has verified: who is not public has no file."""
        return subjects.files("organisations", self.record.slug) if self.record.is_verified else []

    # What belongs to it ----------------------------------------------------------------------------------------------
    @property
    def parent_link(self) -> dict | None:
        parent = self.reference.organisations.get(self.record.parent_id)
        return {"label": parent.name, "url": parent.url} if parent else None

    @cached_property
    def parts(self) -> list[dict]:
        parts = Organisation.objects.visible_to(self.request.user).filter(parent=self.record).order_by("name", "pk")
        return [{"label": part.name, "url": part.get_absolute_url()} for part in parts.only("name", "slug")]

    @property
    def other_names(self) -> list[str]:
        return [name for name in self.record.aliases if name != self.record.name]

    # Where it comes from ---------------------------------------------------------------------------------------------
    @property
    def updated(self) -> str:
        return day_text(self.record.updated_at.date())

    @property
    def permalink(self) -> str:
        return self.request.build_absolute_uri(self.record.get_absolute_url())

    @property
    def cite_as(self) -> SafeString:
        parts = {"name": self.record, "site": settings.SITE_NAME, "date": self.updated, "url": self.permalink}
        return with_isolated(_("“%(name)s”. %(site)s, as of %(date)s. %(url)s"), parts)

    @property
    def correct_url(self) -> str:
        return reverse("organisations:correct", args=[self.record.slug])

    @property
    def edit_url(self) -> str:
        if not getattr(self.request.user, "is_curator", False):
            return ""
        return reverse("admin:core_organisation_change", args=[self.record.pk])

    def _list_url(self, name: str, value: str) -> str:
        return f"{reverse('organisations:list')}?{encoded(name, value)}"

    @property
    def description_text(self) -> str:
        """For search engines: what it is, where, and what it did."""
        said = [self.type_label, self.country["label"] if self.country else "", *cards.did(self.done)]
        return ". ".join(text for text in said if text)

    @property
    def feeds(self) -> list[Records]:
        """None of one that no list can be filtered by."""
        rooms = (counted.ACTIVITIES, counted.PARTNERSHIPS, counted.OPEN_NEEDS, counted.OPEN_OFFERS)
        known = self.record.slug in self.reference.organisation_by_slug
        return [self.records(room) for room in rooms] if known else []

    @property
    def json_ld(self) -> SafeString:
        record, parent = self.record, self.parent_link
        return as_json(
            {
                "@context": "https://schema.org",
                "@type": "Organization",
                "identifier": record.slug,
                "name": record.name,
                "url": self.permalink,
            },
            alternateName=[name for name in (record.acronym, *record.aliases) if name],
            description=record.description,
            sameAs=record.website,
            address={"@type": "PostalAddress", "addressCountry": record.country_id} if record.country_id else None,
            parentOrganization={"@type": "Organization", "name": parent["label"]} if parent else None,
        )
