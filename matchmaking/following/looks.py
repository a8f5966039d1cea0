"""What is unread: what others did or wrote in a match since this member last looked at it."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from matchmaking.models import LastLook, Match, MatchMessage, TimelineEntry
from portal.core.models import Membership

NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def look(match: Match, membership: Membership) -> None:
    LastLook.objects.update_or_create(match=match, membership=membership, defaults={"looked_at": timezone.now()})


def with_unread(matches: QuerySet[Match], membership: Membership) -> QuerySet[Match]:
    """Each with ``unread``, a number; no further query."""
    looked = LastLook.objects.filter(match=OuterRef("pk"), membership=membership).values("looked_at")
    since = matches.annotate(looked=Coalesce(Subquery(looked), Value(NEVER)))
    mine = membership.organisation_id
    told = _count(TimelineEntry.objects.filter(at__gt=OuterRef("looked")).exclude(acted_for=mine))
    written = _count(MatchMessage.objects.filter(written_at__gt=OuterRef("looked")).exclude(written_for=mine))
    return since.annotate(unread=Coalesce(told, 0) + Coalesce(written, 0))


def _count(rows: QuerySet) -> Subquery:
    of_match = rows.filter(match=OuterRef("pk")).order_by().values("match").annotate(number=Count("pk"))
    return Subquery(of_match.values("number"))
