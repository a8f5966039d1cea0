"""Small random corpora and, computed in plain Python from their rows, what every facet must say.

The oracle shares no code with the index: it reads the models, knows the public codes, and counts sets.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from django.http import QueryDict
from django.utils import timezone

from partnerships.models import CaseStudy, Initiative
from portal.core.classification import PROVIDING, Role
from portal.core.models import CountryGroupMember, Region, User
from portal.core.reference import Reference
from tests.factories import case_study, initiative

COUNTRIES = ["KE", "UG", "BR", "IN", "CN", "JP", "MZ", "HK"]
PARTIES = [*COUNTRIES, "group:aripo", "group:african-ldcs", "organisation:wipo", "organisation:embrapa"]
TOPICS = ["patents", "trademarks", "gender"]
SECTORS = ["health", "water", "ip-system"]


def some(random: Random, values: list[str]) -> list[str]:
    return random.sample(values, random.randint(0, 2))


def grow_initiatives(random: Random, size: int, *, author: User) -> list[Initiative]:
    found = []
    for _ in range(size):
        start = random.choice([None, date(2000, 1, 1) + timedelta(days=random.randrange(9000))])
        asked = random.randint(0, 2)
        told = {name: random.choice(["", "told"]) for name in ("challenge", "solution", "exchange", "results")}
        figures = [{"figure": 1, "unit": "", "what": "x"}] if random.random() < 0.5 else []
        found.append(initiative(
            by=author, providers=some(random, PARTIES), beneficiaries=some(random, PARTIES),
            others={"observer": some(random, PARTIES), "host": some(random, PARTIES)}, topics=some(random, TOPICS),
            modalities=some(random, ["workshop", "study-visit"]), instruments=some(random, ["network", "memorandum"]),
            sectors=some(random, SECTORS), starts_on=start, ends_on=start and start + timedelta(days=400),
            status=random.choice(Initiative.Status.values), support=random.choice(Initiative.Support.values),
            partners_asked=asked, partners_confirmed=random.randint(0, asked), language_id=random.choice(["en", "fr"]),
            state=random.choice(["published", "published", "draft"]), lines={"figures": figures}, **told,
        ))  # fmt: skip
    return found


def grow_case_studies(random: Random, size: int, *, author: User) -> list[CaseStudy]:
    return [
        case_study(
            by=author, countries=some(random, COUNTRIES), topics=some(random, TOPICS), sectors=some(random, SECTORS),
            focuses=some(random, ["branding", "origin"]), year=random.choice([None, 1999, 2012]),
            language_id=random.choice(["en", "fr"]), state=random.choice(["published", "published", "draft"]),
        )
        for _ in range(size)
    ]  # fmt: skip


def describe_initiative(record: Initiative, reference: Reference) -> dict[str, set[str]]:
    """Its public codes by filter name, read from its rows."""
    day = record.starts_on or record.ends_on or timezone.localdate()
    sides: dict[str, set[str]] = {"beneficiary": set(), "provider": set()}
    countries: set[str] = set()
    itself: set[str] = set()
    for line in record.participations.select_related("group", "organisation"):
        side = "beneficiary" if line.role == Role.BENEFICIARY else "provider" if line.role in PROVIDING else None
        if side is None:
            continue
        found = {line.country_id or (line.organisation.country_id if line.organisation else None)} - {None}
        itself |= found
        if line.group:
            members = CountryGroupMember.objects.filter(group=line.group)
            found = {each.country_id for each in members if each.holds_on(day)}
            sides[side].add(line.group.code)
        sides[side] |= found
        countries |= found
    confirmed, asked = record.partners_confirmed, record.partners_asked
    told = record.challenge and record.solution and record.exchange
    first, last = record.starts_on or record.ends_on, record.ends_on or record.starts_on
    named = record.participations.filter(organisation__isnull=False)
    return sides | {
        "country": sides["beneficiary"] | sides["provider"],
        "named": itself,
        "region": regions(countries, reference),
        "kind": {record.kind},
        "status": {record.status},
        "support": {record.support},
        "depth": {"full" if told and (record.results or record.result_lines.exists()) else "snapshot"},
        "confirmed": {"none" if not confirmed else "all" if confirmed == asked else "some"},
        "language": {record.language_id},
        "organisation": set(named.values_list("organisation__slug", flat=True)),
        "year": {str(year) for year in range(first.year, last.year + 1)} if first else set(),
        "modality": {each.code for each in record.modalities.all()},
        "instrument": {each.code for each in record.instruments.all()},
        **_tagged(record),
    }


def describe_case_study(record: CaseStudy, reference: Reference) -> dict[str, set[str]]:
    countries = {country.iso2 for country in record.countries.all()}
    return {
        "country": countries,
        "region": regions(countries, reference),
        "focus": {each.code for each in record.focuses.all()},
        "language": {record.language_id},
        "year": {str(record.year)} if record.year else set(),
        **_tagged(record),
    }


def _tagged(record: Initiative | CaseStudy) -> dict[str, set[str]]:
    topics = {each.code for each in record.topics.all()}
    return {
        "topic": topics,
        "also_topic": topics,
        "sector": {each.code for each in record.sectors.all()},
    }


def regions(countries: set[str], reference: Reference) -> set[str]:
    numbers = {reference.region_of[country] for country in countries}
    return {term.code for term in reference[Region].by_id.values() if term.id in numbers}


def random_query(random: Random, names: list[str], described: dict) -> tuple[dict, dict]:
    def some() -> dict[str, set[str]]:
        chosen = {}
        for name in random.sample(names, random.choice([0, 1, 1, 2])):
            values = sorted({value for codes in described.values() for value in codes[name]})
            chosen[name] = set(random.sample(values, min(len(values), random.choice([1, 2])))) if values else set()
        return {name: values for name, values in chosen.items() if values}

    return some(), some() if random.random() < 0.4 else {}


def address(include: dict, exclude: dict) -> str:
    data = QueryDict(mutable=True)
    for prefix, chosen in (("", include), ("not_", exclude)):
        for name, values in chosen.items():
            data.setlist(prefix + name, sorted(values))
    return data.urlencode()
