"""Which columns of our own exports set what; the layout itself: portal/core/imports/own_export.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from partnerships import open_data
from partnerships.actions import CASE_STUDY_LINES, INITIATIVE_LINES
from partnerships.models import CaseStudy, Initiative
from partnerships.open_columns import CASE_STUDY_COLUMNS, INITIATIVE_COLUMNS
from portal.core.imports.cells import YEARS, Cells
from portal.core.imports.draft import Draft
from portal.core.imports.edited_lines import (
    DOCUMENTS,
    PARTICIPATIONS,
    LineList,
    Lines,
    kept_and_new,
    side_by_side,
    tagged,
    words,
)
from portal.core.imports.edited_values import check_money, check_other, check_span
from portal.core.imports.own_export import READER, OwnExport
from portal.core.models import Country, Focus, Instrument, Modality, Sector, Topic
from portal.core.reference import Reference

FIGURES = ("figures", "figure_units", "figure_meanings")
MONEY = {"amount", "currency", "band"}


def _countries(cells: Cells, stored: Lines) -> Lines:
    return kept_and_new(stored, "country_id", [term.code for term in cells.countries("country_codes")])


def _figures(cells: Cells, stored: Lines) -> Lines:
    """Columns that are missing leave what the line at the same place says."""
    if "figures" not in cells.row.cells:
        cells.wrong("", _("Columns about figures need “figures” beside them."))
        return stored
    lines = []
    for place, said in enumerate(side_by_side(cells, "figures", FIGURES)):
        old = stored[place] if place < len(stored) else {"unit": "", "what": ""}
        unit = words(cells, "figure_units", said.get("figure_units", old["unit"]), stored, "unit", 60)
        what = words(cells, "figure_meanings", said.get("figure_meanings", old["what"]), stored, "what", 200)
        if not what:
            cells.wrong("figure_meanings", _("Say what the figure %(place)d counts.") % {"place": place + 1})
        lines.append({"figure": cells.amount("figures", said["figures"]), "unit": unit, "what": what})
    return lines


COMMON = (tagged("topics", "topic_codes", "topic_id", Topic, as_said=""),
          tagged("sectors", "sector_codes", "sector_id", Sector), DOCUMENTS)  # fmt: skip
KEPT = ("state", "source_records", "is_sample", "last_verified_on")


class InitiativeSheet(OwnExport):
    model, exported, lines = Initiative, INITIATIVE_COLUMNS, INITIATIVE_LINES
    texts = (
        "title", "summary", "date_note", "instrument_as_said", "modality_as_said", "sector_as_said", "challenge",
        "solution", "exchange", "results", "innovation", "sustainability", "replicability", "lessons", "currency",
        "paid_by", "in_kind", "note", "source",
    )  # fmt: skip
    amounts = ("amount",)
    flags = ("is_estimate",)
    choices = {"status": Initiative.Status, "support": Initiative.Support, "band": Initiative.Band}
    days = {"starts_on": False, "ends_on": True}
    required = ("title", "language", "status", "support")
    lists = (
        PARTICIPATIONS,
        tagged("instruments", "instrument_codes", "instrument_id", Instrument),
        tagged("modalities", "modality_codes", "modality_id", Modality),
        LineList("figures", FIGURES, _figures),
        *COMMON,
    )
    labels = {
        "status_label": ("status", Initiative.Status),
        "support_label": ("support", Initiative.Support),
        "band_label": ("band", Initiative.Band),
        "topics": ("topic_codes", Topic),
        "instruments": ("instrument_codes", Instrument),
        "modalities": ("modality_codes", Modality),
        "sectors": ("sector_codes", Sector),
    }
    kept_by_the_portal = ("kind", "kind_overridden", "depth", "partners_confirmed", "partners_asked", *KEPT)

    def exports(self, ids: Iterable[int], reference: Reference) -> Iterator[dict]:
        return open_data.initiatives(READER, ids, reference)

    def check(self, cells: Cells, draft: Draft) -> None:
        check_span(cells, draft)
        if MONEY & draft.values.keys():
            check_money(cells, {name: draft.final(name) for name in MONEY}, currency="currency", band="band")
        for lines, key, vocabulary, said in (
            ("modalities", "modality_id", Modality, "modality_as_said"),
            ("instruments", "instrument_id", Instrument, "instrument_as_said"),
        ):
            other = cells.reference[vocabulary].by_code["other"].id
            is_other = any(line[key] == other for line in draft.lines.get(lines, []))
            check_other(cells, draft, is_other=is_other, words=said, touched={lines})


class CaseStudySheet(OwnExport):
    model, exported, lines = CaseStudy, CASE_STUDY_COLUMNS, CASE_STUDY_LINES
    texts = ("title", "summary", "year_note", "sector_as_said", "story", "results", "lessons", "note", "source")
    numbers = ("year",)
    lists = (
        LineList("countries", ("country_codes",), _countries),
        tagged("focuses", "focus_codes", "focus_id", Focus),
        *COMMON,
    )
    labels = {
        "countries": ("country_codes", Country),
        "topics": ("topic_codes", Topic),
        "sectors": ("sector_codes", Sector),
        "focuses": ("focus_codes", Focus),
    }
    kept_by_the_portal = KEPT

    def exports(self, ids: Iterable[int], reference: Reference) -> Iterator[dict]:
        return open_data.case_studies(READER, ids, reference)

    def check(self, cells: Cells, draft: Draft) -> None:
        if draft.values.get("year") is not None and draft.values["year"] not in YEARS:
            cells.wrong("year", _("A year must lie between 1900 and 2199."))
            draft.values["year"] = None
