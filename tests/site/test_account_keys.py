"""Keys for programs in the account and on the desk: made, shown once, listed, revoked, told of, forgotten."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, time, timedelta

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.log import AdminEmailHandler

from portal.core import api_keys
from portal.core.models import ApiKey, Mail
from portal.site.account import closing
from tests.core.test_api_keys import SITE, ask, end, make, refusal
from tests.core.test_memberships_at_once import at_once
from tests.desk import list_of, page
from tests.factories import PASSWORD, user

pytestmark = pytest.mark.django_db
KEYS, NEW, REVOKE_ALL = (reverse(f"account-{name}") for name in ("keys", "key-new", "keys-revoke"))


@pytest.fixture(autouse=True)
def no_attempts_yet(request):
    request.getfixturevalue("transactional_db" if "committed" in request.fixturenames else "db")
    cache.clear()


@pytest.fixture
def ana():
    person = user(email="ana@example.org", name="Ana Okoth")
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def hers(ana) -> Client:
    """A browser in which Ana has typed her password a moment ago."""
    client = Client()
    client.force_login(ana)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def form(**values) -> dict:
    return {"name": "Nightly copy", "scopes": ["read"], "last_day": str(today() + timedelta(days=30))} | values


def today():
    return timezone.localdate()


def text_in(response) -> str:
    """The key that a page shows."""
    return api_keys.SHAPE.search(response.content.decode())[0]


def revoke_page(key: ApiKey) -> str:
    return reverse("account-key-revoke", args=[key.pk])


# --- Made -------------------------------------------------------------------------------------------------------------
def test_a_key_is_made_shown_once_mailed_and_works(hers, ana):
    shown = hers.get(NEW).content.decode()
    assert f'value="{today() + timedelta(days=90)}"' in shown
    assert f'max="{today() + timedelta(days=365)}"' in shown
    answer = hers.post(NEW, form(scopes=["read", "read:own"]))
    text = text_in(answer)
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    assert ask(text).status_code == 200
    key = ApiKey.objects.get()
    assert (key.owner, key.scopes) == (ana, ["read", "read:own"])
    assert key.expires_at == datetime.combine(today() + timedelta(days=31), time(), UTC)
    listed = hers.get(KEYS).content.decode()
    assert ("Nightly copy" in listed, key.start in listed, text in listed) == (True, True, False)
    mail = Mail.objects.get(name="api_key_made")
    assert (mail.to, mail.stop_url, "Nightly copy" in mail.text) == (ana.email, "", True)
    again = hers.post(NEW, form())  # the browser was told to load the page again
    assert "You have a key with this name." in again.content.decode()
    assert ApiKey.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 81}, "at most 80 characters"),
        ({"scopes": []}, "This field is required."),
        ({"scopes": ["write"]}, "write is not one of the available choices"),
        ({"last_day": ""}, "This field is required."),
        ({"last_day": "soon"}, "Enter a valid date."),
        ({"last_day": str(timezone.localdate() - timedelta(days=1))}, "Choose a day from"),
        ({"last_day": str(timezone.localdate() + timedelta(days=366))}, "Choose a day from"),
        ({"name": "Nightly\0copy"}, "Null characters are not allowed."),
    ],
)
def test_a_mistake_is_said_and_nothing_is_lost(hers, wrong, said):
    sent_form = form(name="Copy of “Ana”") | wrong
    answer = hers.post(NEW, sent_form)
    shown = answer.content.decode()
    assert (answer.status_code, said in strip_tags(shown)) == (200, True)
    if wrong.keys() == {"last_day"}:
        assert 'value="Copy of “Ana”"' in shown
    assert not ApiKey.objects.exists()


def test_the_first_and_the_last_day_are_possible(hers):
    for number, day in enumerate((today(), today() + timedelta(days=365))):
        assert text_in(hers.post(NEW, form(name=f"Program {number}", last_day=str(day))))


def test_there_are_only_so_many(hers, ana):
    for _number in range(api_keys.MOST):
        make(ana)
    assert "You have 10 keys." in hers.post(NEW, form()).content.decode()
    assert ApiKey.objects.count() == api_keys.MOST
    api_keys.revoke(ana.api_keys.filter(pk=ana.api_keys.first().pk))
    assert text_in(hers.post(NEW, form()))


def test_who_may_come_to_these_pages(client, signed_in, member, curator, hers, ana):
    make(ana)
    theirs = ApiKey.objects.get()
    for address in (KEYS, NEW, revoke_page(theirs)):
        assert client.get(address)["Location"].startswith(reverse("account_login"))
    for person in (member, curator):
        browser = signed_in(person)
        assert theirs.name not in browser.get(KEYS).content.decode()
        for answer in (browser.get(NEW), browser.post(NEW, form())):
            assert answer["Location"].startswith(reverse("account_reauthenticate"))
        for answer in (browser.get(revoke_page(theirs)), browser.post(revoke_page(theirs))):
            assert answer.status_code == 404
    theirs.refresh_from_db()
    assert (theirs.ending, ApiKey.objects.count()) == (None, 1)


def test_the_list_asks_as_much_for_one_as_for_many(hers, ana, django_assert_num_queries):
    assert hers.get(KEYS).content.decode().count("people__one") == 0
    make(ana)
    with django_assert_num_queries(4):
        hers.get(KEYS)
    for _number in range(6):
        make(ana)
    with django_assert_num_queries(4):
        assert hers.get(KEYS).content.decode().count("people__one") == 7


# --- Revoked, closed, over --------------------------------------------------------------------------------------------
def test_its_owner_revokes_it_after_a_question(hers, ana):
    text = make(ana, name="Old program")
    key = ApiKey.objects.get()
    assert "Revoke “Old program”?" in hers.get(revoke_page(key)).content.decode()
    assert ask(text).status_code == 200
    assert "is revoked" in hers.post(revoke_page(key), follow=True).content.decode()
    assert refusal(ask(text)) == (401, "revoked")
    assert hers.get(revoke_page(key))["Location"] == KEYS
    assert "Revoked on" in hers.get(KEYS).content.decode()


def test_where_devices_are_signed_out_keys_are_counted_and_all_revoked_at_once(hers, ana, member):
    places = [reverse(name) for name in ("usersessions_list", "account_change_password")]
    assert [each for each in places if "for programs" in hers.get(each).content.decode()] == []
    assert hers.get(REVOKE_ALL)["Location"] == KEYS
    texts, theirs = [make(ana, name="Nightly"), make(ana)], make(member)
    end(make(ana), days=1)
    for place in places:
        shown = hers.get(place).content.decode()
        assert ("2 keys for programs go on working" in shown, REVOKE_ALL in shown) == (True, True)
    shown = hers.get(REVOKE_ALL).content.decode()
    assert ("Nightly" in shown, shown.count("ssip_")) == (True, 2)
    assert [ask(text).status_code for text in texts] == [200, 200]
    for said in ("All keys are revoked.", ""):  # pressed twice
        answer = hers.post(REVOKE_ALL, follow=True)
        assert (answer.redirect_chain, said in answer.content.decode()) == ([(KEYS, 302)], True)
    assert [refusal(ask(text)) for text in texts] == [(401, "revoked")] * 2
    assert ask(theirs).status_code == 200


def test_an_administrator_who_signs_somebody_out_revokes_their_keys(signed_in, administrator, ana):
    text, action = make(ana), {"action": "remove_second_factor", "_selected_action": [ana.pk]}
    signed_in(administrator).post(reverse("admin:core_user_changelist"), action)
    assert refusal(ask(text)) == (401, "revoked")


def test_administrators_see_and_revoke_keys_and_curators_do_not(signed_in, administrator, curator, ana):
    text, other = make(ana, name="Nightly copy"), make(ana)
    key = ApiKey.objects.get(name="Nightly copy")
    assert signed_in(curator).get(list_of(ApiKey)).status_code == 403
    desk = signed_in(administrator)
    shown = desk.get(f"{list_of(ApiKey)}?q={key.start}").content.decode() + desk.get(page(key)).content.decode()
    assert ("Nightly copy" in shown, text in shown, key.digest in shown) == (True, False, False)
    assert desk.get(reverse("admin:core_apikey_add")).status_code == 403
    desk.post(page(key), {"name": "Another", "scopes": "webhooks"})
    desk.post(list_of(ApiKey), {"action": "revoke", "_selected_action": [key.pk]})
    key.refresh_from_db()
    assert (key.name, key.scopes, key.ending) == ("Nightly copy", ["read"], "revoked")
    assert refusal(ask(text)) == (401, "revoked")
    assert ask(other).status_code == 200


def test_keys_go_with_their_account(ana):
    text = make(ana)
    closing.close(ana)
    assert refusal(ask(text)) == (401, "unknown")
    assert not ApiKey.objects.exists()


def test_owners_are_mailed_before_the_end_and_when_a_lapsed_key_is_used(ana):
    make(ana), make(ana, days=5)  # neither ends soon; the second was never meant for longer
    soon, used, unused, revoked = (make(ana) for _number in range(4))
    in_a_week = timezone.now() + timedelta(days=6)
    for text in (soon, revoked):
        ApiKey.objects.filter(digest=api_keys.digest_of(text)).update(
            expires_at=in_a_week, created_at=in_a_week - timedelta(days=90)
        )
    api_keys.revoke(ApiKey.objects.filter(digest=api_keys.digest_of(revoked)))
    end(used, days=1)
    end(unused, days=1)
    assert refusal(ask(used)) == (401, "expired")
    Mail.objects.all().delete()
    for _day in range(3):
        api_keys.tell_of_ends()
    subjects = sorted(Mail.objects.values_list("subject", flat=True))
    assert subjects == ["A key for programs expires soon", "A program uses a key that has expired"]
    assert all(mail.stop_url.startswith(SITE) and f"{SITE}{KEYS}" in mail.text for mail in Mail.objects.all())


def test_ended_keys_are_forgotten_after_some_months(ana):
    ended, revoked, lately, working = (make(ana) for _number in range(4))
    end(ended, days=91)
    end(lately, days=89)
    old = timezone.now() - timedelta(days=91)
    ApiKey.objects.filter(digest=api_keys.digest_of(revoked)).update(revoked_at=old)
    assert api_keys.forget_old() == 2
    assert [ask(text).status_code for text in (ended, revoked, lately, working)] == [401, 401, 401, 200]
    assert refusal(ask(ended)) == (401, "unknown")
    assert refusal(ask(lately)) == (401, "expired")


# --- Nobody learns it -------------------------------------------------------------------------------------------------
def test_the_key_is_in_no_log_page_file_row_or_mail(
    hers, signed_in, administrator, caplog, settings, monkeypatch, mailoutbox, request
):
    settings.ADMINS = [("Administrators", "admin@example.org")]
    logger, reporting = logging.getLogger("django.request"), AdminEmailHandler(include_html=True)
    logger.addHandler(reporting)  # with the settings and all variables, as it may be set up
    request.addfinalizer(lambda: logger.removeHandler(reporting))
    with caplog.at_level(logging.DEBUG):
        text = text_in(hers.post(NEW, form(scopes=["read:own"])))
        assert ask(text).status_code == 200
        refused = ask(text, "/api/v1/topics/?nothing=1")
        monkeypatch.setattr(api_keys, "note_use", lambda key: 1 / 0)
        broken = ask(text, client=Client(raise_request_exception=False))
    assert (broken.status_code, refused.status_code) == (500, 400)
    reports = [part for report in mailoutbox for part in (report.body, *(html for html, _type in report.alternatives))]
    assert sum("ZeroDivisionError" in part for part in reports) >= 2  # as text, and as a page with all variables
    key = ApiKey.objects.get()
    desk = signed_in(administrator)
    pages = [
        hers.get(address) for address in (KEYS, reverse("account"), reverse("account-data-file"), revoke_page(key))
    ]
    pages += [desk.get(address) for address in (list_of(ApiKey), page(key), list_of(Mail), page(Mail.objects.get()))]
    told = [caplog.text, *reports, *(answer.content.decode() for answer in (broken, refused, *pages))]
    secret = text[len(key.start) :]
    assert [each for each in told if secret in each or key.digest in each] == []
    assert [row["name"] for row in json.loads(pages[2].content)["keys_for_programs"]] == ["Nightly copy"]
    tables = set(connection.introspection.table_names())
    models = [model for model in apps.get_models() if model._meta.db_table in tables]
    rows = "\n".join(str(row) for model in models for row in model._base_manager.values())
    assert (secret in rows, rows.count(key.digest)) == (False, 1)


# --- At once ----------------------------------------------------------------------------------------------------------
def test_revoking_a_key_while_it_is_used(committed):
    person = user()
    text = make(person)

    def use() -> int:
        return ask(text).status_code

    used = at_once(use, use, lambda: api_keys.revoke(person.api_keys.all()), use)
    assert used[2] == 1
    assert set(used[:2] + used[3:]) <= {200, 401}
    assert refusal(ask(text)) == (401, "revoked")


def test_two_that_are_made_at_once_do_not_pass_the_limit(committed):
    person = user()
    for _number in range(api_keys.MOST - 1):
        make(person)

    def one_more(name: str) -> str:
        try:
            return make(person, name=name)[:4]
        except api_keys.MakingRefused as refused:
            return refused.messages[0][:8]

    assert sorted(at_once(lambda: one_more("a"), lambda: one_more("b"))) == ["You have", "ssip"]
    assert person.api_keys.count() == api_keys.MOST
