"""Limits: counted by all workers together, exactly, and without keeping who it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test import RequestFactory

from portal.core.models import RateLimit
from portal.core.rate_limit import Answer, allowed, client_prefix, mailbox
from portal.core.submitting.limits import pause

HOUR = timedelta(hours=1)


def attempt(key: str = "a", *, scope: str = "test", limit: int = 2) -> Answer:
    return allowed(scope, key, limit=limit, period=HOUR)


def pass_time(hours: float) -> None:
    """As if every window had begun earlier."""
    RateLimit.objects.update(ends_at=F("ends_at") - timedelta(hours=hours))


@pytest.mark.django_db
def test_up_to_the_limit_and_not_once_more():
    answers = [attempt() for _ in range(4)]
    assert [bool(answer) for answer in answers] == [True, True, False, False]
    assert [answer.retry_after for answer in answers[:2]] == [0, 0]
    assert all(3590 < answer.retry_after <= 3600 for answer in answers[2:])


@pytest.mark.django_db
def test_each_key_and_each_scope_has_its_own_count():
    assert [bool(attempt(limit=1)) for _ in range(2)] == [True, False]
    assert attempt("b", limit=1)
    assert attempt(scope="other", limit=1)


@pytest.mark.django_db
def test_a_window_ends_one_period_after_its_first_attempt():
    assert [bool(attempt()) for _ in range(3)] == [True, True, False]
    pass_time(0.5)
    assert 1790 < attempt().retry_after <= 1800
    pass_time(0.5)
    assert [bool(attempt()) for _ in range(3)] == [True, True, False]


@pytest.mark.django_db
def test_a_limit_of_none_allows_nothing():
    assert not attempt(limit=0)


@pytest.mark.django_db
def test_old_windows_are_cleaned_away():
    for number in range(12):
        attempt(f"old {number}")
    pass_time(2)
    attempt("new")
    assert RateLimit.objects.count() == 3
    attempt("newer")
    assert RateLimit.objects.count() == 2


@pytest.mark.django_db
def test_nobody_is_stored_in_clear():
    attempt("ana@example.org")
    [row] = RateLimit.objects.values()
    assert "ana" not in str(row)
    assert str(RateLimit.objects.get()).startswith("test: 1 until ")


@pytest.mark.django_db
def test_one_statement_for_an_attempt_within_a_window(django_assert_num_queries):
    attempt()
    with django_assert_num_queries(1):
        attempt()


def test_threads_at_once_get_exactly_the_limit(committed):
    start = Barrier(8)

    def rush(_number: int) -> list[bool]:
        start.wait(timeout=10)
        try:
            return [bool(attempt("rush", limit=20)) for _ in range(5)]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = [answer for some in pool.map(rush, range(8)) for answer in some]
    assert (len(answers), sum(answers)) == (40, 20)


def test_an_attempt_stays_counted_when_the_work_after_it_is_rolled_back(committed):
    attempt()
    with transaction.atomic():
        attempt()
        transaction.set_rollback(True)
    assert RateLimit.objects.get().count == 1


# --- Who --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_an_address_counts_as_its_network(address, prefix):
    assert client_prefix(RequestFactory().get("/", REMOTE_ADDR=address)) == prefix


def forwarded(header: str):
    return RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": header})


def test_a_forwarded_address_is_not_believed_without_a_trusted_proxy():
    assert client_prefix(forwarded("198.51.100.9")) == "10.0.0.0/24"


def test_only_what_the_trusted_proxy_wrote_counts(settings):
    settings.TRUST_PROXY = True
    assert client_prefix(forwarded("198.51.100.9")) == "198.51.100.0/24"
    assert client_prefix(forwarded("203.0.113.1, 198.51.100.9")) == "198.51.100.0/24"
    assert client_prefix(forwarded("")) == "10.0.0.0/24"


@pytest.mark.parametrize(
    "written", ["ana@example.org", " Ana@Example.ORG ", "ana+portal@example.org", "ANA+@example.org"]
)
def test_a_mailbox_however_it_is_written(written):
    assert mailbox(written) == "ana@example.org"


@pytest.mark.parametrize(("seconds", "said"), [(1, "in 1 minute."), (61, "in 2 minutes.")])
def test_a_pause_is_said_in_minutes(seconds, said):
    assert pause(Answer(False, seconds)).endswith(said)
