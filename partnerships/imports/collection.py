"""Collections of initiatives and case studies: the columns of ``partnerships/data/partnerships.csv`` and
``case_studies.csv`` alone. portal/core/imports/collection.py.

Nobody has decided yet who helps whom: all countries of an initiative stand on both sides, and its note says so.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from partnerships.models import CaseStudy, CaseStudySource, Initiative, InitiativeSource
from partnerships.shipped import FOLDER
from portal.core.classification import Role
from portal.core.imports.cells import listed
from portal.core.imports.collection import CollectedRow, Collection, mapped
from portal.core.imports.words import folded
from portal.core.models import Sector, Topic
from portal.core.reference import Term
from portal.core.sheets import Level

IP_RIGHTS = FOLDER / "ip_rights.csv"
ROLES_UNKNOWN = "The source does not say who helps whom: each partner stands on both sides."


class _Row(CollectedRow):
    def topic(self, said: str) -> Term | None:
        """By the list of words in partnerships/data, then by name."""
        code = mapped(IP_RIGHTS).get(folded(said))
        return self.words.reference[Topic].by_code.get(code) or self.words.terms(Topic).get(said)

    def sectors(self, column: str) -> list[dict]:
        """Those that are called exactly as a sector; the words of the cell stay on the record as they are."""
        found = [self.words.terms(Sector).get(said) for said in listed(self.row[column])]
        return [{"sector_id": pk} for pk in dict.fromkeys(term.id for term in found if term)]


class CollectedInitiative(_Row):
    def values_and_lines(self) -> tuple[dict, dict[str, list[dict]]]:
        starts_on, starts_precision = self.cells.day("year")
        countries = self.cells.countries("partner_countries")
        if not countries:
            text = _("No country is named. Add the partners to the record before it is published.")
            self.cells.wrong("partner_countries", text, Level.WARNING)
        participations = [
            {"role": role, "country_id": term.code}
            for role in (Role.PROVIDER, Role.BENEFICIARY)
            for term in countries
        ]  # fmt: skip
        self.compare_kind(participations, starts_on)
        values = {
            "starts_on": starts_on,
            "starts_precision": starts_precision,
            "sector_as_said": self.cells.text("theme", "sector_as_said"),
            "note": ROLES_UNKNOWN if countries else "",
        }
        topics = {topic.id: said for said in listed(self.row["theme"]) if (topic := self.topic(said))}
        return values, {
            "participations": participations,
            "topics": [{"topic_id": pk, "as_said": said[:120]} for pk, said in topics.items()],
            "sectors": self.sectors("theme"),
        }


class CollectedCaseStudy(_Row):
    def values_and_lines(self) -> tuple[dict, dict[str, list[dict]]]:
        values = {"sector_as_said": self.cells.text("sector", "sector_as_said")}
        return values, {
            "countries": [{"country_id": term.code} for term in self.cells.countries("country")],
            "topics": self._topics(),
            "sectors": self.sectors("sector"),
        }

    def _topics(self) -> list[dict]:
        found = {}
        for said in listed(self.row["ip_rights"]):
            if topic := self.topic(said) or self.cells.code("ip_rights", Topic, said):
                found.setdefault(topic.id, {"topic_id": topic.id, "as_said": said[:120]})
        return list(found.values())


class InitiativeCollection(Collection):
    columns = ("id", "name", "partner_countries", "year", "theme", "triangular", "summary", "source")
    telling = frozenset({"id", "name", "partner_countries", "theme"})
    title = "name"
    model, sources, reading = Initiative, InitiativeSource, CollectedInitiative


class CaseStudyCollection(Collection):
    columns = ("id", "title", "country", "ip_rights", "sector", "summary", "source")
    telling = frozenset({"id", "title", "country", "ip_rights"})
    model, sources, reading = CaseStudy, CaseStudySource, CollectedCaseStudy
