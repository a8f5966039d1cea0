"""Submissions for tests: as somebody would write them on the form."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from partnerships.submission.models import Submission
from portal.core.models import next_references

WHO = {
    "name": "Ana Souza",
    "organisation": "INPI Brazil",
    "country": "BR",
    "email": "ana@example.org",
    "has_right": "on",
}
SNAPSHOT = {
    "title": "Examiners of two offices learn from each other",
    "summary": "Twelve trademark examiners of Mozambique worked in Rio for a month.",
    "countries": [{"country": "BR", "role": "provider"}, {"country": "MZ", "role": "beneficiary"}],
    "organisations": [{"name": "INPI", "country": "BR", "role": "provider"}],
    "topics": ["trademarks"],
    "modality": "staff-exchange",
    "start": "03/2019",
    "end": "2020",
    "wipo_support": "no",
    "language": "pt",
}


def submission(state: str = "draft", **values) -> Submission:
    """A submission in any state, with what it must have there; ``data`` is complete unless the test says otherwise."""
    State = Submission.State
    now, [ref] = timezone.now(), next_references("SB", 2026)
    found = {"data": {"who": WHO, "snapshot": SNAPSHOT}, "email": WHO["email"], "has_consent": True}
    if state not in {State.DRAFT, State.SENT}:
        found["email_confirmed_at"] = now
    if state not in {State.DRAFT, State.CONFIRMED}:
        found["submitted_at"] = now
    if state in {State.CHANGES_REQUESTED, State.REJECTED, State.DUPLICATE}:
        found["state_reason"] = "For the test."
    if state == State.DUPLICATE:
        found["duplicate_of"] = "PI-2026-0001"
    if state in Submission.DECIDED:
        found["decided_at"] = now
    return Submission.objects.create(ref=ref, start_key=uuid4(), language="en", state=state, **found | values)
