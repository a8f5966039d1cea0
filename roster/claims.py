"""How a profile finds its owner: its mailbox is asked, and whoever opens the link binds it to their account.

    open → accepted, declined, withdrawn

Nobody is listed who has not said yes: a profile that a curator entered has no consent, and only its owner gives one.
``site`` is what links in mails begin with (``mail.origin``).
"""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.models import User
from roster import withdrawal
from roster.changing import changing
from roster.models import Claim, Consultant
from roster.own import mails

OPEN_FOR = timedelta(days=30)
ONE_PRESS = timedelta(minutes=1)  # whoever presses twice within it has asked once
State = Claim.State


class ClaimRefused(ValidationError):
    """This profile cannot be claimed, or not by this person; the message says why."""


def invite(consultant: Consultant, *, by: User | None, site: str) -> Claim:
    """Ask whoever reads the profile's mailbox to claim it. Asked again, the same link is mailed once more and open for
    another month, unless the address is another by now: then the old link ends. ``by`` is None where the link was asked
    for on the page of one that has run out."""
    with changing(consultant, by, move="invite to claim") as now:
        if now.withdrawn_at:
            raise ClaimRefused(_("This person has withdrawn."), code="withdrawn")
        if now.account_id:
            raise ClaimRefused(_("This profile is claimed already."), code="claimed")
        moment = timezone.now()
        waiting = now.claims.open().first()
        if waiting and waiting.mailbox != now.mailbox:
            _answer(waiting, State.WITHDRAWN, by)
            waiting = None
        if waiting and waiting.sent_at > moment - ONE_PRESS:
            return waiting
        claim = waiting or Claim(consultant=now, mailbox=now.mailbox, created_by=by)
        claim.email, claim.sent_at, claim.expires_at = now.email, moment, moment + OPEN_FOR
        claim.save()
        mails.claim(claim, site=site)
    return claim


def accept(claim: Claim, *, by: User, site: str) -> Consultant:
    """The profile is this person's from now on. Pressed twice it is one; of two people the first one has it. If it is
    not the account that was asked, the mailbox that was is told which one it was."""
    with changing(claim.consultant, by, move="claim") as now:
        claim = now.claims.get(pk=claim.pk)
        if now.account_id == by.pk:
            return now
        if now.account_id or claim.state != State.OPEN:
            raise ClaimRefused(_("This link was used already, or has ended."), code="used")
        if claim.is_expired:
            raise ClaimRefused(_("This link has run out."), code="expired")
        User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two profiles cannot be claimed at once
        if Consultant.objects.filter(account=by).exists():
            raise ClaimRefused(_("Your account has a profile already. One person has one."), code="second")
        now.account = by
        now.save(update_fields=["account"])
        _answer(claim, State.ACCEPTED, by)
        mails.claimed(claim, by, site=site)
    return now


def may_decline(claim: Claim) -> bool:
    """As long as its owner has agreed to nothing. Who agreed to be listed leaves on the own page."""
    return claim.can_be_accepted and not claim.consultant.consents.exists()


def decline(claim: Claim) -> None:
    """Whoever has the link wants no profile: nothing of it was ever public, and it is erased."""
    with changing(claim.consultant, None, move="decline") as now:
        claim = now.claims.get(pk=claim.pk)
        if may_decline(claim):
            _answer(claim, State.DECLINED, None)
            withdrawal.withdraw(now, by=None)


def _answer(claim: Claim, state: State, by: User | None) -> None:
    claim.state, claim.answered_at, claim.answered_by = state, timezone.now(), by
    claim.save()
