"""Two people, or two tabs, at one long form: whoever saves second is told, shown what changed, and loses nothing.

A form carries along when its record was last saved (``seen_mark``) and what its boxes showed (``digests``); saving
raises ``Changed`` if the mark is not the record's any more, and ``changed_since`` says which answers differ.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.http import QueryDict

from portal.core.answers import Shown, answers
from portal.core.lined_forms import StepForm
from portal.core.models import Reviewed


class Changed(Exception):
    """Somebody saved, or moved, the record since this form was opened."""


def seen_mark(record: Reviewed | None) -> str:
    """What a form carries along of the state it was opened in."""
    return record.updated_at.isoformat() if record else ""


def digests(form: StepForm) -> str:
    """What the boxes show, answer by answer, as small as can be: to say later which ones somebody else changed."""
    return " ".join(_digest(each) for each in answers(form, blank=True))


def changed_since(opened: str, now: StepForm) -> list[Shown]:
    """The answers that are not what they were when a form with these digests was opened."""
    was = set(opened.split())
    return [each for each in answers(now, blank=True) if _digest(each) not in was]


def _digest(answer: Shown) -> str:
    return hashlib.sha256(repr((answer.label, answer.lines)).encode()).hexdigest()[:12]


def one_more(form: type[StepForm], typed: Mapping, sent: QueryDict, name: str) -> list[dict]:
    """The lines of a list with one blank line more than the page had: what its button "add" asks for."""
    spec = form.lines[name]
    first = next(iter(spec.form.base_fields))
    had = next(place for place in range(spec.most + 1) if f"{name}-{place}-{first}" not in sent)
    rows = typed[name]
    return rows + [{} for _blank in range(min(had + 1, spec.most) - len(rows))]
