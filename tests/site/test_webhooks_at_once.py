"""Webhooks when two do something at the same moment, or somebody is killed: real connections, processes and locks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Timer

from django.db import connection, transaction

from portal.core.models import Delivery, Webhook
from portal.embedded import PROJECT
from portal.site.webhooks import delivering, registering, signing
from tests.factories import activity
from tests.site.receiver import Got
from tests.site.test_webhook_deliveries import STEPS, by_record, heard, say
from tests.site.test_webhook_events import hook


def test_two_workers_never_tell_one_receiver_at_the_same_time(committed, receiver):
    webhooks = [heard(receiver, f"/{number}") for number in range(2)]
    for record in range(30):
        say(*webhooks, record=record)
    inside, most = Counter(), Counter()

    def slow(handler) -> None:
        inside[handler.path] += 1
        most[handler.path] = max(most[handler.path], inside[handler.path])
        time.sleep(0.002)
        inside[handler.path] -= 1
        handler.reply(204)

    receiver.answers = lambda got: slow

    def work(_number: int) -> None:
        try:
            while Delivery.objects.waiting().exists():
                delivering.deliver_all()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    assert most == {"/0": 1, "/1": 1}
    assert len(receiver.events) == len({got.id for got in receiver.got}) == 180
    for webhook in webhooks:
        told = [got.told for got in receiver.got if got.path == f"/{webhook.url[-1]}"]
        assert by_record(told) == {f"TA-{record}": STEPS for record in range(30)}


def test_killed_between_the_answer_and_the_note(committed, receiver):
    """A process of its own is killed while it is being answered; what it had told is told again, in order."""
    one = heard(receiver)
    record = activity()
    type(record).objects.update(title="Another")
    took = []

    def answers(got: Got):
        took.append(got)
        if len(took) == 1:
            os.kill(worker.pid, signal.SIGKILL)
        return 204

    receiver.answers = answers
    database = connection.settings_dict
    address, _name, options = os.environ["DATABASE_URL"].rpartition("/")[0], "", ""
    settled = {"DATABASE_URL": f"{address}/{database['NAME']}{options}", "WEBHOOKS_TO_LOCALHOST": "true"}
    worker = subprocess.Popen([sys.executable, "manage.py", "send_webhooks"], cwd=PROJECT, env=os.environ | settled)
    assert worker.wait(timeout=60) == -signal.SIGKILL
    assert [each.attempts for each in one.deliveries.all()] == [0, 0]
    delivering.deliver_all()
    assert receiver.told == [(record.ref, "published"), (record.ref, "published"), (record.ref, "changed")]
    assert took[0].id == took[1].id != took[2].id


def test_deleting_a_webhook_waits_for_a_change_that_tells_it_and_neither_fails(committed):
    one, record = hook(), activity()
    written, go_on = Event(), Event()

    def change() -> None:
        with transaction.atomic():
            type(record).objects.update(title="While it is deleted")
            written.set()
            assert go_on.wait(timeout=10)
        connection.close()

    def delete() -> None:
        assert written.wait(timeout=10)
        Timer(0.3, go_on.set).start()  # by then it waits
        one.delete()
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        for task in [pool.submit(change), pool.submit(delete)]:
            task.result()
    assert (Webhook.objects.count(), Delivery.objects.count()) == (0, 0)
    assert type(record).objects.get().title == "While it is deleted"


def test_two_new_secrets_at_the_same_moment(committed, receiver):
    one = heard(receiver, secret=signing.sealed(first := signing.new_secret()))

    def press(_number: int) -> str:
        try:
            return registering.rotate(Webhook.objects.get())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(press, range(2)))
    one.refresh_from_db()
    assert sorted(signing.secrets_of(one)) == sorted([first, *made])
