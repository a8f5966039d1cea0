"""One's own pages: who sees them, what they change, what they give away, and what closing an account erases."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.core import corrections, notifications
from portal.core.housekeeping import CHORES
from portal.core.models import Correction, Mail, Membership, SavedSearch, State, User
from portal.core.models.account import IMPORTER_EMAIL
from portal.site.account import closing, housekeeping
from portal.site.account.own_data import pointing_fields
from portal.site.templatetags.devices import browser
from tests.factories import PASSWORD, activity, organisation, user
from tests.site.saved import reader as subscriber
from tests.site.saved import saved

pytestmark = pytest.mark.django_db

OWN = [
    reverse(name) for name in (
        "account", "account-profile", "account-mails", "account-data", "account_email", "account_change_password",
        "mfa_index", "usersessions_list", "account_logout",
    )
]  # fmt: skip
DANGEROUS = [
    reverse(name) for name in (
        "account-data-file", "account-close", "mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes",
    )
]  # fmt: skip


@pytest.fixture(autouse=True)
def no_attempts_yet(request):
    request.getfixturevalue("transactional_db" if "committed" in request.fixturenames else "db")
    cache.clear()


@pytest.fixture
def ana():
    person = user(email="ana@example.org", name="Ana Okoth")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def hers(ana) -> Client:
    """A browser in which Ana has just typed her password, twice: to sign in, and for what is dangerous."""
    client = in_a_browser(ana)
    say_password(client)
    return client


def in_a_browser(person: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return client


def say_password(client: Client, password: str = PASSWORD):
    return client.post(reverse("account_reauthenticate"), {"password": password})


# --- Who sees what ----------------------------------------------------------------------------------------------------
def test_each_page_for_everybody(client, signed_in, member, curator, hers):
    people = [signed_in(person) for person in (member, curator)]
    for address in OWN + DANGEROUS:
        visitor = client.get(address)
        assert visitor.status_code == 302, address
        assert visitor["Location"].startswith((reverse("account_login"), reverse("home"))), address
        for reader in people:
            answer = reader.get(address)
            if address in DANGEROUS:  # signed in, but not a moment ago
                assert answer.status_code == 302, address
                assert answer["Location"].startswith(reverse("account_reauthenticate")), address
            else:
                assert answer.status_code == 200, address
                assert "no-store" in answer["Cache-Control"], address


def test_a_stolen_session_is_not_enough_for_what_is_dangerous(signed_in, ana):
    session = signed_in(ana)
    for address in DANGEROUS:
        assert session.post(address)["Location"].startswith(reverse("account_reauthenticate"))
    change = {"email": "thief@example.org", "action_add": "1"}
    assert session.post(reverse("account_email"), change)["Location"].startswith(reverse("account_reauthenticate"))
    change = {"oldpassword": "a guess", "password1": "eleven blue kettles"}
    assert (
        "This is not your present password."
        in session.post(reverse("account_change_password"), change).content.decode()
    )
    assert "This is not your password." in say_password(session, "a guess").content.decode()
    ana.refresh_from_db()
    assert (ana.is_active, ana.email, ana.check_password(PASSWORD)) == (True, "ana@example.org", True)
    assert EmailAddress.objects.get().email == "ana@example.org"
    say_password(session)
    assert session.get(reverse("account-data-file")).status_code == 200


@pytest.mark.parametrize("address", ["/", "/about/", "/activities/"])
def test_the_header_costs_visitors_nothing_and_names_nobody(client, signed_in, ana, address, django_assert_num_queries):
    first, second = client.get(address), Client().get(address)
    assert first.content == second.content
    assert "sessionid" not in first.cookies
    assert "Cache-Control" not in first.headers
    page = signed_in(ana).get(address)
    assert page["Cache-Control"] == "private"
    assert "Cookie" in page["Vary"]
    assert "Ana Okoth" not in page.content.decode()
    assert "ana@example.org" not in page.content.decode()
    assert reverse("account") in page.content.decode()
    assert reverse("admin:index") not in page.content.decode()


# --- Profile, address, password ---------------------------------------------------------------------------------------
def test_the_profile_is_changed_and_a_mistake_keeps_what_was_typed(hers, ana):
    form = {"name": "Ana A. Okoth", "language": "pt"}
    refused = hers.post(reverse("account-profile"), form | {"language": "xx"})
    assert 'value="Ana A. Okoth"' in refused.content.decode()
    assert hers.post(reverse("account-profile"), form)["Location"] == reverse("account")
    ana.refresh_from_db()
    assert (ana.name, ana.language, ana.email, ana.role) == ("Ana A. Okoth", "pt", "ana@example.org", "member")


def test_nobody_makes_themselves_a_curator(hers, ana):
    hers.post(reverse("account-profile"), {"name": "A", "language": "en", "role": "curator", "email": "x@example.org"})
    ana.refresh_from_db()
    assert (ana.role, ana.email) == ("member", "ana@example.org")


def test_a_new_address_takes_over_once_it_is_confirmed(hers, ana):
    hers.post(reverse("account_email"), {"email": "new@example.org", "action_add": "1"})
    ana.refresh_from_db()
    assert ana.email == "ana@example.org"
    link = (
        Mail.objects.get(name="account_confirm_address", to="new@example.org")
        .text.split("http://testserver")[1]
        .split()[0]
    )
    assert "Waiting for" in hers.get(reverse("account_email")).content.decode()
    Client().post(link)
    ana.refresh_from_db()
    assert ana.email == "new@example.org"
    assert list(ana.emailaddress_set.values_list("email", "verified")) == [("new@example.org", True)]
    told = Mail.objects.get(name="account_changed")
    assert told.to == "ana@example.org"  # the one who may not have wanted it


def test_an_address_that_somebody_else_took_meanwhile_is_no_error(hers, ana):
    hers.post(reverse("account_email"), {"email": "new@example.org", "action_add": "1"})
    link = Mail.objects.get(to="new@example.org").text.split("http://testserver")[1].split()[0]
    user(email="new@example.org")
    answer = Client().post(link, follow=True)
    assert "Another account has this address by now." in answer.content.decode()
    ana.refresh_from_db()
    assert ana.email == "ana@example.org"


def test_asking_for_somebody_elses_address_tells_nothing(hers, ana):
    user(email="known@example.org")
    answers = []
    for email in ("known@example.org", "nobody@example.org"):
        answers.append(hers.post(reverse("account_email"), {"email": email, "action_add": "1"}, follow=True))
    known, nobody = (answer.content.decode() for answer in answers)
    assert ("Waiting for" in known) == ("Waiting for" in nobody)
    assert "already" not in known


def test_a_changed_password_signs_out_other_devices_and_is_told(hers, ana):
    elsewhere = in_a_browser(ana)
    hers.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "eleven blue kettles"})
    assert hers.get(reverse("account")).status_code == 200
    assert elsewhere.get(reverse("account")).status_code == 302
    assert "Its password was changed." in Mail.objects.get(name="account_changed").text


def test_devices_are_listed_and_signed_out(hers, ana):
    elsewhere = in_a_browser(ana)
    assert UserSession.objects.filter(user=ana).count() == 2
    UserSession.objects.filter(user=ana).update(created_at=datetime(2026, 3, 2, 8, 15, tzinfo=UTC))
    page = hers.get(reverse("usersessions_list")).content.decode()
    assert (page.count("since 2 March 2026, 08:15 UTC"), page.count("this device")) == (2, 1)
    hers.post(reverse("usersessions_list"))
    assert elsewhere.get(reverse("account")).status_code == 302
    assert hers.get(reverse("account")).status_code == 200


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1 Safari/5 Edg/1",
            "Edge · Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/1 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari · iPhone"),
        ("curl/8.5", "curl/8.5"),
        ("", ""),
    ],
)
def test_a_device_has_a_name_that_people_know(said, name):
    assert browser(said) == name


# --- Mails ------------------------------------------------------------------------------------------------------------
def test_an_unknown_browser_is_told_and_a_known_one_is_not(ana, hers):
    assert not Mail.objects.filter(name="account_new_device").exists()  # the first time ever
    hers.post(reverse("account_logout"))
    hers.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    assert not Mail.objects.filter(name="account_new_device").exists()
    in_a_browser(ana)
    assert Mail.objects.filter(name="account_new_device", to=ana.email).count() == 1


def test_a_stopped_kind_is_not_mailed_until_it_is_wanted_again(hers, ana):
    hers.post(reverse("account-mails"), {})
    in_a_browser(ana)
    assert not Mail.objects.filter(name="account_new_device").exists()
    hers.post(reverse("account-mails"), {"wanted": ["new_device"]})
    in_a_browser(ana)
    assert Mail.objects.filter(name="account_new_device").count() == 1


def test_the_link_of_a_mail_stops_it_with_a_button_and_nothing_else(ana, hers):
    in_a_browser(ana)
    stop = Mail.objects.get(name="account_new_device").stop_url.removeprefix("http://testserver")
    strict = Client(enforce_csrf_checks=True)
    for _scanner in range(2):
        assert "Stop these mails" in strict.get(stop).content.decode()
    assert not ana.stopped_mails.exists()
    for _twice in range(2):
        assert "Done." in strict.post(stop).content.decode()
    assert ana.stopped_mails.get().kind == "new_device"
    assert "_auth_user_id" not in strict.session


@pytest.mark.parametrize("token", ["x", "WzEsIngiXQ:1:2"])
def test_an_invented_stop_link_is_not_found(client, token):
    assert client.post(reverse("account-mails-stop", args=[token])).status_code == 404


def test_a_link_of_a_closed_account_is_not_found(client, ana):
    stop = notifications.stop_path(ana, "new_device")
    User.objects.filter(pk=ana.pk).update(is_active=False)
    assert client.post(stop).status_code == 404


# --- Data -------------------------------------------------------------------------------------------------------------
def test_the_file_holds_what_is_kept_and_no_secret(hers, ana):
    office = organisation(slug="kipi")
    Membership.objects.create(user=ana, organisation=office, role="editor")
    record = activity(by=ana, title="Of Ana")
    activity(title="Of somebody else")
    words = {"part": "dates", "text": "A day later", "source": "", "name": "Ana", "email": "ana@example.org"}
    corrections.report(record, token=uuid4(), site="http://testserver", words=words)
    Authenticator.objects.create(user=ana, type="totp", data={"secret": "hidden"})
    answer = hers.get(reverse("account-data-file"))
    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    data = json.loads(answer.content)
    assert data["account"]["email"] == "ana@example.org"
    assert data["memberships"] == [{"organisation": "kipi", "role": "editor"}]
    assert [each["text"] for each in data["reports"]] == ["A day later"]
    assert {each["what"] for each in data["your_name_stands_on"]} == {f"{record.ref} Of Ana"}
    assert [each["name"] for each in data["mails"]] == ["correction_received"]
    assert len(data["devices"]) == 1
    assert [each["type"] for each in data["second_factors"]] == ["totp"]
    text = answer.content.decode()
    assert "hidden" not in text
    assert ana.password not in text
    assert hers.session.session_key not in text
    assert "Of somebody else" not in text


def test_whatever_points_to_an_account_is_in_the_file():
    found = {f"{field.model._meta.label}.{field.name}" for field in pointing_fields()}
    assert found >= {"tad.Activity.created_by", "partnerships.Initiative.published_by", "core.Correction.decided_by"}
    assert not [name for name in found if "Event" in name]


# --- Closing ----------------------------------------------------------------------------------------------------------
def test_closing_erases_the_person_and_keeps_the_records(hers, ana):
    record = activity(by=ana, title="Of Ana")
    words = {"part": "dates", "text": "A day later", "source": "", "name": "Ana", "email": "ana@example.org"}
    corrections.report(record, token=uuid4(), site="http://testserver", words=words)
    ana.name = "Ana O."
    ana.save()
    elsewhere = in_a_browser(ana)
    assert "Close my account" in hers.get(reverse("account-close")).content.decode()
    assert "Your account is closed" in hers.post(reverse("account-close")).content.decode()
    ana.refresh_from_db()
    assert (ana.is_active, ana.name, str(ana)) == (False, "", "Former member")
    assert not ana.has_usable_password()
    assert "ana@" not in ana.email
    record.refresh_from_db()
    assert (record.state, record.created_by) == (State.PUBLISHED, ana)
    for each in (hers, elsewhere):
        assert each.get(reverse("account")).status_code == 302
    assert not UserSession.objects.exists()
    assert not EmailAddress.objects.exists()
    assert Correction.objects.get().email == ""
    assert not Mail.objects.filter(to__icontains="ana").exists()
    events = User.pgh_event_model.objects.filter(pgh_obj=ana.pk)
    assert {(event.name, "ana@" in event.email) for event in events} == {("", False)}
    assert user(email="ana@example.org").pk != ana.pk  # whoever has the address may open another


def test_a_closed_account_is_empty_even_past_the_forms(ana):
    closing.close(ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=ana.pk).update(is_active=True)


def test_what_another_window_wrote_while_an_account_was_closed_goes_within_a_day(ana):
    closing.close(ana)
    for person in (ana, user()):
        Membership.objects.create(user=person, organisation=organisation(), role="reader")
        saved(subscriber(account=person))
    assert closing.forget_late in CHORES
    assert (closing.forget_late(), closing.forget_late()) == (3, 0)
    assert not Membership.objects.filter(user=ana).exists()
    assert (Membership.objects.count(), SavedSearch.objects.count()) == (1, 1)


def test_the_last_administrator_of_an_organisation_hands_over_first(hers, ana):
    office = organisation("Patent Office")
    Membership.objects.create(user=ana, organisation=office, role="admin")
    colleague = Membership.objects.create(user=user(), organisation=office, role="editor")
    for answer in (hers.get(reverse("account-close")), hers.post(reverse("account-close"))):
        assert "You are the only administrator of Patent Office." in answer.content.decode()
    ana.refresh_from_db()
    assert ana.is_active
    Membership.objects.filter(pk=colleague.pk).update(role="admin")
    hers.post(reverse("account-close"))
    ana.refresh_from_db()
    assert not ana.is_active
    assert list(office.memberships.values_list("user", flat=True)) == [colleague.user_id]


def test_who_is_alone_in_an_organisation_may_go(ana):
    Membership.objects.create(user=ana, organisation=organisation(), role="admin")
    closing.close(ana)
    assert not Membership.objects.exists()


def test_the_last_administrator_of_the_portal_stays(administrator):
    with pytest.raises(closing.ClosingRefused, match="only administrator of the portal"):
        closing.close(administrator)
    user("administrator")
    closing.close(administrator)
    assert not User.objects.get(pk=administrator.pk).is_active


# --- What is forgotten by itself --------------------------------------------------------------------------------------
def test_accounts_that_nobody_confirmed_are_forgotten_after_a_week(ana):
    long_ago = timezone.now() - timedelta(days=8)
    for email, confirmed in (("never@example.org", False), ("later@example.org", False), ("used@example.org", True)):
        EmailAddress.objects.create(user=user(email=email), email=email, verified=confirmed, primary=True)
    entered = user("curator", email="entered@example.org")
    User.objects.exclude(email="later@example.org").update(created_at=long_ago)
    assert housekeeping.forget_unconfirmed() == 1
    left = set(User.objects.exclude(email=IMPORTER_EMAIL).values_list("email", flat=True))
    assert left == {ana.email, entered.email, "later@example.org", "used@example.org"}
    assert not User.pgh_event_model.objects.filter(email="never@example.org").exists()
    assert housekeeping.forget_unconfirmed in CHORES


def test_whom_an_administrator_entered_stays(administrator, signed_in):
    """Also after a first attempt to sign in, which is when the address is known to be unconfirmed."""
    office, email = signed_in(administrator), "entered@example.org"
    form = {"email": email, "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD, "role": "member"}
    assert office.post(reverse("admin:core_user_add"), form).status_code == 302
    User.objects.filter(email=email).update(created_at=timezone.now() - timedelta(days=8))
    Client().post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert not EmailAddress.objects.get(email=email).verified
    assert housekeeping.forget_unconfirmed() == 0
    assert User.objects.filter(email=email).exists()


def test_whoever_signed_up_and_never_confirmed_goes():
    form = {"email": "stranger@example.org", "password1": PASSWORD, "name": "", "website": ""}
    Client().post(reverse("account_signup"), form)
    User.objects.filter(email="stranger@example.org").update(created_at=timezone.now() - timedelta(days=8))
    assert housekeeping.forget_unconfirmed() == 1
    assert not User.objects.filter(email="stranger@example.org").exists()


def test_devices_are_forgotten_with_their_session(ana, hers):
    in_a_browser(ana)
    Session.objects.exclude(session_key=hers.session.session_key).delete()
    assert housekeeping.forget_devices() == 1
    assert UserSession.objects.get().session_key == hers.session.session_key


# --- At once ----------------------------------------------------------------------------------------------------------
def at_once(*tasks) -> list:
    def run(task):
        try:
            return task()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def links(name: str) -> list[str]:
    return [mail.text.split("http://testserver")[1].split()[0] for mail in Mail.objects.filter(name=name)]


def test_two_confirmations_at_once(committed):
    Client().post(reverse("account_signup"), {"email": "ada@example.org", "password1": "seven green bicycles"})
    [link] = links("account_confirm_address")
    answers = at_once(*[lambda: Client().post(link)] * 2)
    assert {answer.status_code for answer in answers} <= {200, 302, 404}
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("ada@example.org", True, True)]


def test_two_accounts_for_one_address_at_once(committed):
    form = {"email": "ada@example.org", "password1": "seven green bicycles"}
    answers = at_once(*[lambda: Client().post(reverse("account_signup"), form)] * 2)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert {answer["Location"] for answer in answers} == {reverse("account_email_verification_sent")}
    assert User.objects.filter(email="ada@example.org").count() == 1


def test_two_new_passwords_at_once(committed):
    person = user(email="ana@example.org")
    Client().post(reverse("account_reset_password"), {"email": person.email})
    [link] = links("account_new_password")
    browsers = [Client(), Client()]
    forms = [browser.get(link)["Location"] for browser in browsers]
    wanted = ["eleven blue kettles", "twelve red kettles"]
    answers = at_once(
        lambda: browsers[0].post(forms[0], {"password1": wanted[0]}),
        lambda: browsers[1].post(forms[1], {"password1": wanted[1]}),
    )
    assert {answer.status_code for answer in answers} <= {200, 302}
    person.refresh_from_db()
    assert [person.check_password(password) for password in wanted].count(True) == 1


def test_two_administrators_who_leave_at_once_leave_one(committed):
    people = [user("administrator"), user("administrator")]

    def leave(person: User) -> bool:
        try:
            closing.close(person)
        except closing.ClosingRefused:
            return False
        return True

    gone = at_once(*(lambda person=person: leave(person) for person in people))
    assert sorted(gone) == [False, True]
    assert User.objects.filter(role="administrator", is_active=True).count() == 1
