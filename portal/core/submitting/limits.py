"""How much one network or mailbox may do with a form, and what is said when it is too much."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.models import Submitted
from portal.core.rate_limit import Answer, allowed, client_prefix, mailbox

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def trap() -> str:
    return _("This field is a trap for programs. Please empty it and send the form again.")


def pause(answer: Answer) -> str:
    minutes = -(-answer.retry_after // 60)
    text = ngettext(
        "Too much came from your network or for this address. Please try again in %(minutes)d minute.",
        "Too much came from your network or for this address. Please try again in %(minutes)d minutes.",
        minutes,
    )
    return text % {"minutes": minutes}


def may_mail(request: HttpRequest, submission: Submitted) -> Answer:
    """Few mails to one mailbox, which may be that of somebody who never asked; not too many from one network."""
    answer = allowed(f"{submission.NAME} mails", client_prefix(request), limit=30, period=HOUR)
    return answer and allowed(f"{submission.NAME} mail", mailbox(submission.email), limit=6, period=DAY)
