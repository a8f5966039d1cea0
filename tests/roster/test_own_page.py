"""The consultant's own page: who may open it, what each button does, and that the form loses nothing."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.core import curation
from portal.core.models import Membership, State
from roster import absence, consents
from roster.models import Consent, Consultant
from roster.privacy import COLUMNS
from tests.desk import sign_in
from tests.factories import activity, user
from tests.roster.profiles import boxes, owned, text

pytestmark = pytest.mark.django_db
MINE = "/roster/mine/"
PAGES = ["", "edit/", "choices/", "preview/", "away/", "withdraw/", "data/"]


@pytest.fixture
def me():
    return owned(full=True)


@pytest.fixture
def client(me):
    return sign_in(me.account)


def answer(response) -> object:
    if response.status_code == 302 and "login" in response["Location"]:
        return "sign in"
    return response.status_code


def now(record: Consultant) -> Consultant:
    return Consultant.objects.get(pk=record.pk)


# --- Who may --------------------------------------------------------------------------------------------------------
def test_only_consultants_have_these_pages_and_only_their_own(me, client, curator):
    nominator = user()
    Membership.objects.create(user=nominator, organisation=me.nominated_by, role="admin")
    another = owned(name="Somebody else")
    for page in PAGES:
        path = MINE + page
        for person, expected in [(None, "sign in"), (user(), 404), (nominator, 404), (curator, 404)]:
            for method in ("get", "post"):
                found = answer(getattr(sign_in(person), method)(path))
                assert found in ({expected, 405} if method == "post" else {expected}), (path, person)
        theirs = sign_in(another.account).get(path)
        assert "Wanjiru" not in theirs.content.decode()
    for page in PAGES[:-1]:
        assert client.get(MINE + page).status_code == 200
    assert client.get(MINE)["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_the_account_leads_there(me, client, curator):
    assert f'href="{MINE}"' in client.get("/account/").content.decode()
    assert MINE not in sign_in(user()).get("/account/").content.decode()


def test_queries(me, client, django_assert_num_queries):
    for _warm in range(2):
        client.get(MINE)
        client.get(f"{MINE}edit/")
    with django_assert_num_queries(6):
        client.get(MINE)
    with django_assert_num_queries(QUERIES_TO_EDIT):
        client.get(f"{MINE}edit/")
    more = [{"as_said": f"Work {number}", "role": "Guide"} for number in range(30)]
    for line in more:
        me.assignments.create(**line)
    with django_assert_num_queries(QUERIES_TO_EDIT):
        client.get(f"{MINE}edit/")


QUERIES_TO_EDIT = 12


# --- What may be shown ----------------------------------------------------------------------------------------------
def test_consent_is_given_and_taken_back_with_its_day(me, client):
    page = client.get(f"{MINE}choices/")
    sent = boxes(page.content.decode())
    assert set(sent["released"]) == set(Consent.Field.values)
    shown = client.post(f"{MINE}choices/", {"seen": sent["seen"], "released": ["listing", "biography"]})
    assert shown["Location"] == f"{MINE}preview/"
    assert consents.given(me) == {"listing", "biography"}
    preview = text(client.get(f"{MINE}preview/"))
    assert "This is what everybody sees now." in preview
    assert "Drafts and examines patents." in preview
    assert "Otieno" not in preview
    assert "Senior examiner" not in preview
    public = text(Client().get(f"/roster/{me.ref}/"))
    story = public[public.index("Expertise") : public.index("Permalink")]
    assert story in preview
    history = text(client.get(f"{MINE}choices/"))
    assert "Name : given" in history.replace("Name:", "Name :")
    assert me.consents.get(field="name").withdrawn_by == me.account


def test_an_old_tab_releases_nothing_again(me, client):
    old = boxes(client.get(f"{MINE}choices/").content.decode())
    consents.withdraw(me, ["name"], by=me.account)
    refused = client.post(f"{MINE}choices/", old)
    assert (refused.status_code, "Nothing was done yet" in text(refused)) == (409, True)
    assert "name" not in consents.given(me)
    again = boxes(refused.content.decode())
    assert set(again["released"]) == set(old["released"])  # the ticks are kept
    client.post(f"{MINE}choices/", again)
    assert "name" in consents.given(me)


def test_nothing_ticked_takes_everything_back(me, client):
    sent = boxes(client.get(f"{MINE}choices/").content.decode())
    client.post(f"{MINE}choices/", {"seen": sent["seen"], "released": "email"})
    assert consents.given(me) == set()
    assert Client().get(f"/roster/{me.ref}/").status_code == 404
    assert "Nobody but you and the curators" in text(client.get(f"{MINE}preview/"))
    assert "Nobody sees your profile" in text(client.get(MINE))


# --- Being away, handing in -----------------------------------------------------------------------------------------
def test_away_until_a_day_and_back(me, client):
    client.post(MINE, {"do": "back"})
    assert now(me).availability == "available"
    today = timezone.localdate()
    for wrong, said in [("", "Say on which day"), ("soon", "Write a day"), (today.isoformat(), "later one"),
                        ((today + timedelta(days=800)).isoformat(), "At most two years")]:  # fmt: skip
        refused = client.post(f"{MINE}away/", {"until": wrong})
        assert (refused.status_code, said in text(refused)) == (200, True), wrong
    until = today + timedelta(days=30)
    assert "You are away until" in text(client.post(f"{MINE}away/", {"until": until.isoformat()}, follow=True))
    assert (now(me).availability, now(me).away_until) == ("away", until)
    assert absence.is_away(now(me))


def test_a_draft_is_handed_in_and_what_curators_say_is_read(curator):
    me = owned(state=State.DRAFT, last_confirmed_on=None)
    client = sign_in(me.account)
    assert "Nobody sees your profile yet" in text(client.get(MINE))
    assert "with the curators" in text(client.post(MINE, {"do": "submit"}, follow=True))
    assert (now(me).state, now(me).last_confirmed_on) == (State.IN_REVIEW, timezone.localdate())
    again = client.post(MINE, {"do": "submit"}, follow=True)
    assert "this step is not possible from there" in text(again)
    curation.send_back(me, by=curator, reason="Which years?")
    page = text(client.get(MINE))
    assert "The curators ask for changes" in page
    assert "Which years?" in page
    assert client.post(MINE, {"do": "nonsense"})["Location"] == MINE


# --- The form -------------------------------------------------------------------------------------------------------
def opened(client) -> dict:
    return boxes(client.get(f"{MINE}edit/").content.decode())


def test_saving_what_is_shown_changes_nothing_but_the_day(me, client):
    Consultant.objects.update(last_confirmed_on=date(2026, 1, 1))
    me.assignments.filter(as_said="").update(as_said="Course", verified_on=date(2026, 2, 3), verified_by=me.created_by)
    me.assignments.filter(activity=None).update(unmatched_on=date(2026, 2, 4))
    lines = [list(me.assignments.values()), list(me.biographies.values()), list(me.expertise.values())]
    before = Consultant.objects.values().get()
    saved = client.post(f"{MINE}edit/", opened(client))
    assert saved.status_code == 302, text(saved)
    assert [list(me.assignments.values()), list(me.biographies.values()), list(me.expertise.values())] == lines
    after = Consultant.objects.values().get()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "last_confirmed_on", "confirm_due_on", "updated_at", "updated_by_id", "interests_declared_on"
    }  # fmt: skip
    assert after["state"] == State.PUBLISHED


def test_what_is_typed_is_shown_at_once_and_verified_work_that_changes_is_not_any_more(me, client):
    me.assignments.filter(as_said="").update(verified_on=date(2026, 2, 3), verified_by=me.created_by)
    course = activity(title="Course on seeds")
    sent = opened(client) | {
        "position": "Director", "biographies-0-text": "Teaches.", "assignments-0-role": "Trainer and examiner",
        "assignments-2-activity": course.ref.lower(), "assignments-2-role": "Guide", "assignments-2-from_year": "2024",
    }  # fmt: skip
    assert client.post(f"{MINE}edit/", sent)["Location"] == MINE
    verified = dict(me.assignments.values_list("role", "verified_on"))
    assert verified == {"Author": None, "Trainer and examiner": None, "Guide": None}
    assert me.assignments.get(role="Guide").activity == course
    public = text(Client().get(f"/roster/{me.ref}/"))
    assert "Director" in public
    assert "Teaches." in public


@pytest.mark.parametrize("change", [{"name": "W. Otieno"}, {"nationalities-1-country": "UG"}])
def test_another_name_or_nationality_goes_to_the_curators(me, client, change):
    answer = client.post(f"{MINE}edit/", opened(client) | change, follow=True)
    assert "The curators look at your name and nationalities again" in text(answer)
    assert (now(me).state, now(me).state_reason) == (State.IN_REVIEW, "The name or a nationality has changed.")
    assert Client().get(f"/roster/{me.ref}/").status_code == 404


def test_what_is_wrong_is_said_and_kept(me, client):
    sent = opened(client) | {
        "name": "", "birth_year": "soon", "nationalities-0-country": "DE", "expertise-0-years": "900",
        "assignments-0-from_year": "2022", "assignments-0-to_year": "2020", "position": "x" * 201,
        "biographies-0-text": "Kept words", "biographies-1-language": "en",
    }  # fmt: skip
    refused = client.post(f"{MINE}edit/", sent)
    page = text(refused)
    assert refused.status_code == 200
    for said in (
        "Your name: This is still missing.", "four figures", "none of the nationalities", "cannot end before it begins",
        "A line is there twice",
    ):  # fmt: skip
        assert said in page, said
    kept = boxes(refused.content.decode())
    assert kept | {"csrfmiddlewaretoken": sent["csrfmiddlewaretoken"]} == sent
    assert now(me).name == "Wanjiru Otieno"


def test_a_list_grows_without_scripts(me, client):
    sent = opened(client) | {"position": "Typed, not stored"}
    grown = client.post(f"{MINE}edit/", sent | {"do": "add:expertise"})
    shown = boxes(grown.content.decode())
    assert "expertise-2-topic" in shown
    assert shown["position"] == "Typed, not stored"
    assert now(me).position == "Senior examiner"


def test_two_tabs(me, client):
    first, second = opened(client), opened(client)
    client.post(f"{MINE}edit/", first | {"position": "Director"})
    refused = client.post(f"{MINE}edit/", second | {"residence": "KE"})
    page = text(refused)
    assert refused.status_code == 409
    assert "Nothing is stored yet" in page
    assert "Position Director" in page
    assert (now(me).position, now(me).residence_id) == ("Director", "RW")
    again = boxes(refused.content.decode())
    assert (again["position"], again["residence"]) == ("Senior examiner", "KE")
    assert client.post(f"{MINE}edit/", again).status_code == 302
    assert (now(me).position, now(me).residence_id) == ("Senior examiner", "KE")


def test_a_confirmation_meanwhile_is_no_conflict(me, client):
    sent = opened(client)
    client.post(MINE, {"do": "confirm"})
    assert client.post(f"{MINE}edit/", sent | {"position": "Director"}).status_code == 302
    assert now(me).position == "Director"


def test_an_old_page_keeps_what_was_typed(me):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(me.account)
    refused = strict.post(f"{MINE}edit/", opened(strict) | {"position": "Director", "csrfmiddlewaretoken": "x"})
    assert refused.status_code == 403
    assert boxes(refused.content.decode())["position"] == "Director"


# --- One's own data -------------------------------------------------------------------------------------------------
def test_the_file_holds_every_column(me):
    me.account.set_password("correct horse battery")
    me.account.save()
    client = sign_in(me.account)
    assert client.get(f"{MINE}data/")["Location"].startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/", {"password": "correct horse battery"})
    response = client.get(f"{MINE}data/")
    assert response["Content-Disposition"] == f'attachment; filename="{me.ref}.json"'
    found = json.loads(response.content)
    assert COLUMNS["Consultant"].keys() - {"id"} <= found.keys()
    assert (found["name"], found["birth_year"], found["account"]) == ("Wanjiru Otieno", 1975, "you")
    assert {each["field"] for each in found["consents"]} == set(Consent.Field.values)
    assert found["biographies"][0]["text"] == "Drafts and examines patents."
    for lines, model in [("assignments", "Assignment"), ("expertise", "Expertise"), ("languages", "LanguageSkill")]:
        assert found[lines][0].keys() == COLUMNS[model].keys() - {"id", "consultant"}
    whole = json.loads(client.get("/account/data/file/").content)
    assert whole["roster_profile"] == found
