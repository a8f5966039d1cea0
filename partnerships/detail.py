"""The pages of one initiative and of one case study: what their templates show, worded for the reader."""

from __future__ import annotations

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.cards import Card, confirmed_text, is_mutual
from partnerships.files import file_url, offered
from partnerships.models import CaseStudy, Initiative
from partnerships.models.initiative import Depth
from partnerships.related import case_studies_like, initiatives_like
from portal.core.classification import PROVIDING, Role, list_in_words
from portal.core.dates import number_text
from portal.core.facets import Facet
from portal.core.json_ld import json_ld, told
from portal.core.models import Focus, Instrument, Modality, Sector
from portal.core.naming import Name, ids_of
from portal.core.record_page import ClassifiedPage, RecordPage
from portal.core.reference import country_number
from portal.core.related import codes
from portal.core.said import partial_date
from portal.core.submitting.shown import type_and_size


class InitiativePage(ClassifiedPage):
    ROOM = "partnerships"
    LINES = (
        "participations", "taggings", "modality_links", "instrument_links", "sector_links", "result_lines",
        "documents", "files", "sources",
    )  # fmt: skip
    # The told part in the order of a story: field, and the heading above it.
    STORY = (
        ("challenge", lambda: _("The challenge")),
        ("solution", lambda: _("The solution")),
        ("exchange", lambda: _("How the exchange worked")),
        ("results", lambda: _("Results")),
        ("innovation", lambda: _("What was new")),
        ("sustainability", lambda: _("What keeps it going")),
        ("replicability", lambda: _("What others need to do the same")),
        ("lessons", lambda: _("Lessons")),
    )

    @property
    def chapters(self) -> list[dict]:
        """What is told, each under its heading; figures stand under the results even where these are not told."""
        told = [
            {"name": name, "heading": heading(), "text": getattr(self.record, name)} for name, heading in self.STORY
        ]
        return [each for each in told if each["text"] or (each["name"] == "results" and self.figures)]

    @cached_property
    def figures(self) -> list[dict]:
        return [
            {"figure": number_text(line.figure), "unit": line.unit, "what": line.what}
            for line in self.record.result_lines.all()
        ]

    @property
    def is_full(self) -> bool:
        return self.record.depth == Depth.FULL

    @property
    def depth_label(self) -> str:
        return str(self.record.depth.label)

    @property
    def confirmed(self) -> str:
        return confirmed_text(self.record.partners_confirmed, self.record.partners_asked)

    @property
    def support_label(self) -> str:
        return "" if self.record.support == Initiative.Support.UNKNOWN else self.record.get_support_display()

    @property
    def status_shown(self) -> str:
        return "" if self.record.status == Initiative.Status.UNKNOWN else self.record.get_status_display()

    @property
    def mutual(self) -> bool:
        """Do the same partners give and receive?"""
        lines = (line for line in self.record.participations.all() if line.role in {*PROVIDING, Role.BENEFICIARY})
        return is_mutual([ids_of(line) for line in lines])

    @property
    def parties(self) -> list[dict]:
        """By role; partners who stand on both sides are listed once."""
        if not self.mutual:
            return super().parties
        rest = [party for party in super().parties if party["role_label"] != Role.BENEFICIARY.label]
        return [
            party | {"role_label": _("Partners, each giving and receiving")}
            if party["role_label"] == Role.PROVIDER.label
            else party
            for party in rest
        ]

    @property
    def instruments(self) -> list[dict]:
        links = self.record.instrument_links.all()
        return self._links(Instrument, "instrument", [link.instrument_id for link in links])

    @property
    def modalities(self) -> list[dict]:
        return self._links(Modality, "modality", [link.modality_id for link in self.record.modality_links.all()])

    @property
    def sectors(self) -> list[dict]:
        return self._links(Sector, "sector", [link.sector_id for link in self.record.sector_links.all()])

    @property
    def documents(self) -> list[dict]:
        """Links, and the files that came with the submission the record was made of."""
        files = [
            {"title": each.name, "url": file_url(self.record, each), "kind": type_and_size(each), "is_here": True}
            for each in offered(self.record)
        ]
        return files + super().documents

    @property
    def budget(self) -> str:
        record = self.record
        amount = f"{number_text(record.amount)} {record.currency}" if record.amount is not None else ""
        if record.band:
            amount = f"{record.get_band_display()} {record.currency}".strip()
        return _("about %(amount)s") % {"amount": amount} if amount and record.is_estimate else amount

    @property
    def missing_text(self) -> str:
        """What is not recorded, said once."""
        recorded = {
            **{heading().lower(): getattr(self.record, name) for name, heading in self.STORY[:3]},
            _("results"): self.record.results or self.figures,
            _("lessons"): self.record.lessons,
            _("budget"): self.budget or self.record.in_kind or self.record.paid_by,
            _("documents"): self.documents,
        }
        missing = [name for name, value in recorded.items() if not value]
        return _("Not recorded: %(what)s.") % {"what": list_in_words(missing, most=9)} if missing else ""

    @property
    def json_ld(self) -> SafeString:
        record = self.record
        return json_ld(
            record, "Project", self.permalink, knowsAbout=[topic["label"] for topic in self.topics],
            foundingDate=partial_date(record.starts_on, record.starts_precision),
        )  # fmt: skip

    # What belongs to it ----------------------------------------------------------------------------------------------
    @cached_property
    def relations(self) -> list[dict]:
        """Initiatives that this one names, or that name it, as far as the reader may see them."""
        lines = [*self.record.relations.values_list("other_id", "note")]
        lines += self.record.relations_from.values_list("initiative_id", "note")
        notes = dict(reversed(lines))
        found = Initiative.objects.visible_to(self.request.user).filter(pk__in=notes).only("ref", "title", "starts_on")
        return [_link(each) | {"note": notes[each.pk]} for each in found]

    @cached_property
    def case_studies(self) -> list[dict]:
        told = CaseStudy.objects.visible_to(self.request.user).filter(initiative=self.record)
        return [_link(each) for each in told.only("ref", "title", "year", "initiative_id")]

    @property
    def linked_refs(self) -> set[str]:
        return {each["ref"] for each in self.case_studies}

    @cached_property
    def related(self) -> list[dict[str, str | list[Card]]]:
        return initiatives_like(self.record, self.request.user, self.reference, self.versions)


class CaseStudyPage(RecordPage):
    ROOM = "case_studies"
    LINES = ("country_links", "taggings", "sector_links", "focus_links", "documents", "sources")

    @property
    def countries(self) -> list[Name]:
        codes = (link.country_id for link in self.record.country_links.all())
        terms = [self.reference.countries[code] for code in codes]
        return [Name(term.label, term.code, url=self._list_url("country", term.code)) for term in terms]

    @property
    def year_text(self) -> str:
        """ "2010 (the name was protected at home)"."""
        year, note = str(self.record.year or ""), self.record.year_note
        return f"{year} ({note})" if year and note else year

    @property
    def sectors(self) -> list[dict]:
        return self._links(Sector, "sector", [link.sector_id for link in self.record.sector_links.all()])

    @property
    def focuses(self) -> list[dict]:
        return self._links(Focus, "focus", [link.focus_id for link in self.record.focus_links.all()])

    @property
    def chapters(self) -> list[dict]:
        told = (("story", _("The story")), ("results", _("Results")), ("lessons", _("Lessons")))
        return [
            {"name": name, "heading": heading, "text": getattr(self.record, name)}
            for name, heading in told
            if getattr(self.record, name)
        ]

    @property
    def missing_text(self) -> str:
        record = self.record
        recorded = {
            _("story"): record.story,
            _("results"): record.results,
            _("lessons"): record.lessons,
            _("year"): record.year,
        }
        missing = [name for name, value in recorded.items() if not value]
        return _("Not recorded: %(what)s.") % {"what": list_in_words(missing, most=9)} if missing else ""

    @property
    def json_ld(self) -> SafeString:
        places = [{"@type": "Country", "name": country.label} for country in self.countries]
        topics = [topic["label"] for topic in self.topics]
        return json_ld(self.record, "Article", self.permalink, **told(self.record, topics), contentLocation=places)

    @cached_property
    def told_of(self) -> dict | None:
        """The initiative that the case is told of, if the reader may see it."""
        if not self.record.initiative_id:
            return None
        visible = Initiative.objects.visible_to(self.request.user).filter(pk=self.record.initiative_id)
        found = visible.only("ref", "title").first()
        return _link(found) if found else None

    @property
    def country_codes(self) -> frozenset[int]:
        return codes(Facet.COUNTRY, (country_number(link.country_id) for link in self.record.country_links.all()))

    @property
    def linked_refs(self) -> set[str]:
        return {self.told_of["ref"]} if self.told_of else set()

    @cached_property
    def related(self) -> list[dict[str, str | list[Card]]]:
        return case_studies_like(self.record, self.request.user, self.reference, self.versions)


def _link(record: Initiative | CaseStudy) -> dict:
    return {"ref": record.ref, "title": record.title, "url": record.get_absolute_url()}
