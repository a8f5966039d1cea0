"""Sheets of initiatives and case studies that are wrong, each in its own way, and exactly what is said of each.

What every sheet has in common (encodings, workbooks, ragged rows) is tested with activities.
"""

from __future__ import annotations

import pytest

from portal.core.imports import running
from tests.partnerships.imported import CASE, EXPORTED, FACTORIES, INITIATIVE, MODELS, planned, world
from tests.sheets import csv_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


NO_LAYOUT = "row 1: These columns belong to no known layout: {}. Compare them with the empty sheet."
BROKEN = {
    "another room's sheet": ("partnerships", b"id,title,activity_type,ip_fields\nx,y,z,u\n", [
        NO_LAYOUT.format("id, title, activity_type, ip_fields")
    ]),
    "a case study as an initiative": ("partnerships", csv_of(CASE), [NO_LAYOUT.format(", ".join(CASE))]),
    "no name, no id, no source": ("partnerships", csv_of(INITIATIVE | {"name": "", "id": "", "source": ""}), [
        "row 2, name: A title is needed.",
        "row 2, id: An id is needed: by it the portal knows the row when the sheet comes again.",
        "row 2, source: A source is needed: readers must be able to look it up.",
    ]),
    "an id twice": ("partnerships", csv_of(INITIATIVE, INITIATIVE), [
        "row 3, id: “X1” is in row 2, too."
    ]),
    "a country that is none": ("partnerships", csv_of(INITIATIVE | {"partner_countries": "KE;Uganda"}), [
        "row 2, partner_countries: “Uganda” is no country code of ISO 3166. Nearest: UG (Uganda)."
    ]),
    "no country": ("partnerships", csv_of(INITIATIVE | {"partner_countries": "", "triangular": "no"}), [
        "row 2, partner_countries: No country is named. Add the partners to the record before it is published."
    ]),
    "a year that is none": ("partnerships", csv_of(INITIATIVE | {"year": "since 2004"}), [
        "row 2, year: “since 2004” is no date. Write 2013, 2013-10 or 2013-10-07."
    ]),
    "a word outside its list": ("partnerships", csv_of(INITIATIVE | {"triangular": "perhaps"}), [
        "row 2, triangular: “perhaps” is not known here. Possible: yes, no, unknown."
    ]),
    "a right that is none": ("case-studies", csv_of(CASE | {"ip_rights": "patent"}), [
        "row 2, ip_rights: “patent” is no code of this list. Nearest: patents (Patents)."
    ]),
    "a sector longer than may be": ("case-studies", csv_of(CASE | {"sector": "x" * 121}), [
        "row 2, sector: This text has 121 characters; at most 120 are possible."
    ]),
    "an address that is none": ("case-studies", csv_of(CASE | {"source": "Page – https://nowhere"}), [
        "row 2, source: “https://nowhere” is no web address. It begins with https://."
    ]),
}  # fmt: skip
CELLS = {
    "a reference of nothing": ("partnerships", {"ref": "PI-1999-0001"}, [
        "row 2, ref: No record has the reference “PI-1999-0001”. For a new record leave the cell empty."
    ]),
    "required cells emptied": ("partnerships", {"title": "", "support": ""}, [
        "row 2, title: This cell cannot be empty.", "row 2, support: This cell cannot be empty.",
    ]),
    "end before start": ("partnerships", {"starts_on": "2013", "ends_on": "2012"}, [
        "row 2, ends_on: The end lies before the start."
    ]),
    "money without currency": ("partnerships", {"amount": "20", "currency": ""}, [
        "row 2, currency: An amount needs a currency code; a currency needs an amount or a band."
    ]),
    "an amount and a band": ("partnerships", {"amount": "20", "currency": "USD", "band": "under_10k"}, [
        "row 2, band: Give the amount or a band, not both."
    ]),
    "other than what": ("partnerships", {"modality_codes": "other", "instrument_codes": "other"}, [
        "row 2, modality_as_said: Say in the source's words what “other” was.",
        "row 2, instrument_as_said: Say in the source's words what “other” was.",
    ]),
    "figures that count nothing": ("partnerships", {"figures": "3; many", "figure_meanings": "offices; "}, [
        "row 2, figure_meanings: Say what the figure 2 counts.",
        "row 2, figures: “many” is no amount. Write 20000 or 20000.50.",
    ]),
    "neither yes nor no": ("partnerships", {"is_estimate": "perhaps"}, [
        "row 2, is_estimate: “perhaps” is not known here. Possible: yes, no."
    ]),
    "what the portal keeps": ("partnerships", {"partners_confirmed": "9", "kind": "triangular"}, [
        "row 2, kind: The portal keeps this by itself (it says “south_south”): the cell is not taken over.",
        "row 2, partners_confirmed: The portal keeps this by itself (it says “0”): the cell is not taken over.",
    ]),
    "a label against its code": ("case-studies", {"countries": "Uganda"}, [
        "row 2, countries: “Uganda” is not what is meant by “KE”. The code counts, the label is not read."
    ]),
    "the year 1013": ("case-studies", {"year": "1013"}, ["row 2, year: A year must lie between 1900 and 2199."]),
    "a focus that is none": ("case-studies", {"focus_codes": "brandin"}, [
        "row 2, focus_codes: “brandin” is no code of this list. Nearest: branding (Branding and reputation)."
    ]),
}  # fmt: skip


def said_of(of: str, content: bytes) -> list[str]:
    job = planned(content, of)
    problems = [*job.problems, *(each for row in job.rows.all() for each in row.problems)]
    return [str(running.Problem(**each)) for each in problems]


@pytest.mark.parametrize("name", BROKEN)
def test_each_fault_of_a_collection_is_named_by_row_and_column(name):
    of, content, expected = BROKEN[name]
    assert said_of(of, content) == expected
    assert MODELS[of].objects.count() == 0


@pytest.mark.parametrize("name", CELLS)
def test_each_wrong_cell_of_an_export_is_named(name):
    of, changes, expected = CELLS[name]
    record = FACTORIES[of](title="Known")
    [row] = EXPORTED[of](record)
    before = world()
    assert said_of(of, csv_of(row | changes)) == expected
    assert world() == before
