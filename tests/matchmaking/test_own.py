"""Needs and offers that organisations write: begun from a template, saved half done, handed in once, never lost."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from matchmaking.models import Need, Offer
from matchmaking.own.examples import EXAMPLES
from matchmaking.own.forms import GAP
from matchmaking.own.templates import GENERAL, TEMPLATES, template_of
from matchmaking.suggested import LISTINGS
from portal.core import curation
from portal.core.models import Membership, State, Topic
from tests.desk import sign_in
from tests.factories import activity, need, organisation, user

pytestmark = pytest.mark.django_db
BASE = "/matchmaking/needs/"
SIGN_IN, GONE, NO, LED_AWAY, YES = "sign in", 404, 403, 302, 200
DAY = timezone.localdate() + timedelta(days=120)
WHOLE = {
    "title": "Training of six trademark examiners", "summary": "Two weeks beside colleagues.", "topics": ["trademarks"],
    "description": "Six examiners, two weeks.", "match_types": ["technical"], "modalities": ["workshop"],
    "start": "03/2027", "expires_on": DAY.isoformat(), "visibility": "invited", "contribution": "Rooms.",
    "places-0-place": "KE", "places-1-place": "group:aripo", "places-2-place": "region:africa",
    "working_languages-0-language": "fr", "recommendations-0-recommendation": "1", "goals": ["9"],
    "invitations-0-organisation": "guest-test", "confidential": "MARKERWORD",
}  # fmt: skip


def text(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def answer(response) -> object:
    if response.status_code == 302 and "login" in response["Location"]:
        return SIGN_IN
    return response.status_code


@pytest.fixture
def office():
    return organisation(
        country="KE", slug="office-test", description="Registers marks.", website="https://o.example.org/"
    )


@pytest.fixture
def cast(office, curator):
    organisation(slug="guest-test")
    people = {"visitor": None, "stranger": user(), "other_admin": user(), "curator": curator}
    Membership.objects.create(user=people["other_admin"], organisation=organisation(), role="admin")
    for role in ("reader", "editor", "admin"):
        people[role] = user(name=f"The {role}")
        Membership.objects.create(user=people[role], organisation=office, role=role)
    return people


@pytest.fixture
def editor(cast) -> Client:
    return sign_in(cast["editor"])


@pytest.fixture
def draft(editor) -> Need:
    assert editor.post(f"{BASE}new/", {"topic": "patents", "do": "template"}).status_code == 302
    return Need.objects.get()


def shown(client, listing) -> dict[str, str]:
    page = client.get(f"/matchmaking/{listing._meta.model_name}s/{listing.ref}/").context["page"]
    return {"seen": page.seen, "opened": page.opened}


def send(client, listing, *, do: str = "save", **values):
    words = {name: value for name, value in (WHOLE | values).items() if value is not None}
    address = f"/matchmaking/{listing._meta.model_name}s/{listing.ref}/"
    return client.post(address, shown(client, listing) | words | {"do": do})


def problems(response) -> dict[str, str]:
    return {each.anchor: each.message for each in response.context["page"].problems}


# --- The journey ------------------------------------------------------------------------------------------------------
def test_from_the_topic_to_the_public_page(editor, cast, curator):
    need(title="Met before", topics=["trademarks"], ending="matched")
    need(title="Still open", topics=["trademarks"])
    assert "Write a need" in text(editor.get("/matchmaking/"))
    assert editor.get(f"{BASE}new/").status_code == 200
    page = text(editor.get(f"{BASE}new/?topic=trademarks"))
    assert ("Met before" in page, "Still open" in page, str(EXAMPLES["trademarks"].need) in page) == (True, False, True)
    begun = editor.post(f"{BASE}new/", {"topic": "trademarks", "do": "template"})
    again = editor.post(f"{BASE}new/", {"topic": "trademarks", "do": "template"})
    assert begun["Location"] == again["Location"]
    made = Need.objects.get(state=State.DRAFT)
    assert (made.title, "[…]" in made.description, made.created_by) == (made.ref, True, cast["editor"])
    assert "Without a title" in text(editor.get("/matchmaking/"))
    assert send(editor, made)["Location"] == f"{BASE}{made.ref}/"
    sent = shown(editor, made)
    for _press in range(2):
        assert editor.post(f"{BASE}{made.ref}/", WHOLE | sent | {"do": "submit"})["Location"] == "/matchmaking/"
    made.refresh_from_db()
    assert (made.state, made.submitted_by) == (State.IN_REVIEW, cast["editor"])
    assert editor.get(f"{BASE}{made.ref}/")["Location"] == made.get_absolute_url()
    curation.send_back(made, by=curator, reason="Say how long.")
    assert "Say how long." in text(editor.get("/matchmaking/"))
    assert "Say how long." in text(editor.get(f"{BASE}{made.ref}/"))
    assert send(editor, made, do="submit", description="Six examiners, two weeks in March.").status_code == 302
    curation.publish(Need.objects.get(pk=made.pk), by=curator)
    assert answer(Client().get(made.get_absolute_url())) == GONE
    assert "MARKERWORD" in text(editor.get(made.get_absolute_url()))


def test_a_draft_holds_what_was_typed_and_shows_it_again(editor, draft):
    assert send(editor, draft).status_code == 302
    made = Need.objects.get()
    assert (made.title, made.starts_on, made.starts_precision) == (WHOLE["title"], date(2027, 3, 1), "month")
    assert (made.expires_on, made.visibility, made.confidential, made.contribution) == (
        DAY, "invited", "MARKERWORD", "Rooms.",
    )  # fmt: skip
    places = made.places.order_by("pk").values_list("country", "group__code", "region__code")
    assert list(places) == [("KE", None, None), (None, "aripo", None), (None, None, "africa")]
    for lines, code in {
        "taggings": "topic__code", "language_links": "language__code", "modality_links": "modality__code",
        "recommendation_links": "recommendation__code", "goal_links": "goal__code",
        "invitations": "organisation__slug",
    }.items():  # fmt: skip
        expected = {
            "taggings": "trademarks", "language_links": "fr", "modality_links": "workshop",
            "recommendation_links": "1", "goal_links": "9", "invitations": "guest-test",
        }[lines]  # fmt: skip
        assert list(getattr(made, lines).values_list(code, flat=True)) == [expected]
    form = editor.get(f"{BASE}{made.ref}/").context["page"].form
    again = dict(form.data.lists())
    for lines in form.line_lists.values():
        for line in lines.filled:
            again |= dict(line.data.lists())
    before = Need.objects.values().get()
    assert editor.post(f"{BASE}{made.ref}/", shown(editor, made) | again | {"do": "save"}).status_code == 302
    after = Need.objects.values().get()
    assert {**after, "updated_at": 0} == {**before, "updated_at": 0}


def test_an_offer_is_written_in_the_same_way(editor):
    assert editor.post("/matchmaking/offers/new/", {"topic": "patents", "do": "empty"}).status_code == 302
    made = Offer.objects.get()
    assert made.description == ""
    missing = send(editor, made, do="submit", visibility="public")
    assert missing["Location"] == f"/matchmaking/offers/{made.ref}/?check"
    assert list(problems(editor.get(missing["Location"]))) == ["id_conditions_0"]
    assert send(editor, made, do="submit", conditions=["free"], capacity="Ten").status_code == 302
    made.refresh_from_db()
    assert (made.state, made.conditions, made.capacity) == (State.IN_REVIEW, ["free"], "Ten")


def test_nothing_is_required_of_a_draft_and_much_of_what_is_sent(editor, draft):
    nothing = dict.fromkeys(WHOLE)
    assert send(editor, draft, **nothing).status_code == 302
    assert Need.objects.get().title == draft.ref
    sent = send(editor, draft, do="submit", **nothing)
    assert Need.objects.get().state == State.DRAFT
    assert list(problems(editor.get(sent["Location"]))) == [
        "id_title", "id_summary", "id_topics_0", "id_description", "id_expires_on", "id_match_types_0",
        "id_working_languages-0-language",
    ]  # fmt: skip
    gaps = send(editor, draft, do="submit", description="Who we are: […]")
    shown_again = editor.get(gaps["Location"])
    assert problems(shown_again) == {"id_description": "Gaps of the template are not filled in yet."}
    assert 'id="id_description_error"' in shown_again.content.decode()
    several = {"summary": None, "description": "[…]", "working_languages-0-language": None}
    assert list(problems(editor.get(send(editor, draft, do="submit", **several)["Location"]))) == [
        "id_summary", "id_description", "id_working_languages-0-language",
    ]  # fmt: skip
    past = send(editor, draft, do="submit", expires_on="2020")
    assert problems(editor.get(past["Location"])) == {"id_expires_on": "This day is past: set another one."}
    assert Need.objects.get().expires_on == date(2020, 12, 31)
    nobody = send(editor, draft, do="submit", **{"invitations-0-organisation": None})
    assert list(problems(editor.get(nobody["Location"]))) == ["list-invitations"]


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"start": "soon"}, "id_start"),
        ({"start": "2027", "end": "2026"}, "id_end"),
        ({"deadline": (DAY + timedelta(days=1)).isoformat()}, "id_deadline"),
        ({"expires_on": "1999"}, "id_expires_on"),
        ({"topics": ["nonsense"]}, "id_topics_0"),
        ({"places-0-place": "XX"}, "id_places-0-place"),
        ({"invitations-0-organisation": "Nobody knows it"}, "id_invitations-0-organisation"),
        ({"title": "x" * 401}, "id_title"),
        ({"visibility": "all"}, "id_visibility_0"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(editor, draft, typed, where):
    refused = send(editor, draft, contribution="Kept", **typed)
    assert (refused.status_code, where in problems(refused)) == (200, True)
    assert 'rows="5" dir="auto"' in refused.content.decode()
    assert "Kept" in refused.content.decode()
    assert Need.objects.get().contribution == ""


def test_two_tabs_lose_nothing(editor, cast, draft):
    first, second = shown(editor, draft), shown(editor, draft)
    address = f"{BASE}{draft.ref}/"
    admin = sign_in(cast["admin"])
    assert admin.post(address, WHOLE | first | {"do": "save", "title": "Of the admin"}).status_code == 302
    late = editor.post(address, WHOLE | second | {"do": "save", "title": "Of the editor"})
    assert late.status_code == 409
    assert [("Of the admin" in text(late)), "Of the editor" in late.content.decode()] == [True, True]
    mine = {name: late.context["page"].__dict__[name] for name in ("seen", "opened")}
    assert editor.post(address, WHOLE | mine | {"do": "save", "title": "Of the editor"}).status_code == 302
    assert Need.objects.get().title == "Of the editor"
    grown = editor.post(address, WHOLE | {"do": "add:places"})
    assert (grown.status_code, len(grown.context["page"].form.line_lists["places"].forms)) == (200, 4)


def test_the_profile_of_the_organisation_comes_first(editor, office, draft):
    office.description = ""
    office.save()
    sent = send(editor, draft, do="submit")
    assert Need.objects.get().state == State.DRAFT
    page = editor.get(sent["Location"])
    assert "Complete the profile of your organisation first" in text(page)
    assert "/organisations/office-test/correct/" in page.content.decode()


def test_a_copy_says_the_same_without_its_days(editor, office, cast):
    known = need(owner=office, deadline=timezone.localdate(), contribution="Rooms", invited=[organisation()])
    copies = {editor.post(f"{BASE}{known.ref}/copy/")["Location"] for _press in range(2)}
    made = Need.objects.get(state=State.DRAFT)
    assert copies == {f"{BASE}{made.ref}/"}
    assert (made.title, made.contribution, made.deadline, made.expires_on) == (known.title, "Rooms", None, None)
    assert set(made.topics.all()) == set(known.topics.all())
    assert made.invitations.count() == 1


def test_a_draft_is_discarded_once_and_for_all(editor, draft):
    address = f"{BASE}{draft.ref}/discard/"
    assert editor.get(address).status_code == 200
    assert editor.post(address)["Location"] == "/matchmaking/"
    assert not Need.objects.exists()
    assert editor.post(address).status_code == 404


# --- Its end, and going on -----------------------------------------------------------------------------------------
def test_its_owner_ends_and_renews_it(editor, cast, office):
    done = activity(title="What came of it")
    open_one = need(owner=office)
    here = f"{BASE}{open_one.ref}/"
    assert [label for label, _url in editor.get(open_one.get_absolute_url()).context["listing"].steering["links"]] == [
        "Mark as met", "Renew", "Close", "Withdraw",
    ]  # fmt: skip
    words = {"partner": "An office", "when": "03/2026", "how": "Two visits."}
    wrong = editor.post(f"{here}matched/", words | {"ref": "TA-1900-0001"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (200, ["ref"])
    assert "Two visits." in wrong.content.decode()
    for _press in range(2):
        assert editor.post(f"{here}matched/", words | {"ref": done.ref})["Location"] == open_one.get_absolute_url()
    open_one.refresh_from_db()
    assert (open_one.ending, open_one.ended_by) == ("matched", cast["editor"])
    assert open_one.ending_reason == f"An office · March 2026 · {done.ref}\nTwo visits."
    assert f"{done.ref}<br>Two visits." in Client().get(open_one.get_absolute_url()).content.decode()
    assert editor.post(f"{here}close/", {"reason": "No"}).status_code == 302
    assert Need.objects.get().ending == "matched"
    assert list(editor.post(f"{here}renew/", {"until": "2001"}).context["form"].errors) == ["until"]
    assert editor.post(f"{here}renew/", {"until": DAY.isoformat()}).status_code == 302
    assert Need.objects.filter(ending="", expires_on=DAY).exists()
    assert list(editor.post(f"{here}withdraw/", {"reason": " "}).context["form"].errors) == ["reason"]
    assert editor.post(f"{here}withdraw/", {"reason": "Wrong"}).status_code == 302
    assert Client().get(open_one.get_absolute_url()).status_code == 410


@pytest.mark.parametrize("name", ["matched", "renew", "close", "withdraw"])
def test_who_may_end_it(cast, office, name):
    open_one = need(owner=office)
    address = f"{BASE}{open_one.ref}/{name}/"
    got = {who: answer(sign_in(person).get(address)) for who, person in cast.items()}
    assert got == {
        "visitor": SIGN_IN, "stranger": NO, "other_admin": NO, "reader": NO, "editor": YES, "admin": YES,
        "curator": YES,
    }  # fmt: skip
    for who in ("visitor", "stranger", "other_admin", "reader"):
        assert answer(sign_in(cast[who]).post(address, {"reason": "No"})) in (SIGN_IN, NO)
    assert Need.objects.get().ending == ""


# --- Who may ----------------------------------------------------------------------------------------------------------
def test_who_may_open_what(cast, office, draft):
    open_one = need(owner=office)
    addresses = {
        "/matchmaking/": [YES] * 7,
        f"{BASE}new/": [SIGN_IN, NO, YES, NO, YES, YES, NO],
        f"{BASE}{draft.ref}/": [SIGN_IN, GONE, GONE, NO, YES, YES, NO],
        f"{BASE}{draft.ref}/discard/": [SIGN_IN, GONE, GONE, NO, YES, YES, NO],
        f"{BASE}{open_one.ref}/": [SIGN_IN, NO, NO, NO, LED_AWAY, LED_AWAY, NO],
        "/matchmaking/nonsense/new/": [SIGN_IN] + [GONE] * 6,
    }
    order = ["visitor", "stranger", "other_admin", "reader", "editor", "admin", "curator"]
    clients = {name: sign_in(cast[name]) for name in order}
    got = {address: [answer(clients[name].get(address)) for name in order] for address in addresses}
    assert got == addresses
    for name in ("visitor", "stranger", "other_admin", "reader"):
        response = clients[name].post(f"{BASE}{draft.ref}/", WHOLE | {"do": "save"})
        assert answer(response) in (SIGN_IN, GONE, NO)
        assert answer(clients[name].post(f"{BASE}{open_one.ref}/copy/")) in (SIGN_IN, NO)
    assert set(Need.objects.values_list("title", flat=True)) == {draft.ref, open_one.title}


def test_the_menu_of_members_leads_to_their_desk(cast):
    link = '<a href="/matchmaking/">Needs and offers</a>'
    shown = {name: link in sign_in(cast[name]).get("/needs/").content.decode() for name in cast}
    assert shown == {name: name not in ("visitor", "stranger", "curator") for name in cast}


def test_an_organisation_that_is_not_verified_writes_nothing(cast):
    person = user()
    proposed = organisation(state="pending", proposed_by=person, proposed_at=timezone.now())
    Membership.objects.create(user=person, organisation=proposed, role="admin")
    client = sign_in(person)
    assert (client.get(f"{BASE}new/").status_code, client.post(f"{BASE}new/").status_code) == (403, 403)
    assert not Need.objects.exists()


def test_the_desk_asks_as_often_for_many_as_for_one(editor, office, django_assert_num_queries):
    """But for suggestions, which are asked for those three that were published last."""
    for _each in range(LISTINGS):
        need(owner=office)
    editor.get("/matchmaking/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        editor.get("/matchmaking/")
    for state in ("draft", "in_review", "published", "published"):
        need(owner=office, state=state)
    with django_assert_num_queries(len(one)):
        page = editor.get("/matchmaking/")
    assert [heading for heading, _lines in page.context["blocks"][0].context["groups"]] == [
        "Drafts", "With the curators", "Open",
    ]  # fmt: skip


def test_every_topic_has_an_example_and_a_template():
    topics = set(Topic.objects.values_list("code", flat=True))
    assert set(EXAMPLES) == topics
    assert sorted(topic for each in TEMPLATES for topic in each.topics) == sorted(topics)
    assert all(GAP in str(each.of(room)) for each in TEMPLATES for room in ("needs", "offers"))
    assert template_of("added-by-a-curator") is GENERAL


def test_a_draft_begins_from_the_template_of_its_topic(editor):
    for room, topic in (("needs", "patents"), ("needs", "smes"), ("offers", "copyright")):
        page = text(editor.get(f"/matchmaking/{room}/new/?topic={topic}"))
        wanted = str(template_of(topic).of(room))
        assert " ".join(wanted.split()) in page
        editor.post(f"/matchmaking/{room}/new/", {"topic": topic, "do": "template"})
        model = Need if room == "needs" else Offer
        assert model.objects.filter(description=wanted, topics__code=topic).count() == 1
