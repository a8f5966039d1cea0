"""Asking what came of something: each record at most once in ASK_OUTCOME_MONTHS, whoever presses, however often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.models import Correction, Mail, OutcomeRequest, User
from portal.core.notifications import KINDS as MAILS
from portal.core.notifications import Kind as MailKind
from portal.core.notifications import notify
from portal.core.outbox import queue
from portal.site.follow_up.missing import Addressee, Kind, addressees, askable, untold

MAILS["outcome_asked"] = MailKind(
    gettext_lazy("What came of an activity of your organisation"),
    gettext_lazy("When curators ask for the outcome of something that your organisation took part in."),
)


@dataclass
class Asked:
    """What a request did, or would do."""

    records: list[Model] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    without: list[Model] = field(default_factory=list)  # nobody here could be asked
    late: int = 0  # chosen, but told or asked about meanwhile


def ask(kind: Kind, ids: Iterable[int], *, by: User, site: str) -> Asked:
    """Write the mails, each record under its lock: of two curators at once, or one who presses twice, the second finds
    that it was asked. Nothing is noted where nobody could be asked."""
    done, wanted = Asked(), set(ids)
    with transaction.atomic():
        # Locked before it is asked which are askable: the second of two waits here, and then sees what the first did.
        list(kind.model.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True).values("pk"))
        records = list(askable(untold(kind)).filter(pk__in=wanted))
        people = addressees(kind, records)
        for record in records:
            _ask(record, people[record.pk], done, by, site)
    done.late = len(wanted) - len(records)
    return done


def rehearsed(kind: Kind, ids: Iterable[int], *, by: User, site: str) -> Asked:
    """What ``ask`` would do now, with the very mails; nothing is kept."""
    with transaction.atomic():
        found = ask(kind, ids, by=by, site=site)
        transaction.set_rollback(True)
    return found


def _ask(record: Model, people: list[Addressee], done: Asked, by: User, site: str) -> None:
    with transaction.atomic():
        request = OutcomeRequest(record=record, asked_by=by, people=max(len(people), 1))
        request.save()
        mails = [mail for each in people if (mail := _mail(each, record, request, site))]
        if not mails:
            request.delete()
            done.without.append(record)
            return
        if len(mails) != request.people:
            request.people = len(mails)
            request.save(update_fields=["people"])
    done.records.append(record)
    done.mails += mails


def _mail(to: Addressee, record: Model, request: OutcomeRequest, site: str) -> Mail | None:
    """None for somebody who wants no such mails."""
    if to.user:
        return member_asked(to, record, cause=f"{record.ref} {request.pk}", site=site)
    return submitter_asked(to, record, cause=f"{record.ref} {request.pk}", site=site)


def member_asked(to: Addressee, record: Model, *, cause: str, site: str) -> Mail | None:
    """To the form on which members report in their organisation's name; curators decide it as any other report."""
    with translation.override(to.user.language):
        page = f"{site}{record.get_absolute_url()}correct/?part={Correction.Part.OUTCOME}&for={to.organisation.slug}"
    why = gettext_lazy("You get this mail because you may write for %(organisation)s, which took part.")
    context = {"record": record, "page_url": page}
    with translation.override(to.user.language):
        words = str(why) % {"organisation": to.organisation.name}
    return notify(to.user, "outcome_asked", "outcome_asked", cause=cause, why=words, context=context, site=site)


def submitter_asked(to: Addressee, record: Model, *, cause: str, site: str) -> Mail | None:
    """To the private page on which a submitter says how it stands, without an account."""
    submission = to.submission
    with translation.override(submission.language):
        page = site + submission.url("still_running")
        why = _("You get this mail because this address was given with the submission %(ref)s.") % {
            "ref": submission.ref
        }
        context = {"record": record, "page_url": page}
        return queue("outcome_asked", to=to.email, cause=cause, why=why, context=context)
