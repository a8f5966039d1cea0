"""Digests: one mail to each reader about what is new in all searches that are due, each record in it once.

A digest is decided and written in one transaction under the lock of its reader: the mail, which records it tells of,
and how far each search is looked through. Whoever comes second finds nothing due; whoever is killed leaves nothing.

Periods are those of UTC: a day, a week from Monday, a month from the first. A search is looked through up to the
beginning of the present period. Each time a day more is looked at than was not yet, because a record may be committed
after midnight with a moment from before; what was told keeps it from being told again.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from pyroaring import BitMap

from portal.core.models import Reviewed, SavedSearch, Subscriber, Told, current_versions
from portal.core.notifications import wants
from portal.core.outbox import refused_addresses
from portal.site.saved_searches import mails
from portal.site.saved_searches.asking import Asked

OVERLAP = timedelta(days=1)
MOST = 50  # records shown in one mail
MOST_OF_ONE = 10  # of them of one search; the rest is a link
Period = SavedSearch.Period
MAILED = (Period.DAILY, Period.WEEKLY, Period.MONTHLY)


def beginning(period: str, now: datetime) -> datetime:
    """The first moment of the day, week or month, in UTC."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if period == Period.WEEKLY:
        return midnight - timedelta(days=midnight.weekday())
    return midnight.replace(day=1) if period == Period.MONTHLY else midnight


def due(now: datetime) -> QuerySet[SavedSearch]:
    late = Q()
    for period in MAILED:
        late |= Q(period=period, told_until__lt=beginning(period, now))
    may_read = Q(subscriber__user=None) | Q(subscriber__user__is_active=True)
    return SavedSearch.objects.confirmed().filter(late & may_read)


def send_due(now: datetime | None = None) -> int:
    """Write the digests that are due; how many mails. For a mailbox that refuses mails, what is new waits."""
    now = now or timezone.now()
    refused = refused_addresses()
    readers = due(now).order_by("subscriber_id").values_list("subscriber_id", flat=True).distinct()
    return sum(send_to(pk, now, refused) for pk in readers)


def send_to(pk: int, now: datetime, refused: Container[str] = ()) -> bool:
    """Write the digest of one reader, unless another worker is at it or nothing is new."""
    with transaction.atomic():
        locked = Subscriber.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
        subscriber = locked.select_related("user").filter(pk=pk).first()
        if subscriber is None or subscriber.address.lower() in refused:
            return False
        searches = list(due(now).filter(subscriber=subscriber).order_by("pk"))
        with translation.override(subscriber.language):
            return bool(searches) and Digest(subscriber, searches, now).send()


@dataclass
class Item:
    card: dict
    is_changed: bool  # public before, taken back, and published again
    also: list[str] = field(default_factory=list)  # names of further searches that find it


class Section:
    """What is new in one search, without what stands under an earlier one."""

    def __init__(self, search: SavedSearch, asked: Asked, until: datetime) -> None:
        self.search, self.asked, self.until = search, asked, until
        self.since = max(search.told_until - OVERLAP, search.since)
        self.found = BitMap()  # everything new
        self.own = BitMap()  # of it what stands under this search
        self.items: dict[int, Item] = {}

    @cached_property
    def gone(self) -> str:
        return urlencode(self.asked.gone)

    @property
    def notes(self) -> list[str]:
        """What is gone of the search, in the first mail after it went."""
        return self.asked.notes if self.gone != self.search.told_gone else []

    @property
    def has_news(self) -> bool:
        return bool(self.found or self.notes)

    @property
    def more(self) -> int:
        return len(self.own) - len(self.items)

    @property
    def elsewhere(self) -> int:
        """How many of its records stand under searches before it."""
        return len(self.found) - len(self.own)

    @property
    def url(self) -> str:
        """The list with what was added lately, which is at least what the section tells of."""
        if self.asked.is_void:
            return ""
        return self.asked.recent_url("7" if self.search.period == Period.DAILY else "30")

    @property
    def stop_path(self) -> str:
        return reverse("saved-search-stop", args=[self.search.subscriber.token, self.search.pk])


class Digest:
    def __init__(self, subscriber: Subscriber, searches: list[SavedSearch], now: datetime) -> None:
        self.subscriber, self.now = subscriber, now
        versions = current_versions()
        self.told = {each.room: each.ids for each in subscriber.told.all()}
        every = []
        for search in searches:
            search.subscriber = subscriber
            asked = Asked(search.room, search.query, subscriber.user, versions)
            every.append(Section(search, asked, beginning(search.period, now)))
        self.cause = " ".join(f"{each.search.pk}:{each.search.told_until.isoformat()}" for each in every)
        self.looked_through = every
        for section in every:
            added = section.asked.added_between(section.since, section.until)
            section.found = added - self.told.get(section.search.room, BitMap())
        self.sections = [section for section in every if section.has_news]

    @property
    def count(self) -> int:
        return sum(len(each.own) for each in self.sections)

    @property
    def names_people(self) -> bool:
        return any(each.items and each.asked.list.names_people for each in self.sections)

    def send(self) -> bool:
        """Mail it if there is anything to tell, and remember what is told. Whoever stopped such mails is told nothing,
        and nothing is kept for later."""
        person = self.subscriber.user
        sent = bool(self.sections) and (person is None or wants(person, mails.KIND))
        if sent:
            self._fill()
            mails.digest(self)
            self._remember()
        for section in self.looked_through:
            self._move_on(section, sent)
        return sent

    def _fill(self) -> None:
        shown: dict[str, BitMap] = {}
        each = max(1, min(MOST_OF_ONE, MOST // len(self.sections)))
        for section in self.sections:
            before = shown.get(section.search.room, BitMap())
            section.own, shown[section.search.room] = section.found - before, section.found | before
            section.items = dict(_items(section, each))
        for section in self.sections:
            for pk, item in section.items.items():
                item.also = [
                    other.search.name for other in self.sections
                    if other is not section and other.search.room == section.search.room and pk in other.found
                ]  # fmt: skip

    def _remember(self) -> None:
        for section in self.sections:
            room = section.search.room
            self.told[room] = self.told.get(room, BitMap()) | section.found
        for room in {section.search.room for section in self.sections if section.found}:
            Told.objects.update_or_create(
                subscriber=self.subscriber, room=room, defaults={"packed": self.told[room].serialize()}
            )

    def _move_on(self, section: Section, sent: bool) -> None:
        search = section.search
        search.told_until = section.until
        if sent and section.has_news:
            search.told_gone = section.gone
            search.told += len(section.own)
            search.told_at = self.now
        search.save(update_fields=["told_until", "told", "told_at", "told_gone"])


def _items(section: Section, most: int) -> Iterator[tuple[int, Item]]:
    """The latest of them, as far as they may be seen at this very moment."""
    if not section.own:
        return
    listing = section.asked.wordless
    cards = listing.cards_of(listing.text.latest_page(section.own, 0, most))
    changed = _public_before(listing.queryset().model, [card["id"] for card in cards], section.since)
    for card in cards:
        yield card["id"], Item(card, card["id"] in changed)


def _public_before(model, ids: list[int], moment: datetime) -> set[int]:
    """Which of the records were published once before: their history says so."""
    if not issubclass(model, Reviewed):
        return set()
    events = model.pgh_event_model.objects.filter(pgh_obj_id__in=ids, published_at__lt=moment)
    return set(events.values_list("pgh_obj_id", flat=True))
