"""What was typed into a long form, in words: for its writer to read again, and for whoever has to judge it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django import forms
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from portal.core import classification
from portal.core.dates import joined_text
from portal.core.lined_forms import LineList, StepForm


@dataclass(frozen=True)
class Shown:
    """An answer in words: one line, or several."""

    label: str
    lines: list[str]


def answers(form: StepForm, *, blank: bool = False, only: Collection[str] | None = None) -> list[Shown]:
    """What was typed, right or wrong, choices in words; unanswered questions only if asked for. ``only`` some parts."""
    found = []
    for part in form.parts:
        if only is not None and part.name not in only:
            continue
        if isinstance(part, LineList):
            rows = (joined_text(_words(box) for box in line) for line in part.filled)
            found.append(Shown(str(part.spec.legend), list(rows)))
        else:
            words = _words(part)
            found.append(Shown(str(part.label), [words] if words else []))
    return [each for each in found if each.lines or blank]


def _words(box: forms.BoundField) -> str:
    value = box.value()
    if isinstance(box.field, forms.BooleanField):
        return _("Yes") if value else ""
    if isinstance(box.field, forms.ChoiceField):
        chosen = value if isinstance(value, list) else [value]
        labels = dict(flatten_choices(box.field.choices))
        return classification.list_in_words([str(labels.get(each, each)) for each in chosen if each], most=100)
    return (value or "").strip()
