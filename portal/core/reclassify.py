"""Judging records again: after a country's status, a group's members or a record's own parties changed.

Any model that is ``Classified`` takes part, whichever room it lives in. By the furniture all rooms share, such a model
reaches its parties as ``participations``, each with a country, a group or an organisation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pghistory
from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import reference
from portal.core.models import Classified

BATCH = 1000
WRITTEN = ("kind", "kind_grounds", "updated_at")  # whoever keeps a copy asks what changed since


@dataclass(frozen=True)
class Change:
    """What judging again makes of a record. ``record`` already carries the new kind, not yet written."""

    record: Classified
    old_kind: str
    new_kind: str
    reason: str

    def __str__(self) -> str:
        if self.old_kind == self.new_kind:
            kinds = _("%(kind)s, for another reason") % {"kind": self.new_kind}
        else:
            kinds = f"{self.old_kind} → {self.new_kind}"
        return f"{self.record}: {kinds}. {self.reason}"


def everything() -> list[QuerySet]:
    """All records that the rule judges, a queryset for each kind of record."""
    return [model._default_manager.all() for model in apps.get_models() if issubclass(model, Classified)]


def affected_by_country(iso2: str) -> list[QuerySet]:
    """Records a status of this country can matter to: it takes part itself, through an organisation or in a group."""
    involved = (
        Q(participations__country=iso2)
        | Q(participations__organisation__country=iso2)
        | Q(participations__group__memberships__country=iso2)
    )
    return [records.filter(pk__in=records.filter(involved).values("pk")) for records in everything()]


def affected_by_groups(codes: Iterable[str]) -> list[QuerySet]:
    """Records that name one of these groups, for when its members changed."""
    named = Q(participations__group__code__in=list(codes))
    return [records.filter(pk__in=records.filter(named).values("pk")) for records in everything()]


def preview(records: Iterable[QuerySet] | None = None) -> Iterator[Change]:
    """What would change, written nowhere. A curator's override stands, though its grounds may change."""
    for queryset in everything() if records is None else records:
        for batch in _batches(queryset):
            yield from _judged(batch)


def apply(records: Iterable[QuerySet] | None = None) -> list[Change]:
    """Judge again and write what changed, nothing else; all or nothing."""
    applied: list[Change] = []
    with transaction.atomic(), pghistory.context(reason="reclassify"):
        for queryset in everything() if records is None else records:
            for batch in _batches(queryset):
                changes = _judged(batch)
                for change in changes:
                    change.record.updated_at = timezone.now()
                queryset.model._default_manager.bulk_update([change.record for change in changes], WRITTEN)
                applied += changes
    return applied


def judge(record: Classified) -> bool:
    """Judge one record whose parties or dates just changed, and write the result. True if it became different."""
    changed = bool(_judged([record]))
    if changed:
        record.save(update_fields=WRITTEN)
    return changed


def _judged(batch: list[Classified]) -> list[Change]:
    """Set the kinds of a batch of one model, in memory; two queries at most, however many records."""
    if not batch:
        return []
    known = reference.current()
    parties = type(batch[0]).parties_of(batch, known)
    changes = []
    for record in batch:
        before = record.get_kind_display()
        if record.judge(parties.get(record.pk, [])):
            changes.append(Change(record, before, record.get_kind_display(), record.kind_reason(known)))
    return changes


def _batches(queryset: QuerySet) -> Iterator[list[Classified]]:
    """By primary key, so that writing to records while walking over them skips none."""
    last = 0
    while batch := list(queryset.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk
