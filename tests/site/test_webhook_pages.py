"""One's own webhooks: registered, switched on by a ping, looked at and stopped; by their owner alone."""

from __future__ import annotations

from datetime import timedelta

import orjson
import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from portal.core.models import Delivery, Scope, Webhook
from portal.site.account import closing, own_data
from portal.site.webhooks import delivering, pages, registering
from portal.site.webhooks.posting import Reply
from tests.core.test_api_keys import make
from tests.desk import list_of, page
from tests.factories import user
from tests.site.receiver import is_signed
from tests.site.test_webhook_deliveries import say
from tests.site.test_webhook_events import hook

pytestmark = pytest.mark.django_db
OWN = "/account/webhooks/"


def press(client, webhook: Webhook, move: str, **sent):
    return client.post(f"{OWN}{webhook.pk}/{move}/", sent, follow=True)


def text(response) -> str:
    return response.content.decode()


def test_from_an_address_to_the_first_message(signed_in, member, receiver):
    client = signed_in(member)
    assert "No webhook yet" in text(client.get(OWN))
    shown = client.post(OWN, {"url": receiver.base + "/?key=mine", "kinds": ["needs", "activities"]})
    one = Webhook.objects.get()
    secret = shown.context["secret"]
    assert (shown.status_code, one.state, one.kinds) == (200, "new", ["activities", "needs"])
    assert (text(shown).count(secret), receiver.got) == (1, [])
    assert "no-store" in shown["Cache-Control"]
    assert "is active" in text(press(client, one, "ping"))
    ping = receiver.got[-1]
    assert (ping.said["type"], ping.path) == ("webhook.ping", "/?key=mine")
    assert is_signed(ping, secret)
    say(one)
    delivering.deliver_all()
    body = text(client.get(one.get_absolute_url()))
    assert (body.count("HTTP 204"), body.count("Send again")) == (3, 3)
    again = press(client, one, "again", delivery=one.deliveries.earliest("pk").pk)
    assert "It is sent again" in text(again)
    delivering.deliver_all()
    assert [got.told[1] for got in receiver.events] == ["published", "changed", "withdrawn", "published"]
    assert receiver.events[0].id == receiver.events[3].id
    shown = press(client, one, "secret")
    newer = shown.context["secret"]
    assert (text(shown).count(newer), "no-store" in shown["Cache-Control"]) == (1, True)
    one.refresh_from_db()
    shown = [text(client.get(address)) for address in (OWN, one.get_absolute_url(), "/account/")]
    kept = own_data.as_json(member).decode()
    for each in (secret, newer, one.secret, one.old_secret):
        assert [each in where for where in [*shown, kept, str(one)]] == [False] * 5
    assert orjson.loads(kept)["webhooks"][0]["url"] == one.url
    client.post(one.get_absolute_url(), {"kinds": ["meetings"]})
    assert "is paused" in text(press(client, one, "pause"))
    one.refresh_from_db()
    assert (one.kinds, one.state) == (["meetings"], "paused")
    assert "Switch the webhook on first" in text(press(client, one, "again", delivery=one.deliveries.first().pk))
    press(client, one, "delete")
    assert (Webhook.objects.count(), Delivery.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (204, "without the challenge"),
        ('{"challenge": "another"}', "without the challenge"),
        ("[" * 5000, "without the challenge"),
        (302, "answered 302"),
        (lambda handler: handler.connection.close(), "No answer"),
    ],
)
def test_only_who_gives_the_challenge_back_hears_anything(signed_in, member, receiver, answer, why):
    one = hook(member, url=receiver.base, state="new")
    receiver.answers = lambda got: answer
    assert why in text(press(signed_in(member), one, "ping"))
    one.refresh_from_db()
    assert one.state == "new"
    receiver.answers = lambda got: got.said["data"]["challenge"]  # alone will do
    press(signed_in(member), one, "ping")
    one.refresh_from_db()
    assert one.state == "active"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "Where shall we send to?"),
        ("hooks", "This is no address"),
        ("http://hooks.example.org/", "by https only"),
        ("ftp://hooks.example.org/", "by https only"),
        ("https://ana:word@hooks.example.org/", "leave out the name"),
        ("https://hooks.example.org/#there", "leave out the name"),
        ("https://127.0.0.1/", "no public address"),
        ("https://[::1]/", "no public address"),
        ("https://10.0.0.7/", "no public address"),
        ("https://169.254.169.254/latest/", "no public address"),
        ("https://localhost/", "no public address"),
        ("https://hooks.example.org:22/", "no public address"),
        ("https://hooks.example.org:99999/", "no public address"),
        ("https://hooks.example.org/" + "a" * 500, "at most 500"),
    ],
)
def test_addresses_that_are_refused(signed_in, member, url, why):
    response = signed_in(member).post(OWN, {"url": url, "kinds": ["needs"]})
    assert (response.status_code, why in text(response), Webhook.objects.count()) == (200, True, 0)
    assert response.context["form"]["kinds"].value() == ["needs"]


def test_kinds_twice_and_too_many(signed_in, member):
    client, sent = signed_in(member), {"url": "https://hooks.example.org/", "kinds": ["needs"]}
    assert "at least one kind" in text(client.post(OWN, sent | {"kinds": []}))
    assert "consultants" in text(client.post(OWN, sent | {"kinds": ["consultants"]}))
    client.post(OWN, sent)
    assert "registered this address already" in text(client.post(OWN, sent))
    for number in range(registering.MOST - 1):
        client.post(OWN, sent | {"url": f"https://hooks.example.org/{number}"})
    assert "10 webhooks, which is the most" in text(client.post(OWN, sent | {"url": "https://hooks.example.org/more"}))
    assert member.webhooks.count() == registering.MOST


def test_nobody_but_the_owner(client, signed_in, member, curator, receiver):
    one = hook(member, url=receiver.base)
    delivery = say(one)[0]
    addresses = [OWN, one.get_absolute_url()]
    assert [client.get(each)["Location"].partition("?")[0] for each in addresses] == [reverse("account_login")] * 2
    for other in (user(), curator):
        asking = signed_in(other)
        assert asking.get(one.get_absolute_url()).status_code == 404
        assert {press(asking, one, move, delivery=delivery.pk).status_code for move in pages.MOVES} == {404}
    mine, theirs = signed_in(member), say(hook(user()))[0]
    assert press(mine, one, "again", delivery=theirs.pk).status_code == 404
    for wrong in ("", "x" * 30, "9" * 30, "9" * 5000, "²"):
        assert press(mine, one, "again", delivery=wrong).status_code == 404
    assert press(mine, one, "explode").status_code == 404
    assert mine.get(f"{OWN}{one.pk}/delete/").status_code == 405
    assert (Webhook.objects.count(), receiver.got) == (2, [])


def test_a_pause_is_told_of_until_it_is_over(signed_in, member):
    one, client = hook(member, failures=3, failing_since=timezone.now()), signed_in(member)
    for minutes, is_told in ((5, True), (-5, False)):
        Webhook.objects.update(rests_until=timezone.now() + timedelta(minutes=minutes))
        assert ("is left alone until" in text(client.get(one.get_absolute_url()))) == is_told


def test_pings_are_counted(signed_in, member, receiver, monkeypatch):
    monkeypatch.setattr(registering, "PINGS", 1)
    one = hook(member, url=receiver.base, state="new")
    answers = [press(signed_in(member), one, "ping").status_code for _ in range(2)]
    assert (answers, len(receiver.got)) == ([200, 429], 1)


def test_the_desk_sees_hosts_and_failures_and_switches_off(signed_in, curator, member):
    one = hook(member, url="https://hooks.example.org/?key=mine", failures=4)
    say(one)
    desk = signed_in(curator)
    shown = [text(desk.get(address)) for address in (list_of(Webhook), page(one))]
    assert ["hooks.example.org" in each for each in shown] == [True, True]
    assert [word in each for each in shown for word in ("key=mine", one.secret)] == [False] * 4
    desk.post(list_of(Webhook), {"action": "block", "_selected_action": [one.pk]})
    one.refresh_from_db()
    assert (one.state, one.deliveries.waiting().count()) == ("blocked", 0)
    assert "curators have switched this webhook off" in text(press(signed_in(member), one, "ping"))
    press(signed_in(member), one, "pause")
    one.refresh_from_db()
    assert one.state == "blocked"
    assert "curators have switched this webhook off" in text(press(signed_in(member), one, "delete"))
    another = signed_in(member).post(OWN, {"url": "https://hooks.example.org/another", "kinds": ["needs"]})
    assert "curators have switched this webhook off" in text(another)
    key = make(member, Scope.WEBHOOKS)
    answer = signed_in(member).delete(f"/api/v1/webhooks/{one.pk}/", headers={"Authorization": f"Bearer {key}"})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["url"])
    assert list(member.webhooks.all()) == [one]
    for action in ("block", "allow", "allow"):
        desk.post(list_of(Webhook), {"action": action, "_selected_action": [one.pk]})
    one.refresh_from_db()
    assert one.state == "paused"
    noted = LogEntry.objects.order_by("pk").values_list("user", "object_id", "object_repr", "change_message")
    who, what = curator.pk, (str(one.pk), "hooks.example.org")
    assert list(noted) == [(who, *what, "Switched off by the curators"), (who, *what, "Paused")]
    assert signed_in(member).get(list_of(Webhook)).status_code in (302, 403)


def test_who_is_switched_off_during_the_ping_is_not_told_otherwise(signed_in, member, monkeypatch):
    one = hook(member, state="new")

    def switched_off_meanwhile(url, message, keys, **more) -> Reply:
        one.stop(Webhook.State.BLOCKED)
        return Reply(200, body=orjson.dumps(orjson.loads(message.body)["data"]))

    monkeypatch.setattr(registering, "post", switched_off_meanwhile)
    said = text(press(signed_in(member), one, "ping"))
    assert ("is active" in said, "curators have switched this webhook off" in said) == (False, True)


def test_with_the_account_its_webhooks_go(member):
    hook(member)
    closing.close(member)
    assert Webhook.objects.count() == 0


def test_pages_ask_the_database_as_often_for_one_as_for_many(signed_in, member, django_assert_num_queries):
    client, one = signed_in(member), hook(member)
    say(one)
    for more in (9, 0):
        with django_assert_num_queries(4):
            client.get(OWN)
        with django_assert_num_queries(6):
            client.get(one.get_absolute_url())
        for number in range(more):
            hook(member, url=f"https://hooks.example.org/{number}")
            say(one, record=number)
