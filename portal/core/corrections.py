"""What may happen to a reader's report of a mistake: it arrives, a curator decides, its sender is forgotten.

    open → accepted
    open → declined

``site`` is what links in mails begin with (``mail.origin``).
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core import mail
from portal.core.models import Correction, Country, Organisation, User, next_references
from portal.core.models.correction import Correctable

State, Part = Correction.State, Correction.Part

# What may be wrong with a thing, as its form asks.
OF_COUNTRIES = [Part.NAME, Part.STATUS, Part.MEMBERSHIP, Part.FOCAL_POINT, Part.OTHER]
OF_RECORDS = [
    *(Part.TITLE, Part.DATES, Part.PARTICIPANTS, Part.OUTCOME, Part.LINK, Part.REMOVE, Part.OTHER),
]


class DecisionRefused(ValidationError):
    """The report was decided before, or the decision lacks a reason."""


def parts_of(record: Correctable) -> list[Part]:
    return OF_COUNTRIES if isinstance(record, Country) else OF_RECORDS


def report(
    record: Correctable, *, token: UUID, site: str, words: dict[str, str], sent_by: User | None = None,
    organisation: Organisation | None = None,
) -> tuple[Correction, bool]:  # fmt: skip
    """Take in a report in the reader's language and acknowledge it by mail. ``words``: part, text, source, name, email.

    ``organisation`` marks it as sent for a verified organisation; whether ``sent_by`` is its member was asked before.
    A second time with the same token gives the first report, and False.
    """
    values = {"ref": next_references("CR", timezone.localdate().year)[0], "record": record, "language": get_language()}
    values |= {"sent_by": sent_by, "organisation": organisation}
    with transaction.atomic():
        correction, is_new = Correction.objects.get_or_create(token=token, defaults=values | words)
        if is_new:
            mail.correction_received(correction, site=site)
    return correction, is_new


def accept(correction: Correction, *, by: User, site: str, answer: str = "", reason: str = "") -> None:
    """Say that the record was changed for it. Changing the record is the curator's own work, before or after."""
    _decide(correction, State.ACCEPTED, by, site, answer, reason)


def decline(correction: Correction, *, by: User, site: str, answer: str = "", reason: str = "") -> None:
    _decide(correction, State.DECLINED, by, site, answer, reason)


def _decide(correction: Correction, state: State, by: User, site: str, answer: str, reason: str) -> None:
    """Under the row's lock: of two curators the second is told what the first decided."""
    if not answer and not reason.strip():
        raise DecisionRefused(_("A reason is needed: whoever sent the report will want to know why."), code="reason")
    with transaction.atomic():
        now = Correction.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=correction.pk)
        if now.state != State.OPEN:
            message = _("%(ref)s was decided before: “%(state)s”, by %(who)s.")
            params = {"ref": now.ref, "state": now.get_state_display(), "who": now.decided_by}
            raise DecisionRefused(message, code="state", params=params)
        now.state, now.answer, now.reason = state, answer, reason.strip()
        now.decided_at, now.decided_by = timezone.now(), by
        now.save(update_fields=["state", "answer", "reason", "decided_at", "decided_by"])
        mail.correction_decided(now, site=site)
    for name in ("state", "answer", "reason", "decided_at", "decided_by"):
        setattr(correction, name, getattr(now, name))


def stop_mails(correction: Correction) -> None:
    """Forget who sent it at once, because the sender asked for it."""
    Correction.objects.filter(pk=correction.pk).update(name="", email="", sent_by=None)


def forget_senders() -> int:
    """Erase name and address of those who heard KEEP_SENDER_DAYS ago what became of their report. How many."""
    before = timezone.now() - timedelta(days=settings.KEEP_SENDER_DAYS)
    known = Correction.objects.filter(decided_at__lt=before).exclude(name="", email="", sent_by=None)
    return known.update(name="", email="", sent_by=None)
