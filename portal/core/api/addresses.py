"""The vocabularies' names in addresses of the API: ``/api/v1/<name>/`` lists one, ``…/<name>/<code>/`` is a term."""

from __future__ import annotations

from portal.core.models import (
    Country,
    CountryGroup,
    Focus,
    FundingKind,
    Goal,
    Instrument,
    Language,
    MeetingSeries,
    Modality,
    Organisation,
    OrganisationType,
    Pillar,
    Recommendation,
    Region,
    Sector,
    Topic,
)

NAME_OF = {
    Country: "countries", CountryGroup: "country-groups", Organisation: "organisations", Topic: "topics",
    Modality: "modalities", Instrument: "instruments", Sector: "sectors", Focus: "focuses", Pillar: "pillars",
    Recommendation: "recommendations", Goal: "goals", Language: "languages", FundingKind: "funding-kinds",
    Region: "regions", OrganisationType: "organisation-types", MeetingSeries: "meeting-series",
}  # fmt: skip
