"""The real records in the portal: everything that the sources say is there once, in the source's words and in ours."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from pghistory.models import Events

from portal.core import collected
from portal.core.models import Precision, State, User, current_versions
from tad import search_rows
from tad.models import Activity, Source
from tests.tad.test_real_records import ACTIVITIES, OWN_RECORDS, PARTIES, TWINS

pytestmark = pytest.mark.django_db


def load(*arguments) -> str:
    out = StringIO()
    call_command("import_activities", *arguments, stdout=out)
    return out.getvalue()


def record(key: str) -> Activity:
    return Activity.objects.get(sources__record=key)


@pytest.fixture(scope="module")
def loaded(shared_db):
    return load()


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("2013-10-07", False, (date(2013, 10, 7), Precision.DAY)),
        ("2013-10", False, (date(2013, 10, 1), Precision.MONTH)),
        ("2013-10", True, (date(2013, 10, 31), Precision.MONTH)),
        ("2012-02", True, (date(2012, 2, 29), Precision.MONTH)),
        ("2013", False, (date(2013, 1, 1), Precision.YEAR)),
        ("2013", True, (date(2013, 12, 31), Precision.YEAR)),
        ("", True, (None, Precision.DAY)),
    ],
)
def test_a_date_is_as_precise_as_the_source(text, last, expected):
    assert collected.day_of(text, last=last) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("PAHO – https://paho.org/a?b=1", ("PAHO", "https://paho.org/a?b=1")),
        (
            "CNIPA – https://a.cn/ ; WIPO (guide entry) ; https://b.int/x",
            ("CNIPA; WIPO (guide entry)", "https://a.cn/"),
        ),
        ("http://www.wipo.int/meetings/", ("www.wipo.int", "http://www.wipo.int/meetings/")),
        ("A brief, box 'Support'", ("A brief, box 'Support'", "")),
    ],
)
def test_a_source_is_words_and_an_address(source, expected):
    assert collected.cited(source) == expected


def test_every_record_is_there_once(loaded):
    assert loaded == "Activities: 143 created, 0 already here.\n"
    assert Activity.objects.count() == len(OWN_RECORDS) == 143
    assert set(Source.objects.values_list("record", flat=True)) == OWN_RECORDS | TWINS.keys()


def test_a_second_run_changes_nothing(loaded):
    events, versions = Events.objects.count(), current_versions()
    assert load() == "Activities: 0 created, 143 already here.\n"
    assert (Events.objects.count(), current_versions()) == (events, versions)


def test_references_follow_the_order_of_the_file(loaded):
    assert [record(key).ref for key in ("A003", "A004", "A023", "A001", "M01")] == [
        "TA-2000-0001",
        "TA-2000-0002",
        "TA-2012-0004",
        "TA-2026-0001",  # the source gives no date, so the year is that of the compilation
        "TA-1998-0001",
    ]


def test_everything_is_published_by_the_importer_and_due_in_a_year(loaded):
    importer = User.objects.importer()
    assert importer.is_active is False
    stamps = set(
        Activity.objects.values_list("state", "published_by", "created_by", "last_verified_on", "verify_due_on")
    )
    assert stamps == {(State.PUBLISHED, importer.pk, importer.pk, date(2026, 11, 22), date(2027, 11, 22))}
    assert not Activity.objects.filter(is_sample=True).exists()


def test_one_record_with_all_it_says(loaded):
    activity = record("A032")
    source = ACTIVITIES["A032"]
    assert (activity.title, activity.summary, activity.place) == (source["title"], source["summary"], "Ouagadougou")
    assert (activity.starts_on, activity.ends_on) == (date(2014, 10, 1), date(2014, 10, 31))
    assert (activity.starts_precision, activity.ends_precision) == (Precision.MONTH, Precision.MONTH)
    assert (activity.scope, activity.delivery, activity.status) == ("subregional", "in_person", "completed")
    assert (activity.source, activity.source_url) == ("IP4GROWTH", source["source"].split(" – ")[1])
    funding = activity.funding.get()
    assert (funding.kind.code, funding.funder.slug, funding.as_said) == (
        "voluntary-contribution",
        "european-union",
        "European Union (ACP Edulink)",
    )


def test_the_words_of_the_source_are_kept(loaded):
    activity = record("A001")
    assert (activity.modality.code, activity.modality_as_said) == ("workshop", "sub-regional seminar")
    topics = {tagging.topic.code: tagging.as_said for tagging in activity.taggings.all()}
    assert topics == {"patents": "patents", "public-health": ""}
    assert activity.date_note == ACTIVITIES["A001"]["date_note"]
    said = [party.as_said for party in activity.participations.filter(organisation__isnull=False)]
    assert said == ["Ministry of Health of Argentina", "MERCOSUR drug policy commission (CIPMM-EA)", "PAHO"]


def test_a_group_stays_a_group(loaded):
    beneficiaries = record("A003").participations.filter(role="beneficiary")
    assert [(party.group.code, party.country, party.as_said) for party in beneficiaries] == [
        ("english-speaking-african-countries", None, "English-speaking African countries")
    ]


def test_all_parties_are_there_in_order(loaded):
    def stored(activity: Activity) -> list[tuple]:
        rows = activity.participations.values_list("role", "country", "group__code", "organisation__slug", "as_said")
        return [tuple(value or "" for value in row) for row in rows]

    for key in sorted(OWN_RECORDS):
        columns = ("role", "country", "group", "organisation", "as_said")
        assert stored(record(key)) == [tuple(p[column] for column in columns) for p in PARTIES if p["record"] == key]


def test_an_amount_comes_with_its_currency(loaded):
    funding = record("A064").funding.get()
    assert (funding.amount, funding.currency, funding.kind.code) == (20000, "USD", "funds-in-trust")


def test_what_is_not_stated_has_no_line(loaded):
    assert record("A001").funding.count() == 0


def test_a_meeting_told_again_is_a_second_source(loaded):
    activity = record("A023")
    assert record("M10") == activity
    assert [(source.record, source.grade, source.symbol) for source in activity.sources.all()] == [
        ("A023", "official", ""),
        ("M10", "", "WIPO/IP/GRTKF/BRA/12"),
    ]


def test_further_addresses_become_links_under_their_own_words(loaded):
    assert [document.title for document in record("A046").documents.all()] == [
        "CDIP/24/10",
        "Daily Mirror, 19 May 2017",
    ]


def test_kinds_are_judged(loaded):
    assert record("A023").kind_grounds["rule"] != ""
    assert record("A001").kind_grounds["rule"] == "no_date"
    assert record("A006").kind == "triangular"


def test_search_rows_are_right_without_a_rebuild(loaded):
    assert search_rows.differing() == 0
