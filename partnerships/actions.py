"""Writing initiatives and case studies with all their lines: the one way for imports, the form, pages and the API."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils import timezone

from partnerships.models import (
    CaseStudy,
    CaseStudyCountry,
    CaseStudyDocument,
    CaseStudyFocus,
    CaseStudySector,
    CaseStudySource,
    CaseStudyTopic,
    Initiative,
    InitiativeDocument,
    InitiativeInstrument,
    InitiativeModality,
    InitiativeRelation,
    InitiativeSector,
    InitiativeSource,
    InitiativeTopic,
    Partner,
    Result,
)
from portal.core.models import User
from portal.core.writing import write

INITIATIVE_LINES: dict[str, type[models.Model]] = {
    "participations": Partner,
    "topics": InitiativeTopic,
    "modalities": InitiativeModality,
    "instruments": InitiativeInstrument,
    "sectors": InitiativeSector,
    "figures": Result,
    "relations": InitiativeRelation,
    "documents": InitiativeDocument,
    "sources": InitiativeSource,
}
CASE_STUDY_LINES: dict[str, type[models.Model]] = {
    "countries": CaseStudyCountry,
    "topics": CaseStudyTopic,
    "sectors": CaseStudySector,
    "focuses": CaseStudyFocus,
    "documents": CaseStudyDocument,
    "sources": CaseStudySource,
}


def record_initiative(
    *, by: User, values: dict, initiative: Initiative | None = None, **lines: Iterable[dict] | None
) -> Initiative:
    """Create an initiative, or change ``initiative``; what the arguments mean is said in portal/core/writing.py."""
    record = initiative or Initiative(**values)
    year = (record.judged_on() or record.last_verified_on or timezone.localdate()).year
    write(record, INITIATIVE_LINES, by=by, values=values, year=year, lines=lines)
    return record


def record_case_study(
    *, by: User, values: dict, case_study: CaseStudy | None = None, **lines: Iterable[dict] | None
) -> CaseStudy:
    """Create a case study, or change ``case_study``. Its reference tells the year in which it came here: what it tells
    of may have begun long before."""
    record = case_study or CaseStudy(**values)
    year = (record.last_verified_on or timezone.localdate()).year
    write(record, CASE_STUDY_LINES, by=by, values=values, year=year, lines=lines)
    return record
