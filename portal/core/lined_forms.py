"""A long form, or a step of one: fields and lists of lines, filled from what is stored and judged when asked.

A step is stored as it was typed (``read``), whatever it is worth; the same values fill the page again (``StepForm``),
and only ``problems`` says what is missing or wrong. So saving never refuses, and sending never guesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.core.form_fields import Offered
from portal.core.reference import Reference


class Progress(Enum):
    TO_DO = "to_do"
    PROBLEMS = "problems"
    DONE = "done"


@dataclass(frozen=True)
class Problem:
    anchor: str  # id of the box to go to
    label: str
    message: str
    is_missing: bool  # nothing is wrong yet, something is still to be answered


@dataclass(frozen=True)
class Lines:
    """A list of lines within a step, such as countries with their roles."""

    form: type[LineForm]
    legend: Promise
    hint: Promise
    add: Promise
    line: Promise  # "Country %(number)d"
    least: int = 0
    shown: int = 1
    most: int = 40
    too_few: Promise | str = ""
    once: tuple[str, ...] = ()  # boxes that no two lines fill in alike, all of them together


class FilledForm(forms.Form):
    """Bound to what is stored. Until somebody asks for problems it is shown without a judgement."""

    use_required_attribute = False

    def __init__(self, values: Mapping, reference: Reference, **kwargs):
        prefix = f"{kwargs['prefix']}-" if "prefix" in kwargs else ""
        data = {f"{prefix}{name}": value if isinstance(value, list) else [value] for name, value in values.items()}
        super().__init__(MultiValueDict(data), label_suffix="", **kwargs)
        for field in self.fields.values():
            field.error_messages = {**field.error_messages, "required": _("This is still missing.")}
            if isinstance(field, Offered):
                field.offer(reference)

    def judge(self) -> ErrorDict:
        """What is missing or wrong; from then on the boxes show it."""
        self._errors = None
        return self.errors

    def hush(self) -> None:
        self._errors, self.cleaned_data = ErrorDict(), {}


class LineForm(FilledForm):
    """One line of a list."""

    @property
    def is_blank(self) -> bool:
        return not any(value.strip() for values in self.data.lists() for value in values[1])


class LineList:
    """The lines of one list: those that were typed, and blank ones up to the number that is always shown."""

    def __init__(self, name: str, spec: Lines, values: list[Mapping], reference: Reference):
        self.name, self.spec = name, spec
        values = [*values, *({} for _number in range(spec.shown - len(values)))]
        self.forms = [spec.form(each, reference, prefix=f"{name}-{place}") for place, each in enumerate(values)]
        self.problem = ""

    @property
    def filled(self) -> list[LineForm]:
        return [form for form in self.forms if not form.is_blank]

    @property
    def can_grow(self) -> bool:
        return len(self.forms) < self.spec.most

    @property
    def rows(self) -> list[tuple[str, LineForm]]:
        return [(self.spec.line % {"number": number}, form) for number, form in enumerate(self.forms, start=1)]

    def problems(self) -> Iterable[Problem]:
        self.problem = ""
        for label, form in self.rows:
            if form.is_blank:
                form.hush()
            else:
                yield from _form_problems(form, form.judge(), label)
        yield from self._doubles()
        if len(self.filled) < self.spec.least:
            self.problem = str(self.spec.too_few)
            blank = next(form for form in self.forms if form.is_blank)
            first_box = next(iter(blank))
            yield Problem(first_box.auto_id, str(self.spec.legend), self.problem, is_missing=True)

    def _doubles(self) -> Iterable[Problem]:
        seen = set()
        for label, form in self.rows:
            if not self.spec.once or form.is_blank or form.judge():
                continue
            key = tuple(form.cleaned_data[name] for name in self.spec.once)
            if key in seen:
                self.problem = _("A line is there twice.")
                yield Problem(next(iter(form)).auto_id, label, self.problem, is_missing=False)
            seen.add(key)

    @property
    def cleaned(self) -> list[dict]:
        """The valid lines."""
        return [form.cleaned_data for form in self.filled if not form.judge()]


class StepForm(FilledForm):
    heading: Promise
    lead: Promise | str = ""
    is_optional = False  # it may be left empty; what is typed must still be right
    lines: Mapping[str, Lines] = {}

    def __init__(self, values: Mapping, reference: Reference):
        super().__init__({name: value for name, value in values.items() if name not in self.lines}, reference)
        self.line_lists = {
            name: LineList(name, spec, values.get(name, []), reference) for name, spec in self.lines.items()
        }
        self.values, self.reference = values, reference
        self.asked = [*self.fields, *self.lines]
        self.is_blank = not any(values.values())
        self.found: list[Problem] = []
        self.show_unjudged()

    def show_unjudged(self) -> None:
        for form in (self, *(form for each in self.line_lists.values() for form in each.forms)):
            form.hush()

    def problems(self) -> list[Problem]:
        """Everything missing or wrong, in the order of the page."""
        errors, found = self.judge(), {}
        for problem in _form_problems(self, errors):
            found.setdefault(problem.anchor, []).append(problem)
        ordered = [each for name in self.field_order or self.fields for each in self._at(name, found)]
        self.found = [*(each for some in found.values() for each in some), *ordered]
        return self.found

    def _at(self, name: str, found: dict[str, list[Problem]]) -> list[Problem]:
        if name in self.line_lists:
            return list(self.line_lists[name].problems())
        return found.pop(_anchor(self[name]), [])

    @property
    def progress(self) -> Progress:
        problems = self.problems()
        if any(not each.is_missing for each in problems):
            return Progress.PROBLEMS
        return Progress.TO_DO if problems or self.is_blank else Progress.DONE

    @property
    def answers(self) -> dict:
        """What is valid, cleaned: values by field, lists of lines by their name. Call ``problems`` to know the rest."""
        self.judge()
        return self.cleaned_data | {name: each.cleaned for name, each in self.line_lists.items()}

    @property
    def parts(self) -> list[forms.BoundField | LineList]:
        """Boxes and lists in the order of the page."""
        return [self.line_lists.get(name) or self[name] for name in self.field_order or self.fields]


def _form_problems(form: forms.Form, errors: ErrorDict, prefix: str = "") -> Iterable[Problem]:
    for name, found in errors.as_data().items():
        box = form[name]
        label = f"{prefix}: {box.label}" if prefix else str(box.label)
        for error in found:
            for message in error.messages:
                yield Problem(_anchor(box), label, message, is_missing=error.code == "required")


def _anchor(box: forms.BoundField) -> str:
    return f"{box.auto_id}_0" if box.use_fieldset else box.auto_id


def read(form: type[StepForm], sent: QueryDict) -> dict:
    """What was typed into a step, as it was typed. Unknown names are not taken; NUL is the one letter that PostgreSQL
    cannot keep. Blank lines at the end of a list are left out."""
    values = {name: _typed(field, name, sent) for name, field in form.base_fields.items()}
    return values | {name: _read_lines(name, spec, sent) for name, spec in form.lines.items()}


def _typed(field: forms.Field, name: str, sent: QueryDict) -> str | list[str]:
    if isinstance(field, forms.MultipleChoiceField):
        return [each.replace("\x00", "") for each in sent.getlist(name)]
    return sent.get(name, "").replace("\x00", "")


def _read_lines(name: str, spec: Lines, sent: QueryDict) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    fields = spec.form.base_fields
    for place in range(spec.most):
        if not any(f"{name}-{place}-{field}" in sent for field in fields):
            break
        rows.append({field: _typed(base, f"{name}-{place}-{field}", sent) for field, base in fields.items()})
    while rows and not any(value.strip() for value in rows[-1].values()):
        rows.pop()
    return rows
