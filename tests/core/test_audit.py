"""The audit: whatever changes a record leaves an event, and the history page says it in words."""

from __future__ import annotations

import re
from html import unescape

import pghistory
import pytest
from django.apps import apps
from django.db import connection, models, transaction

from portal.core import curation, reclassify
from portal.core.admin.history import steps_of
from portal.core.models import Country, CountryStatus, Modality, Organisation, Reviewed, State
from tad.models import Activity, Participation
from tests.desk import page
from tests.factories import activity, organisation, user

pytestmark = pytest.mark.django_db


def events(record) -> list:
    return list(type(record).pgh_event_model.objects.filter(pgh_obj=record.pk).order_by("pgh_id"))


def labels(record) -> list[str]:
    return [event.pgh_label for event in events(record)]


def run(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def leave_context() -> None:
    """A context lasts until its transaction ends, which in a test is the end of the test."""
    run("SELECT set_config('pghistory.context_id', '', true)")


def history(client, record, query: str = "") -> str:
    """The words of the history page."""
    answer = client.get(page(record, "history") + query)
    assert answer.status_code == 200
    html = answer.content.decode()
    content = html[html.index('class="history"') : html.index("<footer") if "<footer" in html else None]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content)).split())


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


@pytest.fixture
def record():
    """An activity whose making is already history."""
    made = activity(title="Old title", place="")
    leave_context()
    return made


# --- What is caught ---------------------------------------------------------------------------------------------------
def ways(record: Activity) -> dict:
    def saved():
        record.title = "New title"
        record.save()

    def in_bulk():
        record.title = "New title"
        Activity.objects.bulk_update([record], ["title"])

    return {
        "save": saved,
        "update": lambda: Activity.objects.filter(pk=record.pk).update(title="New title"),
        "bulk_update": in_bulk,
        "raw SQL": lambda: run("UPDATE tad_activity SET title = 'New title' WHERE id = %s", record.pk),
    }


@pytest.mark.parametrize("way", ["save", "update", "bulk_update", "raw SQL"])
def test_no_way_of_changing_a_record_is_missed(record, way):
    before = len(events(record))
    ways(record)[way]()
    assert [(event.pgh_label, event.title) for event in events(record)[before:]] == [("update", "New title")]


def test_many_rows_changed_at_once_leave_an_event_each():
    records = [activity(), activity(), activity()]
    before = [len(events(each)) for each in records]
    Activity.objects.filter(pk__in=[each.pk for each in records]).update(place="Harare")
    assert [len(events(each)) for each in records] == [number + 1 for number in before]


@pytest.mark.parametrize("raw", [True, False])
def test_a_deleted_record_leaves_its_last_state(record, raw):
    line = record.participations.first()
    if raw:
        for model in Activity._meta.related_objects:
            table = model.related_model._meta.db_table
            if model.related_model in {Participation, *(line for line in _line_models())}:
                run(f"DELETE FROM {table} WHERE activity_id = %s", record.pk)
        run("DELETE FROM tad_activity WHERE id = %s", record.pk)
    else:
        Activity.objects.filter(pk=record.pk).delete()
    gone = Activity.pgh_event_model.objects.filter(pgh_obj=record.pk).last()
    assert (gone.pgh_label, gone.title) == ("delete", "Old title")
    assert Participation.pgh_event_model.objects.filter(pgh_obj=line.pk).last().pgh_label == "delete"


def _line_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if hasattr(model, "pgh_event_model") and any(f.name == "activity" for f in model._meta.fields)
    ]


def test_inserting_in_bulk_leaves_events(record):
    lines = Participation.objects.bulk_create(
        [Participation(activity=record, role="host", country_id=code) for code in ("KE", "UG")]
    )
    assert [labels(line) for line in lines] == [["insert"], ["insert"]]


def test_what_is_rolled_back_never_happened(record):
    before = labels(record)
    with transaction.atomic():
        Activity.objects.filter(pk=record.pk).update(title="New title")
        transaction.set_rollback(True)
    assert labels(record) == before


def test_saving_without_a_change_is_no_event(record):
    before = labels(record)
    Activity.objects.get(pk=record.pk).save()
    assert labels(record) == before


# Whom a profile was offered to, whom it was asked of, which profiles were one person: each row says who and when, and
# an event would keep what is erased when the person leaves.
SAYS_ITSELF = {"Claim", "CurrencyCheck", "Merged", "ToldApart"}
NOBODYS = {"FormerAssignment"}  # written once, when its person has left


def test_every_kind_of_record_and_every_line_of_it_is_audited():
    """A room added later cannot forget: its records and whatever belongs to them leave events."""
    records = [model for model in apps.get_models() if issubclass(model, Reviewed)]
    lines = [
        line
        for line in apps.get_models()
        for column in line._meta.concrete_fields
        if column.related_model in records and column.remote_field.on_delete is models.CASCADE
    ]
    assert len(records) >= 1
    assert len(lines) >= 10
    silent = {model.__name__ for model in [*records, *lines] if not hasattr(model, "pgh_event_model")}
    assert silent == SAYS_ITSELF | NOBODYS


# --- Who --------------------------------------------------------------------------------------------------------------
def test_an_event_knows_the_person(record, curator):
    with pghistory.context(user=curator.pk, reason="import_activities"):
        Activity.objects.filter(pk=record.pk).update(place="Harare")
    assert events(record)[-1].pgh_context.metadata == {"user": curator.pk, "reason": "import_activities"}


def test_changes_from_outside_have_no_context(record):
    run("UPDATE tad_activity SET place = 'Harare' WHERE id = %s", record.pk)
    assert events(record)[-1].pgh_context is None


# --- The history page -------------------------------------------------------------------------------------------------
def test_old_and_new_in_words(desk, record):
    other = Modality.objects.get(code="study-visit")
    Activity.objects.filter(pk=record.pk).update(modality=other, status="planned", title="New title", is_sample=True)
    said = history(desk, record)
    assert "Changed outside the portal" in said
    assert "Modality Seminar or workshop Study visit" in said
    assert "Status Completed Planned" in said
    assert "Title Old title New title" in said
    assert "Sample no yes" in said


def test_a_move_names_the_person_and_the_reason(desk, curator):
    record = activity(state=State.IN_REVIEW)
    curation.send_back(record, by=curator, reason="Who paid?")
    said = history(desk, record)
    assert "Chipo Curator · Send back for changes" in said
    assert "State In review Changes requested" in said
    assert "Reason – Who paid?" in said


def test_lines_are_part_of_the_history(desk, record):
    line = record.participations.get(role="provider")
    Participation.objects.filter(pk=line.pk).update(country_id="IN")
    run("DELETE FROM tad_participation WHERE activity_id = %s AND role = 'beneficiary'", record.pk)
    said = history(desk, record)
    assert "Participation changed: Provider · India" in said
    assert "Country Brazil India" in said
    assert "Participation removed: Beneficiary · Kenya" in said
    assert "Topic of the activity added: Patents" in said


def test_what_the_portal_judged_anew_is_said_so(desk, record):
    CountryStatus.objects.filter(country_id="BR", scheme="development").update(value="developed")
    reclassify.apply()
    said = history(desk, record)
    assert "The portal itself · Judged again" in said
    assert "Kind South-South North-South" in said


def test_the_name_of_what_is_gone_is_not_invented(desk, record):
    office = organisation()
    number = office.pk
    Activity.objects.filter(pk=record.pk).update(owner=office)
    Activity.objects.filter(pk=record.pk).update(owner=None)
    Organisation.objects.filter(pk=number).delete()
    assert f"Owned by – {number} (no longer there)" in history(desk, record)


def test_markup_in_a_record_is_shown_as_typed(desk, record):
    Activity.objects.filter(pk=record.pk).update(title="<script>alert(1)</script>")
    html = desk.get(page(record, "history")).content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_record_older_than_its_history(desk, record):
    for model in [Activity, *_line_models()]:
        column = "pgh_obj" if model is Activity else "activity"
        model.pgh_event_model.objects.filter(**{column: record.pk}).delete()
    assert "Nothing recorded" in history(desk, record)


@pytest.mark.parametrize("number", ["99", "0", "-1", "x", "%00"])
def test_a_page_that_does_not_exist_is_the_nearest_one(desk, record, number):
    assert "Record added" in history(desk, record, f"?page={number}")


def test_pages_and_queries_do_not_grow_with_the_history(desk, record, django_assert_max_num_queries):
    people = [user("curator") for _ in range(5)]
    for number in range(45):
        with pghistory.context(user=people[number % 5].pk):
            Activity.objects.filter(pk=record.pk).update(title=f"Title {number}")
    # One for each of the eleven tables, one for each kind of thing they name, and the desk's own.
    with django_assert_max_num_queries(25):
        said = history(desk, record)
    assert "page 1 of 3" in said
    assert "Title 44" in said
    assert "Title 10 Title 11" in history(desk, record, "?page=2")


def test_every_step_stands_where_it_belongs(record):
    with pghistory.context(user=None, reason="one"):
        Activity.objects.filter(pk=record.pk).update(title="One")
    with pghistory.context(user=None, reason="two"):
        Activity.objects.filter(pk=record.pk).update(title="Two", place="Harare")
    first, second = steps_of(record)[:2]
    assert [step.metadata.get("reason") for step in (first, second)] == ["two", "one"]
    assert {(change.field.name, change.old, change.new) for change in first.changes[0].fields} == {
        ("title", "One", "Two"),
        ("place", "", "Harare"),
    }


def test_only_curators_read_the_history(client, signed_in, member, record):
    assert client.get(page(record, "history")).status_code == 302
    assert signed_in(member).get(page(record, "history")).status_code == 302


def test_the_history_of_nothing_is_not_found(desk, record):
    address = page(record, "history").replace(str(record.pk), "999999999")
    assert desk.get(address).status_code == 404


def test_statuses_are_audited_too():
    status = CountryStatus.objects.filter(country=Country.objects.get(pk="KE")).first()
    CountryStatus.objects.filter(pk=status.pk).update(note="Looked at again.")
    assert events(status)[-1].note == "Looked at again."
