"""What was public and is no more: said where it stood, to programs and in feeds, without a word of it."""

from __future__ import annotations

from datetime import timedelta

import orjson
import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from portal.core import curation
from portal.core.merging_organisations import merge
from roster.models import Consent
from tests import reading
from tests.factories import activity, case_study, consultant, initiative, meeting, need, offer, organisation

pytestmark = pytest.mark.django_db
API = "/api/v1/tombstones/"
WORD = "Zqtitle"
RECORDS = {
    "activities": (activity, "/activities/"),
    "partnerships": (initiative, "/partnerships/"),
    "case-studies": (case_study, "/case-studies/"),
    "needs": (need, "/needs/"),
    "offers": (offer, "/offers/"),
    "meetings": (meeting, "/calendar/"),
}


def answer(client, query: str = "") -> dict:
    return orjson.loads(reading.body(client, API + query))


def told(client, query: str = "") -> list[tuple[str, str, str | None]]:
    found = answer(client, f"?per_page=100{query}")["results"]
    return [(each["kind"], each["ref"], each["successor"]) for each in found]


def deleted(client, address: str) -> list[str]:
    feed = etree.fromstring(reading.body(client, address))
    return [each.get("ref") for each in feed.iter("{http://purl.org/atompub/tombstones/1.0}deleted-entry")]


@pytest.mark.parametrize("kind", RECORDS)
def test_what_is_archived_is_gone_until_it_is_public_again(client, signed_in, curator, kind):
    make, path = RECORDS[kind]
    record = make(title=WORD)
    address = f"{path}{record.ref}/"
    assert (client.get(address).status_code, told(client)) == (200, [])
    curation.archive(record, by=curator, reason="Zqreason")
    gone = client.get(f"/fr{address.lower()}")
    assert gone.status_code == 410
    assert "Zq" not in gone.content.decode()
    assert str(timezone.localdate().year) in gone.content.decode()
    assert signed_in(curator).get(address).status_code == 200
    assert told(client) == told(signed_in(curator)) == [(kind, record.ref, None)]
    feed = "/calendar/meetings/" if kind == "meetings" else path
    for query in ("", "&q=nothing"):  # a filter would say what was in it
        assert deleted(client, f"{feed}?format=atom{query}") == [f"tag:testserver,2026:{record.ref}"]
    curation.reopen(record, by=curator, reason="Again")
    curation.publish(record, by=curator)
    assert (client.get(address).status_code, told(client)) == (200, [])
    assert deleted(client, f"{feed}?format=atom") == []


def test_what_nobody_could_see_was_never_there(client, curator):
    never = [activity(state="draft"), activity(state="archived", title=WORD), need(visibility="registered")]
    sample = need(is_sample=True)
    curation.archive(sample, by=curator, reason="Over")
    curation.archive(never[2], by=curator, reason="Over")
    person = consultant()
    Consent.objects.filter(consultant=person).delete()
    curation.archive(person, by=curator, reason="Left")
    pages = [f"/activities/{each.ref}/" for each in never[:2]] + [f"/needs/{each.ref}/" for each in (never[2], sample)]
    pages += [f"/roster/{person.ref}/", "/activities/TA-1999-0001/", "/organisations/nobody/"]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)
    assert told(client) == []
    assert deleted(client, "/roster/?format=atom") == deleted(client, "/needs/?format=atom") == []


def test_a_listing_shown_to_fewer_is_gone_for_visitors_alone(client, signed_in, member):
    record = offer()
    type(record).objects.filter(pk=record.pk).update(visibility="registered")
    assert client.get(f"/offers/{record.ref}/").status_code == 410
    assert signed_in(member).get(f"/offers/{record.ref}/").status_code == 200
    assert told(client) == [("offers", record.ref, None)]


def test_a_merged_organisation_says_what_it_became(client, curator):
    old, new = organisation("Old office", slug="old-office"), organisation("New office", slug="new-office")
    merge(old, into=new, by=curator, reason="The same")
    assert client.get("/organisations/old-office/")["Location"] == "/organisations/new-office/"
    assert told(client) == [("organisations", "old-office", "new-office")]
    assert deleted(client, "/organisations/?format=atom") == ["tag:testserver,2026:organisation/old-office"]


def test_the_list_has_pages_a_since_and_the_moment_of_leaving(client, curator):
    def asked(query: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{API}{query}")
        return len(queries)

    first = activity()
    curation.archive(first, by=curator, reason="Over")
    yesterday = F("pgh_created_at") - timedelta(days=1)
    type(first).pgh_event_model.objects.filter(pgh_obj=first.pk).update(pgh_created_at=yesterday)
    left = answer(client)["results"][0]["gone_since"]
    queries = asked("")
    type(first).objects.filter(pk=first.pk).update(note="Zqnote", state_reason="Corrected")
    for _each in range(3):
        curation.archive(case_study(), by=curator, reason="Over")
    assert asked("") == queries
    page = answer(client, "?per_page=3&page=2&fields=ref,gone_since")
    assert (page["count"], page["results"]) == (4, [{"ref": first.ref, "gone_since": left}])
    today = timezone.localdate()
    assert told(client, f"&updated_since={today + timedelta(days=1)}") == []
    assert [kind for kind, _ref, _became in told(client, f"&updated_since={today}")] == ["case-studies"] * 3
    assert client.get(f"{API}?kind=x").status_code == client.get(f"{API}?updated_since=soon").status_code == 400
    assert client.get(f"{API}?page=9").status_code == 404
