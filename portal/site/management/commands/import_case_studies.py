"""Load case studies from a sheet; without a file, the real records that ship with the portal."""

from partnerships import records, shipped
from partnerships.models import CaseStudySource
from portal.site.management.commands import import_partnerships


class Command(import_partnerships.Command):
    help = "Lists row by row what a sheet of case studies (CSV, XLSX) would change, then writes all of it or nothing."

    of = "case-studies"
    collection, facts = shipped.FOLDER / "case_studies.csv", "case_facts.csv"
    read = staticmethod(shipped.case_studies)
    load = staticmethod(records.load_case_studies)
    sources = CaseStudySource
    what = "Case studies"
