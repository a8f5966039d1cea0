"""The mails to the writer of a submission, named after the room's form: "submission_link".

None holds a word that a stranger typed, because the address may be somebody else's; what a curator gives as a reason is
quoted. The link in them opens a page with a button: programs that open every link of a mail confirm nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.core import signing
from django.db.models import Model
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.core import reference
from portal.core.models import Exchanged, Submitted
from portal.core.outbox import queue
from portal.core.submitting.pages import asked_for

CONFIRM_WITHIN = timedelta(days=7)
SIGNER = signing.TimestampSigner(salt="submission.confirm")


def link(submission: Submitted, *, site: str) -> None:
    """The private link, and the button to confirm the address. Once a minute at most, however often it is pressed."""
    to_writer("link", submission, site, cause=f"{submission.ref} {timezone.now():%Y-%m-%dT%H:%M}")


def received(submission: Submitted, *, site: str) -> None:
    """It has arrived; what happens next. Again after each round of changes."""
    to_writer("received", submission, site, cause=f"{submission.ref} {submission.updated_at.isoformat()}")


# --- What curators decide ---------------------------------------------------------------------------------------------
def changes_asked(submission: Submitted, *, site: str) -> None:
    """Which questions to look at again, and why."""
    with translation.override(submission.language):
        asked = [label for _url, label in asked_for(submission, submission.filled(reference.current()))]
    decided("changes_asked", submission, site, asked=asked)


def rejected(submission: Submitted, *, site: str) -> None:
    """Why, and how to come back."""
    decided("rejected", submission, site)


def reopened(submission: Submitted, *, site: str) -> None:
    """The curators look at it again."""
    decided("reopened", submission, site)


def message(sent: Exchanged, *, site: str) -> None:
    """A message of the curators."""
    cause = f"{sent.submission.ref} message {sent.pk}"
    words = _words(sent.get_answer_display, sent.text, sent.submission.language)
    to_writer("message", sent.submission, site, cause=cause, **words)


def decided(name: str, submission: Submitted, site: str, **more) -> None:
    """What became of it, with the reason."""
    more |= _words(submission.get_state_answer_display, submission.state_reason, submission.language)
    to_writer(name, submission, site, cause=f"{submission.ref} {submission.state_since.isoformat()}", **more)


def _words(answer: Callable[[], str], own: str, language: str) -> dict:
    """A ready answer, said in the language of the mail, and the curator's own words, which it quotes."""
    with translation.override(language):
        return {"answer": str(answer()), "own_words": own}


def to_writer(name: str, submission: Submitted, site: str, *, cause: str, record: Model | None = None, **more) -> None:
    """Nothing once the address is forgotten. ``record`` is what was made of it, or what is known already."""
    if not submission.email:
        return
    with translation.override(submission.language):
        queue(
            f"{submission.NAME}_{name}",
            to=submission.email,
            cause=cause,
            why=submission.why_mailed,
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
def confirm_path(submission: Submitted) -> str:
    signature = SIGNER.sign(_mark(submission.email))
    return submission.url("confirm", signature)


def is_confirmed_by(submission: Submitted, signature: str) -> bool:
    """Whether the signature is ours, not too old, and for the present address."""
    try:
        mark = SIGNER.unsign(signature, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        return False
    return constant_time_compare(mark, _mark(submission.email))


def _mark(email: str) -> str:
    return salted_hmac("submission.email", email).hexdigest()[:16]
