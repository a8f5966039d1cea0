"""Searches and records of tests that look at what is new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from portal.core.models import Mail, SavedSearch, Subscriber, User
from portal.core.rate_limit import mailbox
from tad.models import Activity
from tests.factories import activity

SITE = "https://portal.example.org"
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def reader(email: str = "ana@example.org", *, account: User | None = None, language: str = "en") -> Subscriber:
    whose = {"user": account} if account else {"email": email, "mailbox": mailbox(email)}
    return Subscriber.objects.create(**whose, language=language, site=SITE)


def saved(subscriber: Subscriber, query: str = "", *, at: datetime = MONDAY, room: str = "activities", **values):
    """A confirmed search, kept since ``at``."""
    values = {"name": query or "Everything", "period": "weekly", "confirmed_at": at} | values
    return SavedSearch.objects.create(
        subscriber=subscriber, room=room, query=query, token=uuid4(), since=at, told_until=at, **values
    )


def published(at: datetime, **values) -> Activity:
    return activity(published_at=at, published_by=User.objects.importer(), **values)


def digests() -> list[Mail]:
    return list(Mail.objects.filter(name="saved_search_digest").order_by("pk"))


def lines(mail: Mail) -> list[str]:
    """What a person reads, line for line, without the foot."""
    return [line.strip() for line in mail.text.partition("\n-- \n")[0].splitlines() if line.strip()]


def told(mail: Mail) -> list[str]:
    """The titles it tells of, in its order."""
    return [line[2:].partition(" (")[0] for line in lines(mail) if line.startswith("* ")]
