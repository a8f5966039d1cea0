"""A listing for which somebody looks for candidates: what it asks or gives, what may be suggested, who has done it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import TextChoices
from pyroaring import BitMap

from matchmaking.facts import asked_of, by_facet
from matchmaking.models import Listing, Status
from matchmaking.scoring import Asked, Period
from portal.core.facets import FOR_EVERYBODY, Facet, FacetIndex, Snapshot, value_of
from portal.core.models.versions import Stamp
from portal.core.permissions import readable_by
from portal.core.reference import Reference
from tad.models import Activity
from tad.models.search import activity_index

WORDS = 1500  # characters of a listing's own words that are compared


@dataclass
class Looking:
    listing: Listing
    user: object
    reference: Reference
    versions: dict[str, Stamp]

    @cached_property
    def codes(self) -> list[int]:
        rows = self.listing._meta.get_field("search").related_model.objects
        return rows.values_list("codes", flat=True).get(pk=self.listing.pk)

    @cached_property
    def asked(self) -> Asked:
        return asked_of(self.codes, period_of(self.listing.starts_on, self.listing.ends_on))

    @cached_property
    def topics(self) -> list[int]:
        return sorted(by_facet(self.codes)[Facet.TOPIC])

    @property
    def words(self) -> str:
        """Never the confidential part."""
        return " ".join((self.listing.title, self.listing.summary, self.listing.description))[:WORDS]

    def organisation(self, pk: int) -> str:
        return self.reference.organisations[pk].name

    # What may be suggested --------------------------------------------------------------------------------------------
    def public(self, index: FacetIndex) -> tuple[Snapshot, BitMap]:
        """What everybody may see."""
        snapshot = index.current(self.versions)
        return snapshot, self._real(snapshot, snapshot.having(Facet.PUBLIC, [FOR_EVERYBODY]))

    def open(self, index: FacetIndex) -> tuple[Snapshot, BitMap]:
        """Other organisations' listings that are open and that the reader may see."""
        known = [self.listing.owner_id, *self.met]
        snapshot = index.current(self.versions)
        among = readable_by(self.user, snapshot) & snapshot.having(Facet.STATUS, numbers(Status, [Status.OPEN]))
        return snapshot, self._real(snapshot, among) - snapshot.having(Facet.OWNER, known)

    @cached_property
    def met(self) -> set[int]:
        """Organisations with which it has a match that is not over: the two talk already."""
        matches = self.listing.matches.live().values_list("seeker_id", "provider_id")
        return {organisation for pair in matches for organisation in pair}

    def _real(self, snapshot: Snapshot, records: BitMap) -> BitMap:
        """Invented records are suggested for invented listings only."""
        return records if self.listing.is_sample else snapshot.real(records)

    # Who has done it --------------------------------------------------------------------------------------------------
    @cached_property
    def done(self) -> dict[int, BitMap]:
        """The completed activities on each topic of the listing."""
        snapshot, among = self.public(activity_index)
        completed = among & snapshot.having(Facet.STATUS, numbers(Activity.Status, [Activity.Status.COMPLETED]))
        return {topic: completed & snapshot.having(Facet.TOPIC, [topic]) for topic in self.topics}

    def done_among(self, activities: BitMap) -> list[int]:
        """The topics on which at least one of these activities was completed."""
        return [topic for topic, done in self.done.items() if done.intersect(activities)]

    def experience_of(self, organisation: int | None) -> list[int]:
        snapshot = activity_index.current(self.versions)
        return self.done_among(snapshot.having(Facet.ORGANISATION, [organisation])) if organisation else []

    def experienced(self, listings: Snapshot) -> dict[int, list[int]]:
        """Owners of these listings who took part in such activities: ``{organisation: topics}``."""
        owners = (value_of(each) for each in listings.by_facet.get(Facet.OWNER, ()))
        return {owner: topics for owner in owners if (topics := self.experience_of(owner))}


def period_of(starts_on: date | None, ends_on: date | None) -> Period | None:
    """When it is wanted; None where nobody said."""
    return Period(starts_on, ends_on) if starts_on or ends_on else None


def numbers(choices: type[TextChoices], values: Iterable[str]) -> list[int]:
    """A fixed list's values as the index counts them."""
    return [choices.values.index(value) + 1 for value in values]
