"""What may happen to a conversation. Each move locks its row, so that two at once happen one after the other.

    (waiting → ) open → declined
                 open → closed

``site`` is what links in mails begin with (portal/core/mail.py). Moves raise MoveRefused; its code says why: "closed",
"old", "blocked", "state".
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.curation import MoveRefused
from portal.core.dates import day_text
from portal.core.models import User, next_references
from portal.core.rate_limit import mailbox
from roster import consents
from roster.models import BlockedMailbox, Consent, Consultant, Conversation, Message, Side
from roster.relay import mails

State = Conversation.State
CONFIRM_WITHIN = timedelta(days=7)


# --- Whether a consultant can be written to ---------------------------------------------------------------------------
def closed_because(consultant: Consultant, person: User | None = None) -> str:
    """Why nobody, or not this person, can write to this consultant today; "" if one can. Gives away nothing that was
    not released."""
    if person and person.pk == consultant.account_id:
        return _("This is your own profile. What others write to you reaches you by mail.")
    if not consultant.is_listed:
        return _("This profile is not listed at present, so nobody can be reached through it.")
    if consultant.is_sample:
        return _("This profile is invented, for trying the portal out: there is nobody who could answer.")
    if is_away(consultant):
        if Consent.Field.AVAILABILITY not in consents.given(consultant):
            return _("This consultant takes no messages at present.")
        if consultant.away_until is None:
            return _("This consultant is away and takes no messages at present.")
        return _("This consultant is away and takes messages again from %(day)s on.") % {
            "day": day_text(consultant.away_until)
        }
    if is_blocked(mailbox(consultant.email)):
        return _("This consultant takes no messages at present.")
    return ""


def is_away(consultant: Consultant) -> bool:
    until = consultant.away_until
    is_back = until is not None and until <= timezone.localdate()
    return consultant.availability == Consultant.Availability.AWAY and not is_back


def digest(box: str) -> str:
    return salted_hmac("roster.relay.blocked", box, algorithm="sha256").hexdigest()


def is_blocked(box: str) -> bool:
    return BlockedMailbox.objects.filter(digest=digest(box)).exists()


# --- Asking -----------------------------------------------------------------------------------------------------------
def ask(consultant: Consultant, *, token: UUID, text: str, site: str, **values) -> Conversation:
    """Take in a request; ``values`` are columns of the conversation that tell who asks and about what.

    That of somebody with an account reaches the consultant at once, any other when its address is confirmed. A second
    time with the same token gives the first request.
    """
    with transaction.atomic():
        # Its row is locked: of somebody who leaves at this moment, either nothing is taken in or it is forgotten, too.
        consultant = Consultant.objects.select_for_update(of=["self"], no_key=True).get(pk=consultant.pk)
        person = values.get("enquirer")
        if reason := closed_because(consultant, person):
            raise MoveRefused(reason, code="closed")
        if person and is_blocked(mailbox(person.email)):
            raise MoveRefused(_blocked(), code="blocked")
        now = timezone.now()
        values |= {
            "ref": next_references("RQ", timezone.localdate(now).year)[0], "consultant": consultant,
            "language": get_language(), "created_at": now, "last_written_at": now, "state": State.WAITING,
        }  # fmt: skip
        if person:
            values |= {"state": State.OPEN, "confirmed_at": now}
        made, is_new = Conversation.objects.get_or_create(token=token, defaults=values)
        if is_new:
            first = made.messages.create(token=token, side=Side.ENQUIRER, text=text, created_at=now)
            if person:
                mails.request(first, site=site)
            else:
                mails.confirm(made, site=site)
    return made


def confirm(conversation: Conversation, *, site: str) -> None:
    """Whoever asked has pressed the mailed button: now it reaches the consultant. A second press changes nothing."""
    with _locked(conversation) as now:
        if now.state != State.WAITING:
            return
        if is_too_old(now):
            raise MoveRefused(_("This link is too old. Please write again from the consultant’s page."), code="old")
        if is_blocked(now.mailbox_of(Side.ENQUIRER)):
            raise MoveRefused(_blocked(), code="blocked")
        if now.consultant is None or (reason := closed_because(now.consultant)):
            raise MoveRefused(reason if now.consultant else _gone(), code="closed")
        now.state, now.confirmed_at = State.OPEN, timezone.now()
        now.last_written_at = now.confirmed_at
        now.save(update_fields=["state", "confirmed_at", "last_written_at"])
        mails.request(now.messages.get(), site=site)


def is_too_old(conversation: Conversation) -> bool:
    """Of one that waits for its address to be confirmed."""
    return conversation.state == State.WAITING and conversation.created_at < timezone.now() - CONFIRM_WITHIN


# --- To and fro -------------------------------------------------------------------------------------------------------
def hindrance(conversation: Conversation) -> str:
    """Why nothing more can be written, to whichever side; "" if it can."""
    if conversation.forgotten_at or conversation.state == State.CLOSED:
        return _("This conversation has ended.")
    if conversation.state == State.DECLINED:
        return _("This request was declined, which ends the conversation.")
    if conversation.consultant is None or conversation.consultant.withdrawn_at:
        return _gone()
    if any(report.state == report.State.OPEN for report in conversation.reports.all()):
        return _("Abuse was reported. Nothing is passed on until a curator has looked into it.")
    return ""


def write(conversation: Conversation, side: Side, *, token: UUID, text: str, site: str) -> None:
    """Pass one message on to the other side. A second time with the same token passes nothing on."""
    with _locked(conversation) as now:
        if Message.objects.filter(token=token).exists():
            return
        _may_write(now, side)
        moment = timezone.now()
        message = now.messages.create(token=token, side=side, text=text, created_at=moment)
        now.last_written_at = moment
        if side == Side.CONSULTANT:
            now.answered_at = now.answered_at or moment
        now.save(update_fields=["last_written_at", "answered_at"])
        mails.message(message, site=site)


def decline(conversation: Conversation, *, reason: str, token: UUID, text: str, site: str) -> None:
    """The consultant's no, with a ready reason and perhaps own words. A second press changes nothing."""
    with _locked(conversation) as now:
        if now.state == State.DECLINED:
            return
        _may_write(now, Side.CONSULTANT)
        moment = timezone.now()
        if text:
            now.messages.create(token=token, side=Side.CONSULTANT, text=text, created_at=moment)
        now.state, now.declined = State.DECLINED, reason
        now.last_written_at, now.answered_at = moment, now.answered_at or moment
        now.save(update_fields=["state", "declined", "last_written_at", "answered_at"])
        mails.declined(now, text=text, site=site)


def _may_write(now: Conversation, side: Side) -> None:
    if now.state == State.WAITING:
        raise MoveRefused(_("Confirm your address first."), code="state")
    if reason := hindrance(now):
        raise MoveRefused(reason, code="state")
    if is_blocked(now.mailbox_of(side)):
        raise MoveRefused(_blocked(), code="blocked")
    if is_blocked(now.mailbox_of(side.other)):
        raise MoveRefused(_("The other side can no longer be reached here."), code="state")


@contextmanager
def _locked(conversation: Conversation) -> Iterator[Conversation]:
    """The conversation as it is now. One that is gone meanwhile is refused."""
    with transaction.atomic():
        related = Conversation.objects.select_for_update(of=["self"]).select_related("consultant", "enquirer")
        now = related.filter(pk=conversation.pk).first()
        if now is None:
            raise MoveRefused(_("This conversation has ended."), code="state")
        yield now


def _gone() -> str:
    return _("The consultant has left the roster.")


def _blocked() -> str:
    return _("Messages from your mailbox are no longer passed on, because the relay was abused from it.")
