"""The relay's mails. Each is written by the portal to one side: no address of the other stands in it or its headers.

All are ``is_secret``: what they say, and the private link in them, is erased from the outbox once they were sent, and
nobody reads it there before. They are noted with their conversation, so that an unsent one is forgotten with it.
"""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from portal.core.outbox import queue
from roster.models import AbuseReport, Conversation, Message, Side
from roster.relay.parties import named, period


def confirm(conversation: Conversation, *, site: str) -> None:
    """To the address that a visitor gave, which may be somebody else's: no word that was typed is in it."""
    _queue("relay_confirm", conversation, Side.ENQUIRER, site, cause="confirm")


def request(first: Message, *, site: str) -> None:
    """To the consultant: who asks, about what, and the message."""
    _queue("relay_request", first.conversation, Side.CONSULTANT, site, cause="request", text=first.text)


def message(passed_on: Message, *, site: str) -> None:
    """To the other side: a further message."""
    to, cause = Side(passed_on.side).other, f"message {passed_on.pk}"
    _queue("relay_message", passed_on.conversation, to, site, cause=cause, text=passed_on.text)


def declined(conversation: Conversation, *, text: str, site: str) -> None:
    """To whoever asked: no, and why."""
    _queue("relay_declined", conversation, Side.ENQUIRER, site, cause="declined", text=text)


def report_decided(report: AbuseReport, *, site: str) -> None:
    """To whoever reported abuse: what the curators did."""
    _queue(
        "relay_report_decided", report.conversation, Side(report.side), site, cause=f"report {report.pk}", report=report
    )


def _queue(name: str, conversation: Conversation, to: Side, site: str, *, cause: str, **context) -> None:
    """In the language of whoever reads it. Nothing to a side that left, or whose address was forgotten."""
    address = conversation.address(to)
    if not address:
        return
    with translation.override(conversation.language_of(to)):
        mail = queue(
            name,
            to=address,
            cause=f"{conversation.ref} {cause}",
            why=_why(conversation, to),
            context={
                "conversation": conversation,
                "other": named(conversation, to.other),
                "period": period(conversation),
                "page_url": site + conversation.page(to),
            }
            | context,
            is_secret=True,
        )
    if mail:
        conversation.mails.add(mail)


def _why(conversation: Conversation, to: Side) -> str:
    if to == Side.CONSULTANT:
        return _("You get this mail because you are listed in the roster of consultants. Your address was not shown.")
    return _("You get this mail because this address was given with the request %(ref)s. It was not shown.") % {
        "ref": conversation.ref
    }
