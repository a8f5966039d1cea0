"""What a change of a status, a property or a membership does to the records: shown first, carried out on the second go.

The page does not calculate what would happen: the change is saved, members by rule and kinds are worked out as ever,
and the transaction takes it all back (``NotYetSeen``). docs/adr/0014-status-preview.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core import groups, reclassify, reference
from portal.core.dates import day_text, joined_text

SEEN, PAGE, BACK = "_seen", "_page", "_back"  # what the page of effects posts beside the form's own fields
RECORDS_A_PAGE = 50
JUDGED_BY = frozenset({"scheme", "value", "country", "valid_from", "valid_to", "DELETE"})  # not sources and notes


@dataclass(frozen=True)
class Turn:
    """A record that changes its kind; no more of it than the page shows, for there may be many."""

    model: type[models.Model]
    pk: int
    ref: str
    title: str
    day: date | None
    old_kind: str
    new_kind: str
    reason: str


@dataclass
class Effect:
    groups: list[str] = field(default_factory=list)  # those whose members by rule change
    turns: list[Turn] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Tells whether what is about to happen is what was shown."""
        told = [(turn.pk, turn.old_kind, turn.new_kind, turn.reason) for turn in self.turns]
        return sha256(repr((self.groups, told)).encode()).hexdigest()

    @property
    def kinds(self) -> list[dict]:
        """``[{old, new, count}]``, the most frequent first."""
        counted = Counter((turn.old_kind, turn.new_kind) for turn in self.turns)
        return [{"old": old, "new": new, "count": count} for (old, new), count in counted.most_common()]


class NotYetSeen(Exception):
    def __init__(self, effect: Effect) -> None:
        super().__init__()
        self.effect = effect


def concerns_judging(formset: forms.BaseModelFormSet) -> bool:
    """Does anything change that the rule looks at?"""
    return any(JUDGED_BY.intersection(form.changed_data) for form in formset.forms)


def carry_out(request: HttpRequest, records: list[models.QuerySet]) -> None:
    """After statuses or members were saved: members by rule, then the kind of every record concerned.

    ``records`` are those the change itself concerns. Raises NotYetSeen until what happens is what the person has seen.
    """
    changed = {change.group for change in groups.refresh_members()}
    by_groups = reclassify.affected_by_groups(changed)
    concerned = [one | other for one, other in zip(records, by_groups, strict=True)]
    known = reference.current().groups.by_code
    effect = Effect(sorted(known[code].label for code in changed), list(_turns(concerned)))
    if request.POST.get(SEEN) != effect.digest:
        raise NotYetSeen(effect)
    reclassify.apply(concerned)
    if effect.groups:
        messages.info(request, _("Members by rule changed in: %(groups)s.") % {"groups": joined_text(effect.groups)})
    count = len(effect.turns)
    text = ngettext("%(count)d record changed its kind.", "%(count)d records changed their kind.", count)
    messages.info(request, text % {"count": count})


def _turns(records: Iterable[models.QuerySet]) -> Iterator[Turn]:
    for change in reclassify.preview(records):
        if change.old_kind != change.new_kind:
            record, kinds = change.record, (change.old_kind, change.new_kind)
            yield Turn(type(record), record.pk, record.ref, record.title, record.judged_on(), *kinds, change.reason)


class ShownFirstForm(forms.ModelForm):
    """A form that one comes back to from the page of effects, everything still filled in."""

    def clean(self) -> dict | None:
        cleaned = super().clean()
        if BACK in self.data:
            raise ValidationError(_("Nothing is saved yet. Change what you want to change, then save."), code="back")
        return cleaned


class ShowsEffects:
    """For admin classes whose ``save_related`` calls ``carry_out``."""

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        try:
            with transaction.atomic():
                if request.method == "POST" and SEEN not in request.POST:
                    put_off_search_rows()
                return super().changeform_view(request, object_id, form_url, extra_context)
        except NotYetSeen as preview:
            reference.forget()  # what was read inside is as if it had never been
            return self.effect_page(request, preview.effect)

    def effect_page(self, request: HttpRequest, effect: Effect) -> HttpResponse:
        page = Paginator(effect.turns, RECORDS_A_PAGE).get_page(request.POST.get(PAGE))
        own = {SEEN, PAGE, BACK, "csrfmiddlewaretoken"}
        context = self.admin_site.each_context(request) | {
            "title": _("What this change would do"),
            "opts": self.opts,
            "sent": [(name, value) for name, values in request.POST.lists() if name not in own for value in values],
            "effect": effect,
            "page": page,
            "rows": [_row(turn) for turn in page],
            "is_new": SEEN in request.POST,
        }
        return TemplateResponse(request, "admin/effects.html", context)


def put_off_search_rows() -> None:
    """What will be taken back need not be found."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL portal.defer_index = 'on'")


def _row(turn: Turn) -> dict:
    page = reverse(f"admin:{turn.model._meta.app_label}_{turn.model._meta.model_name}_change", args=[turn.pk])
    return {"turn": turn, "url": page, "day": day_text(turn.day) or _("no date")}
