"""Workers that write digests at the same moment, and one that is killed in the middle."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection
from django.test import Client

from portal.core.models import Mail, SavedSearch, Told
from portal.site.saved_searches import digests as sending
from portal.site.saved_searches import mails, saving
from portal.site.saved_searches.digests import send_due
from tests.site.saved import DAY, MONDAY, WEEK, digests, published, reader, saved, told


def at_once(*moves) -> list:
    start = Barrier(len(moves))

    def run(move):
        start.wait(timeout=10)
        try:
            return move()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(moves)) as pool:
        return list(pool.map(run, moves))


def test_four_workers_at_once_write_one_mail_for_each_reader(committed):
    for number in range(6):
        ana = reader(f"reader{number}@example.org")
        saved(ana, "topic=patents")
        saved(ana)
    published(MONDAY + DAY, title="New")
    written = at_once(*[lambda: send_due(MONDAY + WEEK)] * 4)
    assert sum(written) == 6
    assert sorted(mail.to for mail in digests()) == [f"reader{number}@example.org" for number in range(6)]
    assert [told(mail) for mail in digests()] == [["New"]] * 6
    assert send_due(MONDAY + WEEK) == 0


class Killed(BaseException):
    """What ends a process: nothing that anybody catches."""


@pytest.mark.parametrize("moment", ["before the mail", "after the mail", "at the end"])
def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_next_one_sends(committed, monkeypatch, moment):
    saved(reader())
    published(MONDAY + DAY, title="New")

    def die(*_args, **_values):
        raise Killed

    where = {"before the mail": (mails, "digest"), "after the mail": (sending.Digest, "_remember"),
             "at the end": (sending.Digest, "_move_on")}[moment]  # fmt: skip
    with monkeypatch.context() as patched:
        patched.setattr(*where, die)
        with pytest.raises(Killed):
            send_due(MONDAY + WEEK)
    assert (Mail.objects.count(), Told.objects.count(), SavedSearch.objects.get().told_until) == (0, 0, MONDAY)
    assert send_due(MONDAY + WEEK) == 1
    assert [told(mail) for mail in digests()] == [["New"]]


def test_stopping_while_a_digest_is_written_waits_for_it_and_wins(committed, monkeypatch):
    ana = reader()
    saved(ana)
    saved(ana, "topic=patents")
    published(MONDAY + DAY, title="New")
    being_written, write = Event(), mails.digest

    def slowly(found):
        being_written.set()
        return write(found)

    monkeypatch.setattr(mails, "digest", slowly)

    def stop():
        being_written.wait(timeout=10)
        return Client().post(f"/searches/{ana.token}/stop/").status_code

    assert at_once(lambda: send_due(MONDAY + WEEK), stop) == [1, 200]
    assert not SavedSearch.objects.exists()
    assert send_due(MONDAY + 2 * WEEK) == 0


def test_the_same_search_saved_twice_at_once_is_one(committed):
    def save(token):
        values = {"name": "x", "period": "daily", "language": "en", "site": "https://portal.example.org"}
        return lambda: saving.save(room="activities", query="", token=token, email="ana@example.org", **values).pk

    one, two = (f"00000000-0000-0000-0000-00000000000{number}" for number in (1, 2))
    assert len(set(at_once(save(one), save(one), save(two), save(two)))) == 1
    assert SavedSearch.objects.count() == 1
