"""Saving a search, with an account and without: what is kept, who confirms, changes and stops it, what is forgotten."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.core import housekeeping
from portal.core.models import Mail, RateLimit, SavedSearch, Subscriber
from portal.core.outbox import send_due
from portal.site.account import closing
from portal.site.account.own_data import own_data
from portal.site.finding.lists import LISTS
from portal.site.saved_searches import saving
from portal.site.saved_searches.asking import filters_in, list_of
from tests.core.test_corrections import stamp
from tests.desk import list_of as desk_list
from tests.desk import page as desk_page
from tests.factories import activity, user
from tests.site.saved import reader, saved

pytestmark = pytest.mark.django_db
PAGE = "/searches/new/activities/?topic=patents&q=claims"
WORDS = {"name": "Claims", "period": "weekly", "language": "en", "email": "Ana+x@example.org"}


@pytest.fixture(autouse=True)
def no_attempts_yet(db):
    cache.clear()


def send(client, address=PAGE, **values):
    return client.post(address, {"stamp": stamp()} | WORDS | values)


def text(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def confirm_address() -> str:
    """The link of the latest mail that asks."""
    mail = Mail.objects.filter(name="saved_search_confirm").latest("pk")
    return re.search(r"(?:/fr)?/searches/confirm/[\w-]+/", mail.text).group()


@pytest.mark.parametrize("body", ["", "{}", '{"name": NaN}'])
def test_what_is_no_form_is_refused(body):
    """Programs post anything; what cannot be read as a form is as empty as one."""
    strict = Client(enforce_csrf_checks=True)
    posted = [strict.post(PAGE, body, "application/json"), Client().post(PAGE, body, "application/json")]
    assert [answer.status_code for answer in posted] == [403, 200]
    assert all(answer.context["form"].errors for answer in posted)


# --- What is kept -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("room", "address", "kept"),
    [
        ("activities", "q=a+b&topic=patents&topic=marks", "q=a+b&topic=marks&topic=patents"),
        (
            "activities",
            "topic=p&topic=p&sort=title&page=3&view=table&added=7&format=csv&open=topic&within=x",
            "topic=p",
        ),
        ("partnerships", "not_country=KE&year_min=2001&year_max=", "not_country=KE&year_min=2001"),
        ("organisations", "country=KE&colour=red", "colour=red&country=KE"),
        ("case_studies", "", ""),
    ],
)
def test_exactly_the_filters_of_the_address_are_kept(room, address, kept):
    assert filters_in(list_of(room), QueryDict(address)) == kept


@pytest.mark.parametrize("room", [each.room for each in LISTS])
def test_every_list_leads_to_its_form_with_its_filters(client, room):
    address = reverse(f"{room}:list")
    listed = client.get(f"{address}?q=office&sort=title&added=30")
    [link] = re.findall(r'href="([^"]+)"[^>]*>(?:<svg.*?</svg>)Save this search', listed.content.decode())
    assert unescape(link) == f"/searches/new/{room}/?q=office"
    form = client.get(unescape(link))
    assert form.status_code == 200
    assert "Words: office" in text(form)
    assert form.context["form"]["name"].value() == "office"
    assert "Save this search" not in text(client.get(f"{address}?colour=red"))


def test_the_form_says_how_much_it_would_have_sent(client, signed_in, member):
    for days in (1, 29, 31):
        activity(published_at=timezone.now() - timedelta(days=days), topics=["patents"], title="Claims")
    activity(topics=["trademarks"])
    activity(topics=["patents"], state="draft", created_by=member, title="Claims")
    assert "In the last 30 days it would have sent 2 records ." in text(client.get(PAGE))
    assert "In the last 30 days it would have sent 2 records ." in text(signed_in(member).get(PAGE))
    assert "In the last 30 days it would have sent 0 records ." in text(client.get(f"{PAGE}&country=BR&year_min=2020"))


@pytest.mark.parametrize("query", ["topic=gone", "colour=red", "year_min=9", "topic=patents&country=XX"])
def test_what_is_not_understood_is_not_saved(client, query):
    address = f"/searches/new/activities/?{query}"
    assert "Part of this search was not understood" in text(client.get(address))
    assert send(client, address).status_code == 200
    assert not SavedSearch.objects.exists()
    assert client.get("/searches/new/letters/").status_code == 404


# --- Without one ------------------------------------------------------------------------------------------------------
def test_without_an_account_the_mailbox_decides(client):
    answer = send(client, f"/fr{PAGE}", language="fr")
    assert answer["Location"] == "/fr/searches/sent/"
    search = SavedSearch.objects.get()
    assert (search.confirmed_at, search.subscriber.email, search.subscriber.user) == (None, "Ana+x@example.org", None)
    mail = Mail.objects.get()
    assert (mail.to, mail.language, mail.is_secret) == ("Ana+x@example.org", "fr", True)
    assert "Claims" not in mail.subject + mail.text + mail.html  # no words of whoever typed the address
    assert "claims" not in mail.text
    address = confirm_address()
    assert address.startswith("/fr/searches/confirm/")
    private = f"/searches/{search.subscriber.token}/"
    for _program in range(2):  # programs that open every link confirm nothing
        assert "claims" in text(client.get(address))
    assert not SavedSearch.objects.confirmed().exists()
    assert "claims" not in text(client.get(private))
    for _click in range(2):
        assert client.post(address)["Location"] == f"/fr{private}"
    confirmed_at = SavedSearch.objects.get().confirmed_at
    assert confirmed_at is not None
    page = client.get(private)
    assert "Claims" in text(page)
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("same-origin", "noindex, nofollow")
    assert "private" in page["Cache-Control"]
    send_due()
    assert Mail.objects.get().text == ""


@pytest.fixture
def ana():
    person = user(email="ana+x@example.org", language="fr")
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


def kept() -> set[tuple]:
    found = SavedSearch.objects.confirmed().select_related("subscriber__user")
    return {(each.subscriber.user, each.query, each.period) for each in found}


@pytest.mark.parametrize("period", ["daily", "never", None])
def test_what_is_confirmed_for_the_address_of_an_account_goes_to_the_account(client, ana, signed_in, period):
    """Whether the account keeps the search, keeps it without mails, or does not keep it yet; pressed twice or not."""
    if period:
        send(signed_in(ana), period=period)
    send(client)
    address = confirm_address()
    assert kept() == ({(ana, "q=claims&topic=patents", period)} if period else set())
    for _press in range(2):
        assert client.post(address)["Location"] == reverse("account-searches")
    assert kept() == {(ana, "q=claims&topic=patents", "daily" if period == "daily" else "weekly")}
    assert list(Subscriber.objects.values_list("user", "email")) == [(ana.pk, "")]
    send(client, PAGE.replace("claims", "other"), stamp=stamp())
    client.post(confirm_address())
    assert len(kept()) == 2
    client.post(address.replace(address.split("/")[-2], str(uuid4())))
    assert len(kept()) == 2


def test_a_search_saved_with_an_account_takes_the_place_of_the_mailboxs(client, ana, signed_in, member):
    """The mailbox's came before the account's address was confirmed. That of another address stays."""
    mailbox, other = reader("ANA+x@example.org"), reader("bo@example.org")
    for whose in (mailbox, other):
        saved(whose, "q=claims&topic=patents")
    saved(mailbox, "topic=patents")
    ana.emailaddress_set.update(verified=False)
    send(signed_in(ana), period="daily")
    assert mailbox.searches.count() == 2  # whoever typed the address need not read its mail
    ana.emailaddress_set.update(verified=True)
    send(signed_in(ana), period="daily", stamp=stamp())
    assert kept() == {
        (ana, "q=claims&topic=patents", "daily"), (None, "q=claims&topic=patents", "weekly"),
        (None, "topic=patents", "weekly"),
    }  # fmt: skip
    assert other.searches.count() == 1


def test_who_gets_no_search_of_a_mailbox(client, monkeypatch):
    """An account whose address was not confirmed, or is closed; one that keeps as many as there may be."""
    person = user(email="ana+x@example.org")
    address = person.emailaddress_set.create(email=person.email, verified=False, primary=True)
    send(client)
    link = confirm_address()
    assert client.post(link)["Location"].startswith("/searches/")
    address.verified = True
    address.save()
    monkeypatch.setattr(saving, "MOST", 0)
    assert client.post(link)["Location"].startswith("/searches/")
    assert kept() == {(None, "q=claims&topic=patents", "weekly")}


def test_a_double_click_is_one_search_and_one_mail(client):
    one = stamp()
    for _click in range(2):
        assert send(client, stamp=one).status_code == 302
    assert (SavedSearch.objects.count(), Mail.objects.count()) == (1, 1)


def test_a_stranger_who_types_a_known_address_changes_and_learns_nothing(client):
    ana = reader()
    search = saved(ana, "q=claims&topic=patents", name="Mine", period="monthly")
    answer = send(client, language="fr", name="Theirs", period="daily")
    new = send(client, email="new@example.org")
    assert (answer["Location"], answer.content) == (new["Location"], new.content)
    search.refresh_from_db()
    assert (search.name, search.period, Subscriber.objects.get(pk=ana.pk).language) == ("Mine", "monthly", "en")
    assert Mail.objects.filter(to="ana@example.org").count() == 1  # whoever lost the address of the page gets it so
    assert client.get(f"/searches/confirm/{search.token}/")["Location"] == f"/searches/{ana.token}/"


def test_traps_forgery_and_bad_input_lose_nothing(client):
    for wrong, sentence in (
        ({"website": "x"}, "trap for programs"),
        ({"stamp": stamp(timedelta(0))}, "That was very quick."),
        ({"stamp": "x"}, "Nothing is lost"),
        ({"email": "nobody"}, "valid email address"),
        ({"email": ""}, "we need an address"),
        ({"name": ""}, "Give it a name"),
        ({"period": "never"}, "not one of the available choices"),
    ):
        answer = send(client, **wrong)
        assert (answer.status_code, sentence in text(answer)) == (200, True), wrong
        assert answer.context["form"]["language"].value() == "en"
    strict = Client(enforce_csrf_checks=True)
    forged = send(strict)
    assert (forged.status_code, forged.context["form"]["name"].value()) == (403, "Claims")
    assert not SavedSearch.objects.exists()


def test_few_mails_go_to_one_mailbox_and_few_from_one_network(client):
    for number in range(5):
        assert send(client, f"/searches/new/activities/?year_min={2000 + number}").status_code == 302
    answer = send(client, "/searches/new/activities/")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 60
    assert answer.context["form"]["name"].value() == "Claims"
    RateLimit.objects.filter(scope="saved search").update(count=30)
    assert send(client, email="zoe@example.org").status_code == 429
    assert Mail.objects.count() == 5


def test_the_private_page_changes_and_deletes(client):
    ana = reader()
    first, second = saved(ana, "topic=patents", name="First"), saved(ana, name="Second")
    private = f"/searches/{ana.token}/"
    client.post(f"{private}{first.pk}/", {"name": "Renamed", "period": "daily", "language": "pt"})
    first.refresh_from_db()
    assert (first.name, first.period, Subscriber.objects.get().language) == ("Renamed", "daily", "pt")
    assert client.post(f"{private}{first.pk}/", {"delete": "1"})["Location"] == private
    assert client.post(f"{private}{second.pk}/", {"delete": "1"})["Location"] == "/"
    assert not Subscriber.objects.exists()  # with its last search the address is erased
    assert client.get(private).status_code == 404


def test_the_page_of_searches_asks_the_same_for_many(client, django_assert_num_queries):
    ana = reader()
    saved(ana, "topic=patents")
    client.get(f"/searches/{ana.token}/")
    with django_assert_num_queries(3):
        client.get(f"/searches/{ana.token}/")
    for year in range(20):
        saved(ana, f"year_min={1990 + year}")
    with django_assert_num_queries(3):
        client.get(f"/searches/{ana.token}/")


# --- Stopping ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("has_account", [True, False])
def test_stopping_one_and_all_by_the_mailed_addresses(member, has_account):
    strict = Client(enforce_csrf_checks=True)  # mail programs post without a cookie
    ana = reader(account=member) if has_account else reader()
    one, two, three = (saved(ana, f"year_min={year}", name=f"From {year}") for year in (2001, 2002, 2003))
    base = f"/searches/{ana.token}/"
    assert "From 2001" in text(strict.get(f"{base}{one.pk}/stop/"))
    assert ana.searches.filter(period="weekly").count() == 3
    for _click in range(2):
        assert "No more mails" in text(strict.post(f"{base}{one.pk}/stop/"))
    assert set(ana.searches.filter(period="weekly")) == {two, three}
    assert "any saved search" in text(strict.get(f"{base}stop/"))
    for _click in range(2):
        assert strict.post(f"{base}stop/", {"List-Unsubscribe": "One-Click"}).status_code == 200
    kept = ["never", "never", "never"] if has_account else []
    assert list(SavedSearch.objects.values_list("period", flat=True)) == kept
    assert Subscriber.objects.count() == has_account
    assert text(strict.get(f"/searches/{uuid4()}/stop/")).count("No more mails") == 1


# --- What is kept of people -------------------------------------------------------------------------------------------
def test_what_nobody_confirmed_is_forgotten_after_a_week(client, signed_in, member):
    send(client)
    send(client, email="zoe@example.org")
    client.post(confirm_address())
    send(signed_in(member))
    ana, zoe, own = SavedSearch.objects.order_by("pk")
    week = timezone.now() - timedelta(days=7, minutes=1)
    SavedSearch.objects.update(created_at=week + timedelta(days=1))
    Subscriber.objects.update(created_at=week)
    housekeeping.tidy()
    assert SavedSearch.objects.count() == 3
    SavedSearch.objects.update(created_at=week)
    housekeeping.tidy()
    assert set(SavedSearch.objects.all()) == {zoe, own}
    assert set(Subscriber.objects.values_list("email", flat=True)) == {"zoe@example.org", ""}
    assert client.get(f"/searches/confirm/{ana.token}/").status_code == 404


def test_the_file_of_ones_data_has_them_and_closing_erases_them(member):
    saved(reader(account=member), "topic=patents", name="With the account")
    saved(reader(member.email), name="With the address")
    saved(reader("zoe@example.org"), name="Somebody else's")
    told = own_data(member)
    assert [each["name"] for each in told["saved_searches"]] == ["With the account", "With the address"]
    assert not [each for each in told["your_name_stands_on"] if "search" in each["kind"]]
    closing.close(member)
    assert [each.name for each in SavedSearch.objects.all()] == ["Somebody else's"]
    assert Subscriber.objects.count() == 1


def test_the_desk_counts_and_names_nobody(signed_in, curator, member, client):
    search = saved(reader(), "topic=patents", name="Marker", told=7)
    saved(reader(account=member), "year_min=2001", name="Marker")
    desk = signed_in(curator)
    for address in (desk_list(SavedSearch), desk_page(search)):
        shown = desk.get(address)
        assert shown.status_code == 200
        assert not re.search(r"ana@example|member@example|Marker|Mercy", shown.content.decode())
    assert "topic=patents" in text(shown)
    assert signed_in(member).get(desk_list(SavedSearch)).status_code in {302, 403}


def test_the_sample_of_a_digest_holds_two_searches(client, settings):
    settings.DEBUG = True
    activity(topics=["trademarks"], modality="workshop", title="Marks")
    shown = client.get("/components/saved_search_digest.txt").content.decode()
    assert shown.count("* Marks") == 1
    assert "also found by: Workshops" in shown
    assert "Topic: there is no “gone” any more." in shown
    assert not SavedSearch.objects.exists()
