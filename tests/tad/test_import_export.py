"""Our own export, edited and sent back: exactly the edited cells change, and an unedited sheet changes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from pghistory.models import Events

from portal.core.imports import IMPORTERS, running
from portal.core.imports.sheet_back import as_csv, as_xlsx
from portal.core.models import FundingKind, Topic, User, current_versions
from tad import search_rows
from tad.imports.own_export import ActivityExport
from tad.models import Activity
from tests.factories import activity
from tests.sheets import csv_of, exported, sheet_of

pytestmark = pytest.mark.django_db
# Columns that say in other words what an edited one says, or that the portal derives.
FOLLOWING = ActivityExport().passed_over


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(scope="module")
def real(shared_db):
    """The real records."""
    call_command("import_activities", verbosity=0)
    return list(Activity.objects.order_by("pk"))


def plan(content: bytes, name: str = "sheet.csv"):
    return IMPORTERS["activities"].plan(sheet_of(content, name))


def take(content: bytes, name: str = "sheet.csv") -> None:
    by = User.objects.importer()
    job = running.receive(ContentFile(content), of="activities", name=name, by=by)
    running.make_plan(job)
    assert job.figures["error"] == 0, list(job.rows.filter(outcome="error").values_list("problems"))
    running.start(job, publish=False, leave_out=False)
    assert running.run(job, by=by)


def as_rows(rows: list[dict[str, str]]) -> list[list[str]]:
    return [list(rows[0]), *(list(row.values()) for row in rows)]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_real_records_exported_and_imported_change_nothing(real, language):
    with translation.override(language):
        rows = as_rows(exported(*real))
    for content, name in ((b"".join(as_csv(rows)), "a.csv"), (as_xlsx(rows), "a.xlsx")):
        planned = plan(content, name)
        assert {row.outcome for row in planned} == {"unchanged"}
        assert [str(problem) for row in planned for problem in row.problems] == []


def test_running_an_unedited_export_leaves_no_trace(real):
    before = Events.objects.count(), current_versions()
    take(csv_of(*exported(*real[:40])))
    assert (Events.objects.count(), current_versions()) == before


# One edit for each column that an import reads: what is written into the cell, whatever stood there.
EDITS = {
    "title": "Another title",
    "summary": "Another summary; with more.",
    "language": "fr",
    "status": "ongoing",
    "modality_code": "study-visit",
    "modality_as_said": "voyage d'étude",
    "pillar_code": "",
    "scope": "national",
    "delivery": "online",
    "starts_on": "1998-03",
    "ends_on": "2027",
    "date_note": "about then",
    "place": "Lima",
    "audience": "",
    "topic_codes": "patents; plant-varieties; topic-of-the-row",
    "goal_codes": "4; 9",
    "recommendation_codes": "1; 45",
    "working_language_codes": "en; fr",
    "beneficiary_codes": "KE; aripo; BR",
    "beneficiary_organisations": "wipo",
    "provider_codes": "",
    "second_provider_organisations": "aripo@ZW",
    "host_codes": "PE",
    "funder_organisations": "",
    "observer_codes": "JP",
    "objective": "To learn.",
    "description": "Two\nlines.",
    "expected_outcome": "More.",
    "outcome": "",
    "participants": "123",
    "women": "60",
    "men": "",
    "note": "=not a formula",
    "source": "Another source",
    "source_url": "https://example.org/another",
    "document_urls": "https://example.org/a; https://example.org/b",
    "funding_codes": "in-kind",
}


@pytest.mark.parametrize("column", EDITS)
def test_an_edited_cell_changes_exactly_its_field(real, column):
    chosen = real[::29]
    before = exported(*chosen)
    edited = [dict(row) for row in before]
    for row in edited:
        new = EDITS[column].replace("topic-of-the-row", row["topic_codes"].split("; ")[0])
        row[column] = "; ".join(dict.fromkeys(new.split("; ")))
        if column in {"women"} and row["participants"]:
            row["participants"] = "2000"
        if column in {"document_urls", "funding_codes"}:  # the columns beside it agree by position
            for other in row:
                if other.startswith(column.split("_")[0] + "_") and other not in {column, "funding"}:
                    row[other] = ""
    take(csv_of(*edited))
    for old, wanted, now in zip(before, edited, exported(*chosen), strict=True):
        for name in now:
            if name in FOLLOWING or (name == "document_titles" and column == "document_urls"):
                continue
            same = [set(each.split("; ")) if "_codes" in name else each for each in (wanted[name], now[name])]
            assert same[0] == same[1], (name, old[name])
    assert search_rows.differing() == 0


@given(data=st.data())
@settings(max_examples=25)
def test_any_edits_of_texts_come_back_as_they_were_sent(real, data):
    columns = ["title", "summary", "place", "audience", "objective", "outcome", "note", "date_note"]
    text = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40)
    chosen = data.draw(st.lists(st.sampled_from(range(len(real))), min_size=1, max_size=3, unique=True))
    with transaction.atomic():
        rows = exported(*(real[place] for place in chosen))
        wanted = [row | data.draw(st.dictionaries(st.sampled_from(columns), text)) for row in rows]
        take(b"".join(as_csv(as_rows(wanted))))
        now = exported(*(real[place] for place in chosen))
        assert [[row[name] for name in columns] for row in now] == [
            [plain(row[name]) for name in columns] for row in wanted
        ]
        transaction.set_rollback(True)


def plain(text: str) -> str:
    """An apostrophe before a sign of a formula is what exports add, so it is taken away."""
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text


# --- What no column shows stays ---------------------------------------------------------------------------------------
def test_a_missing_column_leaves_its_field_alone_an_empty_cell_empties_it():
    record = activity(place="Lima", outcome="A plan.", topics=["patents"])
    take(csv_of({"ref": record.ref, "outcome": ""}))
    record.refresh_from_db()
    assert (record.place, record.outcome, record.taggings.count()) == ("Lima", "", 1)


def test_lines_that_stay_keep_the_words_of_the_source(reference):
    said = {"taggings": "about patents", "participations": "the office of Kenya"}
    patents = reference[Topic].by_code["patents"].id
    record = activity(lines={"topics": [{"topic_id": patents, "as_said": said["taggings"]}]})
    record.participations.filter(country="KE").update(as_said=said["participations"])
    kept = record.participations.get(country="KE").pk
    row = exported(record)[0] | {"topic_codes": "trademarks; patents", "beneficiary_codes": "UG; KE"}
    take(csv_of(row))
    assert {line.topic.code: line.as_said for line in record.taggings.all()} == {
        "patents": said["taggings"], "trademarks": "",
    }  # fmt: skip
    parties = record.participations.values_list("role", "country", "as_said")
    assert set(parties) == {
        ("beneficiary", "KE", said["participations"]), ("beneficiary", "UG", ""), ("provider", "BR", ""),
    }  # fmt: skip
    assert record.participations.get(country="KE").pk == kept


def test_a_semicolon_in_words_survives_an_edit_beside_it(reference):
    kind = reference[FundingKind].by_code["in-kind"].id
    money = {"kind_id": kind, "in_kind": "rooms; experts", "is_estimate": True}
    record = activity(lines={"funding": [money]})
    row = exported(record)[0] | {"funding_as_said": "so they said"}
    assert row["funding_in_kind"] == "rooms, experts"
    take(csv_of(row))
    line = record.funding.get()
    assert (line.in_kind, line.as_said, line.is_estimate) == ("rooms; experts", "so they said", True)


def test_another_order_of_codes_is_no_change():
    record = activity(topics=["patents", "trademarks"], beneficiaries=["KE", "UG"])
    row = exported(record)[0] | {"topic_codes": "trademarks;patents", "beneficiary_codes": "UG ; KE"}
    [planned] = plan(csv_of(row))
    assert planned.outcome == "unchanged"


def test_a_new_row_beside_changed_ones():
    record = activity()
    [row] = exported(record)
    new = {"title": "A new one", "starts_on": "2014-05", "beneficiary_codes": "KE", "provider_codes": "BR"}
    take(csv_of(row | {"place": "Lima"}, new, columns=row))
    created = Activity.objects.get(title="A new one")
    assert (created.ref[:8], created.starts_on, created.starts_precision) == ("TA-2014-", date(2014, 5, 1), "month")
    assert created.kind == "south_south"


def test_a_published_record_stays_published():
    record = activity()
    take(csv_of({"ref": record.ref, "place": "Lima"}))
    record.refresh_from_db()
    assert (record.state, record.place) == ("published", "Lima")


def test_a_spreadsheet_s_own_forms_of_a_value_are_no_change():
    record = activity(participants=40, starts_on=date(2013, 5, 6))
    row = exported(record)[0] | {"starts_on": "2013-05-06T00:00:00", "participants": "040"}
    [planned] = plan(csv_of(row))
    assert planned.outcome == "unchanged"
