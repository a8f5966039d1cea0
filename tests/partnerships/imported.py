"""What the tests of importing initiatives and case studies share."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from pghistory.models import Events

from partnerships import shipped
from partnerships.models import CaseStudy, CaseStudySource, Initiative, InitiativeSource
from portal.core.imports import running
from portal.core.models import Import, User, current_versions
from tests.factories import case_study, initiative
from tests.sheets import exported_case_studies, exported_initiatives

FILES = {"partnerships": "partnerships.csv", "case-studies": "case_studies.csv"}
MODELS = {"partnerships": Initiative, "case-studies": CaseStudy}
SOURCES = {"partnerships": InitiativeSource, "case-studies": CaseStudySource}
EXPORTED = {"partnerships": exported_initiatives, "case-studies": exported_case_studies}
KINDS = pytest.mark.parametrize("of", FILES)
FACTORIES = {"partnerships": initiative, "case-studies": case_study}
# One row of a collection in which nothing is wrong.
INITIATIVE = {
    "id": "X1", "name": "Two offices meet", "partner_countries": "KE;UG", "year": "2020", "theme": "patents; health",
    "triangular": "", "summary": "they share searches.", "source": "News – https://example.org/x",
}  # fmt: skip
CASE = {
    "id": "Y1", "title": "A name for honey", "country": "KE", "ip_rights": "trademarks; geographical indications",
    "sector": "Water", "summary": "Keepers own a name.", "source": "A report",
}  # fmt: skip


def content_of(of: str) -> bytes:
    return (shipped.FOLDER / FILES[of]).read_bytes()


def planned(content: bytes, of: str, name: str = "sheet.csv") -> Import:
    job = running.receive(ContentFile(content), of=of, name=name, by=User.objects.importer())
    running.make_plan(job)
    return job


def written(content: bytes, of: str, *, publish: bool = False, leave_out: bool = False) -> Import:
    job = planned(content, of)
    assert running.start(job, publish=publish, leave_out=leave_out), list(job.rows.values_list("problems"))
    assert running.run(job, by=job.created_by)
    job.refresh_from_db()
    return job


def world() -> tuple:
    return Initiative.objects.count(), CaseStudy.objects.count(), Events.objects.count(), current_versions()
