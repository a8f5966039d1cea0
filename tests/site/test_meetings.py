"""Meetings: the real ones, their list and pages, their place in the API and on the desk."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.core import curation
from portal.core.merging_organisations import merge
from portal.core.models import Meeting, MeetingActivity, State
from portal.site.meetings.shipped import read
from tests import reading
from tests.desk import another, as_shown, errors, page
from tests.factories import activity, meeting, organisation, user

pytestmark = pytest.mark.django_db
LIST = "/calendar/meetings/"


def full_meeting(**values) -> Meeting:
    """A meeting with something in every field and every kind of line."""
    same = activity(title="Told again")
    values = {
        "title": "Third interregional meeting", "summary": "Marks and designs.",
        "kind_as_said": "inter-regional meeting",
        "description": "Two days on marks.", "outcome": "A road map.", "status": "held", "delivery": "hybrid",
        "place": "Nairobi", "country_id": "KE", "website": "https://example.org/m", "starts_on": date(2014, 5, 6),
        "ends_on": date(2014, 5, 8), "date_note": "as announced", "note": "Dates differ.", "source": "Office news",
    } | values  # fmt: skip
    lines = {
        "activities": [{"ref": same.ref, "is_same": True}],
        "documents": [{"kind": "programme", "title": "Agenda", "url": "https://example.org/a.pdf"}],
        "sources": [{"record": "X1", "citation": "Office news", "symbol": "WIPO/X/1"}],
    }
    return meeting(
        series="interregional-meetings", languages=["en", "fr"], others={"beneficiary": ["group:aripo"]}, lines=lines,
        **values,
    )  # fmt: skip


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# The real ones --------------------------------------------------------------------------------------------------------
def test_the_real_meetings_come_once_with_their_activities_and_doubts(client):
    call_command("import_activities", verbosity=0)
    for _time in range(2):
        call_command("import_meetings", verbosity=0)
    assert Meeting.objects.count() == len(read()) == 30
    assert Meeting.objects.filter(source="").count() == 0
    assert MeetingActivity.objects.filter(is_same=True).count() == 29  # all but the one of which no date is known
    first = Meeting.objects.get(sources__record="M10")
    assert (first.ref, first.series.code, first.starts_on) == (
        "MT-2012-0001",
        "interregional-meetings",
        date(2012, 8, 8),
    )
    doubted = Meeting.objects.get(sources__record="M17")
    shown = text(client.get(doubted.get_absolute_url()).content.decode())
    assert "Announced; whether it was held is not recorded" in shown
    assert "whether it was held was not found" in shown
    call_command("rebuild_search", "--check", verbosity=0)


# Pages ----------------------------------------------------------------------------------------------------------------
def test_a_page_says_everything_and_links_its_activity(client):
    record = full_meeting()
    shown = text(client.get(record.get_absolute_url()).content.decode())
    for said in (
        "6–8 May 2014 (as announced)", "Nairobi, Kenya", "Hybrid", "Interregional meetings", "inter-regional meeting",
        "World Intellectual Property Organization", "ARIPO", "Two days on marks.", "A road map.", "Agenda", "English",
        "French", "https://example.org/m", "Told again", "Dates differ.", "Office news",
    ):  # fmt: skip
        assert said in shown, said
    assert "Not recorded" not in shown


def test_a_meeting_of_which_little_is_known_says_so(client):
    record = meeting(
        organisers=[], topics=[], series="", place="", country_id=None, starts_on=None, ends_on=None, status="held"
    )
    html = client.get(record.get_absolute_url()).content.decode()
    assert "Not recorded: date, place, organisers, agenda and documents, and outcome." in text(html)
    assert "Add to calendar" not in html
    assert client.get(f"{record.get_absolute_url()}event.ics").status_code == 404


def test_who_may_see_it(client, member, curator, signed_in):
    office, insider = organisation(), user()
    office.memberships.create(user=insider, role="reader")
    record = meeting(state=State.DRAFT, owner=office)
    pages = [record.get_absolute_url(), f"{record.get_absolute_url()}event.ics", f"/api/v1/meetings/{record.ref}/"]
    readers = {
        "visitor": client,
        "member": signed_in(member),
        "insider": signed_in(insider),
        "curator": signed_in(curator),
    }
    found = {who: [reader.get(page).status_code for page in pages] for who, reader in readers.items()}
    hidden, seen = [404, 404, 404], [200, 200, 200]
    assert list(found.values()) == [hidden, hidden, seen, seen]
    assert client.get("/calendar/mt-9999-0001/").status_code == 404


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_costs_the_same_however_many_there_are(client, many, django_assert_num_queries):
    for number in range(many):
        meeting(starts_on=date(2010, 1, 1) + timedelta(days=number))
    client.get(LIST)
    with django_assert_num_queries(2):
        shown = text(client.get(LIST).content.decode())
    assert ("1 meeting" if many == 1 else "30 meetings") in shown


def test_a_page_costs_the_same_however_much_it_links_to(client, django_assert_num_queries):
    full_meeting()
    for _number in range(5):
        meeting(series="interregional-meetings", country_id="KE")
    record = Meeting.objects.get(place="Nairobi")
    client.get(record.get_absolute_url())
    with django_assert_num_queries(7):  # of other rooms, the kind of which something is alike
        client.get(record.get_absolute_url())


def test_a_page_leads_to_what_other_rooms_have_on_its_country_and_topic(client):
    record = full_meeting()
    activity(title="Course on patents", topics=["patents"], beneficiaries=["KE"])
    shown = text(client.get(record.get_absolute_url()).content.decode())
    assert "Elsewhere in this portal Activities Course on patents In common: Patents and Kenya" in shown
    assert shown.count("Told again") == 1  # the same event, which the page names already


def test_filters_find_and_mistakes_are_said(client):
    held = meeting(title="Online one", status="held", delivery="online", languages=["fr"], country_id="KE")
    meeting(title="Cancelled", status="cancelled", series="weeks-for-officials", topics=["trademarks"])
    for query in ("attendance=online", "status=held", "language=fr", "country=KE", "region=africa", "q=Online",
                  "series=annual-conferences", "organisation=wipo&topic=patents"):  # fmt: skip
        assert reading.page_refs(client, f"{LIST}?{query}") == [held.ref], query
    shown = text(client.get(f"{LIST}?series=nonsense&colour=red").content.decode())
    assert "Series: there is no “nonsense”." in shown
    assert "This list does not know the filter “colour”." in shown


def test_every_format_and_the_api_hold_the_same(client):
    full_meeting()
    meeting(starts_on=date(2015, 1, 1), ends_on=date(2015, 12, 31), starts_precision="year", ends_precision="year")
    found = reading.refs_by_format(client, LIST)
    assert sorted(found["page"]) == found.pop("atom")
    assert [found["page"]] * 5 == list(found.values())
    assert reading.api_refs(client, f"{LIST}".replace("/calendar", "")) == found["page"]
    row = next(row for row in reading.csv_rows(client, LIST) if row["title"] == "Third interregional meeting")
    assert (row["series_code"], row["country"], row["attendance"], row["working_language_codes"]) == (
        "interregional-meetings", "KE", "hybrid", "en; fr",
    )  # fmt: skip


def test_one_meeting_for_a_calendar_program(client):
    record = full_meeting()
    response = client.get(f"{record.get_absolute_url()}event.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{record.ref.lower()}.ics"'
    [event] = reading.vobject.readOne(response.content.decode()).contents["vevent"]
    assert (event.uid.value, event.dtstart.value, event.dtend.value) == (
        f"{record.ref}@testserver", date(2014, 5, 6), date(2014, 5, 9),
    )  # fmt: skip


# What it is derived from ----------------------------------------------------------------------------------------------
def test_a_renamed_or_merged_organiser_and_a_moved_country_are_found(client, curator):
    gone, kept = organisation("Old office", slug="old"), organisation("New office", slug="new")
    record = meeting(organisers=["organisation:old"], country_id="KE")
    assert reading.page_refs(client, f"{LIST}?q=Old+office") == [record.ref]
    merge(gone, into=kept, by=curator, reason="One and the same.")
    assert reading.page_refs(client, f"{LIST}?organisation=new&q=New+office") == [record.ref]
    record.country.region_id = None
    record.country.save()
    assert reading.page_refs(client, f"{LIST}?region=africa") == []


def test_a_mistake_can_be_reported(client):
    record = meeting()
    assert "Report a correction" in client.get(record.get_absolute_url()).content.decode()
    assert client.get(f"{record.get_absolute_url()}correct/").status_code == 200


# The desk -------------------------------------------------------------------------------------------------------------
def test_a_curator_enters_publishes_and_archives_one(curator, signed_in, client):
    desk = signed_in(curator)
    form = desk.get("/admin/core/meeting/add/").context["adminform"].form
    assert {"title", "series", "status", "place", "country", "delivery"} <= set(form.fields)
    record = meeting(state=State.IN_REVIEW, title="Entered")
    assert "Entered" in desk.get("/admin/core/meeting/?queue=to-review").content.decode()
    curation.publish(record, by=curator)
    assert client.get(record.get_absolute_url()).status_code == 200
    assert desk.get(f"/admin/core/meeting/{record.pk}/change/").status_code == 200
    curation.archive(record, by=curator, reason="Never announced.")
    assert client.get(record.get_absolute_url()).status_code == 410
    assert timezone.localdate() == record.last_verified_on


def test_an_activity_that_is_not_here_is_refused_and_one_that_went_is_kept(signed_in, curator):
    desk, record, known = signed_in(curator), full_meeting(), activity()
    record.activities.create(ref="TA-1999-0007")  # of an activity that is no more
    address = page(record)
    sent = as_shown(desk.get(address)) | {"title": "Renamed"}
    refused = desk.post(address, another(sent, "activities", ref="TA-2013-9999"))
    assert "“TA-2013-9999” is no activity of the portal. A reference reads like TA-2013-0042." in errors(refused)
    desk.post(address, another(sent, "activities", ref=known.ref))
    record.refresh_from_db()
    refs = set(record.activities.values_list("ref", flat=True))
    assert (record.title, len(refs), refs >= {"TA-1999-0007", known.ref}) == ("Renamed", 3, True)


def test_meetings_that_were_announced_and_are_over_wait_on_the_desk(signed_in, curator):
    today = timezone.localdate()
    before = today - timedelta(days=40)
    for title, values in {
        "Over": {"starts_on": before}, "No end": {"starts_on": before, "ends_on": None},
        "Today": {"starts_on": today}, "Held": {"starts_on": before, "status": "held"},
        "A draft": {"starts_on": before, "state": State.DRAFT}, "No day": {"starts_on": None, "ends_on": None},
        "Some time in a month": {"starts_on": before, "ends_on": None, "starts_precision": "year"},
        "Some time in a year long ago": {"starts_on": date(2013, 1, 1), "ends_on": None, "starts_precision": "year"},
    }.items():  # fmt: skip
        meeting(title=title, **values)
    desk = signed_in(curator)
    found = desk.get("/admin/core/meeting/?queue=held-or-not").context["cl"].result_list
    assert [each.title for each in found] == ["Some time in a year long ago", "Over", "No end"]
    assert "Held or not?" in desk.get("/admin/").content.decode()
