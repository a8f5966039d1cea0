"""Saving what is typed: nothing is refused for being unfinished, and nothing is overwritten unseen.

Every step counts its saves. A page knows from which one it was made; if another window has saved since, what was typed
here is kept beside it (``kept_texts``) and the writer is told. A window never stands in its own way: its own saves,
also those of a page gone back to or sent twice, follow each other.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.core.lined_forms import StepForm
from portal.core.models import Submitted
from portal.core.reference import Reference
from portal.core.submitting.moves import lock
from portal.core.submitting.openness import closed_parts, kept_closed, typed_into

LARGEST_STEP = 200_000  # letters of JSON, far more than its fields allow
MOST_KEPT_TEXTS = 20
UNSAVED = {"number": 0, "tab": "", "sequence": 0, "at": ""}


class TooLarge(Exception):
    """A step holds more than any honest answer: it is shown again, but not stored."""


class Closed(Exception):
    """Sent meanwhile, from another window: what was typed since is kept, but no longer part of it."""


@dataclass(frozen=True)
class Window:
    """Where a save comes from."""

    tab: str  # one page in one browser window
    number: int  # the step's save that the page was made from
    sequence: int  # of the requests that a script sends from it: the network may deliver them in another order


@dataclass(frozen=True)
class Save:
    number: int
    at: datetime
    is_conflict: bool = False


def save(submission: Submitted, step: str, values: dict, window: Window, reference: Reference) -> Save:
    """Store a step as it was typed and bring ``submission`` up to date. Raises TooLarge and Closed."""
    if len(json.dumps(values)) > LARGEST_STEP:
        raise TooLarge
    with transaction.atomic():
        locked = lock(submission)
        before = UNSAVED | locked.versions.get(step, {})
        stored, typed = locked.data.get(step, {}), values
        closed = closed_parts(locked, step, locked.STEPS[step](stored, reference))
        values = kept_closed(typed, stored, closed)
        is_same_window = window.tab == before["tab"]
        is_late = is_same_window and window.sequence < before["sequence"]
        if stored == values or is_late:
            saved = Save(before["number"], timezone.now())
        elif not locked.is_editable or (window.number < before["number"] and not is_same_window):
            _keep(locked, step, typed, window.tab)
            saved = Save(before["number"], timezone.now(), is_conflict=True)
        else:
            saved = Save(before["number"] + 1, timezone.now())
            version = {"number": saved.number, "tab": window.tab, "sequence": window.sequence}
            _write(locked, step, values, version | {"at": saved.at.isoformat()}, reference)
        if typed_into(typed, stored, closed) and not saved.is_conflict:
            _keep(locked, step, typed, window.tab)
            saved = replace(saved, is_conflict=True)
    submission.refresh_from_db()
    if saved.is_conflict and not submission.is_editable:
        raise Closed
    return saved


def swap(submission: Submitted, step: str, kept_id: int, reference: Reference) -> None:
    """Put a kept text into the step, and keep the step's own in its place."""
    with transaction.atomic():
        locked = lock(submission)
        kept = locked.kept_texts.filter(pk=kept_id, step=step).first()
        if kept and locked.is_editable:
            stored = locked.data.get(step, {})
            closed = closed_parts(locked, step, locked.STEPS[step](stored, reference))
            values, kept.values = kept_closed(kept.values, stored, closed), stored
            kept.save()
            before = UNSAVED | locked.versions.get(step, {})
            version = {"number": before["number"] + 1, "tab": "", "sequence": 0, "at": timezone.now().isoformat()}
            _write(locked, step, values, version, reference)
    submission.refresh_from_db()


def forget(submission: Submitted, step: str, kept_id: int) -> None:
    submission.kept_texts.filter(pk=kept_id, step=step).delete()


def _keep(submission: Submitted, step: str, values: dict, tab: str) -> None:
    submission.kept_texts.update_or_create(step=step, tab=tab, defaults={"values": values})
    newest = submission.kept_texts.order_by("-kept_at").values_list("pk", flat=True)[:MOST_KEPT_TEXTS]
    submission.kept_texts.exclude(pk__in=list(newest)).delete()


def _write(submission: Submitted, step: str, values: dict, version: dict, reference: Reference) -> None:
    submission.data = submission.data | {step: values}
    submission.versions = submission.versions | {step: version}
    forms = submission.filled(reference)
    submission.derive(forms)
    submission.completeness = _completeness(forms)
    _change_email(submission, forms[submission.EMAIL_IN].answers.get("email", ""))
    submission.save()


def _change_email(submission: Submitted, email: str) -> None:
    """Another address must be confirmed anew. Once sent, it stays: the curators talk with whoever confirmed it."""
    if submission.submitted_at or email in {"", submission.email}:
        return
    submission.email, submission.email_confirmed_at = email, None
    submission.state = submission.State.DRAFT


def _completeness(forms: dict[str, StepForm]) -> int:
    """How many of all boxes and lists hold something, per cent."""
    parts = [bool(form.values.get(name)) for form in forms.values() for name in form.asked]
    return round(100 * sum(parts) / len(parts))
