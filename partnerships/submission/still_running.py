"""Whether a published initiative is still running: asked of whoever submitted it, a year after and each year again.

No answer touches the public record. "Yes" is noted; an end, or results, reach the desk as a report on the record, which
a curator compares and decides like any other.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.models import Initiative
from partnerships.submission import mails
from partnerships.submission.models import Submission
from portal.core import corrections
from portal.core.models import Correction, State

log = logging.getLogger(__name__)
OVER = Initiative.Status.COMPLETED


def ask() -> int:
    """Write the mails that are due, one for each initiative and round; how many. Once a day, before addresses go."""
    if not settings.STILL_RUNNING_DAYS:
        return 0
    before = timezone.now() - timedelta(days=settings.STILL_RUNNING_DAYS)
    last = Coalesce("running_asked_at", "initiative__published_at")
    due = Submission.objects.alias(last=last).filter(
        Q(initiative__state=State.PUBLISHED) & ~Q(initiative__status=OVER) & ~Q(email=""),
        has_consent=True, email_confirmed_at__isnull=False, last__lte=before,
    )  # fmt: skip
    if not settings.SITE_URL:
        if due.exists():
            log.warning("SITE_URL is not set: nobody is asked whether initiatives are still running.")
        return 0
    return sum(_ask(pk, asked_at) for pk, asked_at in due.values_list("pk", "running_asked_at"))


def _ask(pk: int, asked_at) -> bool:
    """False if another worker asked in the meantime. The mail is written in the transaction that notes it."""
    with transaction.atomic():
        now = timezone.now()
        if not Submission.objects.filter(pk=pk, running_asked_at=asked_at).update(running_asked_at=now):
            return False
        submission = Submission.objects.select_related("initiative").get(pk=pk)
        mails.still_running(submission, record=submission.initiative, site=settings.SITE_URL)
    return True


def record_of(submission: Submission) -> Initiative | None:
    """The record that may be asked about: only as long as everybody can see it."""
    record = submission.initiative
    return record if record and record.state == State.PUBLISHED else None


@transaction.atomic
def answer(
    submission: Submission, *, token: UUID, site: str, ended: str = "", results: str = "", runs: bool
) -> Correction | None:
    """Take down what the submitter says; a report for the desk if there is something to change. Twice with the same
    token is once. ``ended``: when it ended, in the submitter's words."""
    if runs:
        Submission.objects.filter(pk=submission.pk).update(running_confirmed_at=timezone.now())
    said = [_("It has ended: %(when)s.") % {"when": ended}] if not runs else []
    said += [results] if results else []
    if not said:
        return None
    part = Correction.Part.OUTCOME if runs else Correction.Part.DATES
    source = _("From whoever submitted it (%(ref)s), asked whether it is still running.") % {"ref": submission.ref}
    words = {"part": part, "text": "\n\n".join(said), "source": source}
    words |= {"name": submission.name[:150], "email": submission.email}
    report, _is_new = corrections.report(submission.initiative, token=token, site=site, words=words)
    return report
