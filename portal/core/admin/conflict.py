"""Two people at one record: what each wants, against what both saw, field by field and line by line.

A form carries along what it showed when it was opened. When it comes back and the record has changed meanwhile, nothing
is saved: what only the other changed is taken over, what only this person changed is kept, and where both did, their
words stay in the form until they choose. docs/adr/0015-two-curators.md.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django import forms
from django.contrib.admin import ModelAdmin
from django.db import models
from django.http import HttpRequest, QueryDict

OPENED, SEEN_AT, MERGED, THEIRS = "as_opened", "seen_at", "merged", "theirs"
MOST_LINES = 1000  # as in Django's formsets

Row = dict[str, str]  # the fields of a form as a browser sends them; a box that is not ticked is ""


class Mark(forms.CharField):
    """A hidden field of the desk's own, nobody's change."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False, strip=False)

    def has_changed(self, initial, data) -> bool:
        return False


@dataclass
class Picture:
    """A record with its lines, as its form shows it or wants it."""

    values: Row
    lines: dict[str, dict[str, Row]]  # prefix → the line's key → its fields

    def as_text(self) -> str:
        return json.dumps([self.values, self.lines])

    @classmethod
    def from_text(cls, text: str) -> Picture | None:
        """None for what no form of ours wrote."""
        try:
            values, lines = json.loads(text)
            return cls(dict(values), {prefix: dict(rows) for prefix, rows in lines.items()})
        except (ValueError, TypeError, AttributeError):
            return None


@dataclass
class Difference:
    """Something that the record, the form or both have otherwise than it was opened."""

    field: forms.Field | None  # None: a whole line
    label: str
    was: str | None  # None: not known
    theirs: str
    yours: str
    pick: str = ""  # the form's name of the field, where a choice is left
    line: tuple[str, Row] | None = None  # the kind of line, and its fields

    @property
    def is_clash(self) -> bool:
        return bool(self.pick)


@dataclass
class Conflict:
    data: QueryDict  # what the form shows now
    differences: list[Difference] = field(default_factory=list)
    something_left: bool = False  # would saving this still change anything?


class Sheet:
    """A change page's form and the forms of its lines, empty-handed: they only know the record as it is stored."""

    def __init__(self, model_admin: ModelAdmin, request: HttpRequest, record: models.Model) -> None:
        self.form = model_admin.get_form(request, record, change=True)(instance=record)
        self.formsets: dict[str, forms.BaseModelFormSet] = {}
        named: Counter[str] = Counter()
        for formset, inline in model_admin.get_formsets_with_inlines(request, record):
            prefix = formset.get_default_prefix()
            named[prefix] += 1
            if named[prefix] > 1 or not prefix:  # as Django's admin tells formsets without a name apart
                prefix = f"{prefix}-{named[prefix]}"
            queryset = inline.get_queryset(request)
            self.formsets[prefix] = formset(instance=record, prefix=prefix, queryset=queryset)

    def picture(self) -> Picture:
        return picture(self.form, self.formsets.values())


def picture(form: forms.BaseForm, formsets: Iterable[forms.BaseModelFormSet]) -> Picture:
    lines = {
        formset.prefix: {str(line.instance.pk): row_of(line) for line in formset.initial_forms} for formset in formsets
    }
    return Picture(row_of(form), lines)


def row_of(form: forms.BaseForm) -> Row:
    return {bound.name: _as_sent(bound) for bound in form if not isinstance(bound.field, Mark)}


def _as_sent(bound: forms.BoundField) -> str:
    widget, value = getattr(bound.field.widget, "widget", bound.field.widget), bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return "on" if value else ""
    if isinstance(widget, forms.FileInput):  # only a file that is chosen is sent, and not as text
        return ""
    shown = widget.format_value(value)
    if isinstance(shown, list):
        shown = shown[0] if shown else ""
    return _plain("" if shown is None else str(shown))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def take_theirs(data: QueryDict, theirs: Picture) -> None:
    """Where the person chose the other's version, put it into what they sent."""
    for name in data.getlist(THEIRS):
        line, _hyphen, column = name.rpartition("-")
        row = theirs.values
        if line:
            prefix, key = line.rpartition("-")[0], data.get(f"{line}-id", "")
            row = theirs.lines.get(prefix, {}).get(key, {})
        if column == "DELETE":
            data.pop(name, None)
        elif column in row:
            data[name] = row[column]


def merge(sheet: Sheet, sent: QueryDict, seen_at: str) -> Conflict:
    """What the form should show after somebody else saved; ``seen_at`` marks the state that ``sheet`` was read in."""
    theirs, opened = sheet.picture(), Picture.from_text(sent.get(OPENED, ""))
    conflict = Conflict(sent.copy())
    was = opened.values if opened else {}
    yours = {name: _plain(sent.get(name, "")) for name in theirs.values}
    merged = _merge_row(conflict, sheet.form, "", was, theirs.values, yours)
    for name, text in merged.items():
        conflict.data[name] = text
    for prefix, formset in sheet.formsets.items():
        before = opened.lines.get(prefix, {}) if opened else {}
        _Lines(conflict, formset, before, theirs.lines[prefix], sent).merge()
    conflict.data[SEEN_AT], conflict.data[OPENED], conflict.data[MERGED] = seen_at, theirs.as_text(), "yes"
    conflict.data.pop(THEIRS, None)
    conflict.differences.sort(key=lambda difference: not difference.is_clash)
    return conflict


def _merge_row(
    conflict: Conflict, form: forms.BaseForm, prefix: str, was: Row, theirs: Row, yours: Row, line: tuple | None = None
) -> Row:
    """Field by field; ``prefix`` with its hyphen."""
    merged = dict(yours)
    for name in theirs:
        before = was.get(name)
        if yours[name] == theirs[name]:
            continue
        if yours[name] == before:
            merged[name] = theirs[name]
        else:
            conflict.something_left = True
        clash = before not in (yours[name], theirs[name])
        pick = prefix + name if clash else ""
        bound = form[name]
        conflict.differences.append(
            Difference(bound.field, str(bound.label), before, theirs[name], yours[name], pick, line)
        )
    return merged


class _Lines:
    """The lines of one kind."""

    def __init__(
        self, conflict: Conflict, formset: forms.BaseModelFormSet, was: dict[str, Row], theirs: dict[str, Row],
        sent: QueryDict,
    ) -> None:  # fmt: skip
        self.conflict, self.formset, self.was, self.theirs = conflict, formset, was, theirs
        self.empty = row_of(formset.empty_form) | {"DELETE": ""}
        self.yours = list(self._read(sent))
        self.kind = str(formset.model._meta.verbose_name)

    def merge(self) -> None:
        mine = {row["id"]: row for row in self.yours if row["id"]}
        stored = [self._stored(number, pk, mine.get(pk)) for number, pk in enumerate(self.theirs)]
        new = [row for row in self.yours if self._is_to_be_added(row, mine)]
        self._write(stored, [row | {"id": ""} for row in new])

    def _read(self, sent: QueryDict) -> Iterator[Row]:
        try:
            total = min(int(sent.get(f"{self.formset.prefix}-TOTAL_FORMS", "")), MOST_LINES)
        except ValueError:
            total = 0
        for number in range(total):
            yield {name: _plain(sent.get(f"{self.formset.prefix}-{number}-{name}", "")) for name in self.empty}

    def _stored(self, number: int, pk: str, yours: Row | None) -> Row:
        """A line that is there: what the form should show of it."""
        theirs, was = self.theirs[pk], self.was.get(pk)
        if yours is None:
            self._whole("", theirs, None)
            return theirs
        if yours["DELETE"]:
            self.conflict.something_left = True
            pick = "" if theirs == was else f"{self.formset.prefix}-{number}-DELETE"
            self._whole(was, theirs, "", pick)
            return theirs | {"DELETE": "on"}
        prefix = f"{self.formset.prefix}-{number}-"
        return _merge_row(self.conflict, self.formset.empty_form, prefix, was or {}, theirs, yours, (self.kind, theirs))

    def _is_to_be_added(self, row: Row, mine: dict[str, Row]) -> bool:
        """A line of the form that is not there: new, or removed by the other."""
        pk = row["id"]
        if row["DELETE"] or pk in self.theirs:
            return False
        if pk:
            was = self.was.get(pk)
            unchanged = was is not None and all(row.get(name) == text for name, text in was.items())
            self._whole(was, "", None if unchanged else row)
            self.conflict.something_left |= not unchanged
            return not unchanged
        added = [other for key, other in self.theirs.items() if key not in mine]
        if self._content(row) == self._content(self.empty) or self._content(row) in map(self._content, added):
            return False
        self.conflict.something_left = True
        self._whole("", "", row)
        return True

    def _content(self, row: Row) -> Row:
        return {name: text for name, text in row.items() if name not in {"id", "DELETE", self.formset.fk.name}}

    def _whole(self, was: Row | str | None, theirs: Row | str, yours: Row | str | None, pick: str = "") -> None:
        """A line that somebody added or removed; None: as it was."""
        yours = was if yours is None else yours
        shown = next(row for row in (theirs, yours, was) if row)
        texts = [row and json.dumps(row) for row in (was, theirs, yours)]
        self.conflict.differences.append(Difference(None, "", *texts, pick, (self.kind, shown)))

    def _write(self, stored: list[Row], new: list[Row]) -> None:
        data, prefix = self.conflict.data, self.formset.prefix
        for name in [name for name in data if name.startswith(f"{prefix}-") and not name.endswith("_NUM_FORMS")]:
            del data[name]
        data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(stored + new)), str(len(stored))
        for number, row in enumerate(stored + new):
            for name, text in row.items():
                if text:
                    data[f"{prefix}-{number}-{name}"] = text
