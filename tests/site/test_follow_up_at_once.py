"""Two curators ask about the same record at once: real connections, real locks. No mark, so that ``committed`` cleans
up last."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from django.db import connection
from django.utils import timezone

from portal.core.models import Mail, Membership, OutcomeRequest
from portal.site.follow_up import asking
from portal.site.follow_up.missing import KINDS
from tests.factories import activity, organisation, user


def test_of_two_curators_at_once_one_asks(committed):
    long_ago, office = timezone.localdate() - timedelta(days=400), organisation()
    Membership.objects.create(user=user(), organisation=office, role="editor")
    record = activity(starts_on=long_ago, ends_on=long_ago, status="completed", outcome="")
    record.participations.create(role="provider", organisation=office, order=9)
    people, start = [user("curator"), user("curator")], Barrier(2)

    def press(number: int) -> tuple[int, int]:
        start.wait(timeout=10)
        try:
            done = asking.ask(KINDS["activities"], [record.pk], by=people[number], site="https://portal.example.org")
            return len(done.mails), done.late
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == [(0, 1), (1, 0)]
    assert (Mail.objects.count(), OutcomeRequest.objects.count()) == (1, 1)
