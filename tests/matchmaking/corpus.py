"""A small random corpus and, computed in plain Python from its rows, what every facet must say.

The oracle shares no code with the index: it reads the models, knows the public codes, and counts sets.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from django.utils import timezone

from matchmaking.models import Condition, Ending, Listing, MatchType, Need, Visibility
from portal.core.models import Country, CountryGroupMember, Organisation, User
from portal.core.reference import Reference
from tests.factories import need, offer
from tests.partnerships.corpus import regions, some

PLACES = ["KE", "BR", "JP", "group:aripo", "region:africa", "region:arab"]


def grow(kind: str, random: Random, size: int, *, author: User, owners: list[Organisation]) -> list[Listing]:
    found = []
    for _ in range(size):
        start = random.choice([None, date(2025, 1, 1) + timedelta(days=random.randrange(900))])
        own = {"conditions": some(random, Condition.values)} if kind == "offer" else {}
        record = (need if kind == "need" else offer)(
            by=author, owner=random.choice(owners), places=some(random, PLACES),
            topics=some(random, ["patents", "trademarks", "gender"]),
            modalities=some(random, ["workshop", "study-visit"]), languages=some(random, ["en", "fr"]),
            goals=some(random, ["8", "9"]), recommendations=some(random, ["1", "10"]),
            match_types=some(random, MatchType.values), invited=random.sample(owners, random.randint(0, 1)),
            visibility=random.choice([Visibility.PUBLIC, Visibility.PUBLIC, *Visibility.values]),
            ending=random.choice(["", "", "", *Ending.values]), starts_on=start,
            ends_on=start and start + timedelta(days=400), state=random.choice(["published", "published", "draft"]),
            expires_on=timezone.localdate() + timedelta(days=random.choice([-30, -1, 0, 1, 200])), **own,
        )  # fmt: skip
        if record.published_at:
            posted = timezone.now() - timedelta(days=random.choice([0, 29, 30, 90, 91, 181, 182, 364, 365, 800]))
            type(record).objects.filter(pk=record.pk).update(published_at=posted)
            record.refresh_from_db()
        found.append(record)
    return found


def describe(record: Listing, reference: Reference, today: date) -> dict[str, set[str]]:
    """Its public codes by filter name, read from its rows."""
    lines = list(record.places.select_related("group", "region"))
    countries = {line.country_id for line in lines} - {None}
    day = record.starts_on or record.ends_on or record.created_at.date()
    for line in lines:
        if line.group:
            members = CountryGroupMember.objects.filter(group=line.group)
            countries |= {each.country_id for each in members if each.holds_on(day)}
        if line.region:
            countries |= set(Country.objects.filter(region=line.region).values_list("iso2", flat=True))
    if not lines:
        every = set(Country.objects.values_list("iso2", flat=True))
        countries = {record.owner.country_id} if isinstance(record, Need) else every
    status = record.ending or ("expired" if record.expires_on < today else "open")
    status = {status} if record.state == "published" else set()
    first, last = record.starts_on or record.ends_on, record.ends_on or record.starts_on
    said = {
        "country": countries | {line.group.code for line in lines if line.group},
        "region": regions(countries, reference) | {line.region.code for line in lines if line.region},
        "topic": {each.code for each in record.topics.all()},
        "modality": {each.code for each in record.modalities.all()},
        "language": {each.code for each in record.working_languages.all()},
        "goal": {each.code for each in record.goals.all()},
        "recommendation": {each.code for each in record.recommendations.all()},
        "organisation": {record.owner.slug},
        "match_type": set(record.match_types),
        "status": status,
        "year": {str(year) for year in range(first.year, last.year + 1)} if first else set(),
    }
    if not isinstance(record, Need):
        return said | {"conditions": set(record.conditions)}
    return said | {"waiting": {band(record, today)} if status == {"open"} else set()}


def band(record: Listing, today: date) -> str:
    age = (today - record.published_at.date()).days
    if age < 30:
        return "month"
    return "quarter" if age < 91 else "half" if age < 182 else "year" if age < 365 else "longer"
