"""Lists and pages of needs and offers, their files, feeds and answers of the API: for whom, and what never leaves."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from matchmaking import closing
from portal.core.models import Membership
from tests.factories import activity, full_activity, need, offer, organisation, user

pytestmark = pytest.mark.django_db
MAKE = {"needs": need, "offers": offer}
MARKER = "zanzibarmarker"
TODAY = timezone.localdate


@pytest.fixture(params=MAKE)
def room(request):
    """The name in addresses, and the factory."""
    return request.param, MAKE[request.param]


@pytest.fixture
def cast(member, curator, signed_in):
    """{who: client}, the owner and the guest."""
    owner, guest = organisation("Owner", country="KE"), organisation("Guest", country="BR")
    clients = {"visitor": Client(), "member": signed_in(member), "curator": signed_in(curator)}
    for name, office, role in (
        ("admin", owner, "admin"), ("editor", owner, "editor"), ("reader", owner, "reader"), ("guest", guest, "reader"),
        ("other", organisation("Other"), "admin"),
    ):  # fmt: skip
        clients[name] = signed_in(Membership.objects.create(user=user(), organisation=office, role=role).user)
    return clients, owner, guest


OWN = {"admin", "editor", "reader", "curator"}
SEES = {
    "public": {*OWN, "visitor", "member", "guest", "other"},
    "registered": {*OWN, "member", "guest", "other"},
    "invited": {*OWN, "guest"},
    "withdrawn": OWN,
    "draft": OWN,
}


def lists(name: str) -> list[str]:
    """Every address that could show many of them."""
    asked = ["", "?view=table", "?q=quetzal", *(f"?format={each}" for each in ("csv", "json", "ics", "atom"))]
    return [*(f"/{name}/{query}" for query in asked), f"/api/v1/{name}/"]


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def test_who_sees_which_at_each_address(room, cast):
    """One of each kind in the same lists: what is shown beside it hides nothing, and reveals nothing."""
    name, make = room
    clients, owner, guest = cast
    kinds = {case: {"visibility": case} for case in ("public", "registered", "invited")}
    kinds |= {"withdrawn": {"ending": "withdrawn"}, "draft": {"state": "draft"}}
    common = {"owner": owner, "invited": [guest], "confidential": MARKER}
    refs = {case: make(title=f"Quetzal, {case}", **common, **values).ref for case, values in kinds.items()}
    seen, opened = {}, {}
    for who, client in clients.items():
        for address in lists(name):
            said = read(client, address)
            seen[who, address] = {case for case, ref in refs.items() if ref in said}
            assert MARKER not in said, (who, address)
        for case, ref in refs.items():
            said = read(client, f"/search/?q=quetzal+{case}")  # shows a few only
            assert MARKER not in said, (who, case)
            pages = (f"/{name}/{ref}/", f"/api/v1/{name}/{ref}/", f"/{name}/{ref}/correct/")
            opened[who, case] = [ref in said, *(client.get(address).status_code for address in pages)]
    sees = {who: {case for case in SEES if who in SEES[case]} for who in clients}
    assert seen == {(who, address): sees[who] for who in clients for address in lists(name)}
    shown, hidden = [True, 200, 200, 200], [False, 404, 404, 404]
    assert opened == {(who, case): shown if case in sees[who] else hidden for who in clients for case in SEES}


def test_the_confidential_part_never_leaves(room, cast):
    """Only its page has it, for those who may read it; no file, feed, answer, word or search knows it."""
    name, make = room
    clients, owner, guest = cast
    record = make(owner=owner, invited=[guest], confidential=f"We have {MARKER} francs.", title="Quetzal")
    told = {who for who, client in clients.items() if MARKER in client.get(f"/{name}/{record.ref}/").content.decode()}
    assert told == {*OWN, "guest"}
    for client in clients.values():
        for address in (
            f"/{name}/?q={MARKER}", f"/search/?q={MARKER}", f"/{name}/suggest/?q={MARKER[:6]}",
            f"/api/v1/{name}/?q={MARKER}", f"/api/v1/{name}/{record.ref}/", "/organisations/", f"/{name}/?format=xlsx",
            f"/organisations/{owner.slug}/", "/sitemap-needs.xml", "/sitemap-offers.xml",
        ):  # fmt: skip
            answer = client.get(address)
            said = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert f"{MARKER} francs".encode() not in said, address
        assert record.ref not in client.get(f"/{name}/?q={MARKER}").content.decode()
        assert client.get(f"/api/v1/{name}/?q={MARKER}").json()["count"] == 0


def test_samples_are_on_pages_only_and_say_so(room, client):
    name, make = room
    real, sample = make(title="Real"), make(title="Invented", is_sample=True)
    page = client.get(f"/{name}/{sample.ref}/").content.decode()
    assert "nobody asks for this or offers it" in page
    assert '<meta name="robots" content="noindex">' in page
    shown = client.get(f"/{name}/").content.decode()
    assert shown.count("Sample record, invented") == 1
    assert sample.ref in shown
    for kind in ("csv", "json", "ics", "atom"):
        answer = client.get(f"/{name}/?format={kind}")
        said = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert (real.ref in said, sample.ref in said) == (True, False), kind
    found = client.get(f"/api/v1/{name}/").json()
    assert (found["count"], [each["ref"] for each in found["results"]]) == (1, [real.ref])
    assert client.get(f"/api/v1/{name}/{sample.ref}/").status_code == 404
    listed = client.get(f"/sitemap-{name}.xml").content.decode()
    assert (real.ref in listed, sample.ref in listed) == (True, False)


def test_the_page_says_what_is_asked_of_whom_until_when(room, client):
    name, make = room
    own = {"contribution": "Rooms."} if name == "needs" else {"capacity": "Twice a year.", "conditions": ["free"]}
    record = make(
        title="Examiners", summary="In short.", description="In full.", expected_result="Better.", **own,
        owner=organisation("Kenyan Office", country="KE"), places=["region:africa", "group:aripo", "UG"],
        deadline=TODAY() + timedelta(days=10), match_types=["technical"], goals=["8"], recommendations=["10"],
    )  # fmt: skip
    page = client.get(f"/{name}/{record.ref.lower()}/").content.decode()
    for said in ("In short.", "In full.", "Better.", "Kenyan Office", "Africa", "Uganda", "Technical support",
                 "Open until", "Answers wanted by", *own.values()):  # fmt: skip
        assert ("Free of charge" if said == ["free"] else said) in page, said
    closing.mark_matched(record, by=record.created_by, reason="Met by INPI.")
    page = client.get(f"/{name}/{record.ref}/").content.decode()
    assert "Met by INPI." in page
    type(record).objects.update(
        ending="", ending_reason="", ended_at=None, ended_by=None, deadline=None,
        expires_on=TODAY() - timedelta(days=1),
    )  # fmt: skip
    assert "Its time is over." in client.get(f"/{name}/{record.ref}/").content.decode()


def test_the_number_of_queries_does_not_grow(room, client, django_assert_num_queries, django_assert_max_num_queries):
    name, make = room
    first = make(places=["KE"])
    client.get(f"/{name}/")  # the vocabularies and bitmaps are in memory
    with django_assert_max_num_queries(4) as one:
        client.get(f"/{name}/")
    count = len(one)
    with django_assert_max_num_queries(16) as page:  # two for what came of it and for dead links
        client.get(f"/{name}/{first.ref}/")
    count_of_page = len(page)
    for _ in range(5):
        make(places=["KE", "group:aripo", "region:arab"], languages=["en", "fr"], owner=first.owner)
        activity(beneficiaries=["KE"])
    client.get(f"/{name}/")
    with django_assert_num_queries(count):
        client.get(f"/{name}/")
    client.get(f"/{name}/{first.ref}/")
    with django_assert_max_num_queries(count_of_page + 2):  # cards of what is like it, and links elsewhere, once each
        client.get(f"/{name}/{first.ref}/")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("status=lost", "there is no “lost”"), ("topic=nothing", "there is no “nothing”"),
        ("colour=red", "does not know"), ("year_min=20x0", "From year"), ("sort=size", "is not possible"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said(room, client, query, said):
    name, make = room
    make()
    assert said in client.get(f"/{name}/?{query}").content.decode()
    assert client.get(f"/{name}/?{query}&format=csv").status_code == 400
    assert client.get(f"/api/v1/{name}/?{query}").status_code == 400


def test_an_empty_list_says_what_to_do(room, client):
    name, _make = room
    shown = client.get(f"/{name}/?topic=patents").content.decode()
    assert "matches all of this" in shown
    assert '<a href="/matchmaking/" hx-boost="false">Ask for help, or offer it</a>' in shown
    assert "Without “Patents”" in shown
    assert client.get(f"/{name}/XX-2026-0001/").status_code == 404
    assert client.get(f"/{name}/?page=2").status_code == 404
    assert client.post(f"/{name}/").status_code == 405


def test_files_hold_what_the_list_holds(room, client):
    name, make = room
    soon = make(title="Soon", deadline=TODAY(), places=["group:aripo", "BR"], match_types=["ppp"])
    later = make(title="Later", expires_on=TODAY() + timedelta(days=300), state="published")
    matched = make(title="Done", ending="matched")
    found = json.loads(b"".join(client.get(f"/{name}/?sort=closing&format=json").streaming_content))["results"]
    assert [each["ref"] for each in found] == [soon.ref, matched.ref, later.ref]
    one = next(each for each in found if each["ref"] == soon.ref)
    assert [place["code"] for place in (*one["countries"], *one["groups"])] == ["BR", "aripo"]
    assert one["match_types"] == [{"code": "ppp", "label": "Public-private partnership"}]
    assert (one["status"], one["deadline"]) == ("open", TODAY().isoformat())
    assert client.get(f"/api/v1/{name}/{soon.ref}/").json()["title"] == "Soon"
    dates = b"".join(client.get(f"/{name}/?format=ics").streaming_content).decode()
    assert f"DTSTART;VALUE=DATE:{TODAY():%Y%m%d}" in dates
    assert dates.count("BEGIN:VEVENT") == 3
    assert dates.count("STATUS:CANCELLED") == 1


def test_open_ones_stand_on_the_pages_of_their_owner_and_beside_what_is_alike(client):
    office = organisation("Kenyan Office", country="KE")
    asked, given = need(title="Asked for", owner=office), offer(title="On offer", owner=office, places=[])
    over = need(title="Over already", owner=office, expires_on=TODAY() - timedelta(days=1))
    hidden = need(title="For few", owner=office, visibility="registered")
    page = client.get(f"/organisations/{office.slug}/").content.decode()
    assert [record.ref in page for record in (asked, given, over, hidden)] == [True, True, False, False]
    record = activity(beneficiaries=["KE"], topics=["patents"])
    beside = client.get(f"/activities/{record.ref}/").content.decode()
    assert [each.ref in beside for each in (asked, over, hidden)] == [True, False, False]
    far = full_activity()
    assert asked.ref not in client.get(f"/activities/{far.ref}/").content.decode()
