"""A round of looks at addresses: those that are due, host by host, with pauses, and what was found is written down.

works or turns programs away ── again after a month
fails ── again the next day; on three days with no success between: broken, and again after a week
"""

from __future__ import annotations

import logging
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from math import inf
from time import monotonic, sleep
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from portal.core.links.looking import Look, Looker
from portal.core.links.pointing import addresses
from portal.core.models import LinkCheck
from portal.core.models.link_check import BROKEN_AFTER, WORKING

log = logging.getLogger(__name__)

PAUSE = 5.0  # seconds between two questions to one host
SLICE = 30.0  # seconds after which the worker turns to the mails that wait
MONTH, WEEK, DAY, HOUR = timedelta(days=30), timedelta(days=7), timedelta(days=1), timedelta(hours=1)
BATCH = 1000


@dataclass
class Round:
    """What a round of looks came to."""

    looked: int = 0
    failed: int = 0
    put_off: int = 0  # because their server asked to be left alone
    hosts: dict[str, float] = field(default_factory=dict)  # when each was last asked


def agent_of(site: str) -> str:
    """Whoever finds us in their logs can read who we are."""
    return f"SouthSouthPortal-LinkCheck/1 (+{site}/about/)"


def gather() -> None:
    """A row for every address that public records point to, and for no other."""
    wanted, known = addresses(), set(LinkCheck.objects.values_list("url", flat=True))
    new = [LinkCheck(url=url) for url in sorted(wanted - known)]
    LinkCheck.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    gone = sorted(known - wanted)
    for start in range(0, len(gone), BATCH):
        LinkCheck.objects.filter(url__in=gone[start : start + BATCH]).delete()


def check(*, looker: Looker, most: int, pause: float = PAUSE, seconds: float = inf) -> Round:
    """Look at so many addresses that are due, or until so many seconds went by. Two rounds at once never look at the
    same address."""
    done, begun = Round(), monotonic()
    for link in in_turns(LinkCheck.objects.due()[:most]):
        if monotonic() - begun > seconds:
            break
        if not _claim(link):
            continue
        _rest(host_of(link), done, pause)
        note(link, look := looker.look(link.url))
        done.looked += 1
        done.failed += look.found not in WORKING
        done.hosts[host_of(link)] = monotonic()
        if look.wait:
            done.put_off += put_off(host_of(link), look.wait)
    return done


def host_of(link: LinkCheck) -> str:
    return urlsplit(link.url).netloc.rpartition("@")[2].casefold()


def in_turns(links: Iterable[LinkCheck]) -> Iterator[LinkCheck]:
    """One of each host, then the second of each: so the pauses of one host are filled with others."""
    by_host: dict[str, deque[LinkCheck]] = defaultdict(deque)
    for link in links:
        by_host[host_of(link)].append(link)
    waiting = deque(by_host.values())
    while waiting:
        of_host = waiting.popleft()
        yield of_host.popleft()
        if of_host:
            waiting.append(of_host)


def _claim(link: LinkCheck) -> bool:
    """Whoever moves the row's next look on looks; if that one is killed, somebody else does an hour later."""
    untouched = LinkCheck.objects.filter(pk=link.pk, next_look_at=link.next_look_at)
    return untouched.update(next_look_at=timezone.now() + HOUR) == 1


def _rest(host: str, done: Round, pause: float) -> None:
    if (last := done.hosts.get(host)) is not None and (rest := last + pause - monotonic()) > 0:
        sleep(rest)


@transaction.atomic
def note(link: LinkCheck, look: Look) -> None:
    """Write down what was found. Two failures of one day are one."""
    now, kept = timezone.now(), LinkCheck.objects.select_for_update().filter(pk=link.pk).first()
    if kept is None:  # no record points to it any more
        return
    if look.wait and kept.found:  # nothing was learnt
        kept.next_look_at = now + _until_next(kept, look)
        kept.save(update_fields=["next_look_at"])
        return
    if look.found in WORKING:
        kept.failures, kept.failing_since = 0, None
    elif not (kept.failures and timezone.localdate(kept.looked_at) == timezone.localdate(now)):
        kept.failures, kept.failing_since = kept.failures + 1, kept.failing_since or now
    kept.found, kept.status, kept.moved_to, kept.looked_at = look.found, look.status, look.moved_to, now
    kept.next_look_at = now + _until_next(kept, look)
    kept.save()


def _until_next(link: LinkCheck, look: Look) -> timedelta:
    if look.wait:
        return _patient(look.wait)
    if link.failures:
        return WEEK if link.failures >= BROKEN_AFTER else DAY
    return MONTH


def _patient(seconds: int) -> timedelta:
    """What a server asks for, within reason."""
    return min(max(timedelta(seconds=min(seconds, 10**9)), HOUR), WEEK)


def put_off(host: str, seconds: int) -> int:
    """Leave the other addresses of a host alone for as long as it asks; how many were due before."""
    until = timezone.now() + _patient(seconds)
    due = LinkCheck.objects.filter(url__icontains=f"://{host}", next_look_at__lt=until)
    ids = [link.pk for link in due if host_of(link) == host]
    return LinkCheck.objects.filter(pk__in=ids).update(next_look_at=until)


def look_after() -> None:
    """Once a day, for as many as the settings say."""
    if not settings.CHECK_LINKS_A_DAY:
        return
    if not settings.SITE_URL:
        log.warning("SITE_URL is not set: no link is looked after, because servers could not see who asks.")
        return
    begin(site=settings.SITE_URL, most=settings.CHECK_LINKS_A_DAY)


def begin(*, site: str, most: int) -> None:
    """In the background, because a round takes as long as its pauses."""
    gather()
    go_on.enqueue(site, most)


@task()
def go_on(site: str, most: int) -> None:
    """A slice of a round; the next one stands behind whatever waits by then."""
    done = check(looker=Looker(agent_of(site)), most=most, seconds=SLICE)
    if done.looked and done.looked < most:
        go_on.using(run_after=timezone.now() + timedelta(seconds=PAUSE)).enqueue(site, most - done.looked)
