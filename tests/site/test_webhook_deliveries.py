"""Deliveries under a receiver that fails, times out, repeats, hangs up: each event arrives, in order for each record,
signed. Events are rows here; how they come to be is in test_webhook_events.py."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime, timedelta
from itertools import groupby
from random import Random

import pytest
from django.core.management import call_command
from django.http import Http404
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.core import housekeeping
from portal.core.models import Announcement, Delivery, Mail, Webhook
from portal.embedded import PROJECT
from portal.site.webhooks import delivering, posting, registering, signing
from tests.factories import activity
from tests.site.receiver import Receiver, hangs_up, is_signed, never_answers
from tests.site.test_webhook_events import hook

GUIDE = PROJECT / "docs/open-data.md"
STEPS = ["published", "changed", "withdrawn"]


def heard(receiver: Receiver, path: str = "/", **values) -> Webhook:
    return hook(url=receiver.base + path, **values)


def say(*webhooks: Webhook, record: int = 1, events: list[str] = STEPS, ref: str = "") -> list[Delivery]:
    told = [
        Announcement.objects.create(
            kind="activities", record_id=record, ref=ref or f"TA-{record}", happened_at=timezone.now(),
            transaction=number,
            was_public=event != "published", is_public=event != "withdrawn",
        )
        for number, event in enumerate(events)
    ]  # fmt: skip
    rows = [Delivery(webhook=each, announcement=one, next_try_at=timezone.now()) for one in told for each in webhooks]
    return Delivery.objects.bulk_create(rows)


def pass_time(**amount) -> None:
    """As if everything waiting had waited longer, and receivers had been left alone."""
    Delivery.objects.waiting().update(next_try_at=timezone.now() - timedelta(**amount))
    Webhook.objects.update(rests_until=None)


def by_record(told: list[tuple[str, str]]) -> dict[str, list[str]]:
    """What was said of each, repetitions taken together."""
    found = {ref: [event for each, event in told if each == ref] for ref, _event in told}
    return {ref: [event for event, _again in groupby(events)] for ref, events in found.items()}


def test_a_message_is_thin_and_signed(db, receiver, settings):
    settings.SITE_URL = "https://portal.example.org"
    secret = signing.new_secret()
    one = heard(receiver, "/hook?key=1", secret=signing.sealed(secret))
    delivery, *_more = say(one)
    assert delivering.deliver_all() == 3
    assert receiver.told == [("TA-1", event) for event in STEPS]
    got = receiver.got[0]
    assert (got.path, got.id, got.headers["content-type"]) == ("/hook?key=1", f"msg_{delivery.pk}", "application/json")
    assert got.said == {
        "type": "activities.published",
        "timestamp": delivery.announcement.happened_at.isoformat().replace("+00:00", "Z"),
        "data": {
            "kind": "activities", "ref": "TA-1", "event": "published",
            "url": "https://portal.example.org/activities/TA-1/",
            "api_url": "https://portal.example.org/api/v1/activities/TA-1/",
        },
    }  # fmt: skip
    assert all(is_signed(each, secret) for each in receiver.got)
    assert not is_signed(got, signing.new_secret())
    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempts, delivery.next_try_at) == (204, 1, None)
    assert delivery.delivered_at


def test_whatever_secret_of_a_day_the_receiver_has_it_can_check(db, receiver):
    """The button was pressed twice, or five times: nobody knows which answer was read."""

    def sent_signed(one: Webhook, secrets: list[str], *, record: int) -> list[bool]:
        say(one, record=record)
        delivering.deliver_all()
        return [is_signed(receiver.got[-1], each) for each in secrets]

    first = signing.new_secret()
    one = heard(receiver, secret=signing.sealed(first))
    known = [first, *(registering.rotate(one) for _number in range(4))]
    with pytest.raises(registering.Refused, match="Several secrets are in use"):
        registering.rotate(one)
    assert sent_signed(one, known, record=1) == [True] * 5
    Webhook.objects.update(old_secret_until=timezone.now())
    assert sent_signed(one, known, record=2) == [False] * 4 + [True]
    assert sent_signed(one, [registering.rotate(one), known[-1], first], record=3) == [True, True, False]
    type(one).objects.all().delete()
    with pytest.raises(Http404):
        registering.rotate(one)


def test_the_documentation_shows_a_message_and_how_to_check_it(client, db, receiver, settings):
    settings.SITE_URL = "https://portal.example.org"
    blocks = dict(re.findall(r"```(json|python)\n(.*?)```", GUIDE.read_text(), re.S))
    known, secret = {}, signing.new_secret()
    exec(compile(blocks["python"], "example", "exec"), known)  # noqa: S102 -- our own documentation
    record = activity()
    type(record).objects.update(state="archived", state_reason="Over")
    say(heard(receiver, secret=signing.sealed(secret)), events=["changed"], ref="TA-2017-0042")
    delivering.deliver_all()
    got, shown = receiver.got[0], json.loads(blocks["json"])
    assert got.said | {"timestamp": shown["timestamp"]} == shown
    assert datetime.fromisoformat(shown["timestamp"]).tzinfo
    checks = known["is_from_the_portal"]
    assert checks(got.headers, got.body, secret)
    assert not checks(got.headers, got.body + b" ", secret)
    assert not checks(got.headers | {"webhook-timestamp": "1614265330"}, got.body, secret)
    assert client.get(f"/api/v1/activities/{record.ref}/").status_code == 410


def test_a_signature_is_that_of_the_standard():
    """An example made with the standard's own library."""
    given = signing.signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
    )
    assert given == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("failing", [500, 302, 404, hangs_up, never_answers])
def test_what_fails_is_sent_again_in_order_and_holds_up_no_other_record(db, receiver, monkeypatch, failing):
    monkeypatch.setattr(posting, "STEP", 0.3)
    one = heard(receiver)
    first, *_more = say(one)
    say(one, record=2)
    receiver.answers = lambda got: failing if got.told == ("TA-1", "published") else 204
    delivering.deliver_all()
    assert receiver.told == [("TA-1", "published"), *(("TA-2", event) for event in STEPS)]
    first.refresh_from_db()
    assert first.status == (failing if isinstance(failing, int) else None)
    assert first.error_label == ("" if first.status else "No answer")
    assert timedelta(seconds=40) < first.next_try_at - first.tried_at < timedelta(seconds=80)
    receiver.answers = lambda got: 204
    assert delivering.deliver_all() == 0
    pass_time(seconds=0)
    delivering.deliver_all()
    assert by_record(receiver.told) == {"TA-1": STEPS, "TA-2": STEPS}
    assert Counter(receiver.told)["TA-1", "published"] == 2
    assert len({got.id for got in receiver.got if got.told == ("TA-1", "published")}) == 1
    one.refresh_from_db()
    assert (one.failures, one.failing_since, one.rests_until) == (0, None, None)


def test_after_three_days_it_is_given_up_and_the_next_goes_on(db, receiver):
    one, waits = heard(receiver), []
    first, *_more = say(one)
    receiver.answers = lambda got: 500 if got.told[1] == "published" else 204
    for _attempt in range(len(delivering.BACK_OFF) + 1):
        pass_time(seconds=0)
        delivering.deliver_some()
        first.refresh_from_db()
        waits.append(first.next_try_at and (first.next_try_at - first.tried_at).total_seconds() / 60)
    assert waits.pop() is None
    assert [0.8 <= wait / planned <= 1.2 for wait, planned in zip(waits, delivering.BACK_OFF, strict=True)] == [
        True
    ] * 7
    assert (first.attempts, first.delivered_at) == (8, None)
    pass_time(seconds=0)
    delivering.deliver_all()
    assert receiver.told[-2:] == [("TA-1", "changed"), ("TA-1", "withdrawn")]


def test_a_receiver_that_is_down_is_left_alone_and_then_switched_off(db, receiver):
    one, other = heard(receiver, "/down"), heard(receiver, "/up")
    for record in range(8):
        say(one, other, record=record)
    receiver.answers = lambda got: 503 if got.path == "/down" else 204
    delivering.deliver_all()
    tried = Counter(got.path for got in receiver.got)
    assert tried == {"/down": 3, "/up": 24}
    one.refresh_from_db()
    assert one.failures == 3
    assert one.rests_until > timezone.now()
    Webhook.objects.filter(pk=one.pk).update(failing_since=timezone.now() - timedelta(days=4), rests_until=None)
    receiver.answers = lambda got: 204  # back: what was put off till another day comes at once
    assert delivering.deliver_all() == 24
    receiver.answers = lambda got: 503 if got.path == "/down" else 204
    say(one, other, record=99)
    delivering.deliver_some()
    Webhook.objects.filter(pk=one.pk).update(failing_since=timezone.now() - timedelta(days=5))
    pass_time(seconds=0)
    delivering.deliver_some()
    one.refresh_from_db()
    assert (one.state, one.deliveries.waiting().count()) == ("failing", 0)
    mail = Mail.objects.get()
    assert (mail.name, mail.to) == ("webhook_off", one.owner.email)
    assert "localhost" in mail.text
    assert "/down" not in mail.text
    assert delivering.deliver_all() == 1  # for the other


def test_a_receiver_may_ask_for_a_pause_or_leave(db, receiver):
    busy, leaving = heard(receiver, "/busy"), heard(receiver, "/leaving")
    say(busy, leaving)
    receiver.answers = lambda got: (lambda it: it.reply(429, Retry_After="7200")) if got.path == "/busy" else 410
    delivering.deliver_all()
    assert [got.path for got in receiver.got] in (["/busy", "/leaving"], ["/leaving", "/busy"])
    busy.refresh_from_db(), leaving.refresh_from_db()
    assert timedelta(minutes=119) < busy.rests_until - timezone.now() < timedelta(minutes=121)
    assert (leaving.state, leaving.deliveries.waiting().count()) == ("gone", 0)
    assert "410" in Mail.objects.get().text


def test_who_may_no_longer_sign_in_is_told_nothing(db, receiver):
    one = heard(receiver)
    say(one)
    type(one.owner).objects.update(is_active=False)
    assert (delivering.deliver_all(), receiver.got) == (0, [])


def test_whatever_fails_and_however_often_the_order_of_a_record_holds(db, receiver, monkeypatch):
    """Chance decides what is answered, what is lost on the way back, and when."""
    monkeypatch.setattr(delivering, "RESTS_AFTER", 10**6)
    chance = Random(7)
    webhooks = [heard(receiver, f"/{number}") for number in range(3)]
    receiver.answers = lambda got: chance.choice([204, 204, 204, 500, hangs_up])
    for record in range(5):
        say(*webhooks, record=record, events=["published", "changed", "withdrawn", "published", "withdrawn"])
    while Delivery.objects.waiting().exists():
        Delivery.objects.update(attempts=0)
        pass_time(seconds=0)
        delivering.deliver_some()
    for webhook in webhooks:
        got = [each for each in receiver.got if each.path == f"/{webhook.url[-1]}"]
        numbers = {ref: [int(each.id[4:]) for each in got if each.told[0] == ref] for ref, _event in receiver.told}
        assert {ref: sorted(ids) for ref, ids in numbers.items()} == numbers
        assert {each.id for each in got} == {each.message_id for each in webhook.deliveries.all()}
    assert len(numbers) == 5


def test_the_worker_comes_again_as_long_as_somebody_listens(db, receiver, capsys):
    waiting = DBTaskResult.objects.filter(task_path=delivering.carry_on.module_path)
    delivering.carry_on.func()
    assert waiting.count() == 0
    one = heard(receiver)
    say(one)
    delivering.carry_on.func()
    assert receiver.told == [("TA-1", "published")]
    [task] = waiting.all()
    assert task.run_after <= timezone.now()
    call_command("send_webhooks")
    assert capsys.readouterr().out == "2 tried, 0 waiting.\n"
    delivering.carry_on.func()
    [task] = waiting.all()
    assert task.run_after > timezone.now()
    Announcement.objects.update(happened_at=timezone.now() - timedelta(days=31))
    assert registering.forget_old in housekeeping.CHORES
    registering.forget_old()
    assert (Announcement.objects.count(), Delivery.objects.count()) == (0, 0)


def test_a_round_asks_the_database_as_often_for_one_as_for_many(db, receiver, django_assert_num_queries):
    """But for what is written down of each message."""
    one = heard(receiver)
    say(one, record=0, events=["changed"])
    with django_assert_num_queries(10):
        delivering.deliver_some()
    for record in range(10):
        say(one, record=record, events=["changed"])
    with django_assert_num_queries(10 + 2 * 9):
        delivering.deliver_some()


def test_a_secret_that_cannot_be_read_any_more_switches_off(db, receiver, settings):
    one = heard(receiver)
    for _number in range(registering.SECRETS - 1):  # as many as may be in use
        registering.rotate(one)
    say(one)
    settings.SECRET_KEY = "another one"  # noqa: S105 -- of this test
    assert delivering.deliver_all() == 0
    one.refresh_from_db()
    assert one.state == "failing"
    with pytest.raises(registering.Refused, match="Make a new one"):
        registering.ping(one)
    secret = registering.rotate(one)
    registering.ping(one)
    assert is_signed(receiver.got[-1], secret)
