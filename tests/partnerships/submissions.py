"""Submissions for tests: as somebody would write them on the form."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from partnerships.submission.models import Submission
from portal.core.models import next_references

START = "/partnerships/submit/"
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
    "support": "without",
    "language": "pt",
}


def submission(state: str = "draft", **values) -> Submission:
    """A submission in any state, with what it must have there; ``data`` is complete unless the test says otherwise."""
    State = Submission.State
    now, [ref] = timezone.now(), next_references("SB", 2026)
    found = {"data": {"who": WHO, "snapshot": SNAPSHOT}, "email": WHO["email"], "has_consent": True, "language": "en"}
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
    return Submission.objects.create(ref=ref, start_key=uuid4(), state=state, **found | values)


def typed(values: dict) -> dict:
    """The same as a browser sends it."""
    sent = {}
    for name, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            sent |= {f"{name}-{place}-{field}": text for place, row in enumerate(value) for field, text in row.items()}
        else:
            sent[name] = value
    return sent


def ready(state: str = "draft", **values) -> Submission:
    one = submission(state, **values)
    Submission.objects.filter(pk=one.pk).update(created_at=timezone.now() - timedelta(hours=1))
    return one


def url(one: Submission, name: str = "") -> str:
    return f"{one.get_absolute_url()}{name}/" if name else one.get_absolute_url()


def save(client, one: Submission, name: str, values: dict, do: str = "continue", **window):
    return client.post(url(one, name), typed(values) | {"do": do} | window)


def stored(one: Submission) -> Submission:
    return Submission.objects.get(pk=one.pk)


def page_of(response) -> str:
    return response.content.decode()


def hidden(response, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page_of(response)).group(1)


def at_once(work, times: int = 6) -> list:
    """``work()`` in as many threads, all let loose together."""
    barrier = Barrier(times)

    def run(_number: int):
        barrier.wait(timeout=20)
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))
