"""A small random corpus of activities and, computed in plain Python from its rows, what every facet must say.

The oracle shares no code with the index: it reads the models, knows the vocabularies' public codes, and counts sets.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

from django.utils import timezone

from portal.core.classification import PROVIDING, Kind, Role
from portal.core.models import (
    CountryGroup,
    CountryGroupMember,
    FundingKind,
    Goal,
    Language,
    Modality,
    Organisation,
    Recommendation,
    Region,
    Topic,
    User,
)
from portal.core.reference import Reference
from tad.models import (
    Activity,
    ActivityGoal,
    ActivityLanguage,
    ActivityRecommendation,
    ActivityTopic,
    Funding,
    Participation,
)

COUNTRIES = ["KE", "UG", "BR", "IN", "CN", "JP", "CH", "MZ", "CV", "HK"]
GROUPS = ["aripo", "african-ldcs", "asean", "international"]
WORDS = ["patent", "trademark", "Côte", "coffee", "kōan", "examination", "licence", "music"]
# As somebody may type those of them that are in no name of a topic, a place or an organisation.
TYPED = {"COFFEE": "coffee", "koan": "kōan", "licences": "licence", "“music”": "music", "examining": "examination"}


def grow(
    random: Random, size: int, *, author: User, owner: Organisation | None = None, first: int = 0
) -> list[Activity]:
    """``size`` activities with random everything, written in a dozen bulk statements."""
    pick = {
        model: list(model.objects.order_by("pk")[:6]) for model in (Topic, Modality, Goal, Language, Recommendation)
    }
    activities = Activity.objects.bulk_create(
        _activity(random, number, pick[Modality], author, owner) for number in range(first, first + size)
    )
    _lines(random, activities)
    for model, tag, name in [
        (Topic, ActivityTopic, "topic"), (Goal, ActivityGoal, "goal"), (Language, ActivityLanguage, "language"),
        (Recommendation, ActivityRecommendation, "recommendation"),
    ]:  # fmt: skip
        tag.objects.bulk_create(
            tag(activity=activity, **{name: term})
            for activity in activities
            for term in random.sample(pick[model], random.randint(0, 3))
        )
    kinds, funders = list(FundingKind.objects.all()[:4]), [None, *Organisation.objects.order_by("pk")[:5]]
    Funding.objects.bulk_create(
        Funding(
            activity=activity,
            kind=random.choice(kinds),
            funder=random.choice(funders),
            **random.choice([{}, {"amount": 5000, "currency": "CHF"}]),
        )
        for activity in activities
        if random.random() < 0.5
    )
    return activities


def _activity(random: Random, number: int, modalities: list, author: User, owner: Organisation | None) -> Activity:
    start = random.choice([None, date(2000, 1, 1) + timedelta(days=random.randrange(9000))])
    end = start + timedelta(days=random.choice([0, 3, 400])) if start else None
    state = random.choice(["published", "published", "published", "draft"])
    moment = timezone.now()
    stamps = {"published_at": moment, "published_by": author} if state == "published" else {}
    return Activity(
        ref=f"TA-T-{number:04d}", title=" ".join(random.sample(WORDS, 3)), summary=random.choice(WORDS),
        starts_on=start, ends_on=end, state=state, kind=random.choice(Kind.values), created_by=author,
        modality=random.choice([None, *modalities]), status=random.choice(Activity.Status.values),
        owner=random.choice([None, owner]), participants=random.choice([None, 12]),
        outcome=random.choice(["", "A plan."]), **stamps,
    )  # fmt: skip


def _lines(random: Random, activities: list[Activity]) -> None:
    groups = list(CountryGroup.objects.filter(code__in=GROUPS))
    organisations = list(Organisation.objects.order_by("pk")[:5])
    lines = []
    for activity in activities:
        for role in random.sample(Role.values, 4):
            who = random.choice(["country", "group", "organisation"])
            value = {"country": random.choice(COUNTRIES), "group": random.choice(groups)}
            if who == "country":
                lines.append(Participation(activity=activity, role=role, country_id=value["country"]))
            elif who == "group":
                lines.append(Participation(activity=activity, role=role, group=value["group"]))
            else:
                lines.append(Participation(activity=activity, role=role, organisation=random.choice(organisations)))
    Participation.objects.bulk_create(lines)


def described(activity: Activity, reference: Reference, members: list[CountryGroupMember]) -> dict[str, set[str]]:
    """An activity's public codes by filter name, read from its (prefetched) rows."""
    day = activity.starts_on or activity.ends_on or timezone.localdate()
    sides: dict[str, set[str]] = {"beneficiary": set(), "provider": set()}
    named = {name: set() for name in ("named_beneficiary", "named_provider", "host", "supporter")}
    countries: set[str] = set()
    for line in activity.participations.all():
        itself = set() if line.group else _countries(line, day, members)
        if line.role == "host":
            named["host"] |= itself
        if line.role in {"facilitator", "funder"}:
            named["supporter"] |= itself
        side = "beneficiary" if line.role == Role.BENEFICIARY else "provider" if line.role in PROVIDING else None
        if side is None:
            continue
        if line.group:
            sides[side].add(line.group.code)
        named[f"named_{side}"] |= itself
        found = _countries(line, day, members)
        sides[side] |= found
        countries |= found
    first, last = activity.starts_on or activity.ends_on, activity.ends_on or activity.starts_on
    regions = {reference.region_of[country] for country in countries}
    funders = [fund.funder for fund in activity.funding.all() if fund.funder]
    named["supporter"] |= {each.country_id for each in funders if each.country_id}
    said = (
        sides
        | named
        | {
            "country": sides["beneficiary"] | sides["provider"],
            "named": named["named_beneficiary"] | named["named_provider"],
            "region": {term.code for term in reference[Region].by_id.values() if term.id in regions},
            "kind": {activity.kind},
            "status": {activity.status},
            "topic": {topic.code for topic in activity.topics.all()},
            "goal": {goal.code for goal in activity.goals.all()},
            "recommendation": {each.code for each in activity.recommendations.all()},
            "language": {each.code for each in activity.working_languages.all()},
            "modality": {activity.modality.code} if activity.modality else set(),
            "organisation": {line.organisation.slug for line in activity.participations.all() if line.organisation}
            | {each.slug for each in funders},
            "funding": {fund.kind.code for fund in activity.funding.all()} or {FundingKind.NOT_STATED},
            "year": {str(year) for year in range(first.year, last.year + 1)} if first else set(),
        }
    )
    recorded = {name for name in ("region", "topic", "modality") if said[name]}
    recorded |= {name for name, known in _further(activity).items() if known}
    return said | {"recorded": recorded, "also_topic": said["topic"], "unpaired": _unpaired(recorded, named)}


def _unpaired(recorded: set[str], named: dict[str, set[str]]) -> set[str]:
    given, received = named["named_provider"], named["named_beneficiary"]
    if any(giver != receiver for giver in given for receiver in received):
        return set()
    reasons = {
        "no-provider": "provider" not in recorded, "no-beneficiary": "beneficiary" not in recorded,
        "no-giving-country": not given, "no-receiving-country": not received,
    }  # fmt: skip
    return {next((reason for reason, holds in reasons.items() if holds), "same-country")}


def _further(activity: Activity) -> dict[str, bool]:
    roles = {line.role for line in activity.participations.all()}
    return {
        "provider": bool(roles & {role.value for role in PROVIDING}),
        "beneficiary": Role.BENEFICIARY in roles,
        "date": bool(activity.starts_on or activity.ends_on),
        "amount": any(fund.amount is not None for fund in activity.funding.all()),
        "participants": activity.participants is not None,
        "outcome": bool(activity.outcome),
    }


def _countries(line: Participation, day: date, members: list[CountryGroupMember]) -> set[str]:
    if line.group:
        return {each.country_id for each in members if each.group_id == line.group_id and each.holds_on(day)}
    country = line.country_id or line.organisation.country_id
    return {country} if country else set()


class Oracle:
    """Counts by comparing sets, one activity after the other."""

    def __init__(self, activities: list[Activity], reference: Reference) -> None:
        lines = ["participations__organisation", "participations__group", "funding__kind", "funding__funder"]
        tags = ["topics", "goals", "recommendations", "working_languages"]
        rows = Activity.objects.filter(pk__in=[each.pk for each in activities]).select_related("modality")
        members = list(CountryGroupMember.objects.filter(group__code__in=GROUPS))
        self.described = {each.pk: described(each, reference, members) for each in rows.prefetch_related(*lines, *tags)}

    def hits(self, include: dict[str, set[str]], exclude: dict[str, set[str]], readable: set[int]) -> set[int]:
        def fits(values: dict[str, set[str]]) -> bool:
            return all(values[name] & wanted for name, wanted in include.items()) and not any(
                values[name] & unwanted for name, unwanted in exclude.items()
            )

        return {pk for pk, values in self.described.items() if pk in readable and fits(values)}

    def counts(self, name: str, include: dict, exclude: dict, readable: set[int]) -> dict[str, int]:
        """A facet's counts leave out its own selection."""
        others = {facet: wanted for facet, wanted in include.items() if facet != name}
        found = self.hits(others, exclude, readable)
        return dict(Counter(value for pk in found for value in self.described[pk][name]))
