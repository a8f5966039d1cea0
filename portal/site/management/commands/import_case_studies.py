"""Load case studies from a file; without one, the real records that ship with the portal."""

from partnerships import records, shipped
from partnerships.models import CaseStudySource
from portal.site.management.commands import import_partnerships


class Command(import_partnerships.Command):
    help = "Loads case studies and publishes them; those that are here already stay as they are."

    read = staticmethod(shipped.case_studies)
    load = staticmethod(records.load_case_studies)
    sources = CaseStudySource
    what = "Case studies"
