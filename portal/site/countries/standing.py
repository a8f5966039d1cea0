"""What a country was, by which list, since when, and who says so; and the groups it belongs to."""

from __future__ import annotations

from datetime import date

from django.db.models import F
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from portal.core.dates import day_text
from portal.core.models import CountryGroup, CountryGroupMember, CountryStatus

Scheme = CountryStatus.Scheme


def status_text(scheme: str, value: str) -> str:
    """ "Developing country", "Least developed country": a value of a list as a word for the country."""
    developments = {
        "developed": _("Developed country"),
        "transition": _("Country in transition"),
        "developing": _("Developing country"),
    }
    return developments[value] if scheme == Scheme.DEVELOPMENT else str(Scheme(scheme).label)


class Standing:
    """Two queries: statuses and memberships, with their sources."""

    def __init__(self, iso2: str) -> None:
        self.iso2, self.day = iso2, timezone.localdate()

    @cached_property
    def _statuses(self) -> list[CountryStatus]:
        rows = CountryStatus.objects.filter(country=self.iso2)
        order = list(Scheme.values)
        newest_first = rows.order_by(F("valid_from").desc(nulls_last=True))
        return sorted(newest_first, key=lambda row: order.index(row.scheme))

    @property
    def current(self) -> list[dict]:
        """``[{label, since}]`` of today; ``since`` is "" where the list has always had it, as far as is known."""
        return [
            {"label": status_text(row.scheme, row.value), "since": self._since(row.valid_from)}
            for row in self._statuses
            if row.holds_on(self.day)
        ]

    @cached_property
    def history(self) -> list[dict]:
        """Every status with its days, its source and what is announced: ``[{label, span, source, notes}]``."""
        return [
            {
                "label": status_text(row.scheme, row.value),
                "span": span(row.valid_from, row.valid_to),
                "is_current": row.holds_on(self.day),
                "source": row.source,
                "notes": [text for text in (self._announced(row), row.note) if text],
            }
            for row in self._statuses
        ]

    def _announced(self, row: CountryStatus) -> str:
        if not row.scheduled_to or not row.holds_on(self.day):
            return ""
        if row.scheduled_to <= self.day:
            said = _("Announced to end on %(date)s; no source confirms yet that it did.")
        else:
            said = _("Announced to end on %(date)s.")
        return said % {"date": day_text(row.scheduled_to)}

    def _since(self, day: date | None) -> str:
        return _("since %(date)s") % {"date": day_text(day)} if day else ""

    @cached_property
    def groups(self) -> list[dict]:
        """Those that have listed members; the rest repeat the statuses.
        ``[{code, label, span, is_current, source}]``"""
        rows = CountryGroupMember.objects.filter(country=self.iso2, group__kind=CountryGroup.Kind.MEMBERSHIP)
        return [
            {
                "code": row.group.code,
                "label": row.group.label,
                "span": span(row.valid_from, row.valid_to) if row.valid_from or row.valid_to else "",
                "is_current": row.holds_on(self.day),
                "source": row.source,
            }
            for row in rows.select_related("group").order_by("group__order", "group__code", "valid_from")
        ]

    @property
    def member_of(self) -> list[str]:
        """Groups of today; what is a list of statuses as well, such as the Group of 77, stands among these."""
        return [each["label"] for each in self.groups if each["is_current"] and each["code"] not in Scheme.values]


def span(first: date | None, last: date | None) -> str:
    """The days of a dated fact in words; ``last`` is the first day on which it was over."""
    if first and last:
        return _("%(first)s until %(last)s") % {"first": day_text(first), "last": day_text(last)}
    if first:
        return _("since %(date)s") % {"date": day_text(first)}
    return _("until %(date)s") % {"date": day_text(last)} if last else _("as far back as is known")
