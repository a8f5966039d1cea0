"""What waits for a curator: each queue is one condition, the same for its count on the start page and for its list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib import admin
from django.db.models import Aggregate, Count, Exists, F, Min, Model, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.core.classification import Kind
from portal.core.dates import age_text
from portal.core.models import Classified, Correction, JoinRequest, Membership, Organisation, Reviewed, State
from portal.core.remits import of_remit, remit_of
from portal.core.verification import OVERDUE, verified_lately

SOON = timedelta(days=30)
MINE = "mine"  # in an address: only what the curator looks after


@dataclass(frozen=True)
class Queue:
    code: str
    label: str
    condition: Callable[[], Q]  # called anew each time: what is due depends on the day
    since: Combinable  # how long a record has waited: the oldest comes first
    only: type[Model] = Reviewed
    page: str = ""  # the name of a page of its own; else the list, filtered
    promised: bool = False  # somebody was told that it takes at most settings.PROMISED_DAYS


@dataclass(frozen=True)
class Waiting:
    """A queue as it stands."""

    queue: Queue
    count: int
    oldest: date | None
    median: date | None = None

    @property
    def age(self) -> str:
        """ "oldest: 12 days"; "oldest: today"."""
        if self.oldest is None:
            return ""
        if not (days := _days_since(self.oldest)):
            return gettext("oldest: today")
        return gettext("oldest: %(age)s") % {"age": age_text(days)}

    @property
    def median_age(self) -> str:
        """ "median: 5 days", where there is more than one."""
        if self.median is None or self.count < 2:
            return ""
        if not (days := _days_since(self.median)):
            return gettext("median: today")
        return gettext("median: %(age)s") % {"age": age_text(days)}

    @property
    def late(self) -> str:
        """Said where the oldest waits for longer than was promised."""
        days = settings.PROMISED_DAYS
        if not self.queue.promised or self.oldest is None or _days_since(self.oldest) <= days:
            return ""
        return ngettext("over the promised %(days)d day", "over the promised %(days)d days", days) % {"days": days}


def _days_since(day: date) -> int:
    return max((timezone.localdate() - day).days, 0)


class Median(Aggregate):
    """The value in the middle; of an even number, the earlier of the two."""

    function, name = "PERCENTILE_DISC", "Median"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


def _due() -> Q:
    return Q(state=State.PUBLISHED, verify_due_on__lte=timezone.localdate())


def _due_soon() -> Q:
    today = timezone.localdate()
    return Q(state=State.PUBLISHED, verify_due_on__gt=today, verify_due_on__lte=today + SOON)


def _unclassified() -> Q:
    return Q(kind=Kind.UNCLASSIFIED) & ~Q(state__in=[State.REJECTED, State.ARCHIVED])


def _nobody_else_decides() -> Q:
    """Requests to join organisations that nobody administers."""
    admins = Membership.objects.filter(
        organisation=OuterRef("organisation"), role=Membership.Role.ADMIN, user__is_active=True
    )
    return Q(~Exists(admins), state=JoinRequest.State.OPEN)


# What was reopened, or imported for review, was never submitted.
SUBMITTED = Coalesce("submitted_at", "updated_at")
QUEUES = {
    queue.code: queue
    for queue in [
        Queue("to-review", _("To review"), lambda: Q(state=State.IN_REVIEW), SUBMITTED, promised=True),
        Queue("sent-back", _("Changes requested"), lambda: Q(state=State.CHANGES_REQUESTED), F("updated_at")),
        Queue("to-verify", _("To verify"), _due, F("verify_due_on")),
        Queue("due-soon", _("To verify soon"), _due_soon, F("last_verified_on")),
        Queue("unclassified", _("Unclassified"), _unclassified, F("created_at"), only=Classified),
        Queue("drafts", _("Drafts"), lambda: Q(state=State.DRAFT), F("created_at")),
        Queue(
            "reported",
            _("To decide"),
            lambda: Q(state=Correction.State.OPEN),
            F("created_at"),
            only=Correction,
            promised=True,
        ),
        Queue("to-let-in", _("To decide"), _nobody_else_decides, F("created_at"), only=JoinRequest, promised=True),
        Queue(
            "proposed",
            _("To verify"),
            lambda: Q(state=Organisation.State.PENDING),
            F("proposed_at"),
            only=Organisation,
            promised=True,
        ),
    ]
}


def queues_of(model: type[Model]) -> list[Queue]:
    return [queue for queue in QUEUES.values() if issubclass(model, queue.only)]


def waiting(records: QuerySet, request: HttpRequest) -> Iterator[Waiting]:
    """Every queue of these records, one short query each: most find their rows by an index. Where the address asks for
    it, only what the curator looks after."""
    if request.GET.get("remit") == MINE:
        records = of_remit(records, request.user)
    for queue in queues_of(records.model):
        found = records.filter(queue.condition()).aggregate(
            count=Count("pk"), oldest=Min(queue.since), median=Median(queue.since)
        )
        yield Waiting(queue, found["count"], _day(found["oldest"]), _day(found["median"]))


def _day(moment: date | datetime | None) -> date | None:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


class QueueFilter(admin.SimpleListFilter):
    title = _("queue")
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        return [(queue.code, queue.label) for queue in queues_of(model_admin.model)]

    def queryset(self, request, queryset):
        queue = QUEUES.get(self.value() or "")
        return queryset.filter(queue.condition()) if queue else queryset


class RemitFilter(admin.SimpleListFilter):
    """Nothing to choose for whoever looks after nothing in particular."""

    title = _("what you look after")
    parameter_name = "remit"

    def lookups(self, request, model_admin):
        remit = remit_of(request.user)
        return [(MINE, remit)] if remit else []

    def queryset(self, request, queryset):
        return of_remit(queryset, request.user) if self.value() == MINE else queryset


class OverdueFilter(admin.SimpleListFilter):
    title = _("overdue for verification")
    parameter_name = "overdue"

    def lookups(self, request, model_admin):
        return [(band.code, band.label) for band in OVERDUE]

    def queryset(self, request, queryset):
        band = next((each for each in OVERDUE if each.code == self.value()), None)
        return queryset.filter(band.condition()) if band else queryset


class VerifiedFilter(admin.SimpleListFilter):
    title = _("verified in the last 12 months")
    parameter_name = "verified"

    def lookups(self, request, model_admin):
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request, queryset):
        """Of what is published, as in the figure."""
        published = queryset.filter(state=State.PUBLISHED)
        if self.value() == "yes":
            return published.filter(verified_lately())
        return published.exclude(verified_lately()) if self.value() == "no" else queryset
