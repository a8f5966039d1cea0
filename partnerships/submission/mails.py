"""The mails to the writer. None holds a word that a stranger typed, because the address may be somebody else's; what a
curator gives as a reason is quoted. To curators: notices.py.

The link in them opens a page with a button: programs that open every link of a mail confirm nothing.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from partnerships.models import Initiative
from partnerships.submission import steps
from partnerships.submission.known import public_record
from partnerships.submission.models import Answer, Message, Submission
from partnerships.submission.pages import asked_for
from portal.core import reference
from portal.core.outbox import queue

CONFIRM_WITHIN = timedelta(days=7)
SIGNER = signing.TimestampSigner(salt="submission.confirm")


def link(submission: Submission, *, site: str) -> None:
    """The private link, and the button to confirm the address. Once a minute at most, however often it is pressed."""
    _to_writer("submission_link", submission, site, cause=f"{submission.ref} {timezone.now():%Y-%m-%dT%H:%M}")


def received(submission: Submission, *, site: str) -> None:
    """It has arrived; what happens next. Again after each round of changes."""
    _to_writer("submission_received", submission, site, cause=f"{submission.ref} {submission.updated_at.isoformat()}")


# --- What curators decide ---------------------------------------------------------------------------------------------
def changes_asked(submission: Submission, *, site: str) -> None:
    """Which questions to look at again, and why."""
    with translation.override(submission.language):
        forms = steps.filled(submission.data, reference.current())
        asked = [label for _url, label in asked_for(submission, forms)]
    _decided("submission_changes_asked", submission, site, asked=asked)


def accepted(submission: Submission, *, record: Initiative, site: str) -> None:
    """It is public, and where."""
    _decided("submission_accepted", submission, site, record=record)


def rejected(submission: Submission, *, site: str) -> None:
    """Why, and how to come back."""
    _decided("submission_rejected", submission, site)


def duplicate(submission: Submission, *, site: str) -> None:
    """With the record that tells of the same, if everybody may see it."""
    _decided("submission_duplicate", submission, site, record=public_record(submission.duplicate_of))


def reopened(submission: Submission, *, site: str) -> None:
    """The curators look at it again."""
    _decided("submission_reopened", submission, site)


def message(sent: Message, *, site: str) -> None:
    """A message of the curators."""
    cause = f"{sent.submission.ref} message {sent.pk}"
    words = _words(sent.answer, sent.text)
    _to_writer("submission_message", sent.submission, site, cause=cause, **words)


# --- Afterwards -------------------------------------------------------------------------------------------------------
def still_running(submission: Submission, *, record: Initiative, site: str) -> None:
    """Is what was published of it still running? Once for each time that it is asked."""
    cause = f"{submission.ref} {submission.running_asked_at.isoformat()}"
    url = site + reverse("submission:still_running", args=[submission.ref, submission.token])
    _to_writer("submission_still_running", submission, site, cause=cause, record=record, still_running_url=url)


def _decided(name: str, submission: Submission, site: str, **more) -> None:
    more |= _words(submission.state_answer, submission.state_reason)
    _to_writer(name, submission, site, cause=f"{submission.ref} {submission.state_since.isoformat()}", **more)


def _words(answer: str, own: str) -> dict:
    """A ready answer, said in the language of the mail, and the curator's own words, which it quotes."""
    return {"answer": Answer(answer).label if answer else "", "own_words": own}


def _to_writer(
    name: str, submission: Submission, site: str, *, cause: str, record: Initiative | None = None, **more
) -> None:
    if not submission.email:  # forgotten since: housekeeping.py
        return
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
                "record": record,
                "record_url": site + record.get_absolute_url() if record else "",
            }
            | more,
        )


# --- Confirming an address --------------------------------------------------------------------------------------------
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
