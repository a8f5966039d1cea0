"""Initiatives and case studies as the imports of the ground floor ask for them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from partnerships.actions import CASE_STUDY_LINES, INITIATIVE_LINES, record_case_study, record_initiative
from partnerships.imports.collection import CaseStudyCollection, InitiativeCollection
from partnerships.imports.own_export import CaseStudySheet, InitiativeSheet
from partnerships.lookalikes import CASE_STUDIES, INITIATIVES
from partnerships.models import CaseStudy, Initiative
from partnerships.search_rows import CASE_STUDY_ROWS, INITIATIVE_ROWS
from portal.core.imports.draft import Draft
from portal.core.imports.record_importer import RecordImporter
from portal.core.models import User


class InitiativeImporter(RecordImporter):
    label = _("partnerships")
    model, lines, search_rows, lookalikes = Initiative, INITIATIVE_LINES, INITIATIVE_ROWS, INITIATIVES
    own_export = InitiativeSheet()
    layouts = (own_export, InitiativeCollection())

    def record(self, *, by: User, values: dict, record: Initiative | None, lines: dict) -> Initiative:
        return record_initiative(by=by, values=values, initiative=record, **lines)

    example = {
        "title": "Shared examination of patent applications by nine offices",
        "summary": "Examiners of nine offices read each other's search reports before they search again.",
        "language": "en",
        "status": "ongoing",
        "support": "without",
        "starts_on": "2009",
        "ends_on": "",
        "provider_codes": "BR; CL",
        "beneficiary_codes": "PY; UY",
        "funder_organisations": "wipo",
        "topic_codes": "patents",
        "instrument_codes": "network; shared-tool",
        "sector_codes": "ip-system",
        "challenge": "Each office searched the same applications anew.",
        "figures": "1200; 9",
        "figure_units": "applications; offices",
        "figure_meanings": "examined together; taking part",
        "source": "Name of the document or page",
        "source_url": "https://www.example.org/",
    }


class CaseStudyImporter(RecordImporter):
    label = _("case studies")
    model, lines, search_rows, lookalikes = CaseStudy, CASE_STUDY_LINES, CASE_STUDY_ROWS, CASE_STUDIES
    own_export = CaseStudySheet()
    layouts = (own_export, CaseStudyCollection())

    def record(self, *, by: User, values: dict, record: CaseStudy | None, lines: dict) -> CaseStudy:
        return record_case_study(by=by, values=values, case_study=record, **lines)

    def countries_of(self, draft: Draft) -> set[str]:
        return {line["country_id"] for line in draft.lines.get("countries", [])}

    example = {
        "title": "Coffee growers who own their names",
        "summary": "A country registered the names of its coffees and licensed them to roasters.",
        "language": "en",
        "country_codes": "ET",
        "year": "2005",
        "topic_codes": "trademarks",
        "sector_codes": "agriculture-food",
        "focus_codes": "branding",
        "story": "What was done, by whom, and why.",
        "source": "Name of the document or page",
        "source_url": "https://www.example.org/",
    }
