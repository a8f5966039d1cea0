"""Mails to consultants about their own profile. None holds a word of it: mails are kept."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core.models import User
from portal.core.outbox import queue
from roster.models import Claim, Consultant, CurrencyCheck


def claim(claim: Claim, *, site: str) -> None:
    """To a mailbox that may be a stranger's: is this your profile?"""
    consultant = claim.consultant
    with translation.override(consultant.language):
        page = site + claim.get_absolute_url()
        queue(
            "consultant_claim", to=claim.email, cause=f"{claim.pk} {claim.sent_at.isoformat()}",
            why=_("You get this mail because this address stands in a profile that our curators keep."),
            context={"consultant": consultant, "claim": claim, "page_url": page}, stop_url=f"{page}decline/",
        )  # fmt: skip


def claimed(claim: Claim, person: User, *, site: str) -> None:
    """To the mailbox that was asked: which account has the profile now. It may be another than its own."""
    with translation.override(claim.consultant.language):
        queue(
            "consultant_claimed", to=claim.email, cause=f"{claim.pk}",
            why=_("You get this mail, once, because this address stands in the profile."),
            context={"consultant": claim.consultant, "person": person, "about_url": site + reverse("about"),
                     "own_url": site + reverse("profile:mine")},
        )  # fmt: skip


def still_correct(check: CurrencyCheck, *, site: str) -> None:
    """Is it still correct? The same again as a reminder; the last one says what happens without an answer."""
    _to_owner("consultant_still_correct", check, site, cause=f"{check.pk} {check.mails}")


def hidden(check: CurrencyCheck, *, site: str) -> None:
    """Nobody answered: the profile is not shown any more, and one press brings it back."""
    _to_owner("consultant_hidden", check, site, cause=f"{check.pk}")


def withdrawn(consultant: Consultant, *, day, site: str) -> None:
    """It is gone from every page; until when that can be undone."""
    _queue(
        "consultant_withdrawn", consultant, cause=f"{consultant.pk} {consultant.withdrawn_at.isoformat()}", site=site,
        day=day,
    )  # fmt: skip


def _to_owner(name: str, check: CurrencyCheck, site: str, *, cause: str) -> None:
    _queue(name, check.consultant, cause=cause, site=site, check=check)


def _queue(name: str, consultant: Consultant, *, cause: str, site: str, **more) -> None:
    to, language = address_of(consultant)
    with translation.override(language):
        if "check" in more:
            more["page_url"] = site + more["check"].get_absolute_url()
        queue(
            name, to=to, cause=cause, why=_("You get this mail because it is about your profile in the roster."),
            context={
                "consultant": consultant,
                "own_url": site + reverse("profile:mine"),
                "edit_url": site + reverse("profile:edit"),
                "withdraw_url": site + reverse("profile:withdraw"),
                **more,
            },
        )  # fmt: skip


def address_of(consultant: Consultant) -> tuple[str, str]:
    """Where its owner reads mails, and in which language: the account says it, once there is one."""
    account = consultant.account
    if account and account.is_active:
        return account.email, account.language
    return consultant.email, consultant.language
