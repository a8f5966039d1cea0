"""The page of one meeting: what its template shows, worded for the reader."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.core.classification import Role, list_in_words
from portal.core.facets import Facet
from portal.core.json_ld import days, json_ld, told
from portal.core.models import Language, MeetingSeries
from portal.core.naming import Name
from portal.core.record_page import PeriodPage
from portal.core.reference import country_number
from portal.core.related import alike, codes, with_cards
from portal.site.meetings.cards import cards_of, place_text, status_text
from portal.site.meetings.index import meeting_index
from portal.site.meetings.papers import as_links, offered
from tad.models import Activity

EVENT_STATUS = {"planned": "EventScheduled", "postponed": "EventPostponed", "cancelled": "EventCancelled"}


class MeetingPage(PeriodPage):
    ROOM = "meetings"
    LINES = ("participations", "taggings", "language_links", "activities", "papers", "documents", "sources")

    @property
    def status_label(self) -> str:
        record = self.record
        return status_text(record.status, record.ends_on or record.starts_on, timezone.localdate())

    @property
    def attendance_label(self) -> str:
        return self.record.get_delivery_display()

    @property
    def where(self) -> str:
        return place_text(self.record.place, self.record.country_id, self.reference)

    @property
    def series(self) -> dict | None:
        links = self._links(MeetingSeries, "series", [self.record.series_id]) if self.record.series_id else [None]
        return links[0]

    @property
    def organisers(self) -> list[Name]:
        return [name for line, name in self._parties if line.role == Role.ORGANISER]

    @property
    def languages(self) -> list[dict]:
        return self._links(Language, "language", [link.language_id for link in self.record.language_links.all()])

    @property
    def country_codes(self) -> frozenset[int]:
        return super().country_codes | self._place_codes

    @property
    def _place_codes(self) -> frozenset[int]:
        return codes(Facet.COUNTRY, [country_number(self.record.country_id)] if self.record.country_id else [])

    @property
    def linked_refs(self) -> set[str]:
        return {line.ref for line in self.record.activities.all()}

    @cached_property
    def activities(self) -> list[dict]:
        """Those of its activities that the reader may see."""
        refs = [line.ref for line in self.record.activities.all()]
        found = Activity.objects.visible_to(self.request.user).filter(ref__in=refs).order_by("ref") if refs else []
        return [{"ref": each.ref, "title": each.title, "url": each.get_absolute_url()} for each in found]

    @property
    def calendar_url(self) -> str:
        """The meeting as a file for a calendar program; "" where no date is known."""
        return reverse("meetings:event", args=[self.record.ref]) if self.record.judged_on() else ""

    @property
    def documents(self) -> list[dict]:
        """What is kept here, then what stands elsewhere."""
        return as_links(self.record, self.reference) + super().documents

    @property
    def chapters(self) -> list[dict]:
        told = [("description", _("What it is about")), ("outcome", _("What came of it"))]
        return [
            {"name": name, "heading": heading, "text": text}
            for name, heading in told
            if (text := getattr(self.record, name))
        ]

    @property
    def missing_text(self) -> str:
        record = self.record
        recorded = {
            _("date"): record.judged_on(),
            _("place"): record.place or record.country_id,
            _("organisers"): self.organisers,
            _("agenda and documents"): offered(record) or record.documents.all(),
            _("outcome"): record.outcome,
        }
        missing = [name for name, value in recorded.items() if not value]
        return _("Not recorded: %(what)s.") % {"what": list_in_words(missing, most=9)} if missing else ""

    @property
    def json_ld(self) -> SafeString:
        record = self.record
        more = told(record, [topic["label"] for topic in self.topics]) | days(record)
        place = self.where and {"@type": "Place", "name": self.where}
        if not record.starts_on:
            return json_ld(record, "CreativeWork", self.permalink, contentLocation=place, **more)
        status = EVENT_STATUS.get(record.status)
        more["eventStatus"] = status and f"https://schema.org/{status}"
        return json_ld(record, "Event", self.permalink, location=place, **more)

    @cached_property
    def related(self) -> list[dict]:
        """Other meetings: of the series, and about the same in the same countries."""
        series = codes(Facet.SERIES, [self.record.series_id] if self.record.series_id else [])
        reasons = [
            (_("Same series"), [series]),
            (_("Same topic, same country"), [self.topic_codes, self.country_codes]),
        ]
        groups = alike(meeting_index.current(self.versions), reasons, [self.record.pk])
        return with_cards(groups, cards_of(self.request.user, [pk for _r, ids in groups for pk in ids], self.reference))
