"""The mails of the form to its writer. None holds a word that somebody typed: the address may be that of a stranger.

The link in them opens a page with a button: programs that open every link of a mail confirm nothing.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from partnerships.submission.models import Submission
from portal.core.outbox import queue

CONFIRM_WITHIN = timedelta(days=7)
SIGNER = signing.TimestampSigner(salt="submission.confirm")


def link(submission: Submission, *, site: str) -> None:
    """The private link, and the button to confirm the address. Once a minute at most, however often it is pressed."""
    _to_writer("submission_link", submission, site, cause=f"{submission.ref} {timezone.now():%Y-%m-%dT%H:%M}")


def received(submission: Submission, *, site: str) -> None:
    """It has arrived; what happens next. Again after each round of changes."""
    _to_writer("submission_received", submission, site, cause=f"{submission.ref} {submission.updated_at.isoformat()}")


def _to_writer(name: str, submission: Submission, site: str, *, cause: str) -> None:
    with translation.override(submission.language):
        queue(
            name,
            to=submission.email,
            cause=cause,
            why=_("You get this mail because this address was given with the submission %(ref)s.")
            % {"ref": submission.ref},
            context={
                "submission": submission,
                "page_url": site + submission.get_absolute_url(),
                "confirm_url": "" if submission.email_confirmed_at else site + confirm_path(submission),
                "days": CONFIRM_WITHIN.days,
            },
        )


def confirm_path(submission: Submission) -> str:
    signature = SIGNER.sign(_mark(submission.email))
    return reverse("submission:confirm", args=[submission.ref, submission.token, signature])


def is_confirmed_by(submission: Submission, signature: str) -> bool:
    """Whether the signature is ours, not too old, and for the present address."""
    try:
        mark = SIGNER.unsign(signature, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        return False
    return constant_time_compare(mark, _mark(submission.email))


def _mark(email: str) -> str:
    return salted_hmac("submission.email", email).hexdigest()[:16]
