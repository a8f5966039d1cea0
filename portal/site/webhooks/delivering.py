"""Messages on their way: in order for each record, to several receivers side by side, until each has taken it.

A round asks up to AT_ONCE receivers, each in a thread of its own that takes it what is due, one after the other. Nobody
else asks the same receiver meanwhile. What the round came to is written down when it ends; whoever is killed before has
told nobody, and everything is sent again under the same numbers.

    answered 2xx ── delivered
    answered 410 ── wants nothing any more: switched off
    anything else ── again after a minute … a day, for some three days; then given up, and what waits behind it goes on
    failures in a row ── left alone for a while; after days of them: switched off, and its owner gets a mail
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom
from time import monotonic

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from portal.core.housekeeping import schedule
from portal.core.models import Delivery, Webhook
from portal.site.webhooks import mails, signing, wording
from portal.site.webhooks.posting import Message, Reply, post

AT_ONCE = 8  # receivers
MOST, SLICE = 20, 10.0  # messages to one, and seconds, until the others have their turn
# Minutes until the next attempt, after the first, second … one that failed; a fifth more or less, so that what failed
# together does not come together again.
BACK_OFF = [1, 5, 30, 120, 480, 1440, 1440]
RESTS_AFTER, LONGEST_REST = 3, 60  # failures in a row; minutes
LONGEST_WAIT = 24 * 3600  # seconds: what a busy receiver may ask for
BACK_AFTER, SWITCHED_OFF_AFTER = timedelta(hours=1), timedelta(days=5)  # of nothing but failures
PAUSE = timedelta(seconds=15)  # between two looks when nothing was due
TURN = 0x57484B  # the first half of the number of an advisory lock: whose turn it is with a receiver

Outcome = tuple[int, Reply]  # of which delivery


@dataclass(frozen=True)
class Round:
    """For one receiver: made before its thread begins, which asks the database nothing."""

    webhook: Webhook
    keys: list[str]
    messages: list[tuple[int, Message]]  # with the delivery


def deliver_some() -> int:
    """One round; how many messages were tried."""
    with transaction.atomic():
        rounds = list(_claimed())
        with ThreadPoolExecutor(AT_ONCE) as pool:
            carried = list(pool.map(_carry, rounds))  # all of them, before a row is touched and thereby locked
        for each, outcomes in zip(rounds, carried, strict=True):
            _judge(each.webhook, [_note(*outcome) for outcome in outcomes])
        return sum(len(each.messages) for each in rounds)


def deliver_all() -> int:
    """Rounds, until nothing is due."""
    tried = 0
    while more := deliver_some():
        tried += more
    return tried


@task()
def carry_on() -> None:
    """A round; the next one stands behind whatever else waits by then. While nobody wants to hear, there is none."""
    if not Webhook.objects.active().exists():
        return
    begin(PAUSE)  # also if this process is killed in the middle
    done = DBTaskResult.objects.filter(task_path=carry_on.module_path, status=TaskResultStatus.SUCCESSFUL)
    done.delete()
    if deliver_some():
        begin()


def begin(after: timedelta = timedelta(0)) -> None:
    schedule(timezone.now() + after, carry_on)


def waiting_for_us() -> QuerySet[Webhook]:
    """Receivers for whom something is due, who waited longest first."""
    awake = Webhook.objects.active().filter(Q(rests_until=None) | Q(rests_until__lte=timezone.now()))
    due = Delivery.objects.due().filter(webhook=OuterRef("pk"))
    return awake.filter(Exists(due)).order_by(F("tried_at").asc(nulls_first=True), "pk")


def _claimed() -> Iterator[Round]:
    """The lock ends with the transaction, also of a worker that was killed. Rows are not locked: their owner may want
    to stop them, and changes of records write to them."""
    claimed = 0
    for pk in list(waiting_for_us().values_list("pk", flat=True)):
        if claimed < AT_ONCE and _is_ours(pk):
            webhook = waiting_for_us().filter(pk=pk).first()  # as whoever had the turn before left it
            if webhook and (one := _round(webhook)):
                claimed += 1
                yield one


def _is_ours(pk: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [TURN, pk % 2**31])
        return cursor.fetchone()[0]


def _round(webhook: Webhook) -> Round | None:
    try:
        keys = signing.secrets_of(webhook)
    except signing.SecretLost:
        switch_off(webhook, Webhook.State.FAILING)
        return None
    due = Delivery.objects.due().filter(webhook=webhook).order_by("announcement")
    found = due.select_related("announcement", "webhook")[:MOST]
    messages = [(each.pk, wording.message(each)) for each in found]
    return Round(webhook, keys, messages) if messages else None


def _carry(one: Round) -> list[Outcome]:
    """Until its time is over, or something is not taken."""
    begun, outcomes = monotonic(), []
    for delivery, message in one.messages:
        outcomes.append((delivery, reply := post(one.webhook.url, message, one.keys)))
        if not reply.is_taken or monotonic() - begun > SLICE:
            break
    return outcomes


def _note(pk: int, reply: Reply) -> Reply:
    """Its owner may have given it up meanwhile; then it stays so."""
    now, still = timezone.now(), Delivery.objects.waiting().filter(pk=pk)
    attempts = still.values_list("attempts", flat=True).first()
    if attempts is None:
        return reply
    said = {"attempts": attempts + 1, "tried_at": now, "status": reply.status, "error": reply.error}
    if reply.is_taken:
        still.update(**said, next_try_at=None, delivered_at=now)
    else:
        still.update(**said, next_try_at=_next_try(attempts, reply, now))
    return reply


def _next_try(failed_before: int, reply: Reply, now: datetime) -> datetime | None:
    if failed_before >= len(BACK_OFF):
        return None
    minutes = BACK_OFF[failed_before] * SystemRandom().uniform(0.8, 1.2)
    return now + max(timedelta(minutes=minutes), _wait(reply))


def _wait(reply: Reply) -> timedelta:
    return timedelta(seconds=min(reply.wait, LONGEST_WAIT))


def _judge(webhook: Webhook, replies: list[Reply]) -> None:
    """What a round says of its receiver."""
    now, mine = timezone.now(), Webhook.objects.filter(pk=webhook.pk)
    last, has_taken = replies[-1], replies[0].is_taken
    if has_taken:
        if webhook.failing_since and now - webhook.failing_since >= BACK_AFTER:  # what waits for another day need not
            webhook.deliveries.waiting().update(next_try_at=now)
        webhook.failures, webhook.failing_since = 0, None
        mine.update(delivered_at=now)
    if not last.is_taken:
        webhook.failures, webhook.failing_since = webhook.failures + 1, webhook.failing_since or now
    mine.update(
        tried_at=now, failures=webhook.failures, failing_since=webhook.failing_since,
        rests_until=_rest(webhook, last, now),
    )  # fmt: skip
    if last.is_gone:
        switch_off(webhook, Webhook.State.GONE)
    elif webhook.failing_since and now - webhook.failing_since >= SWITCHED_OFF_AFTER:
        switch_off(webhook, Webhook.State.FAILING)


def _rest(webhook: Webhook, last: Reply, now: datetime) -> datetime | None:
    rest = _wait(last)
    if (more := webhook.failures - RESTS_AFTER) >= 0:
        rest = max(rest, timedelta(minutes=min(2 ** min(more, 10), LONGEST_REST)))
    return now + rest if rest else None


def switch_off(webhook: Webhook, state: Webhook.State) -> None:
    """Its owner is told, unless it was paused meanwhile."""
    if Webhook.objects.active().filter(pk=webhook.pk).exists() and webhook.stop(state):
        mails.switched_off(webhook)
