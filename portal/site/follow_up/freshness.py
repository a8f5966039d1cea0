"""What is due to be verified, by kind of record and by how long it is overdue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.admin.moves import address, list_url
from portal.core.admin.queues import MINE, QUEUES
from portal.core.exports.columns import Column, plain
from portal.core.models import Reviewed, User
from portal.core.remits import of_remit
from portal.core.verification import OVERDUE

DUE, SOON = QUEUES["to-verify"], QUEUES["due-soon"]


@dataclass(frozen=True)
class Cell:
    band: str
    count: int
    url: str


def kinds() -> list[type[Model]]:
    """Those that the desk keeps."""
    return [model for model in admin.site._registry if issubclass(model, Reviewed)]


def bands() -> list[str]:
    """The headings of the table."""
    return [gettext("Due within 30 days"), *(str(band.label) for band in OVERDUE)]


def records_of(model: type[Model], curator: User, *, mine: bool) -> QuerySet:
    records = model._default_manager.filter(is_sample=False)
    return of_remit(records, curator) if mine else records


def table(curator: User, *, mine: bool) -> list[dict]:
    """A row a kind: what falls due soon, then each band of what is overdue; one query a row. A number leads to the list
    where the records can be said to be still true, many at once."""
    return [_row(model, curator, mine) for model in kinds()]


def _row(model: type[Model], curator: User, mine: bool) -> dict:
    counted = {band.code: Count("pk", filter=band.condition()) for band in OVERDUE}
    counted["soon"] = Count("pk", filter=SOON.condition())
    found = records_of(model, curator, mine=mine).aggregate(**counted)
    remit = {"is_sample__exact": 0} | ({"remit": MINE} if mine else {})
    queries = {"soon": {"queue": SOON.code}}
    queries |= {each.code: {"queue": DUE.code, "overdue": each.code} for each in OVERDUE}
    page = list_url(model)
    cells = [
        Cell(band, found[name], f"{page}?{urlencode(query | remit)}")
        for band, (name, query) in zip(bands(), queries.items(), strict=True)
    ]
    return {"name": model._meta.verbose_name_plural, "cells": cells}


class DueFile:
    """Everything that is due or soon will be, one row a record, the longest overdue of each kind first."""

    columns: Sequence[Column] = [
        plain("kind", _("Kind of record")),
        plain("ref", _("Reference")),
        plain("record", _("What the desk calls it")),
        plain("verify_due_on", _("To be verified by"), is_date=True),
        plain("days_overdue", _("Days past that; less than 0 where it is still to come")),
        plain("last_verified_on", _("Last verified"), is_date=True),
        plain("url", _("Its page on the desk")),
    ]

    def __init__(self, curator: User, *, mine: bool, base: str) -> None:
        self.curator, self.mine, self.base = curator, mine, base

    def records(self) -> Iterator[dict]:
        today = timezone.localdate()
        for model in kinds():
            due = records_of(model, self.curator, mine=self.mine).filter(DUE.condition() | SOON.condition())
            for each in due.order_by("verify_due_on", "pk").iterator():
                yield {
                    "kind": str(model._meta.verbose_name),
                    "ref": each.ref,
                    "record": str(each),
                    "verify_due_on": each.verify_due_on.isoformat(),
                    "days_overdue": str((today - each.verify_due_on).days),
                    "last_verified_on": each.last_verified_on.isoformat() if each.last_verified_on else "",
                    "url": f"{self.base}{address(each)}",
                }
