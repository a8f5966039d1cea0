"""One side reports abuse, a curator decides. While a report is open nothing is passed on, and curators may read."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.curation import MoveRefused
from portal.core.models import User
from roster.models import AbuseReport, BlockedMailbox, Conversation, Side
from roster.relay import mails
from roster.relay.conversations import digest

State = AbuseReport.State


def report(conversation: Conversation, side: Side, *, text: str) -> AbuseReport:
    """Ask the curators to look into it; once for each side."""
    with transaction.atomic():
        now = Conversation.objects.select_for_update().get(pk=conversation.pk)
        if now.forgotten_at or now.state == Conversation.State.WAITING:
            raise MoveRefused(_("There is nothing here any more that could be looked into."), code="state")
        made, _is_new = now.reports.get_or_create(side=side, defaults={"text": text})
    return made


def decide(found: AbuseReport, outcome: str, *, by: User, reason: str, site: str) -> None:
    """``outcome`` is one of AbuseReport.State but open. Whoever reported is told, in the reader's own language.

    Of two curators the second is told what the first decided.
    """
    with transaction.atomic():
        conversation = Conversation.objects.select_for_update().get(pk=found.conversation_id)
        now = AbuseReport.objects.select_related("decided_by").get(pk=found.pk)
        now.conversation = conversation
        if now.state != State.OPEN:
            message = _("%(ref)s was decided before: “%(state)s”, by %(who)s.")
            params = {"ref": conversation.ref, "state": now.get_state_display(), "who": now.decided_by}
            raise MoveRefused(message, code="state", params=params)
        now.state, now.reason, now.decided_at, now.decided_by = State(outcome), reason.strip(), timezone.now(), by
        now.save(update_fields=["state", "reason", "decided_at", "decided_by"])
        if now.state == State.BLOCKED:
            _block(now, by)
        if now.state != State.DISMISSED and conversation.state == Conversation.State.OPEN:
            conversation.state = Conversation.State.CLOSED
            conversation.save(update_fields=["state"])
        mails.report_decided(now, site=site)
    found.refresh_from_db()


def _block(report: AbuseReport, by: User) -> None:
    box = report.conversation.mailbox_of(report.reported)
    if not box:
        message = _("The address of the reported side was erased meanwhile: there is nothing left to block.")
        raise MoveRefused(message, code="gone")
    BlockedMailbox.objects.get_or_create(digest=digest(box), defaults={"report": report, "blocked_by": by})
