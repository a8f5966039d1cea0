"""Who could join a need as a third partner, which makes South-South cooperation triangular.

Organisations of developed countries and international ones that funded or facilitated what is on record on the need's
topics, in its countries or region. There are no points: what they did is counted and named.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext
from pyroaring import BitMap

from matchmaking.looking import Looking
from partnerships.models import Partner
from partnerships.models.search import initiative_index
from portal.core.classification import SUPPORTING, Standing, list_in_words
from portal.core.facets import Facet, FacetIndex
from portal.core.reference import Institution
from tad.models import Funding, Participation
from tad.models.search import activity_index

COUNTED = 1000  # of the newest records that fit
NAMED = 3  # of what an organisation supported


@dataclass(frozen=True)
class ThirdPartner:
    institution: Institution
    supported: list[str]  # references, the newest first

    @property
    def ref(self) -> str:
        return f"organisation:{self.institution.slug}"

    @property
    def sentence(self) -> str:
        words = {"count": len(self.supported), "what": list_in_words(self.supported, most=NAMED)}
        return (
            ngettext(
                "Has funded or facilitated a record on the topic for the same country or region: %(what)s.",
                "Has funded or facilitated %(count)s records on the topic for the same country or region: %(what)s.",
                len(self.supported),
            )
            % words
        )


def third_partners(looking: Looking) -> list[ThirdPartner]:
    """Who supported most comes first."""
    activities, initiatives = _near(looking, activity_index), _near(looking, initiative_index)
    took_part = Participation.objects.filter(activity__in=activities, role__in=SUPPORTING)
    partners = Partner.objects.filter(initiative__in=initiatives, role__in=SUPPORTING)
    supported: dict[int, set[str]] = defaultdict(set)
    for lines, organisation, ref in (
        (took_part, "organisation_id", "activity__ref"),
        (Funding.objects.filter(activity__in=activities), "funder_id", "activity__ref"),
        (partners, "organisation_id", "initiative__ref"),
    ):
        for pk, each in _named(lines, organisation, ref):
            supported[pk].add(each)
    found = [
        ThirdPartner(looking.reference.organisations[pk], sorted(refs, reverse=True))
        for pk, refs in supported.items()
        if pk != looking.listing.owner_id and _makes_triangular(looking.reference.organisations[pk], looking)
    ]
    return sorted(found, key=lambda each: (-len(each.supported), each.institution.name))


def _near(looking: Looking, index: FacetIndex) -> list[int]:
    snapshot, among = looking.public(index)
    asked = looking.asked
    places = snapshot.having(Facet.COUNTRY, asked.countries) | snapshot.having(Facet.REGION, asked.regions)
    found: BitMap = among & snapshot.having(Facet.TOPIC, asked.topics) & places
    return snapshot.page(found, 0, COUNTED)


def _named(lines: QuerySet, organisation: str, ref: str) -> QuerySet:
    return lines.exclude(**{organisation: None}).values_list(organisation, ref)


def _makes_triangular(institution: Institution, looking: Looking) -> bool:
    if not institution.is_verified:
        return False
    if not institution.country:
        return True
    return looking.reference.standing(institution.country, timezone.localdate()) == Standing.NORTH
