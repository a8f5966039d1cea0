"""Writing a profile with all its lines: the one way for forms, the own page, the desk's imports and samples.

It writes; what of it is shown is a matter of consents (roster/consents.py), and of the doors of curation.py.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils import timezone

from portal.core.models import User
from portal.core.writing import write
from roster.models import (
    Assignment,
    Biography,
    Consultant,
    ConsultantModality,
    Expertise,
    LanguageSkill,
    Nationality,
)

LINES: dict[str, type[models.Model]] = {
    "nationalities": Nationality,
    "expertise": Expertise,
    "modalities": ConsultantModality,
    "languages": LanguageSkill,
    "biographies": Biography,
    "assignments": Assignment,
}


def record_consultant(
    *, by: User, values: dict, consultant: Consultant | None = None, **lines: Iterable[dict] | None
) -> Consultant:
    """Create a profile, or change ``consultant``; what the arguments mean is said in portal/core/writing.py. Its
    reference tells the year in which it came here."""
    record = consultant or Consultant()
    write(record, LINES, by=by, values=values, year=timezone.localdate().year, lines=lines)
    return record
