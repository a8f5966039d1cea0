"""The vocabularies in memory: labels, public codes, statuses and memberships, read once and kept until they change.

What ``current()`` gives speaks the language that was active when it was asked for: a list page shows hundreds of
labels, and asking for the active language at each took longer than counting all facets.

Every list shows hundreds of labels; asking the database for them would cost more than counting all facets. A version
row (models/versions.py) tells when this copy is stale. The snapshot is immutable and swapped whole, so readers in other
threads never see half of a change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from threading import Lock

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import get_language, override

from portal.core import classification
from portal.core.classification import Standing
from portal.core.models.organisation import Organisation
from portal.core.models.place import Country, CountryGroup, CountryGroupMember, CountryStatus
from portal.core.models.taxonomy import (
    Focus,
    FundingKind,
    Goal,
    Instrument,
    Language,
    MeetingSeries,
    Modality,
    OrganisationType,
    Pillar,
    Recommendation,
    Region,
    Sector,
    Topic,
)
from portal.core.models.versions import NEVER, REFERENCE, Stamp, current_versions

REJECTED = Organisation.State.REJECTED
VOCABULARIES = [
    *(Focus, FundingKind, Goal, Instrument, Language, MeetingSeries, Modality, OrganisationType),
    *(Pillar, Recommendation, Region, Sector, Topic),
]


@dataclass(frozen=True)
class Term:
    """An entry of a vocabulary, a country or a group, as lists and filters need it."""

    id: int
    code: str
    labels: dict[str, str]
    order: int
    label: str  # in the language of the Reference

    def in_language(self, language: str) -> Term:
        return replace(self, label=self.labels.get(language) or self.labels["en"])


@dataclass(frozen=True)
class Institution:
    id: int
    slug: str
    name: str
    acronym: str
    country: str  # ISO 3166 alpha-2, or "" for international and regional organisations
    aliases: tuple[str, ...] = ()
    state: str = Organisation.State.VERIFIED

    @property
    def is_verified(self) -> bool:
        return self.state == Organisation.State.VERIFIED

    @property
    def url(self) -> str:
        """Its page; "" while no curator has verified it."""
        return f"{_organisations_at(get_language())}{self.slug}/" if self.is_verified else ""

    @property
    def label(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return self.slug

    @property
    def short(self) -> str:
        return self.acronym or self.name


@dataclass(frozen=True)
class Span:
    """One dated fact; half-open, an empty end is open."""

    value: str
    valid_from: date | None
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


class Terms:
    """One vocabulary, by id and by public code."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.by_id = {term.id: term for term in terms}
        self.by_code = {term.code: term for term in self.by_id.values()}

    def in_language(self, language: str) -> Terms:
        return Terms(term.in_language(language) for term in self.by_id.values())


@dataclass
class Reference:
    stamp: Stamp
    vocabularies: dict[type, Terms]
    countries: dict[str, Term]
    region_of: dict[str, int | None]
    groups: Terms
    organisations: dict[int, Institution]  # what was merged leads to what it became
    former_slugs: dict[str, int]  # of merged organisations → id of what each became
    statuses: dict[str, dict[str, list[Span]]]  # country → scheme → spans
    members: dict[int, list[Span]]  # group id → spans whose value is a country
    goal_colours: dict[int, str]
    organisation_by_slug: dict[str, Institution] = field(init=False)
    country_by_number: dict[int, Term] = field(init=False)
    language: str = "en"
    _in_languages: dict[str, Reference] = field(init=False, default_factory=dict, repr=False)
    _labels: dict[type[TextChoices], dict[str, str]] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.country_by_number = {term.id: term for term in self.countries.values()}
        self.organisation_by_slug = {slug: self.organisations[pk] for slug, pk in self.former_slugs.items()} | {
            item.slug: item for item in self.organisations.values() if item.state != REJECTED
        }

    def __getitem__(self, vocabulary: type) -> Terms:
        return self.vocabularies[vocabulary]

    def in_language(self, language: str) -> Reference:
        if language not in self._in_languages:  # two threads may both make one: they are equal
            self._in_languages[language] = replace(
                self,
                language=language,
                vocabularies={model: terms.in_language(language) for model, terms in self.vocabularies.items()},
                countries={iso2: term.in_language(language) for iso2, term in self.countries.items()},
                groups=self.groups.in_language(language),
            )
        return self._in_languages[language]

    def labels(self, choices: type[TextChoices]) -> dict[str, str]:
        """A fixed list's values in words: translating took longer than all else that a card looks up."""
        if choices not in self._labels:
            with override(self.language):
                self._labels[choices] = {value: str(label) for value, label in choices.choices}
        return self._labels[choices]

    def statuses_on(self, country: str, day: date) -> dict[str, str]:
        """``{scheme: value}`` of a country on a day."""
        schemes = self.statuses.get(country, {})
        return {scheme: span.value for scheme, spans in schemes.items() for span in spans if span.holds_on(day)}

    def standing(self, country: str, day: date) -> Standing:
        return classification.standing_of(self.statuses_on(country, day))

    def members_on(self, group_id: int, day: date) -> set[str]:
        return {span.value for span in self.members.get(group_id, []) if span.holds_on(day)}

    def group_standing(self, group_id: int, day: date) -> Standing:
        return classification.standing_of_group(self.standing(c, day) for c in self.members_on(group_id, day))

    @property
    def nameable(self) -> list[Institution]:
        """The organisations that a record may name, each once."""
        return [each for pk, each in self.organisations.items() if pk == each.id and each.state != REJECTED]

    def name_of(self, code: str) -> str:
        """The name behind a party's code: "BR", "group:aripo", "organisation:wipo"."""
        subject, _, public_code = code.rpartition(":")
        if subject == "group":
            term = self.groups.by_code.get(public_code)
        elif subject == "organisation":
            term = self.organisation_by_slug.get(public_code)
        else:
            term = self.countries.get(public_code)
        return term.label if term else public_code


def _read(stamp: Stamp) -> Reference:
    def terms(model) -> Terms:
        rows = model.objects.order_by("order", "code").values_list("id", "code", "labels")
        return Terms(Term(pk, code, labels, place, labels["en"]) for place, (pk, code, labels) in enumerate(rows))

    countries = list(Country.objects.values_list("iso2", "labels", "region_id"))
    organisations, former_slugs = _institutions()
    statuses: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for country, scheme, *span in CountryStatus.objects.values_list(
        "country_id", "scheme", "value", "valid_from", "valid_to"
    ):
        statuses[country][scheme].append(Span(*span))
    members: dict[int, list[Span]] = defaultdict(list)
    for group, *span in CountryGroupMember.objects.values_list("group_id", "country_id", "valid_from", "valid_to"):
        members[group].append(Span(*span))
    return Reference(
        stamp=stamp,
        vocabularies={model: terms(model) for model in VOCABULARIES},
        countries={
            iso2: Term(country_number(iso2), iso2, labels, 0, labels["en"]) for iso2, labels, _region in countries
        },
        region_of={iso2: region for iso2, _labels, region in countries},
        groups=terms(CountryGroup),
        organisations=organisations,
        former_slugs=former_slugs,
        statuses=statuses,
        members=members,
        goal_colours=dict(Goal.objects.order_by().values_list("id", "colour")),
    )


def _institutions() -> tuple[dict[int, Institution], dict[str, int]]:
    """Organisations by id, merged ones as what they became; and the addresses these had."""
    columns = ("id", "slug", "name", "acronym", "country_id", "aliases", "state", "merged_into_id")
    rows = list(Organisation.objects.values_list(*columns))
    found = {
        pk: Institution(pk, *names, country or "", tuple(aliases), state)
        for pk, *names, country, aliases, state, into in rows
        if into is None
    }
    merged = {pk: (slug, into) for pk, slug, *_more, into in rows if into is not None}
    return found | {pk: found[into] for pk, (_slug, into) in merged.items()}, dict(merged.values())


@lru_cache(maxsize=16)
def _organisations_at(language: str) -> str:
    """Where their pages are, for readers of a language: a list of records names hundreds."""
    return reverse("organisations:list")


def country_number(iso2: str) -> int:
    """A small number for a country that never changes: its two letters read in base 26 (0 to 675)."""
    return (ord(iso2[0]) - 65) * 26 + ord(iso2[1]) - 65


_lock = Lock()
_kept: Reference | None = None


def current(versions: dict[str, Stamp] | None = None) -> Reference:
    """The vocabularies as they are now. Pass the request's versions to save asking for them again."""
    global _kept
    stamp = (versions or current_versions()).get(REFERENCE, NEVER)
    kept = _kept
    if kept is None or kept.stamp != stamp:
        with _lock:
            if _kept is None or _kept.stamp != stamp:
                _kept = _read(stamp)
            kept = _kept
    return kept.in_language(get_language() or "en")


def forget() -> None:
    """Drop what is kept; the next question reads anew."""
    global _kept
    _kept = None
