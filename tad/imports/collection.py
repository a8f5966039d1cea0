"""A collection of activities: the columns of ``tad/data/activities.csv`` alone. portal/core/imports/collection.py."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.classification import Role
from portal.core.dates import joined_text
from portal.core.imports.cells import UNKNOWN, listed
from portal.core.imports.collection import CollectedRow, Collection, mapped
from portal.core.imports.words import Names, folded
from portal.core.models import FundingKind, Modality, Topic
from portal.core.sheets import Level
from tad.models import Activity, Source
from tad.shipped import FOLDER, GRADES

ACTIVITY_TYPES, IP_FIELDS = FOLDER / "activity_types.csv", FOLDER / "ip_fields.csv"


@cache
def _said_before(what: str) -> dict[str, tuple[str, ...]]:
    """The words that the shipped collection has for groups ("African LDCs") or organisations → their public codes.

    One phrase may name several; a phrase that means now these, now those, means nothing here.
    """
    meant: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with (FOLDER / "parties.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row[what] and row["as_said"]:
                meant[folded(row["as_said"])][row["record"]].append(row[what])
    several = {words: {tuple(dict.fromkeys(codes)) for codes in said.values()} for words, said in meant.items()}
    return {words: codes.pop() for words, codes in several.items() if len(codes) == 1}


class CollectedActivity(CollectedRow):
    def values_and_lines(self) -> tuple[dict, dict[str, list[dict]]]:
        values = {
            "modality_id": self._modality(),
            "modality_as_said": self.cells.text("activity_type", "modality_as_said"),
            "date_note": self.cells.text("date_note", "date_note"),
        }
        dates, participations = self._dates(), self._participations()
        self.compare_kind(participations, dates["starts_on"] or dates["ends_on"])
        return values | dates, {
            "participations": participations,
            "topics": self._topics(),
            "funding": self._funding(),
        }

    def _modality(self) -> int | None:
        """By the list of words in tad/data, then by name; what is not known is "other", in the source's words."""
        said = self.row["activity_type"]
        if said.lower() in UNKNOWN:
            return None
        code = mapped(ACTIVITY_TYPES).get(folded(said))
        term = self.words.reference[Modality].by_code.get(code) or self.words.terms(Modality).get(said)
        if term is None:
            text = _("“%(text)s” is no known type of activity: kept in words, under “%(other)s”.")
            term = self.words.reference[Modality].by_code["other"]
            self.cells.wrong("activity_type", text % {"text": said[:120], "other": term.label}, Level.WARNING)
        return term.id

    def _dates(self) -> dict:
        starts_on, starts_precision = self.cells.day("start_date")
        ends_on, ends_precision = self.cells.day("end_date", last=True)
        if starts_on and ends_on and ends_on < starts_on:
            self.cells.wrong("end_date", _("The end lies before the start."))
        last = ends_on or starts_on
        planned = last is not None and last > timezone.localdate()
        return {
            "starts_on": starts_on,
            "starts_precision": starts_precision,
            "ends_on": ends_on,
            "ends_precision": ends_precision,
            "status": Activity.Status.PLANNED if planned else Activity.Status.COMPLETED,
        }

    def _participations(self) -> list[dict]:
        """Where only "host or provider" is said, the country hosted: the weaker of the two claims."""
        parties = [
            {"role": role, "country_id": term.code}
            for column, role in (
                ("host_or_provider_countries", Role.HOST),
                ("beneficiary_countries", Role.BENEFICIARY),
            )
            for term in self.cells.countries(column)
        ]
        parties += self._groups() + self._organisations()
        parties += [{"role": Role.FUNDER, "organisation_id": pk} for pk in self._funders()]
        return parties

    def _groups(self) -> list[dict]:
        text = _("“%(text)s” is no known group: kept in words on the record. Nearest: %(near)s.")
        found, unknown = self._named("beneficiary_group", "group", self.words.groups, text)
        if unknown:
            self.unread.append(f"Beneficiaries in the words of the source: {'; '.join(unknown)}.")
        return [{"role": Role.BENEFICIARY, "group_id": pk, "as_said": said} for pk, said in found.items()]

    def _organisations(self) -> list[dict]:
        text = _("“%(text)s” is no organisation of the portal: kept in words on the record. Nearest: %(near)s.")
        found, unknown = self._named("partner_organisations", "organisation", self.words.organisations, text)
        if unknown:
            self.unread.append(f"Further partners in the words of the source: {'; '.join(unknown)}.")
        return [{"role": Role.ORGANISER, "organisation_id": pk, "as_said": said} for pk, said in found.items()]

    def _named(self, column: str, what: str, names: Names, warning: str) -> tuple[dict[int, str], list[str]]:
        """``{id: the words}`` of those that are known by a name, or that the shipped collection called so; the rest."""
        found, unknown = {}, []
        for said in [self.row[column]] if names.get(self.row[column]) else listed(self.row[column]):
            known = self._known(what, names, said)
            for each in known:
                found.setdefault(each.id, self.cells.short(column, said, 250))
            if not known:
                unknown.append(said)
                near = joined_text(each.label for each in names.nearest(said)) or _("none")
                self.cells.wrong(column, warning % {"text": said[:120], "near": near}, Level.WARNING)
        return found, unknown

    def _known(self, what: str, names: Names, said: str) -> list:
        if thing := names.get(said):
            return [thing]
        return [thing for code in _said_before(what).get(folded(said), ()) if (thing := names.get(code))]

    def _topics(self) -> list[dict]:
        found = {}
        for said in listed(self.row["ip_fields"]):
            code = mapped(IP_FIELDS).get(folded(said))
            term = self.words.reference[Topic].by_code.get(code) or self.words.terms(Topic).get(said)
            if term is None:
                term = self.cells.code("ip_fields", Topic, said)
            if term:
                found.setdefault(term.id, {"topic_id": term.id, "as_said": said[:120]})
        return list(found.values())

    def _funding(self) -> list[dict]:
        said = self.row["funding_source"]
        if said.lower() in UNKNOWN:
            return []
        kind = self.words.reference[FundingKind].by_code[FundingKind.NOT_STATED]
        line = {"kind_id": kind.id, "as_said": self.cells.short("funding_source", said, 250)}
        return [line | {"funder_id": pk} for pk in self._funders() or [None]]

    def _funders(self) -> list[int]:
        return [each.id for each in self._known("organisation", self.words.organisations, self.row["funding_source"])]

    def grade(self) -> str:
        said = self.row["source_kind"]
        if said and said not in GRADES:
            words = {"text": said[:60], "known": "; ".join(GRADES)}
            text = _("“%(text)s” is not known here. Possible: %(known)s.")
            self.cells.wrong("source_kind", text % words)
        return GRADES.get(said, "")


class ActivityCollection(Collection):
    columns = (
        "id", "title", "activity_type", "start_date", "end_date", "date_note", "host_or_provider_countries",
        "beneficiary_countries", "beneficiary_group", "partner_organisations", "ip_fields", "triangular",
        "funding_source", "summary", "source", "source_kind",
    )  # fmt: skip
    passed_over = frozenset({"activity_category"})  # a coarser form of activity_type
    telling = frozenset({"id", "title", "activity_type", "ip_fields"})
    model, sources, reading = Activity, Source, CollectedActivity
