"""What a pack may be about, and which lists it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.cards import need_cards, offer_cards
from matchmaking.exports import NeedExport, OfferExport
from matchmaking.lists import NeedList, OfferList
from partnerships.exports import CaseStudyExport, InitiativeExport
from portal.core.exports.export import Export
from portal.core.models import Topic
from portal.core.reference import Reference
from portal.site.counted import ACTIVITIES, CASE_STUDIES, PARTNERSHIPS, Room
from tad.exports import ActivityExport

NEEDS = Room(_("Needs"), NeedList, need_cards)
OFFERS = Room(_("Offers"), OfferList, offer_cards)


@dataclass(frozen=True)
class Part:
    """The records of a list for which its filter ``by`` has the code of the subject."""

    name: str  # in JSON, for ever
    title: str | Promise
    room: Room
    export: type[Export]
    by: str


@dataclass(frozen=True)
class Count:
    """A column of the table of partners: how many records of a part have each of them in a filter ``of``."""

    name: str
    meaning: str | Promise
    part: str
    of: str


@dataclass(frozen=True)
class Kind:
    parts: tuple[Part, ...]
    partners: tuple[Count, ...]
    years: Part  # whose records are counted by topic and year
    consultants: str  # the filter of the roster that has the code of the subject; "" for none
    named: Callable[[Reference, str], str]  # what one of them is called
    page: str  # the address of its page, by name


def country_named(reference: Reference, code: str) -> str:
    return reference.countries[code].label


def organisation_named(reference: Reference, code: str) -> str:
    institution = reference.organisation_by_slug[code]
    if institution.slug != code or not institution.is_verified:
        raise KeyError(code)
    return institution.name


def topic_named(reference: Reference, code: str) -> str:
    return reference[Topic].by_code[code].label


def in_every_list(by: str) -> tuple[Part, ...]:
    return (
        Part("partnerships", _("Partnerships"), PARTNERSHIPS, InitiativeExport, by),
        Part("case_studies", _("Case studies"), CASE_STUDIES, CaseStudyExport, by),
        Part("needs", _("Needs"), NEEDS, NeedExport, by),
        Part("offers", _("Offers"), OFFERS, OfferExport, by),
    )


RECEIVED = Part("received", _("Received"), ACTIVITIES, ActivityExport, "beneficiary")
GIVEN = Part("given", _("Given"), ACTIVITIES, ActivityExport, "provider")
ON_TOPIC = Part("activities", _("Activities"), ACTIVITIES, ActivityExport, "topic")
BY_ORGANISATION = Part("activities", _("Activities"), ACTIVITIES, ActivityExport, "organisation")
KINDS = {
    "countries": Kind(
        parts=(RECEIVED, GIVEN, *in_every_list("country")),
        partners=(
            Count("received", _("Activities in which the partner provides and it benefits"), "received", "provider"),
            Count("given", _("Activities in which it provides and the partner benefits"), "given", "beneficiary"),
        ),
        years=Part("activities", _("Activities"), ACTIVITIES, ActivityExport, "country"),
        consultants="country",
        named=country_named,
        page="countries:detail",
    ),
    "organisations": Kind(
        parts=(BY_ORGANISATION, *(part for part in in_every_list("organisation") if part.room is not CASE_STUDIES)),
        partners=(
            Count("activities", _("Activities that name both"), "activities", "organisation"),
            Count("partnerships", _("Partnerships that name both"), "partnerships", "organisation"),
        ),
        years=BY_ORGANISATION,
        consultants="",
        named=organisation_named,
        page="organisations:detail",
    ),
    "topics": Kind(
        parts=(ON_TOPIC, *in_every_list("topic")),
        partners=(
            Count("received", _("Activities on the topic from which it benefits"), "activities", "beneficiary"),
            Count("given", _("Activities on the topic that it provides"), "activities", "provider"),
        ),
        years=ON_TOPIC,
        consultants="topic",
        named=topic_named,
        page="topics:detail",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Subject:
    name: str  # "countries"
    code: str
    label: str
    kind: Kind

    @property
    def url(self) -> str:
        return reverse(self.kind.page, args=[self.code])


def subject_of(name: str, code: str, reference: Reference) -> Subject:
    """Whom a pack is about; 404 for what has no page."""
    kind, code = KINDS[name], code.upper() if name == "countries" else code.lower()
    try:
        return Subject(name, code, kind.named(reference, code), kind)
    except KeyError as error:
        raise Http404 from error
