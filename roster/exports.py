"""The list of consultants as files and as a feed: real people who are listed, released values only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.dates import joined_text
from portal.core.exports.columns import Column, choice, each, joined, plain, term, terms
from portal.core.exports.export import Entry, Event, Export
from roster import open_data
from roster.listing import GivenAway


def activity_or_words(record: dict) -> str:
    return joined(line["title"] or line["as_said"] for line in record["assignments"])


COLUMNS = [
    plain("ref", _("Reference, for ever")),
    plain("url", _("Address of the profile's page")),
    plain("title", _("What to call the profile: the name, where it is released, else the reference")),
    plain("name", _("Name, where it is released")),
    *terms("nationality", "nationalities", _("Nationalities")),
    plain("south_reason", _("By which of them the person is from the South, on the day the profile was published")),
    *term("residence", _("Country of residence, where it is released")),
    plain("position", _("Position, where it is released")),
    *term("employer", _("Works at, where it is released")),
    plain("employer_as_said", _("The same in the consultant's words")),
    *terms("expertise", "expertise", _("Topics the consultant knows")),
    Column("expertise_levels", _("How well, in the same order"), each("expertise", "level")),
    Column("expertise_years", _("For how many years, in the same order"), each("expertise", "years")),
    *terms("language", "languages", _("Languages spoken")),
    Column("language_levels", _("How well, in the same order"), each("languages", "level")),
    *terms("modality", "modalities", _("Kinds of assistance given")),
    *choice("availability", _("Availability, where it is released")),
    plain("away_until", _("The day on which somebody who is away is back"), is_date=True),
    Column("remote", _("Works remotely: yes or no, empty where not released"), lambda record: _said(record["remote"])),
    Column("biographies", _("Biographies, where they are released"), each("biographies", "text")),
    Column("biography_languages", _("Their languages (ISO 639-1), in the same order"), each("biographies", "language")),
    Column("assignments", _("What was done, where it is released"), activity_or_words),
    Column("assignment_activities", _("References of activities, in the same order"), each("assignments", "activity")),
    Column("assignment_roles", _("As what, in the same order"), each("assignments", "role")),
    plain("interests", _("Declaration of interests, where it is released")),
    plain("interests_declared_on", _("The day of the declaration"), is_date=True),
    *choice("basis", _("Why the consultant is listed")),
    *term("nominator", _("The organisation that nominated the consultant")),
    plain("last_confirmed_on", _("Day on which the consultant last said that this is correct"), is_date=True),
    plain("published_at", _("When the profile was published (UTC)"), is_date=True),
    plain("updated_at", _("When it was last changed (UTC)"), is_date=True),
]


def _said(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


class ConsultantExport(Export):
    listing_class = GivenAway
    name = "consultants"
    columns = COLUMNS

    @cached_property
    def conditions(self) -> list[str]:
        return [*super().conditions, gettext("without samples, which are invented")]

    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        return open_data.consultants(self.user, ids, self.listing.reference, base=self.base)

    def entry(self, record: dict) -> Entry:
        countries = joined_text(country["label"] for country in record["nationalities"])
        topics = [topic["label"] for topic in record["expertise"]]
        return Entry(
            ref=record["ref"],
            url=record["url"],
            title=record["title"],
            summary=" · ".join(filter(None, [countries, joined_text(topics)])),
            language=self.language,
            published=datetime.fromisoformat(record["published_at"]),
            updated=datetime.fromisoformat(record["updated_at"]),
            categories=topics,
        )

    def event(self, record: dict) -> Event | None:
        return None
