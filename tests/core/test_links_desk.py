"""Links on the desk: who sees them, in which records they stand, looking again, taking a new address over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.core.links import checking, moving
from portal.core.models import Found, LinkCheck
from tests.desk import list_of, messages, page
from tests.factories import activity, initiative, organisation, user

pytestmark = pytest.mark.django_db
OLD, NEW = "https://source.example/old", "https://source.example/new"
LIST, BEGIN = list_of(LinkCheck), reverse("admin:core_linkcheck_begin")


@pytest.fixture
def desk(signed_in, curator):
    return signed_in(curator)


@pytest.fixture
def begun(monkeypatch) -> list[dict]:
    """What was asked to be looked at in the background."""
    found = []
    monkeypatch.setattr(checking, "begin", lambda **asked: found.append(asked))
    return found


def link(url: str = OLD, *, failures: int = 0, **values) -> LinkCheck:
    now = timezone.now()
    failing = {"failures": failures, "failing_since": now - timedelta(days=9), "found": Found.MISSING, "status": 404}
    seen = failing if failures else {"found": Found.ANSWERED, "status": 200}
    return LinkCheck.objects.create(**{"url": url, "looked_at": now, **seen, **values})


def act(desk, action: str, *links: LinkCheck):
    return desk.post(LIST, {"action": action, "_selected_action": [each.pk for each in links]}, follow=True)


def test_curators_only(client, member, curator, begun):
    """A visitor, a member, and a curator who has not shown a second factor."""
    link()
    for person in (None, member, curator):
        if person:
            client.force_login(person)
        answers = [client.get(LIST), client.post(BEGIN), client.post(LIST, {"action": "look_again"})]
        assert {answer.status_code for answer in answers} <= {302, 403}
    assert begun == []


def test_an_empty_list_and_the_button_above_it(desk, begun):
    assert "0 links" in desk.get(LIST).content.decode()
    assert desk.get(BEGIN).status_code == 405
    told = messages(desk.post(BEGIN, follow=True))
    assert told == ["Addresses that are due are looked at in the background, politely: come back later."]
    assert begun == [{"site": "http://testserver", "most": 200}]


def test_each_address_says_what_was_found_and_where_it_stands(desk, django_assert_num_queries):
    records = [activity(title=f"Record {number}", source_url=OLD) for number in range(7)]
    link(failures=3)
    link("https://source.example/moved", moved_to=NEW)
    link("https://source.example/new-here", found="", looked_at=None, status=None)
    html = " ".join(desk.get(LIST).content.decode().split())
    for said in (
        "There is no such page", ">404<", "3 days", f"https://web.archive.org/web/*/{OLD}", "moved for good to", NEW,
        "and 2 more", "Not looked at yet",
    ):  # fmt: skip
        assert said in html, said
    assert [page(each) in html for each in records] == [True] * 5 + [False] * 2
    broken = desk.get(f"{LIST}?queue=broken-links").context["cl"].result_list
    moved = desk.get(f"{LIST}?queue=moved-links").context["cl"].result_list
    assert ([each.url for each in broken], [each.moved_to for each in moved]) == ([OLD], [NEW])


def test_as_many_queries_for_one_as_for_many(desk):
    activity(source_url=OLD)
    link()
    counts = []
    for number in range(2):
        desk.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            desk.get(LIST)
        counts.append(len(asked))
        for each in range(20):
            link(activity(source_url=f"https://source.example/{number}/{each}").source_url, failures=each % 4)
    assert counts[0] == counts[1]


def test_look_again(desk, begun):
    later = timezone.now() + timedelta(days=20)
    one, other = link(next_look_at=later), link("https://source.example/2", next_look_at=later)
    act(desk, "look_again", one)
    assert list(LinkCheck.objects.due()) == [one]
    assert [each["most"] for each in begun] == [1]
    assert act(desk, "look_again").status_code == 200
    assert LinkCheck.objects.get(pk=other.pk).next_look_at == later


def test_a_new_address_is_taken_over_in_every_public_record_with_its_history(desk, curator):
    lines = {"documents": [{"title": "Report", "url": OLD}], "sources": [{"record": "A9", "citation": "N", "url": OLD}]}
    one, other = activity(lines=lines, by=user()), initiative(source_url=OLD, by=user())
    draft = activity(source_url=OLD, state="draft")
    office = organisation(website=OLD)
    told = messages(act(desk, "take_over", link(moved_to=NEW), link("https://source.example/stays")))
    assert told == ["4 lines say the new address."]
    for each in (one, other, draft, office):
        each.refresh_from_db()
    assert [one.documents.get().url, one.sources.get().url, other.source_url, office.website] == [NEW] * 4
    assert ([one.updated_by, other.updated_by], draft.source_url) == ([curator, curator], OLD)
    assert set(LinkCheck.objects.values_list("url", flat=True)) == {NEW, "https://source.example/stays"}
    assert "New address of a link" in desk.get(page(other, "history")).content.decode()


def test_taking_over_twice_is_once_and_what_is_too_long_stays(curator):
    other, office = initiative(source_url=OLD), organisation(website=OLD)
    one = link(moved_to=f"https://source.example/{'x' * 300}")
    assert moving.take_over(one, by=curator) == 1
    assert moving.take_over(one, by=curator) == 0
    other.refresh_from_db()
    office.refresh_from_db()
    assert (other.source_url, office.website) == (one.moved_to, OLD)
