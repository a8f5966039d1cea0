"""The mails to whoever submits a partnership: those of every form, and those that name a record."""

from __future__ import annotations

from partnerships.models import Initiative
from partnerships.submission.known import public_record
from partnerships.submission.models import Submission
from portal.core.submitting.mails import (
    CONFIRM_WITHIN,
    changes_asked,
    confirm_path,
    decided,
    link,
    message,
    received,
    rejected,
    reopened,
    to_writer,
)

__all__ = [
    "CONFIRM_WITHIN",
    "accepted",
    "changes_asked",
    "confirm_path",
    "duplicate",
    "link",
    "message",
    "received",
    "rejected",
    "reopened",
    "still_running",
]


def accepted(submission: Submission, *, record: Initiative, site: str) -> None:
    """It is public, and where."""
    decided("accepted", submission, site, record=record)


def duplicate(submission: Submission, *, site: str) -> None:
    """With the record that tells of the same, if everybody may see it."""
    decided("duplicate", submission, site, record=public_record(submission.duplicate_of))


def still_running(submission: Submission, *, record: Initiative, site: str) -> None:
    """Is what was published of it still running? Once for each time that it is asked."""
    cause = f"{submission.ref} {submission.running_asked_at.isoformat()}"
    url = site + submission.url("still_running")
    to_writer("still_running", submission, site, cause=cause, record=record, still_running_url=url)
