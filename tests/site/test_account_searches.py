"""Saved searches of people with an account: one step, changed on their own pages, and nobody else's matter."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone

from portal.core.models import Mail, SavedSearch, Subscriber
from portal.site.saved_searches import saving
from tests.core.test_corrections import stamp
from tests.factories import user
from tests.site.saved import reader, saved
from tests.site.test_saved_searches import PAGE, send, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_attempts_yet(db):
    cache.clear()


def test_with_an_account_it_is_one_step(signed_in, member):
    browser = signed_in(member)
    assert "email" not in browser.get(PAGE).context["form"].fields
    one = stamp(timedelta(0))
    for _click in range(2):
        answer = browser.post(PAGE, {"stamp": one, "name": " My \n claims ", "period": "never", "language": "ar"})
        assert (answer.status_code, answer["Location"]) == (302, "/account/searches/")
    [search] = SavedSearch.objects.select_related("subscriber")
    kept = (search.name, search.room, search.query, search.period, search.subscriber.language, search.subscriber.user)
    assert kept == ("My claims", "activities", "q=claims&topic=patents", "never", "ar", member)
    assert search.confirmed_at is not None
    assert not Mail.objects.exists()
    assert "My claims" in text(browser.get("/account/searches/"))
    assert "You keep 1 search." in text(browser.get("/account/"))


def test_the_same_search_again_changes_it(signed_in, member):
    for period in ("weekly", "daily"):
        send(signed_in(member), period=period)
    assert [each.period for each in SavedSearch.objects.all()] == ["daily"]


def test_changing_pausing_and_deleting(signed_in, member):
    browser, search = signed_in(member), saved(reader(account=member), "topic=patents")
    address = f"/account/searches/{search.pk}/"
    refused = browser.post(address, {"name": "See www.example.org", "period": "hourly", "language": "xx"})
    assert set(refused.context["form"].errors) == {"name", "period", "language"}
    browser.post(address, {"name": "Paused", "period": "never", "language": "fr"})
    before = timezone.now()
    browser.post(address, {"name": "Again", "period": "daily", "language": "fr"})
    search.refresh_from_db()
    assert (search.name, search.period, search.subscriber.language) == ("Again", "daily", "fr")
    assert search.since == search.told_until >= before  # not what was added in the pause
    assert browser.post(address, {"delete": "1"})["Location"] == "/account/searches/"
    assert (SavedSearch.objects.count(), Subscriber.objects.count()) == (0, 1)
    assert "No saved search yet" in text(browser.get("/account/searches/"))


def test_nobody_else_sees_or_changes_them(client, signed_in, member, curator):
    search = saved(reader(account=member), "topic=patents", name="Marker")
    own, private = f"/account/searches/{search.pk}/", f"/searches/{search.subscriber.token}/"
    for stranger in (signed_in(user()), signed_in(curator)):
        assert stranger.get(own).status_code == 404
        assert stranger.post(own, {"delete": "1"}).status_code == 404
        assert "Marker" not in text(stranger.get("/account/searches/"))
    for address in ("/account/searches/", own):
        assert client.get(address)["Location"].startswith("/account/login/")
    assert client.get(private)["Location"] == "/account/searches/"  # the address of a mail is no way into an account
    assert client.post(f"{private}{search.pk}/", {"delete": "1"}).status_code == 404
    for confirm in (client.get, client.post):  # confirmed already
        assert confirm(f"/searches/confirm/{search.token}/")["Location"] == "/account/searches/"
    assert client.get(f"/searches/{uuid4()}/").status_code == 404
    assert SavedSearch.objects.count() == 1


def test_no_more_than_a_reader_can_keep(signed_in, member, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 1)
    monkeypatch.setattr(saving, "LONGEST", 300)
    send(signed_in(member))
    refused = send(signed_in(member), "/searches/new/activities/")
    assert "You keep as many searches as one reader can." in text(refused)
    refused = send(signed_in(member), f"/searches/new/activities/?{'country=KE&' * 3}q={'a' * 200}&{_many_countries()}")
    assert "These are more filters than can be kept." in text(refused)
    assert SavedSearch.objects.count() == 1


def _many_countries() -> str:
    return "&".join(f"country={code}" for code in ("BR", "IN", "ZA", "CN", "ID", "NG", "EG", "MX", "AR", "CL", "PE"))
