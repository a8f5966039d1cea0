"""``{% week_cells week.days %}``: the days of a month as its table shows them, written by functions as the rows of
lists are: as templates a hundred entries took a third of the page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.template import Library
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.site.calendar.entries import EntryCard
from portal.site.calendar.month import Day

register = Library()
OUTSIDE = '<td role="cell" class="month__out"></td>\n'


@register.simple_tag
def week_cells(days: Iterable[Day | None]) -> SafeString:
    """Roles are said because a phone shows the table as a list, which takes them away."""
    goes_on = _("goes on")
    return mark_safe("".join(_cell(day, goes_on) if day else OUTSIDE for day in days))  # noqa: S308 -- escaped below


def _cell(day: Day, goes_on: str) -> str:
    quiet = "" if day.begins else " month__day--quiet"
    today = ' aria-current="date"' if day.is_today else ""
    entries = "".join(_entry(card, goes_on if is_on else "") for card, is_on in day.entries)
    entries = f'<ul class="plain month__entries">\n{entries}</ul>\n' if entries else ""
    return (
        f'<td role="cell" class="month__day{quiet}"{today}>\n<p class="month__date num">'
        f'<time datetime="{day.day.isoformat()}"><span class="month__number" aria-hidden="true">{escape(day.number)}'
        f'</span><span class="month__label">{escape(day.label)}</span></time></p>\n'
        f"{entries}{_more(day)}</td>\n"
    )


def _entry(card: EntryCard, goes_on: str) -> str:
    on, said = (" month__entry--on", f", {escape(goes_on)}") if goes_on else ("", "")
    return (
        f'<li class="month__entry month__entry--{card["entry"]}{on}"><a href="{escape(card["url"])}" '
        f'lang="{card["language"]}" dir="{card["dir"]}">{conditional_escape(card["title"])}</a>'
        f'<span class="vh"> {escape(card["entry_label"])}{said}</span></li>\n'
    )


def _more(day: Day) -> str:
    if not day.more:
        return ""
    said = escape(_("+%(number)s more") % {"number": day.more})
    link = f'<a href="{escape(day.url)}" rel="nofollow">{said}<span class="vh">, {escape(day.label)}</span></a>'
    return f'<p class="month__more">{link}</p>\n'
