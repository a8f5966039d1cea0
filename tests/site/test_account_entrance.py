"""Opening an account, signing in, getting back in: what works, what is refused, and what nobody may learn by asking."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.core import outbox
from portal.core.models import Mail, User
from tests.factories import PASSWORD, user

pytestmark = pytest.mark.django_db

NEW = {"name": "Ada", "email": "ada@example.org", "password1": "seven green bicycles"}
SIGN_UP, SIGN_IN = reverse("account_signup"), reverse("account_login")
FORGOTTEN, CODE = reverse("account_reset_password"), reverse("account_request_login_code")
TYPE_CODE = reverse("account_confirm_login_code")


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()


@pytest.fixture
def owner():
    """Somebody with a confirmed address."""
    return confirmed(user(email="owner@example.org"))


def confirmed(person: User) -> User:
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def link_in(mail: Mail) -> str:
    """The path of the first link of a mail."""
    return re.search(r"http://testserver(\S+)", mail.text)[1]


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def sign_in(client: Client, email: str, password: str = PASSWORD, **more):
    return client.post(SIGN_IN, {"login": email, "password": password} | more)


# --- Opening an account -----------------------------------------------------------------------------------------------
def test_from_the_form_by_the_link_to_the_first_sign_in(client):
    assert client.post(SIGN_UP, NEW)["Location"] == reverse("account_email_verification_sent")
    person = User.objects.get(email="ada@example.org")
    assert (person.name, person.role, person.language) == ("Ada", "member", "en")
    [mail] = Mail.objects.all()
    assert (mail.name, mail.to) == ("account_confirm_address", "ada@example.org")

    for _scanner in range(3):  # programs that open every link of a mail
        assert "Confirm the address" in Client().get(link_in(mail)).content.decode()
    assert not EmailAddress.objects.get().verified
    other_browser = Client()
    assert other_browser.post(link_in(mail))["Location"] == SIGN_IN
    assert EmailAddress.objects.get().verified
    assert not is_signed_in(other_browser)
    assert "was used before" in Client().get(link_in(mail)).content.decode()

    assert sign_in(client, "Ada@Example.org", NEW["password1"])["Location"] == reverse("account")
    assert is_signed_in(client)


def test_an_account_keeps_the_language_it_was_opened_in(client):
    client.post(f"/fr{SIGN_UP}", NEW)
    assert User.objects.get(email="ada@example.org").language == "fr"
    assert link_in(Mail.objects.get()).startswith("/fr/account/")


def test_before_the_address_is_confirmed_nobody_signs_in(client):
    client.post(SIGN_UP, NEW)
    cache.clear()
    assert sign_in(client, NEW["email"], NEW["password1"])["Location"] == reverse("account_email_verification_sent")
    assert not is_signed_in(client)
    assert Mail.objects.filter(name="account_confirm_address").count() in {1, 2}  # one a minute


def test_a_link_works_for_three_days(client, settings):
    client.post(SIGN_UP, NEW)
    link = link_in(Mail.objects.get())
    settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 0
    assert "older than three days" in client.get(link).content.decode()
    assert client.post(link).status_code == 404
    assert not EmailAddress.objects.get().verified


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "ada"}, "Enter a valid email address."),
        ({"email": ""}, "This field is required."),
        ({"password1": "short"}, "at least 12 characters"),
        ({"password1": "adalovelace@example"}, "too similar"),
        ({"password1": "password12345"}, "too common"),
        ({"password1": "837465283746"}, "entirely numeric"),
        ({"name": "Win http://a.example"}, "At most 0 links"),
        ({"name": "x" * 151}, "at most 150 characters"),
        ({"website": "x"}, "a trap for programs"),
    ],
)
def test_what_the_form_does_not_take(client, wrong, said):
    before = User.objects.count()
    sent = NEW | ({"email": "adalovelace@example.org"} if "similar" in said else {}) | wrong
    answer = client.post(SIGN_UP, sent)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    if "name" not in wrong:
        assert 'value="Ada"' in answer.content.decode()  # what was typed is kept, but a password never
    assert f'value="{sent["password1"]}"' not in answer.content.decode()
    assert User.objects.count() == before
    assert not Mail.objects.exists()


# --- Nobody learns who has an account ---------------------------------------------------------------------------------
def asked(address: str, sent: dict) -> tuple[object, int, str]:
    """The answer, how many queries it took, and the page that follows."""
    client = Client()
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.post(address, sent)
    page = client.get(answer["Location"]).content.decode() if answer.status_code == 302 else answer.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return (answer.status_code, answer.get("Location")), len(queries), page


@pytest.mark.parametrize("state", ["confirmed", "unconfirmed", "inactive"])
@pytest.mark.parametrize("address", [SIGN_UP, FORGOTTEN, CODE])
def test_the_answer_is_the_same_with_and_without_an_account(owner, address, state):
    owner.emailaddress_set.update(verified=state == "confirmed")
    User.objects.filter(pk=owner.pk).update(is_active=state != "inactive")
    of_owner = asked(address, NEW | {"email": "owner@example.org"})
    of_nobody = asked(address, NEW | {"email": "other@example.org"})
    assert of_owner[0] == of_nobody[0]
    assert of_owner[0][0] == 302
    assert of_owner[2].replace("owner@", "other@") == of_nobody[2]
    assert Mail.objects.filter(to="owner@example.org").count() == 1
    assert Mail.objects.filter(to="other@example.org").count() == 1


@pytest.mark.parametrize("password", ["wrong password", PASSWORD])
def test_a_wrong_password_and_no_account_are_refused_alike(owner, password):
    of_owner = asked(SIGN_IN, {"login": "owner@example.org", "password": "wrong password"})
    of_nobody = asked(SIGN_IN, {"login": "other@example.org", "password": password})
    assert of_owner[0] == of_nobody[0] == (200, None)
    assert of_owner[2].replace("owner@", "other@") == of_nobody[2]
    assert "The e-mail address or the password is not right." in of_owner[2]


def test_opening_an_account_twice_hashes_a_password_twice(owner, settings, monkeypatch):
    """What takes most of the time is done in both cases."""
    from django.contrib.auth import hashers

    count = []
    hasher = hashers.get_hasher()
    monkeypatch.setattr(type(hasher), "encode", lambda self, *given: count.append(1) or "md5$a$b")
    for email in ("owner@example.org", "other@example.org"):
        count.clear()
        Client().post(SIGN_UP, NEW | {"email": email})
        assert len(count) == 1, email


def test_whoever_has_an_account_is_told_by_mail_and_keeps_it(client, owner):
    client.post(SIGN_UP, NEW | {"email": "OWNER@example.org"})
    assert User.objects.filter(email__iexact="owner@example.org").count() == 1
    assert Mail.objects.get().name == "account_address_known"
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)


# --- Signing in -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("address", ["owner@example.org", "Owner@Example.ORG", " owner@example.org "])
def test_letters_large_or_small_sign_in(client, owner, address):
    assert sign_in(client, address).status_code == 302
    assert client.session["_auth_user_id"] == str(owner.pk)


@pytest.mark.parametrize(("active", "password"), [(True, "wrong"), (False, PASSWORD)])
def test_who_does_not_get_in(client, owner, active, password):
    User.objects.filter(pk=owner.pk).update(is_active=active)
    sign_in(client, owner.email, password)
    assert not is_signed_in(client)


def test_signing_in_leads_back_and_nowhere_else(owner):
    assert sign_in(Client(), owner.email, next="/activities/?q=a")["Location"] == "/activities/?q=a"
    for elsewhere in ("https://evil.example/", "//evil.example", r"/\evil.example"):
        assert sign_in(Client(), owner.email, next=elsewhere)["Location"] == reverse("account")


def test_by_a_mailed_code(client, owner):
    assert client.post(CODE, {"email": owner.email})["Location"] == TYPE_CODE
    mail = Mail.objects.get()
    code = mail.text.split()[0]
    assert client.post(TYPE_CODE, {"code": "WRONG"}).status_code == 200
    assert not is_signed_in(client)
    assert not is_signed_in(stranger := Client())
    assert stranger.post(TYPE_CODE, {"code": code})["Location"] == CODE  # it works in the browser that asked for it
    assert client.post(TYPE_CODE, {"code": code})["Location"] == reverse("account")
    assert is_signed_in(client)


def test_a_code_bears_three_attempts(client, owner):
    client.post(CODE, {"email": owner.email})
    code = Mail.objects.get().text.split()[0]
    for _attempt in range(3):
        client.post(TYPE_CODE, {"code": "WRONG"})
    client.post(TYPE_CODE, {"code": code})
    assert not is_signed_in(client)


def test_signing_out_takes_a_button(client, owner):
    sign_in(client, owner.email)
    client.get(reverse("account_logout"))
    assert is_signed_in(client)
    assert client.post(reverse("account_logout"))["Location"] == reverse("home")
    assert not is_signed_in(client)


# --- Too many attempts ------------------------------------------------------------------------------------------------
def test_who_guesses_is_stopped_and_the_owner_gets_back_by_mail(owner):
    for _attempt in range(5):
        assert "is not right" in sign_in(Client(), owner.email, "wrong").content.decode()
    assert "Too many attempts failed." in sign_in(Client(), owner.email, "wrong").content.decode()
    kept_out = Client()
    assert "Too many attempts failed." in sign_in(kept_out, owner.email).content.decode()
    assert not is_signed_in(kept_out)

    by_code = Client()
    by_code.post(CODE, {"email": owner.email})
    by_code.post(TYPE_CODE, {"code": Mail.objects.get(name="account_sign_in_code").text.split()[0]})
    assert is_signed_in(by_code)

    by_link = Client()
    by_link.post(FORGOTTEN, {"email": owner.email})
    set_password(by_link, link_in(Mail.objects.get(name="account_new_password")), "eleven blue kettles")
    assert sign_in(by_link, owner.email, "eleven blue kettles")["Location"] == reverse("account")


def test_somebody_elses_mistakes_lock_nobody_else(owner):
    other = confirmed(user(email="other@example.org"))
    for _attempt in range(6):
        sign_in(Client(), owner.email, "wrong")
    assert sign_in(Client(), other.email).status_code == 302


@pytest.mark.parametrize("address", [FORGOTTEN, CODE])
def test_few_mails_to_one_address_with_or_without_an_account(owner, address):
    for email in (owner.email, "nobody@example.org"):
        answers = [Client().post(address, {"email": email}) for _attempt in range(6)]
        assert [answer.status_code for answer in answers[:5]] == [302] * 5
        assert answers[5].status_code in {200, 429}
        assert Mail.objects.filter(to=email).count() <= 5


# --- A new password ---------------------------------------------------------------------------------------------------
def set_password(client: Client, link: str, password: str):
    form = client.get(link)["Location"]
    return client.post(form, {"password1": password})


def test_a_link_sets_a_new_password_once(client, owner):
    elsewhere = Client()
    sign_in(elsewhere, owner.email)
    client.post(FORGOTTEN, {"email": owner.email})
    mail = Mail.objects.get()
    for _scanner in range(3):
        Client().get(link_in(mail))
    assert set_password(client, link_in(mail), "short").status_code == 200
    assert set_password(client, link_in(mail), "eleven blue kettles").status_code == 302
    owner.refresh_from_db()
    assert owner.check_password("eleven blue kettles")
    assert "was used before" in Client().get(link_in(mail)).content.decode()
    assert elsewhere.get(reverse("account")).status_code == 302  # other devices are signed out
    told = Mail.objects.get(name="account_changed")
    assert "It has a new password, set by a link that was mailed to you." in told.text


def test_a_link_for_a_new_password_works_for_a_day(client, owner, settings):
    client.post(FORGOTTEN, {"email": owner.email})
    link = link_in(Mail.objects.get())
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "older than a day" in client.get(link).content.decode()


@pytest.mark.parametrize("link", ["1-abc-def", "zzzzzzzzzzzzzz-abc-def", "1-set-password"])
def test_an_invented_link_is_no_error(client, link):
    answer = client.get(f"{FORGOTTEN}key/{link}/")
    assert answer.status_code == 200
    assert "was used before" in answer.content.decode()


# --- What mails hold --------------------------------------------------------------------------------------------------
def test_keys_are_erased_once_they_are_sent_and_hidden_from_the_desk(client, owner, signed_in, administrator, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client.post(FORGOTTEN, {"email": owner.email})
    link = link_in(waiting := Mail.objects.get())
    desk = signed_in(administrator)
    address = reverse("admin:core_mail_change", args=[waiting.pk])
    assert link not in desk.get(address).content.decode()
    outbox.send_due()
    sent = Mail.objects.get()
    assert (sent.text, sent.html, sent.to) == ("", "", "owner@example.org")
    Mail.objects.update(created_at=timezone.now() - timedelta(days=settings.KEEP_MAIL_DAYS + 1))
    outbox.erase_old()
    assert Mail.objects.get().to == ""


def test_a_mail_is_in_the_language_of_the_account_whoever_asks(client, owner):
    User.objects.filter(pk=owner.pk).update(language="ar")
    client.post(f"/fr{FORGOTTEN}", {"email": owner.email})
    mail = Mail.objects.get()
    assert mail.language == "ar"
    assert link_in(mail).startswith("/ar/account/")


@pytest.mark.parametrize("prefix", ["", "/fr", "/ar", "/es", "/ru", "/zh-hans", "/pt"])
def test_pages_in_every_language_are_kept_nowhere(client, prefix):
    for address in (SIGN_IN, SIGN_UP, FORGOTTEN, CODE):
        answer = client.get(prefix + address)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert answer.content.decode().count("<h1>") == 1
