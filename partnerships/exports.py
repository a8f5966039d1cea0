"""The lists of initiatives and of case studies as files, feeds and calendars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from partnerships import open_data
from partnerships.listing import CaseStudyListing, InitiativeListing
from partnerships.models import Initiative
from portal.core.classification import Role
from portal.core.exports.columns import Column, each, first_day, joined, last_day, plain, terms, yes_or_no
from portal.core.exports.export import Entry, Event, Export

ROLES = {
    Role.BENEFICIARY: ("beneficiaries", _("Who benefits")),
    Role.PROVIDER: ("providers", _("Who provides")),
    Role.SECOND_PROVIDER: ("second_providers", _("Who provides together with the provider")),
    Role.HOST: ("hosts", _("Who hosts")),
    Role.EXPERT_SENDER: ("expert_senders", _("Who sends experts")),
    Role.FACILITATOR: ("facilitators", _("Who facilitates")),
    Role.FUNDER: ("funders", _("Who funds")),
    Role.ORGANISER: ("organisers", _("Who organises")),
    Role.OBSERVER: ("observers", _("Who observes")),
}
HEAD = [
    plain("ref", _("Reference: never changes and is never given to another record")),
    plain("url", _("Its page")),
    plain("title", _("Title")),
    plain("summary", _("Summary")),
    plain("language", _("Language of the texts, ISO 639-1")),
]
TAIL = [
    plain("note", _("What is inferred, where sources differ")),
    Column("document_urls", _("Addresses of documents and pages about it"), each("documents", "url")),
    plain("source", _("Where it was found")),
    plain("source_url", _("Address of the source")),
    plain("last_verified_on", _("When a curator last found it true"), is_date=True),
    yes_or_no("is_sample", _("Invented, for trying the portal out")),
    plain("updated_at", _("When the record was last changed, UTC")),
]


def partners(role: str, plural: str, meaning) -> Column:
    """Countries and groups by code, organisations by slug; whom the portal does not know as they were named."""

    def value(record: dict) -> str:
        lines = (line for line in record["participations"] if line["role"] == role)
        return joined(line["organisation"] or line["group"] or line["country"] or line["as_said"] for line in lines)

    return Column(plural, meaning, value)


INITIATIVE_COLUMNS = [
    *HEAD,
    plain("kind", _("Kind of cooperation")),
    plain("kind_reason", _("Why it is of this kind")),
    plain("status", _("Status")),
    plain("support", _("Whether WIPO supports it")),
    plain("depth", _("Snapshot, or full story")),
    plain("partners_confirmed", _("How many partners confirmed the record")),
    plain("partners_asked", _("How many partners were asked to confirm it")),
    plain("starts_on", _("Start, as precise as it is known"), is_date=True),
    plain("ends_on", _("End, as precise as it is known"), is_date=True),
    plain("date_note", _("About the date")),
    *(partners(role, plural, meaning) for role, (plural, meaning) in ROLES.items()),
    *terms("topic", "topics", _("Topics")),
    *terms("instrument", "instruments", _("Instruments")),
    *terms("modality", "modalities", _("Modalities")),
    *terms("sector", "sectors", _("Sectors")),
    *(plain(name, heading) for name, heading in (
        ("challenge", _("What was to be solved")), ("solution", _("What the partners did")),
        ("exchange", _("How the exchange worked")), ("results", _("Results")), ("innovation", _("What was new")),
        ("sustainability", _("What keeps it going")), ("replicability", _("What others need to do the same")),
        ("lessons", _("Lessons")),
    )),
    Column("figures", _("Results in figures"), lambda record: joined(
        f"{line['figure']:g} {line['unit']}: {line['what']}" for line in record["figures"]
    )),
    plain("paid_by", _("Who paid, in the partners’ words")),
    plain("amount", _("Budget")),
    plain("currency", _("Currency, ISO 4217")),
    plain("band", _("Budget as a band")),
    plain("in_kind", _("What was given in kind")),
    *TAIL,
]  # fmt: skip
CASE_STUDY_COLUMNS = [
    *HEAD,
    *terms("country", "countries", _("Countries")),
    plain("year", _("Year in which what is told began")),
    plain("year_note", _("About the year")),
    *terms("topic", "topics", _("IP rights")),
    *terms("sector", "sectors", _("Sectors")),
    *terms("focus", "focuses", _("Focus")),
    plain("story", _("Story")),
    plain("results", _("Results")),
    plain("lessons", _("Lessons")),
    *TAIL,
]


class _Export(Export):
    def entry(self, record: dict) -> Entry:
        published = record["published_at"]
        kind = [record["kind_label"]] if "kind_label" in record else []
        return Entry(
            ref=record["ref"],
            url=record["url"],
            title=record["title"],
            summary=record["summary"],
            language=record["language"],
            published=datetime.fromisoformat(published) if published else None,
            updated=datetime.fromisoformat(record["updated_at"]),
            categories=[*kind, *(topic["label"] for topic in record["topics"])],
        )


class InitiativeExport(_Export):
    listing_class = InitiativeListing
    name = "partnerships"
    columns = INITIATIVE_COLUMNS

    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        return open_data.initiatives(self.user, ids, self.listing.reference, base=self.base)

    def event(self, record: dict) -> Event | None:
        starts, ends = record["starts_on"] or record["ends_on"], record["ends_on"] or record["starts_on"]
        if not starts:
            return None
        planned = record["status"] == Initiative.Status.PLANNED
        return Event(entry=self.entry(record), first=first_day(starts), last=last_day(ends), is_planned=planned)


class CaseStudyExport(_Export):
    listing_class = CaseStudyListing
    name = "case-studies"
    columns = CASE_STUDY_COLUMNS

    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        return open_data.case_studies(self.user, ids, self.listing.reference, base=self.base)

    def event(self, record: dict) -> Event | None:
        if not record["year"]:
            return None
        year = str(record["year"])
        return Event(entry=self.entry(record), first=first_day(year), last=last_day(year))
