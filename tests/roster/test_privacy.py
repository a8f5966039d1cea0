"""Every column of the roster is declared; what the view gives is what was declared, and released."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.db import connection

from portal.core.models import SearchRow
from roster import consents
from roster.models import Consent, Consultant
from roster.privacy import COLUMNS, PRIVATE, PRIVATE_TABLES, PUBLIC
from tests.factories import activity, consultant, organisation

Field = Consent.Field
KEPT = [
    model
    for model in apps.get_app_config("roster").get_models()
    if not model.__name__.endswith("Event") and not issubclass(model, SearchRow)
]


def test_every_column_is_public_bound_to_a_consent_or_private():
    tables = {model.__name__: {field.name for field in model._meta.concrete_fields} for model in KEPT}
    assert COLUMNS.keys() & PRIVATE_TABLES.keys() == set()
    assert COLUMNS.keys() | PRIVATE_TABLES.keys() == tables.keys()
    assert {name: set(columns) for name, columns in COLUMNS.items()} == {name: tables[name] for name in COLUMNS}
    assert {rule for columns in COLUMNS.values() for rule in columns.values()} <= {PUBLIC, PRIVATE, *Field.values}


def test_every_field_of_consent_covers_something():
    assert {rule for columns in COLUMNS.values() for rule in columns.values()} - {PUBLIC, PRIVATE} == set(Field.values)


# What the columns are bound to, as words that stand nowhere else.
MARKS = {
    Field.NAME: {"xname"},
    Field.RESIDENCE: {'"TV"'},
    Field.POSITION: {"xposition", "xemployer"},
    Field.BIOGRAPHY: {"xbiography"},
    Field.AVAILABILITY: {'"limited"', '"remote": true'},
    Field.ASSIGNMENTS: {"xwork", "xrole", "xoutput", "xtitle", '"from_year": 1987', '"to_year": 1988', '"NR"'},
    Field.INTERESTS: {"xinterests", "1989-02-03"},
    Field.LISTING: {'"expert"', '"fluent"', '"verified"', '"KE"', "1990-02-03", '"years": 37'},
}
NEVER = {"xmail", ": 1961", "xnote"}


@pytest.fixture
def marked(db) -> Consultant:
    work = activity(title="xtitle")
    return consultant(
        released=[],
        nationalities=["KE"],
        years=37,
        name="xname",
        email="xmail@example.org",
        birth_year=1961,
        note="xnote",
        residence_id="TV",
        position="xposition",
        employer_as_said="xemployer",
        availability="limited",
        remote=True,
        interests="xinterests",
        interests_declared_on=date(1989, 2, 3),
        last_confirmed_on=date(1990, 2, 3),
        lines={
            "biographies": [{"language_id": "en", "text": "xbiography"}],
            "assignments": [
                {"as_said": "xwork", "role": "xrole", "output": "xoutput", "from_year": 1987, "to_year": 1988},
                {"activity_id": work.pk, "country_id": "NR"},
            ],
        },
    )


def released(record: Consultant) -> str:
    """Everything that the view gives, and the search row, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(r) - 'fields' FROM roster_released r WHERE consultant_id = %s", [record.pk])
        row = str(cursor.fetchone()[0])
        cursor.execute("SELECT title_key, said FROM roster_consultantsearch WHERE consultant_id = %s", [record.pk])
        return row + str(cursor.fetchone())


def marks_in(text: str) -> set[str]:
    every = NEVER.union(*MARKS.values())
    return {mark for mark in every if mark in text}


@pytest.mark.parametrize("field", Field.values)
def test_a_consent_releases_its_columns_and_no_others(marked, field):
    consents.settle(marked, {Field.LISTING, field}, how="form", by=None)
    assert marks_in(released(marked)) == MARKS[Field.LISTING] | MARKS[field]
    consents.withdraw(marked, [field], by=None)
    assert marks_in(released(marked)) == (set() if field == Field.LISTING else MARKS[Field.LISTING])


def test_without_the_listing_nothing_is_released(marked):
    consents.give(marked, set(Field) - {Field.LISTING}, how="form", by=None)
    assert marks_in(released(marked)) == set()
    assert not marked.is_listed


def test_an_activity_that_is_not_public_is_not_spoken_of(marked):
    consents.give(marked, Field, how="form", by=None)
    assert "xtitle" in released(marked)
    marked.assignments.get(activity__title="xtitle").activity.__class__.objects.filter(title="xtitle").update(
        state="archived", state_reason="A double."
    )
    assert marks_in(released(marked)) == set().union(*MARKS.values()) - {"xtitle", '"NR"'}


def test_who_was_away_until_today_is_back(db):
    today = date.today()  # noqa: DTZ011 -- of the database, which keeps UTC
    back = consultant(availability="away", away_until=today)
    away = consultant(availability="away", away_until=date.fromordinal(today.toordinal() + 1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT consultant_id, availability, away_until FROM roster_released")
        found = {pk: (availability, until) for pk, availability, until in cursor.fetchall()}
    assert found == {back.pk: ("available", None), away.pk: ("away", away.away_until)}


def test_the_employer_is_released_with_the_position(db):
    record = consultant(employer=organisation("xoffice"), released=[Field.LISTING])
    with connection.cursor() as cursor:
        cursor.execute("SELECT employer_id FROM roster_released")
        assert cursor.fetchone() == (None,)
        consents.give(record, [Field.POSITION], how="form", by=None)
        cursor.execute("SELECT employer_id FROM roster_released")
        assert cursor.fetchone() == (record.employer_id,)
