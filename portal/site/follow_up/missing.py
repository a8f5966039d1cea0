"""Activities and initiatives that are over and of which nobody has said what came of them; who could say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import DateTimeField, Max, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models import Initiative
from partnerships.submission.models import Submission
from portal.core.classification import PROVIDING, Role
from portal.core.memberships import EDITING
from portal.core.models import Curated, Membership, Organisation, OutcomeRequest, State, User
from portal.core.rate_limit import mailbox
from tad.models import Activity

PARTIES = {*PROVIDING, Role.BENEFICIARY}
MONTH = 365 / 12  # days


@dataclass(frozen=True)
class Kind:
    model: type[Curated]
    label: str
    untold: Callable[[], Q]
    party: str  # the column of a party's line that names the record


KINDS = {
    "activities": Kind(
        Activity, _("Activities"), lambda: Q(status=Activity.Status.COMPLETED, outcome=""), "activity_id"
    ),
    "partnerships": Kind(
        Initiative, _("Partnerships"),
        lambda: Q(status=Initiative.Status.COMPLETED, results="", result_lines=None), "initiative_id",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Addressee:
    """One mailbox: a member who may write for one of the parties, or whoever submitted the record."""

    email: str
    user: User | None = None
    organisation: Organisation | None = None
    submission: Submission | None = None


def months_ago(months: int) -> date:
    return timezone.localdate() - timedelta(days=round(months * MONTH))


def untold(kind: Kind) -> QuerySet:
    """Published, over for OUTCOME_AFTER_MONTHS, and nothing said; with the day it ended and when it was last asked of,
    the longest over first."""
    asked = OutcomeRequest.objects.filter(
        record_type=ContentType.objects.get_for_model(kind.model), record_id=OuterRef("pk")
    ).order_by()
    last = asked.values("record_id").annotate(last=Max("asked_at")).values("last")
    return (
        kind.model.objects.filter(kind.untold(), state=State.PUBLISHED, is_sample=False)
        .annotate(over_on=Coalesce("ends_on", "starts_on"), asked_at=Subquery(last, output_field=DateTimeField()))
        .filter(over_on__lte=months_ago(settings.OUTCOME_AFTER_MONTHS))
        .order_by("over_on", "pk")
    )


def askable(records: QuerySet) -> QuerySet:
    """Those of ``untold`` that nobody was asked about lately."""
    return records.filter(Q(asked_at=None) | Q(asked_at__date__lte=months_ago(settings.ASK_OUTCOME_MONTHS)))


def addressees(kind: Kind, records: Sequence[Model]) -> dict[int, list[Addressee]]:
    """Whom to ask about each record, by its id; a mailbox once. As many queries for many records as for one.

    Readers of an organisation are not asked: they could not speak for it.
    """
    ids = [record.pk for record in records]
    parties: dict[int, set[int]] = defaultdict(set)
    named = kind.model._meta.get_field("participations").related_model.objects.filter(
        **{f"{kind.party}__in": ids}, role__in=PARTIES, organisation__state=Organisation.State.VERIFIED
    )
    for pk, organisation in named.values_list(kind.party, "organisation_id"):
        parties[pk].add(organisation)
    members: dict[int, list[Membership]] = defaultdict(list)
    writing = Membership.objects.filter(
        organisation__in=set().union(*parties.values()), role__in=EDITING, user__is_active=True
    )
    for each in writing.select_related("user", "organisation").order_by("pk"):
        members[each.organisation_id].append(each)
    submitted = _submissions(kind, ids)
    found: dict[int, list[Addressee]] = {}
    for pk in ids:
        writers = [member for each in sorted(parties[pk]) for member in members[each]]
        people = [Addressee(each.user.email, each.user, each.organisation) for each in writers]
        people += [Addressee(each.email, submission=each) for each in submitted.get(pk, [])]
        by_mailbox: dict[str, Addressee] = {}
        for each in people:
            by_mailbox.setdefault(mailbox(each.email), each)
        found[pk] = list(by_mailbox.values())
    return found


def _submissions(kind: Kind, ids: list[int]) -> dict[int, list[Submission]]:
    """Of partnerships: whoever submitted them, as long as their address is kept."""
    if kind.model is not Initiative:
        return {}
    kept = Submission.objects.filter(initiative__in=ids, email_confirmed_at__isnull=False).exclude(email="")
    return {each.initiative_id: [each] for each in kept}
