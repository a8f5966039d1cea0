"""Earlier versions of a text, from the audit's events: what each changed, line by line, and how to have one back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from django.db import models

from portal.core.admin.history import Step, Words
from portal.core.models import PageText, User

WORDS = ("title", "summary", "body")
SAME, TAKEN, ADDED, LEFT_OUT = "same", "taken", "added", "left_out"
AROUND = 1  # unchanged paragraphs that are shown beside a change


@dataclass(frozen=True)
class Line:
    how: str  # SAME, TAKEN away, ADDED; LEFT_OUT stands for unchanged lines that are not shown
    text: str = ""


@dataclass
class Version:
    number: int  # the event's
    at: datetime
    who: str
    why: str
    is_current: bool
    lines: list[Line]  # what changed since the version before


def versions_of(text: PageText) -> list[Version]:
    """The newest first. Events that changed no words, such as publishing, are no versions."""
    events = _with_other_words(PageText.pgh_event_model.objects.filter(pgh_obj=text.pk).select_related("pgh_context"))
    steps = [Step(event.pgh_created_at, event.pgh_context, []) for event in events]
    words = Words(steps)
    before = [None, *events]
    found = [
        Version(
            event.pgh_id, event.pgh_created_at, words.who(step), step.metadata.get("reason", ""), event is events[-1],
            list(compared(_lines(earlier), _lines(event))),
        )
        for earlier, event, step in zip(before, events, steps, strict=False)
    ]  # fmt: skip
    return found[::-1]


def restore(text: PageText, number: int, *, by: User) -> models.Model | None:
    """Give ``text`` the words it had in that version; None if it never had one of that number."""
    event = PageText.pgh_event_model.objects.filter(pgh_obj=text.pk, pgh_id=number).first()
    if event is not None:
        for name in WORDS:
            setattr(text, name, getattr(event, name))
        text.edited, text.updated_by = True, by
        text.save()
    return event


def compared(old: list[str], new: list[str]) -> Iterator[Line]:
    """What was taken away and what was added, with a little of what stands around it."""
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        if group[0][1] > 0:
            yield Line(LEFT_OUT)
        for how, first, last, new_first, new_last in group:
            if how == "equal":
                yield from (Line(SAME, line) for line in old[first:last])
            else:
                yield from (Line(TAKEN, line) for line in old[first:last])
                yield from (Line(ADDED, line) for line in new[new_first:new_last])


def _with_other_words(events: models.QuerySet) -> list[models.Model]:
    found: list[models.Model] = []
    for event in events.order_by("pgh_id"):
        if not found or _lines(event) != _lines(found[-1]):
            found.append(event)
    return found


def _lines(event: models.Model | None) -> list[str]:
    if event is None:
        return []
    return [event.title, event.summary, *(line for line in event.body.splitlines() if line.strip())]
