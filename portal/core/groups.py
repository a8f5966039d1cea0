"""Groups with a rule: who belongs to "African least developed countries", and from when until when.

A rule is a conjunction of clauses, ``m49_region=Africa;ldc=yes``; ``a|b`` in a clause means either. A clause names a
fixed property of a country, one of the dated lists of CountryStatus, or ``south``: what the classification rule counts
as South. Statuses end, so memberships do: the rule becomes dated rows of CountryGroupMember, and whoever asks for
members reads one table. Rows entered by hand are left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.core.classification import Standing, standing_of
from portal.core.dates import joined_text
from portal.core.models import Country, CountryGroup, CountryGroupMember, CountryStatus

PROPERTIES = ("region", "m49_region", "m49_subregion", "m49_intermediate_region", "un_status")
SCHEMES = frozenset(CountryStatus.Scheme.values)
CLAUSES = frozenset({*PROPERTIES, *SCHEMES, "south"})

Period = tuple[date | None, date | None]  # from this day until before that one; an empty end is open
Rule = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Status:
    scheme: str
    value: str
    valid_from: date | None
    valid_to: date | None

    def covers(self, start: date | None, end: date | None) -> bool:
        """Does it hold on every day of a period? An empty start or end is open."""
        begins = self.valid_from is None or (start is not None and self.valid_from <= start)
        return begins and (self.valid_to is None or (end is not None and end <= self.valid_to))


@dataclass(frozen=True)
class MemberChange:
    group: str
    country: str
    valid_from: date | None
    valid_to: date | None
    added: bool


def parse(rule: str) -> Rule:
    """``"a=x|y;b=z"`` → ``{"a": {"x", "y"}, "b": {"z"}}``; a clause that nobody could check is refused."""
    clauses: Rule = {}
    for clause in filter(None, (part.strip() for part in rule.split(";"))):
        name, _equals, values = clause.partition("=")
        if name not in CLAUSES or name in clauses or not values:
            raise ValidationError(
                _("“%(clause)s” is not a clause of a rule. Known are: %(known)s."),
                params={"clause": clause, "known": joined_text(sorted(CLAUSES))},
            )
        clauses[name] = frozenset(values.split("|"))
    return clauses


def holds(rule: Rule, facts: Mapping[str, str]) -> bool:
    """Does every clause hold for a country with these facts on one day? Not to be on a list is ``no``."""
    known = {"south": "yes" if standing_of(facts) is Standing.SOUTH else "no", **facts}
    return all((known.get(name) or "no") in values for name, values in rule.items())


def periods_where(statuses: Iterable[Status], condition: Callable[[dict[str, str]], bool]) -> list[Period]:
    """The periods in which ``condition({scheme: value})`` is true, joined where they touch.

    Between two neighbouring dates at which some status begins or ends nothing changes, so one look at each such
    stretch decides for all of its days.
    """
    statuses = list(statuses)
    edges: list[date | None] = sorted({day for s in statuses for day in (s.valid_from, s.valid_to) if day})
    found: list[Period] = []
    for start, end in zip([None, *edges], [*edges, None], strict=True):
        if not condition({s.scheme: s.value for s in statuses if s.covers(start, end)}):
            continue
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def members_by_rule(rule: Rule, countries: Mapping[str, dict], statuses: Mapping[str, list[Status]]) -> set[tuple]:
    """``(country, from, until before)`` of everyone who fulfils the rule at some time."""
    return {
        (iso2, *period)
        for iso2, properties in countries.items()
        for period in periods_where(statuses.get(iso2, ()), lambda today, fixed=properties: holds(rule, fixed | today))
    }


@transaction.atomic
def refresh_members() -> list[MemberChange]:
    """Bring the members of all groups with a rule up to date; returns what became different, writes nothing else."""
    countries, statuses = _countries(), _statuses()
    new: list[CountryGroupMember] = []
    gone: list[CountryGroupMember] = []
    for group in CountryGroup.objects.prefetch_related("memberships"):
        rows = group.memberships.all()
        stored = {(row.country_id, row.valid_from, row.valid_to): row for row in rows if row.by_rule}
        by_hand = {row.country_id for row in rows if not row.by_rule}
        wanted = members_by_rule(parse(group.rule), countries, statuses) if group.rule else set()
        wanted = {span for span in wanted if span[0] not in by_hand}
        gone += [stored[span] for span in stored.keys() - wanted]
        new += [_member(group, *span) for span in wanted - stored.keys()]
    # Out before in: a period that became longer would overlap the shorter one it replaces.
    if gone:
        CountryGroupMember.objects.filter(pk__in=[row.pk for row in gone]).delete()
    CountryGroupMember.objects.bulk_create(new)
    changes = [_change(row, added=False) for row in gone] + [_change(row, added=True) for row in new]
    return sorted(changes, key=lambda change: (change.group, change.country, change.added))


def _member(group: CountryGroup, country: str, valid_from: date | None, valid_to: date | None) -> CountryGroupMember:
    return CountryGroupMember(group=group, country_id=country, valid_from=valid_from, valid_to=valid_to, by_rule=True)


def _change(row: CountryGroupMember, *, added: bool) -> MemberChange:
    return MemberChange(row.group.code, row.country_id, row.valid_from, row.valid_to, added)


def _countries() -> dict[str, dict[str, str]]:
    names = {"region": "region__code"} | {name: name for name in PROPERTIES if name != "region"}
    rows = Country.objects.values_list("iso2", *names.values())
    return {iso2: dict(zip(names, (value or "" for value in values), strict=True)) for iso2, *values in rows}


def _statuses() -> dict[str, list[Status]]:
    found: dict[str, list[Status]] = defaultdict(list)
    for country, *status in CountryStatus.objects.values_list(
        "country_id", "scheme", "value", "valid_from", "valid_to"
    ):
        found[country].append(Status(*status))
    return found
