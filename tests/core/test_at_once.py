"""Two at the same moment: real connections, real locks. No mark on the module, so that ``committed`` cleans up last."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from uuid import uuid4

from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client

from portal.core import corrections, outbox
from portal.core.corrections import DecisionRefused
from portal.core.models import Correction, Mail
from tests.core.test_corrections import SITE, WORDS, send, stamp
from tests.core.test_outbox import queue
from tests.factories import activity, user


def test_two_at_once_make_one_report(committed):
    record, once, start = activity(), stamp(), Barrier(2)

    def click(_number: int) -> str:
        start.wait(timeout=10)
        try:
            return send(Client(), record, stamp=once)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        places = set(pool.map(click, range(2)))
    correction = Correction.objects.get()
    assert places == {correction.get_absolute_url()}
    assert Mail.objects.count() == 1


def test_of_two_curators_at_once_one_decides(committed):
    record, people, start = activity(), [user("curator"), user("curator")], Barrier(2)
    correction, _is_new = corrections.report(record, token=uuid4(), site=SITE, words=WORDS)

    def decide(number: int) -> str:
        start.wait(timeout=10)
        try:
            move = [corrections.accept, corrections.decline][number]
            move(Correction.objects.get(), by=people[number], site=SITE, reason="Seen.")
        except DecisionRefused as refusal:
            return refusal.messages[0]
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(decide, range(2)))
    stored = Correction.objects.get()
    winner = answers.index("")
    assert stored.decided_by == people[winner]
    assert answers[1 - winner].startswith(f"{correction.ref} was decided before")
    assert Mail.objects.filter(name="correction_decided").count() == 1


def test_two_workers_never_send_the_same(committed, monkeypatch):
    queue()
    sending, finished, sent = Event(), Event(), []

    def send(message, fail_silently=False):
        sent.append(message)
        sending.set()
        assert finished.wait(timeout=10)

    monkeypatch.setattr(EmailMultiAlternatives, "send", send)

    def worker() -> int:
        try:
            return len(outbox.send_due())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(worker)
        assert sending.wait(timeout=10)
        assert pool.submit(worker).result(timeout=10) == 0  # while the first one holds it
        finished.set()
        assert first.result(timeout=10) == 1
    assert len(sent) == 1
