"""Days, moments and numbers in templates, as the reader's language writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.template import Library
from django.utils import timezone
from django.utils.timesince import timesince

from portal.core.dates import clauses_text, day_text, joined_text, labelled_text, moment_text, number_text

register = Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """ "17 July 2017" """
    return day_text(timezone.localdate(value) if isinstance(value, datetime) else value)


@register.filter
def moment(value: datetime | None) -> str:
    """ "17 July 2017, 14:05" """
    return moment_text(value)


@register.filter
def elapsed(value: datetime) -> str:
    """ "3 hours, 10 minutes", a minute at least: nobody says that something is nought minutes old."""
    return timesince(min(value, timezone.now() - timedelta(minutes=1)))


@register.filter
def number(value: int) -> str:
    """ "1,200" """
    return number_text(value)


@register.filter
def says(label: str, text: str) -> str:
    """ "Region: Africa" """
    return labelled_text(label, text)


@register.filter
def joined(parts: Iterable[object]) -> str:
    """ "Cairo, Egypt" """
    return joined_text(parts)


@register.filter
def clauses(parts: Iterable[object]) -> str:
    """ "Topic: Patents; Region: Africa" """
    return clauses_text(parts)
