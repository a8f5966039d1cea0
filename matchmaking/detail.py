"""The page of one need or offer: what its template shows, worded for the reader."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from matchmaking.cards import choices, owner_name, place_names, status_text
from matchmaking.following.result import Told, told_of
from matchmaking.models import Condition, MatchType, Status, Visibility
from matchmaking.models.lines import Question
from matchmaking.own.drafts import may_write
from matchmaking.own.questions import may_ask
from matchmaking.own.steering import steps_of
from matchmaking.permissions import may_read_confidential, may_steer
from matchmaking.related import listings_like
from portal.core import acting
from portal.core.card import Card
from portal.core.dates import day_text, span_text
from portal.core.facets import GROUP_OFFSET, Facet
from portal.core.json_ld import json_ld
from portal.core.models import Goal, Language, Modality, Pillar, Recommendation
from portal.core.naming import Name
from portal.core.permissions import editable_by
from portal.core.record_page import RecordPage
from portal.core.reference import country_number
from portal.core.related import codes

LINES = ("places", "taggings", "modality_links", "recommendation_links", "goal_links", "language_links")


class ListingPage(RecordPage):
    LINES = LINES
    kind: str  # what it is, in a word
    # The told part: field, and the heading above it.
    STORY: tuple = ()
    documents: list = []

    @property
    def sources(self) -> list[dict]:
        return self._own_source

    # Who, for whom, until when ---------------------------------------------------------------------------------------
    @property
    def owner(self) -> Name:
        name = owner_name(self.record.owner_id, self.reference)
        if institution := self.reference.organisations.get(self.record.owner_id):
            name.label = institution.name
        return name

    @cached_property
    def places(self) -> list[Name]:
        lines = self.record.places.all()
        named = [{"country": each.country_id, "group": each.group_id, "region": each.region_id} for each in lines]
        return place_names(named, self.reference)

    @property
    def places_text(self) -> str:
        """What no place means."""
        raise NotImplementedError

    @property
    def status_label(self) -> str:
        return status_text(self.record.status, self.record.expires_on)

    @property
    def ended(self) -> str:
        """ "Matched on 3 March 2027", with the reason beside it on the page."""
        record = self.record
        if not record.ending:
            return ""
        values = {"status": record.get_ending_display(), "day": day_text(record.ended_at.date())}
        return _("%(status)s on %(day)s") % values

    @property
    def expired_note(self) -> str:
        if self.record.status != Status.EXPIRED:
            return ""
        return _("Its time is over. Whoever it belongs to may renew it.")

    @property
    def matched_note(self) -> str:
        """Of one whose owner has not said more."""
        record = self.record
        if record.ending or record.status != Status.MATCHED:
            return ""
        return _("A partner was found through this portal: the two have agreed.")

    @property
    def visibility_label(self) -> str:
        return "" if self.record.visibility == Visibility.PUBLIC else self.record.get_visibility_display()

    @property
    def is_findable(self) -> bool:
        """By search engines: what everybody may see, and is real."""
        record = self.record
        seen = record.status is not None and record.status != Status.WITHDRAWN
        return seen and record.visibility == Visibility.PUBLIC and not record.is_sample

    @property
    def period(self) -> str:
        record = self.record
        text = span_text(record.starts_on, record.ends_on, record.starts_precision, record.ends_precision)
        return f"{text} ({record.date_note})" if text and record.date_note else text or record.date_note

    @property
    def deadline(self) -> str:
        return day_text(self.record.deadline)

    @property
    def expires_on(self) -> str:
        return day_text(self.record.expires_on)

    @property
    def published_on(self) -> str:
        return day_text(self.record.published_at.date()) if self.record.published_at else ""

    # What it says ----------------------------------------------------------------------------------------------------
    @property
    def chapters(self) -> list[dict]:
        told = [
            {"name": name, "heading": heading(), "text": getattr(self.record, name)} for name, heading in self.STORY
        ]
        return [each for each in told if each["text"]]

    @property
    def missing_text(self) -> str:
        return ""

    @cached_property
    def confidential(self) -> str:
        """Its confidential part for whoever may read it, for anybody else nothing."""
        text = self.record.confidential
        return text if text and may_read_confidential(self.request.user, self.record) else ""

    @property
    def match_types(self) -> list[dict]:
        return self._chosen(MatchType, "match_type", self.record.match_types)

    def _chosen(self, kind: type, name: str, values: list[str]) -> list[dict]:
        labels = choices(self.reference, kind, values)
        return [
            {"label": label, "url": self._list_url(name, value)} for value, label in zip(values, labels, strict=True)
        ]

    @property
    def modalities(self) -> list[dict]:
        return self._links(Modality, "modality", [line.modality_id for line in self.record.modality_links.all()])

    @property
    def working_languages(self) -> list[dict]:
        return self._links(Language, "language", [line.language_id for line in self.record.language_links.all()])

    @property
    def recommendations(self) -> list[dict]:
        ids = [line.recommendation_id for line in self.record.recommendation_links.all()]
        return self._links(Recommendation, "recommendation", ids)

    @property
    def goals(self) -> list[dict]:
        return self._links(Goal, "goal", [line.goal_id for line in self.record.goal_links.all()])

    @property
    def pillar_label(self) -> str:
        return self.reference[Pillar].by_id[self.record.pillar_id].label if self.record.pillar_id else ""

    # What its owner can do with it -----------------------------------------------------------------------------------
    @cached_property
    def steering(self) -> dict | None:
        """Links, and the address that makes a copy; None to whom it does not belong."""
        record, user = self.record, self.request.user
        if not may_steer(user, record):
            return None
        member = user.memberships.select_related("organisation").filter(organisation=record.owner_id).first()
        links = [
            (step.label, reverse("matchmaking:steer", args=[self.ROOM, record.ref, name]))
            for name, step in steps_of(record).items()
        ]
        if may_write(member) and editable_by(record, user):
            links.insert(0, (_("Edit"), reverse("matchmaking:write", args=[self.ROOM, record.ref])))
        return {
            "links": links,
            "copy": reverse("matchmaking:copy", args=[self.ROOM, record.ref]) if may_write(member) else "",
        }

    # What came of it -------------------------------------------------------------------------------------------------
    @cached_property
    def stories(self) -> list[Told]:
        """Those that both sides of a match published; asked for only where there is one that was agreed."""
        return told_of(self.record, self.request.user) if self.record.in_match else []

    # What others asked -----------------------------------------------------------------------------------------------
    @cached_property
    def asked(self) -> list[Question]:
        """With their answers, the oldest first."""
        return list(self.record.questions.visible_to(self.request.user).select_related("asked_for"))

    @property
    def ask_url(self) -> str:
        asks = may_ask(acting.of(self.request).current, self.record)
        return reverse("matchmaking:ask", args=[self.ROOM, self.record.ref]) if asks else ""

    # What is like it -------------------------------------------------------------------------------------------------
    @property
    def country_codes(self) -> frozenset[int]:
        lines = self.record.places.all()
        countries = {line.country_id for line in lines if line.country_id}
        if not lines and (institution := self.reference.organisations.get(self.record.owner_id)):
            countries = {institution.country} - {""}
        groups = (GROUP_OFFSET + line.group_id for line in lines if line.group_id)
        return codes(Facet.COUNTRY, (*map(country_number, sorted(countries)), *groups))

    @cached_property
    def related(self) -> list[dict[str, str | list[Card]]]:
        return listings_like(self.record, self.request.user, self.reference, self.versions, self.country_codes)

    def _json_ld(self, kind: str) -> SafeString:
        record = self.record
        until = record.expires_on.isoformat() if record.expires_on else ""
        party = {"@type": "Organization", "name": self.owner.label}
        service = {"@type": "Service", "serviceType": [topic["label"] for topic in self.topics]}
        return json_ld(record, kind, self.permalink, seller=party, itemOffered=service, validThrough=until)


class NeedPage(ListingPage):
    ROOM = "needs"
    STORY = (
        ("description", lambda: _("What is needed")),
        ("expected_result", lambda: _("What is to be different afterwards")),
        ("contribution", lambda: _("What the owner contributes")),
    )

    @property
    def kind(self) -> str:
        return _("Need")

    @property
    def places_text(self) -> str:
        return self.owner.note

    @property
    def json_ld(self) -> SafeString:
        """A wish to be given something is a Demand to search engines, and whoever has it a seller, too."""
        return self._json_ld("Demand")


class OfferPage(ListingPage):
    ROOM = "offers"
    STORY = (
        ("description", lambda: _("What is offered")),
        ("expected_result", lambda: _("What is to be different afterwards")),
        ("capacity", lambda: _("How much of it there is")),
        ("conditions_note", lambda: _("About the conditions")),
    )

    @property
    def kind(self) -> str:
        return _("Offer")

    @property
    def places_text(self) -> str:
        return _("Any country")

    @property
    def conditions(self) -> list[dict]:
        return self._chosen(Condition, "conditions", self.record.conditions)

    @property
    def json_ld(self) -> SafeString:
        return self._json_ld("Offer")
