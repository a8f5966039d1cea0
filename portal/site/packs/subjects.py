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
from portal.core.addresses import encoded
from portal.core.exports.export import Export
from portal.core.exports.formats import FORMATS
from portal.core.models import Topic
from portal.core.reference import Reference
from portal.site.counted import ACTIVITIES, CASE_STUDIES, PARTNERSHIPS, Room
from tad.exports import ActivityExport

NEEDS = Room(_("Needs"), NeedList, need_cards)
OFFERS = Room(_("Offers"), OfferList, offer_cards)


@dataclass(frozen=True)
class Part:
    """The records of a list for which each of these filters has the code of the subject."""

    name: str  # in JSON, for ever
    title: str | Promise
    room: Room
    export: type[Export]
    filters: tuple[str, ...]


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


def activities(name: str, title: Promise, *filters: str) -> Part:
    return Part(name, title, ACTIVITIES, ActivityExport, filters)


def partnerships(*filters: str) -> Part:
    return Part("partnerships", _("Partnerships"), PARTNERSHIPS, InitiativeExport, filters)


def case_studies(*filters: str) -> Part:
    return Part("case_studies", _("Case studies"), CASE_STUDIES, CaseStudyExport, filters)


def needs_and_offers(*filters: str) -> tuple[Part, Part]:
    needs = Part("needs", _("Needs"), NEEDS, NeedExport, filters)
    return needs, Part("offers", _("Offers"), OFFERS, OfferExport, filters)


BY_ORGANISATION = activities("activities", _("Activities"), "organisation")
ON_TOPIC = activities("activities", _("Activities"), "topic")
AS_MEMBER = {"received": ("beneficiary", "not_named_beneficiary"), "given": ("provider", "not_named_provider")}
KINDS = {
    "countries": Kind(
        parts=(
            activities("received", _("Received"), "named_beneficiary"),
            activities("given", _("Given"), "named_provider"),
            activities("hosted", _("Hosted"), "host"),
            activities("supported", _("Supported"), "supporter"),
            activities("received_as_member", _("Received as member of a group"), *AS_MEMBER["received"]),
            activities("given_as_member", _("Given as member of a group"), *AS_MEMBER["given"]),
            partnerships("named"),
            case_studies("country"),
            *needs_and_offers("country"),
        ),
        partners=(
            Count("received", _("Activities in which the partner provides"), "received", "named_provider"),
            Count("given", _("Activities from which the partner benefits"), "given", "named_beneficiary"),
        ),
        years=activities("activities", _("Activities"), "named"),
        consultants="country",
        named=country_named,
        page="countries:detail",
    ),
    "organisations": Kind(
        parts=(BY_ORGANISATION, partnerships("organisation"), *needs_and_offers("organisation")),
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
        parts=(ON_TOPIC, partnerships("topic"), case_studies("topic"), *needs_and_offers("topic")),
        partners=(
            Count("received", _("Activities on the topic from which it benefits"), "activities", "named_beneficiary"),
            Count("given", _("Activities on the topic that it provides"), "activities", "named_provider"),
        ),
        years=ON_TOPIC,
        consultants="topic",
        named=topic_named,
        page="topics:detail",
    ),
}


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


MAPPED_BY = {"countries": "country", "organisations": "organisation", "topics": "topic"}  # filters of activities


def files(name: str, code: str) -> list[dict]:
    """The packs of one of them, as its page offers them, and the mapping: ``[{label, what, url}]``."""
    packs = [
        {"label": FORMATS[extension].label, "what": what, "url": reverse("pack", args=[name, code, extension])}
        for extension, what in (("xlsx", _("a sheet for each list")), ("json", _("for programs")))
    ]
    url = f"{reverse('statistics:report')}?{encoded(MAPPED_BY[name], code)}"
    mapping = {
        "label": _("Mapping report"),
        "what": _("its South-South and triangular activities as a document"),
        "url": url,
    }
    return [*packs, mapping]
