"""Mails to curators: something has come in that waits for them. No word of a stranger is in them.

Whom a submission concerns follows from the countries and topics of its valid answers (portal/core/remits.py).
"""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy

from partnerships.submission.models import Submission
from portal.core import reference
from portal.core.classification import list_in_words
from portal.core.notifications import KINDS, Kind, notify
from portal.core.remits import curators_for, why_told


class News(models.TextChoices):
    """What happened, as the subject of the mail says it."""

    ARRIVED = "arrived", gettext_lazy("A partnership was submitted")
    RETURNED = "returned", gettext_lazy("A submission came back with changes")
    MESSAGE = "message", gettext_lazy("A submitter wrote to the curators")
    CORRECTION = "correction", gettext_lazy("A partner asks for a correction")
    ANSWERED = "answered", gettext_lazy("All partners of a submission have answered")
    OBJECTION = "objection", gettext_lazy("A partner objects to a submission")


KIND = "submission_waiting"
KINDS[KIND] = Kind(
    gettext_lazy("A submitted partnership waits for you"),
    gettext_lazy("For curators: when one of your regions or topics arrives, comes back, or its writer has a question."),
)


def waiting(submission: Submission, news: News, *, site: str, since: datetime | None = None) -> None:
    """Tell those whom it concerns. ``since`` is what it is told once for: at first when it came into its state."""
    known = reference.current()
    snapshot = submission.filled(known, ["snapshot"])["snapshot"].answers
    codes = list(dict.fromkeys(line["country"] for line in snapshot.get("countries", [])))
    cause = f"{submission.ref} {news} {(since or submission.state_since).isoformat()}"
    for curator in curators_for(KIND, countries=codes, topics=snapshot.get("topics", [])):
        with translation.override(curator.language):
            countries = list_in_words([reference.current().name_of(code) for code in codes], most=len(codes))
            page_url = site + reverse("admin:submission_submission_change", args=[submission.pk])
            why = why_told(curator)
        context = {"submission": submission, "news": news, "countries": countries, "page_url": page_url}
        notify(curator, KIND, "submission_waiting", cause=cause, why=why, context=context, site=site)
