"""The list of organisations as files and as a feed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from portal.core.classification import Role
from portal.core.exports.columns import Column, joined, plain, yes_or_no
from portal.core.exports.export import Entry, Event, Export
from portal.core.models import Organisation
from portal.core.tombstones import lately
from portal.site.organisations import open_data
from portal.site.organisations.deeds import NamedIn
from portal.site.organisations.listing import OrganisationListing


def listed(name: str, meaning) -> Column:
    return Column(name, meaning, lambda record: joined(record[name]))


def in_role(kind: str, role: str) -> Callable[[dict], int]:
    return lambda record: next((line["count"] for line in record[kind]["by_role"] if line["role"] == role), 0)


def counts(kind: NamedIn) -> Iterator[Column]:
    """In how many public records of a room it is named: in any role, and in each."""
    yield Column(kind.value, kind.label, lambda record: record[kind]["count"])
    for role in Role:
        yield Column(f"{kind.value}_as_{role.value}", role.label, in_role(kind.value, role))


COLUMNS = [
    plain("code", _("Code: never changes and is never given to another organisation")),
    plain("url", _("Its page")),
    plain("name", _("Name")),
    plain("acronym", _("Acronym")),
    listed("aliases", _("Other names")),
    listed("former_codes", _("Codes of what was found to be the same organisation")),
    plain("type", _("Type, a code")),
    plain("type_label", _("Type")),
    plain("country", _("Country of a national body, ISO 3166")),
    plain("country_label", _("Country")),
    plain("region", _("Region, a code")),
    plain("parent", _("What it is a part of, a code")),
    plain("parent_label", _("What it is a part of")),
    plain("website", _("Website")),
    plain("contact_url", _("Page where the public reaches it")),
    plain("description", _("What it does")),
    plain("language", _("Language of the description, ISO 639-1")),
    *(column for kind in NamedIn for column in counts(kind)),
    plain("note", _("Note")),
    plain("source", _("Where it was found")),
    yes_or_no("is_sample", _("Invented, for trying the portal out")),
    plain("verified_at", _("When a curator verified it, UTC")),
    plain("updated_at", _("When the record was last changed, UTC")),
]


class OrganisationExport(Export):
    listing_class = OrganisationListing
    name = "organisations"
    columns = COLUMNS

    def records_of(self, ids: Sequence[int]) -> Iterator[dict]:
        return open_data.organisations(self.user, ids, self.listing.reference, base=self.base)

    def entry(self, record: dict) -> Entry:
        verified = record["verified_at"]
        return Entry(
            ref=f"organisation/{record['code']}",
            url=record["url"],
            title=record["name"],
            summary=record["description"],
            language=record["language"],
            published=datetime.fromisoformat(verified) if verified else None,
            updated=datetime.fromisoformat(record["updated_at"]),
            categories=[text for text in (record["type_label"], record["country_label"]) if text],
        )

    @cached_property
    def gone(self) -> list[tuple[str, datetime]]:
        return [(f"organisation/{slug}", since) for slug, since in lately(Organisation)]

    def event(self, record: dict) -> Event | None:
        return None
