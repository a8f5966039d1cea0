"""What is recorded of a country, counted in every room.

A country counts where it is named itself, or an organisation of its. What a record says of a group ("African
countries") is true of each member, but of none in particular: it is counted apart, and shown as what it is.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from django.utils.translation import gettext as _

from portal.core import reference as reference_memory
from portal.core.charts import Part
from portal.core.models import current_versions
from portal.core.models.versions import Stamp
from portal.core.reference import Reference
from portal.site import counted
from portal.site.counted import Records


class Numbers:
    def __init__(self, iso2: str, versions: dict[str, Stamp], reference: Reference) -> None:
        self.iso2, self.versions, self.reference = iso2, versions, reference

    def _of(self, room: counted.Room, **conditions: str) -> Records:
        return room.public(self.versions, self.reference).having(**conditions)

    # Activities -------------------------------------------------------------------------------------------------------
    @cached_property
    def activities(self) -> Records:
        """Those that name it on either side."""
        return self._of(counted.ACTIVITIES, named=self.iso2)

    @cached_property
    def received(self) -> Records:
        return self._of(counted.ACTIVITIES, named_beneficiary=self.iso2)

    @cached_property
    def given(self) -> Records:
        return self._of(counted.ACTIVITIES, named_provider=self.iso2)

    @cached_property
    def hosted(self) -> Records:
        return self._of(counted.ACTIVITIES, host=self.iso2)

    @cached_property
    def supported(self) -> Records:
        """Paid for or arranged, between others."""
        return self._of(counted.ACTIVITIES, supporter=self.iso2)

    @cached_property
    def received_as_member(self) -> Records:
        return self._of(counted.ACTIVITIES, beneficiary=self.iso2, not_named_beneficiary=self.iso2)

    @cached_property
    def given_as_member(self) -> Records:
        return self._of(counted.ACTIVITIES, provider=self.iso2, not_named_provider=self.iso2)

    def groups_in(self, records: Records) -> list[Part]:
        """Groups of which the country has been a member, among those that the records name."""
        return records.by("country", only=self._own_groups)

    @cached_property
    def _own_groups(self) -> frozenset[str]:
        groups = self.reference.groups.by_id
        spans = self.reference.members.items()
        return frozenset(groups[pk].code for pk, members in spans if any(each.value == self.iso2 for each in members))

    def helped_by(self) -> list[Part]:
        return self._partners(self.received, "named_provider", "provider")

    def helped(self) -> list[Part]:
        return self._partners(self.given, "named_beneficiary", "beneficiary")

    def _partners(self, records: Records, named: str, side: str) -> list[Part]:
        """Countries that are named, and groups as groups: each member of "African countries" would say nothing."""
        countries = records.by(named, only=self.reference.countries.keys() - {self.iso2})
        groups = records.by(side, only=self.reference.groups.by_code)
        found = [replace(each, note=_("group")) for each in groups]
        return sorted([*countries, *found], key=lambda part: (-part.count, part.label.casefold()))

    # The other rooms --------------------------------------------------------------------------------------------------
    @cached_property
    def partnerships(self) -> Records:
        return self._of(counted.PARTNERSHIPS, named=self.iso2)

    @cached_property
    def partnerships_as_member(self) -> Records:
        return self._of(counted.PARTNERSHIPS, country=self.iso2, not_named=self.iso2)

    @cached_property
    def case_studies(self) -> Records:
        return self._of(counted.CASE_STUDIES, country=self.iso2)

    @cached_property
    def consultants(self) -> Records:
        return self._of(counted.CONSULTANTS, country=self.iso2)

    @cached_property
    def needs(self) -> Records:
        return self._of(counted.OPEN_NEEDS, country=self.iso2)

    @cached_property
    def offers(self) -> Records:
        """An offer that names no place is for any country."""
        return self._of(counted.OPEN_OFFERS, country=self.iso2)

    @property
    def stamps(self) -> tuple:
        """Others as soon as a record changes, comes or goes that any of these numbers counts."""
        own = (self.activities, self.received, self.given, self.hosted, self.supported, self.partnerships)
        of_groups = (self.received_as_member, self.given_as_member, self.partnerships_as_member)
        others = (self.case_studies, self.consultants, self.needs, self.offers)
        return tuple(each.stamp for each in (*own, *of_groups, *others))

    @cached_property
    def is_empty(self) -> bool:
        """Nothing that is about this country in particular."""
        own = (self.activities, self.supported, self.partnerships, self.case_studies, self.consultants, self.needs)
        return not any(map(len, own))


def on_record() -> set[str]:
    """The countries that any public record is about."""
    versions = current_versions()
    reference = reference_memory.current(versions)
    places = (
        (counted.ACTIVITIES, "named"),
        (counted.ACTIVITIES, "supporter"),
        (counted.PARTNERSHIPS, "named"),
        (counted.CASE_STUDIES, "country"),
        (counted.CONSULTANTS, "country"),
        (counted.OPEN_NEEDS, "country"),
    )
    named = {part.code for room, facet in places for part in room.public(versions, reference).by(facet)}
    return named & reference.countries.keys()  # and not the groups
