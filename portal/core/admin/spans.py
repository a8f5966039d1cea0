"""Dated lines, of which no two of a kind may hold on the same day: statuses, memberships."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint

from portal.core.admin.lines import LinesFormSet
from portal.core.models.place import Dated


class SpansFormSet(LinesFormSet):
    """``among`` names the column within which dates must not overlap, beside the parent.

    The lines are judged as the form wants them, not as they are stored: "developing until 2020, developed from then
    on" is one change, though the stored row still holds for ever.
    """

    among: str

    def clean(self) -> None:
        super().clean()
        taken = [self._span(line) for line in self.not_in_the_form()]
        for form in self.kept():
            span = self._span(form.instance)
            if any(_overlap(span, other) for other in taken):
                form.add_error(None, self._refusal())
            taken.append(span)

    def not_in_the_form(self) -> list[Dated]:
        """Lines that somebody else added since the form was opened."""
        if self.instance._state.adding:
            return []
        shown = [form.instance.pk for form in self.initial_forms]
        return list(self.get_queryset().all().exclude(pk__in=shown))

    def _span(self, line: Dated) -> tuple[object, date, date]:
        return getattr(line, self.among), line.valid_from or date.min, line.valid_to or date.max

    def _refusal(self) -> str:
        rules = self.model._meta.constraints
        return next(rule for rule in rules if isinstance(rule, ExclusionConstraint)).violation_error_message


def _overlap(one: tuple, other: tuple) -> bool:
    (among, start, end), (other_among, other_start, other_end) = one, other
    return among == other_among and start < other_end and other_start < end
