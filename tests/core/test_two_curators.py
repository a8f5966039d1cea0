"""Two people at the same record at the same moment: real connections, real locks, nothing rolled back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from portal.core import curation
from portal.core.curation import MoveRefused
from portal.core.models import ReferenceCounter, State, User
from tad.models import Activity
from tests.factories import activity, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting_record(db):
    """An activity in review and two curators: written on a connection of their own, so that other ones see them."""
    [(record, people)] = in_threads(made)
    yield record, people
    in_threads(lambda: removed(record, people))


def made() -> tuple[Activity, list[User]]:
    people = [user("curator"), user("curator")]
    return activity(state=State.IN_REVIEW, by=people[0]), people


def removed(record: Activity, people: list[User]) -> None:
    Activity.objects.filter(pk=record.pk).delete()
    User.objects.filter(pk__in=[person.pk for person in people]).delete()
    ReferenceCounter.objects.all().delete()


def in_threads(*tasks) -> list:
    """Run the tasks at the same moment, each on a connection of its own; what each returned or raised."""
    start = Barrier(len(tasks))

    def run(task):
        try:
            start.wait(timeout=10)
            return task()
        except MoveRefused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_only_the_first_of_two_publishes(waiting_record):
    record, (one, other) = waiting_record
    copies = [Activity.objects.get(pk=record.pk) for _ in range(2)]
    results = in_threads(lambda: curation.publish(copies[0], by=one), lambda: curation.publish(copies[1], by=other))
    refusals = [result for result in results if isinstance(result, MoveRefused)]
    assert [refusal.messages for refusal in refusals] == [
        [f"{record.ref} is now in the state “Published”: this step is not possible from there."]
    ]
    winner = [one, other][results.index(None)]
    assert Activity.objects.get(pk=record.pk).published_by == winner


def test_the_second_waits_for_the_first_to_commit(waiting_record):
    record, (one, other) = waiting_record
    order = []

    def first():
        with transaction.atomic():
            curation.reject(Activity.objects.get(pk=record.pk), by=one, reason="An advertisement.")
            locked.wait(timeout=10)
            # The other one asks for the lock now and is not answered before this transaction ends.
            with pytest.raises(TimeoutError):
                second_done.result(timeout=0.5)
            order.append("first committed")
        connection.close()

    def second():
        locked.wait(timeout=10)
        try:
            curation.publish(Activity.objects.get(pk=record.pk), by=other)
        except MoveRefused as refusal:
            order.append(refusal.messages[0])
        finally:
            connection.close()

    locked = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        second_done = pool.submit(second)
        pool.submit(first).result(timeout=20)
        second_done.result(timeout=20)
    assert order == [
        "first committed",
        f"{record.ref} is now in the state “Rejected”: this step is not possible from there.",
    ]
