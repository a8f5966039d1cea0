"""New suggestions by mail: once a day, to those who may act on them, each suggestion once.

Only what can still be had or given (offers, consultants, needs), and only what fits well. The chore writes an
organisation's mails and what it noted as mailed in one transaction, under the organisation's lock: of two workers at
once the second finds nothing new, and of one that dies nothing is left.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction
from django.utils import translation

from matchmaking import mails
from matchmaking.models import Listing, Need, Offer
from matchmaking.remembering import note_mailed, settled_of
from matchmaking.suggestions import TO_BE_HAD, Group, suggestions
from portal.core import reference as reference_memory
from portal.core.memberships import EDITING
from portal.core.models import Organisation, User, current_versions

log = logging.getLogger(__name__)
THRESHOLD = 75  # points; on the labelled set 63 of 100 offers and consultants from here on are graded 2 or 3


@dataclass(frozen=True)
class Section:
    """What is new for one listing."""

    listing: Listing
    groups: list[Group]

    @property
    def candidates(self) -> set[str]:
        return {each.ref for group in self.groups for each in group.shown}


def mail_suggestions() -> int:
    """How many mails were written."""
    owners = {pk for model in (Need, Offer) for pk in _waiting(model).values_list("owner_id", flat=True)}
    if not settings.SITE_URL:
        if owners:
            log.warning("SITE_URL is not set: nobody is told of suggestions.")
        return 0
    return sum(_tell(pk) for pk in sorted(owners))


def _waiting(model: type[Need | Offer]):
    """Invented listings wait for nobody."""
    return model.objects.still_open().filter(is_sample=False, owner__state=Organisation.State.VERIFIED)


@transaction.atomic
def _tell(owner_id: int) -> int:
    owner = Organisation.objects.select_for_update(no_key=True).get(pk=owner_id)
    listings = [each for model in (Need, Offer) for each in _waiting(model).filter(owner=owner).order_by("pk")]
    settled = {each: settled_of(each) for each in listings}
    people = User.objects.filter(
        is_active=True, memberships__organisation=owner, memberships__role__in=EDITING
    ).order_by("pk")
    told: dict[Listing, set[str]] = {each: set() for each in listings}
    count = 0
    for person in people:
        with translation.override(person.language):
            sections = list(_new_for(person, settled))
        for section in sections:
            told[section.listing] |= section.candidates
        if sections and mails.suggested(person, owner, sections, site=settings.SITE_URL):
            count += 1
    for listing, candidates in told.items():
        note_mailed(listing, candidates)
    return count


def _new_for(person: User, settled: dict[Listing, set[str]]) -> Iterator[Section]:
    versions = current_versions()
    reference = reference_memory.current(versions)
    for listing, known in settled.items():
        groups = [
            replace(group, shown=[each for each in group.shown if each.total >= THRESHOLD and each.ref not in known])
            for group in suggestions(listing, person, reference, versions, kinds=TO_BE_HAD)
        ]
        if groups := [group for group in groups if group.shown]:
            yield Section(listing, groups)
