"""Dates, numbers and lists as the reader's language writes them (CLDR, through Babel)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.dates import format_date as cldr_date
from babel.dates import format_skeleton
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.timesince import TIME_STRINGS
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

CLDR = {"en": "en_GB", "zh-hans": "zh_Hans"}


def locale() -> Locale:
    language = get_language() or "en"
    return _locale(CLDR.get(language, language))


def first_weekday() -> int:
    """With what day the reader's weeks begin, 0 being Monday: as in the country where most speak the language."""
    where = locale()
    if not where.territory:
        where = _locale(get_global("likely_subtags").get(str(where), str(where)))
    return where.first_week_day


@lru_cache(maxsize=20)
def _locale(name: str) -> Locale:
    return Locale.parse(name)


# What is kept is kept by language: Babel's locales are slow to compare.
@lru_cache(maxsize=20_000)
def _number(number: int | Decimal, language: str | None) -> str:
    return format_decimal(number, locale=locale())


def number_text(number: int | Decimal) -> str:
    """Whole ones under a thousand all our languages write the same: the many of a page ask for none."""
    is_small = isinstance(number, int) and 0 <= number < 1000
    return str(number) if is_small else _number(number, get_language())


@lru_cache(maxsize=20_000)
def _span(first: date | None, last: date | None, coarse: str, language: str | None) -> str:
    where = locale()
    first, last = first or last, last or first
    if coarse == "year":
        years = [cldr_date(day, "y", where) for day in (first, last)]
        return years[0] if years[0] == years[1] else "–".join(years)
    if coarse == "month":
        return _interval(first, last, "yMMM", "yMMMM", where)
    return _interval(first, last, "yMMMd", "long", where)


def span_text(first: date | None, last: date | None, first_precision: str, last_precision: str) -> str:
    """ "17–21 July 2017", "October 2013", "2016–2019": as precise as both ends are known, "" if neither is."""
    if not first and not last:
        return ""
    known = {precision for day, precision in ((first, first_precision), (last, last_precision)) if day}
    coarse = next(each for each in ("year", "month", "day") if each in known)
    text = _span(first, last, coarse, get_language())
    return _("until %(date)s") % {"date": text} if not first else text


def day_text(day: date | None) -> str:
    """ "17 July 2017"; "" for no day."""
    return cldr_date(day, "long", locale()) if day else ""


def month_text(day: date) -> str:
    """ "July 2017"."""
    return format_skeleton("yMMMM", day, locale=locale())


def moment_text(moment: datetime | None) -> str:
    """ "17 July 2017, 14:05" in UTC, because the server does not know the reader's clock; "" for no moment."""
    if moment is None:
        return ""
    there = timezone.localtime(moment)
    return locale().datetime_formats["long"].format(f"{there:%H:%M}", day_text(there.date()))


def waited_text(since: datetime) -> str:
    """ "12 days"; "since today" for less than one."""
    days = (timezone.localdate() - timezone.localdate(since)).days
    return age_text(days) if days > 0 else _("since today")


def age_text(days: int) -> str:
    """ "12 days"; from two years on "26 years", which nobody counts in days."""
    years = int(days / 365.25)
    if years < 2:
        return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
    return str(TIME_STRINGS["year"] % {"num": years})


def _interval(first: date, last: date, skeleton: str, single: str, where: Locale) -> str:
    """An interval with the month written out: CLDR has patterns for abbreviated months only in most languages."""
    month_only = "d" not in skeleton
    if first == last or (month_only and (first.year, first.month) == (last.year, last.month)):
        return format_skeleton(single, first, locale=where) if month_only else cldr_date(first, single, where)
    widest = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    written_out = where.interval_formats.get(skeleton.replace("MMM", "MMMM"), {})
    patterns = written_out if widest in written_out else where.interval_formats[skeleton]
    parts = patterns.get(widest) or patterns["y"]
    return "".join(
        cldr_date(day, re.sub("M{3,4}", "MMMM", part), where) for day, part in zip((first, last), parts, strict=True)
    )


def labelled_text(label: str, text: str) -> str:
    """ "Region: Africa"; languages differ in the colon and in the space before it."""
    return pgettext("a label and what it is about", "%(label)s: %(text)s") % {"label": label, "text": text}


def joined_text(parts: Iterable[object]) -> str:
    """ "Cairo, Egypt": one beside the other, without an "and"; what is empty is left out."""
    return pgettext("between names in a list", ", ").join(str(each) for each in parts if each)


def clauses_text(parts: Iterable[object]) -> str:
    """ "Topic: Patents; Region: Africa": parts of a sentence that may have commas themselves."""
    return pgettext("between parts of a sentence", "; ").join(str(each) for each in parts if each)


def size_text(size: int) -> str:
    """How large a file of so many bytes is."""
    if size < 1024 * 1024:
        return _("%(number)s kB") % {"number": number_text(max(1, round(size / 1024)))}
    return _("%(number)s MB") % {"number": number_text(round(size / 1024 / 1024))}
