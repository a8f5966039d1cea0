"""Records take over the address to which a link moved for good, as its server says."""

from __future__ import annotations

import pghistory
from django.db import transaction
from django.utils import timezone

from portal.core.links.pointing import Pointer, pointers
from portal.core.models import Curated, LinkCheck, User


def take_over(link: LinkCheck, *, by: User) -> int:
    """In every public record, with its history; how many lines now say the new address. Twice is once."""
    with transaction.atomic(), pghistory.context(user=by.pk, move="new address"):
        now = LinkCheck.objects.select_for_update().filter(pk=link.pk).exclude(moved_to="").first()
        if now is None:
            return 0
        changed = sum(_rewrite(pointer, now.url, now.moved_to, by) for pointer in pointers())
        if changed:
            now.delete()
            LinkCheck.objects.get_or_create(url=now.moved_to)
    return changed


def _rewrite(pointer: Pointer, old: str, new: str, by: User) -> int:
    """None where the column is too short for the new address."""
    if len(new) > pointer.model._meta.get_field(pointer.column).max_length:
        return 0
    rows = pointer.public().filter(**{pointer.column: old})
    ids = list(rows.values_list("pk", flat=True))
    if issubclass(pointer.record_model, Curated):
        records = rows.values_list(f"{pointer.parent}_id" if pointer.parent else "pk", flat=True)
        stamps = {"updated_at": timezone.now(), "updated_by": by}
        pointer.record_model.objects.filter(pk__in=list(records)).update(**stamps)
    return pointer.model._default_manager.filter(pk__in=ids).update(**{pointer.column: new})
