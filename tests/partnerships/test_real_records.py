"""The real partnerships and case studies: the files agree with each other, and all of them become records."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from partnerships.models import CaseStudy, CaseStudySource, Initiative, InitiativeSource
from partnerships.search_rows import CASE_STUDY_ROWS, INITIATIVE_ROWS
from partnerships.shipped import FOLDER
from portal.core.classification import PROVIDING, Role


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PARTNERSHIPS = {row["id"]: row for row in rows("partnerships.csv")}
CASES = {row["id"]: row for row in rows("case_studies.csv")}
PARTNERS = rows("partners.csv")
# An organisation's seat, or where something was adopted, is no partner (README of the collection, and the notes).
ONLY_A_SEAT = {
    "P18": {"ZW"}, "P19": {"CM", "ZW"}, "P20": {"ZW"}, "P21": {"CM"}, "P34": {"ZW"}, "P36": {"FJ"}, "P46": {"EG"},
}  # fmt: skip


@pytest.fixture(scope="module")
def organisations() -> dict[str, str]:
    path = Path(__file__).resolve().parents[2] / "portal" / "core" / "data" / "organisations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["slug"]: row["country"] for row in csv.DictReader(file)}


def test_every_row_has_its_decisions_once():
    assert (len(PARTNERSHIPS), len(CASES)) == (42, 30)
    assert [row["record"] for row in rows("facts.csv")] == list(PARTNERSHIPS)
    assert [row["record"] for row in rows("case_facts.csv")] == list(CASES)
    assert {row["record"] for row in PARTNERS} == PARTNERSHIPS.keys()
    assert {row["record"] for row in rows("figures.csv")} <= PARTNERSHIPS.keys()


def test_every_country_of_a_partnership_has_a_role_and_no_other(organisations):
    for key, row in PARTNERSHIPS.items():
        told = {code for code in row["partner_countries"].split(";") if code} - ONLY_A_SEAT.get(key, set())
        lines = [line for line in PARTNERS if line["record"] == key]
        named = {line["country"] for line in lines} | {organisations.get(line["organisation"], "") for line in lines}
        assert named - {""} == told | ({"CN"} if key == "P18" else set()), key


WORDS = {2: "two", 3: "three", 5: "five", 9: "nine", 12: "twelve", 14: "fourteen", 15: "fifteen", 50: "fifty"}
# Three years are listed; "third memorandum".
COUNTED = {("P10", 3): "1998, 2001 and 2002", ("P18", 3): "third", ("P05", 12): "twelve", ("P16", 5): "five"}


def test_no_figure_is_ours():
    for row in rows("figures.csv"):
        said, number = PARTNERSHIPS[row["record"]]["summary"].lower().replace(",", ""), int(row["figure"])
        written = COUNTED.get((row["record"], number)) or WORDS.get(number, str(number))
        assert written.replace(",", "") in said or str(number) in said, row


@pytest.fixture(scope="module")
def imported(shared_db):
    call_command("import_partnerships", verbosity=0)
    call_command("import_case_studies", verbosity=0)


@pytest.fixture
def loaded(imported, db):
    """All of them; a test may change them."""


def test_all_are_published_with_their_sources(loaded):
    assert set(InitiativeSource.objects.values_list("record", flat=True)) == PARTNERSHIPS.keys()
    assert set(CaseStudySource.objects.values_list("record", flat=True)) == CASES.keys()
    for record in [*Initiative.objects.all(), *CaseStudy.objects.all()]:
        assert (record.state, bool(record.source), record.last_verified_on.year) == ("published", True, 2026)


def kinds() -> dict[str, str]:
    return dict(Initiative.objects.values_list("sources__record", "kind"))


def test_the_examples_of_the_brief_say_who_helps_whom(loaded):
    def named(key: str) -> tuple[list, list]:
        lines = list(Initiative.objects.get(sources__record=key).participations.all())
        sides = [[line for line in lines if line.role in PROVIDING], [x for x in lines if x.role == Role.BENEFICIARY]]
        return tuple([str(each.organisation or each.group or each.country) for each in side] for side in sides)

    assert named("P01") == (["Brazil"], ["Botswana"])
    assert named("P02") == (["ASA Bangladesh (ASA)"], ["Philippines"])
    assert named("P03")[1] == ["Developing countries"]
    assert named("P04")[1] == ["West African countries"]
    # The brief gives no year for three of them: nobody's status on the day is known.
    assert {key: kinds()[key] for key in ("P01", "P02", "P03", "P04")} == {
        "P01": "unclassified", "P02": "unclassified", "P03": "south_south", "P04": "unclassified",
    }  # fmt: skip


def test_a_donor_makes_it_triangular_whatever_the_collection_says(loaded):
    found = kinds()
    assert {
        key for key, row in PARTNERSHIPS.items() if row["triangular"] == "yes" and found[key] == "south_south"
    } == set()
    assert found["P14"] == "triangular"
    assert (found["P16"], found["P40"], found["P42"], found["P48"]) == ("south_south",) * 4


def test_related_records_are_linked(loaded):
    medicines = Initiative.objects.get(sources__record="P26")
    assert [case.title for case in medicines.case_studies.all()] == [CASES["C27"]["title"]]
    prosur = Initiative.objects.get(sources__record="P14")
    assert [each.title for each in prosur.related.all()] == [PARTNERSHIPS["P15"]["name"]]


def test_loading_again_changes_nothing(loaded):
    Initiative.objects.filter(sources__record="P01").update(title="Curated since")
    before = list(Initiative.objects.order_by("pk").values())
    said = StringIO()
    call_command("import_partnerships", stdout=said)
    call_command("import_case_studies", stdout=said)
    assert said.getvalue().split("\n")[:2] == [
        "Initiatives: 0 created, 42 already here.", "Case studies: 0 created, 30 already here.",
    ]  # fmt: skip
    assert list(Initiative.objects.order_by("pk").values()) == before


def test_search_rows_are_right_without_a_rebuild(loaded):
    assert (INITIATIVE_ROWS.differing(), CASE_STUDY_ROWS.differing()) == (0, 0)


def test_a_file_that_is_not_there_is_said(db, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_case_studies", tmp_path / "none.csv")
