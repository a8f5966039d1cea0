"""The South-South / triangular rule: pure, dated, and able to say why.

A party's *standing* is looked up elsewhere, on the record's own day (reference.py); this module only judges. The result
keeps its grounds as plain data, so that the reason can be worded in any reader's language, now or years later.
The rule and its boundary cases are those of the project's domain description, section 2, recorded in
docs/adr/0005-classification.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from babel import Locale
from babel.lists import format_list
from django.db import models
from django.utils.translation import get_language, gettext_lazy, ngettext, to_locale


class Kind(models.TextChoices):
    SOUTH_SOUTH = "south_south", gettext_lazy("South-South")
    TRIANGULAR = "triangular", gettext_lazy("Triangular")
    NATIONAL = "national", gettext_lazy("National")
    NORTH_SOUTH = "north_south", gettext_lazy("North-South")
    MULTILATERAL = "multilateral", gettext_lazy("Multilateral")
    OTHER = "other", gettext_lazy("Other")
    UNCLASSIFIED = "unclassified", gettext_lazy("Unclassified")


class Role(models.TextChoices):
    BENEFICIARY = "beneficiary", gettext_lazy("Beneficiary")
    PROVIDER = "provider", gettext_lazy("Provider")
    SECOND_PROVIDER = "second_provider", gettext_lazy("Second provider")
    HOST = "host", gettext_lazy("Host")
    EXPERT_SENDER = "expert_sender", gettext_lazy("Sender of experts")
    FACILITATOR = "facilitator", gettext_lazy("Facilitator")
    FUNDER = "funder", gettext_lazy("Funder")
    ORGANISER = "organiser", gettext_lazy("Organiser")
    OBSERVER = "observer", gettext_lazy("Observer")


PROVIDING = frozenset({Role.PROVIDER, Role.SECOND_PROVIDER, Role.HOST, Role.EXPERT_SENDER})
SUPPORTING = frozenset({Role.FACILITATOR, Role.FUNDER})


class Standing(StrEnum):
    """What a party counts as on the day."""

    SOUTH = "south"  # developing, least developed or in transition; a group: every member of it
    NORTH = "north"  # developed; a group: at least one member is
    INTERNATIONAL = "international"  # an organisation that is no nation's own
    UNKNOWN = "unknown"  # no status on that day, or a group whose members are not recorded


@dataclass(frozen=True)
class Party:
    role: str
    name: str  # "BR", "group:aripo" or "organisation:wipo": public codes, worded when read
    standing: Standing
    country: str = ""  # the country it belongs to, if it is or has exactly one


@dataclass(frozen=True)
class Verdict:
    kind: Kind
    grounds: dict


def standing_of(schemes: dict[str, str]) -> Standing:
    """A country's standing from its statuses on one day, ``{scheme: value}``. A least developed country is South."""
    development = schemes.get("development")
    if development in {"developing", "transition"} or schemes.get("ldc") == "yes":
        return Standing.SOUTH
    return Standing.NORTH if development == "developed" else Standing.UNKNOWN


def standing_of_group(members: Iterable[Standing]) -> Standing:
    """South only when every member is; a group without recorded members says nothing."""
    standings = set(members)
    if Standing.NORTH in standings:
        return Standing.NORTH
    return Standing.SOUTH if standings == {Standing.SOUTH} else Standing.UNKNOWN


def classify(parties: Iterable[Party], on: date | None) -> Verdict:
    """Judge a record by its parties' standings on the day it began.

    Without a provider, a beneficiary or a day nothing can be said; the same when somebody's standing is unknown.
    Organisers and observers are neutral: an international organisation that organises makes nothing triangular.
    """
    parties = list(parties)
    providers = [party for party in parties if party.role in PROVIDING]
    beneficiaries = [party for party in parties if party.role == Role.BENEFICIARY]
    supporters = [party for party in parties if party.role in SUPPORTING]

    def verdict(kind: Kind, rule: str, about: Sequence[Party] = ()) -> Verdict:
        grounds = {
            "rule": rule,
            "on": on.isoformat() if on else None,
            "providers": _names(providers),
            "beneficiaries": _names(beneficiaries),
            "about": _names(about),
        }
        return Verdict(kind, grounds)

    if not providers:
        return verdict(Kind.UNCLASSIFIED, "no_provider")
    if not beneficiaries:
        return verdict(Kind.UNCLASSIFIED, "no_beneficiary")
    if on is None:
        return verdict(Kind.UNCLASSIFIED, "no_date")
    if unknown := _standing(providers + beneficiaries, Standing.UNKNOWN):
        return verdict(Kind.UNCLASSIFIED, "unknown_standing", unknown)
    if others := [party for party in beneficiaries if party.standing != Standing.SOUTH]:
        return verdict(Kind.OTHER, "beneficiary_not_south", others)
    if _is_national(providers + beneficiaries):
        return verdict(Kind.NATIONAL, "one_country")
    return _by_providers(providers, supporters, verdict)


def _by_providers(providers: list[Party], supporters: list[Party], verdict: Callable[..., Verdict]) -> Verdict:
    """The last four lines of the rule: every beneficiary is South, so the providers decide."""
    south = _standing(providers, Standing.SOUTH)
    others = [party for party in providers if party.standing != Standing.SOUTH]
    if south and others:
        return verdict(Kind.TRIANGULAR, "mixed_providers", others)
    if south:
        helpers = _standing(supporters, Standing.NORTH) + _standing(supporters, Standing.INTERNATIONAL)
        return verdict(Kind.TRIANGULAR, "supported", helpers) if helpers else verdict(Kind.SOUTH_SOUTH, "all_south")
    if north := _standing(providers, Standing.NORTH):
        return verdict(Kind.NORTH_SOUTH, "developed_providers", north)
    return verdict(Kind.MULTILATERAL, "only_organisations", others)


def _standing(parties: Iterable[Party], standing: Standing) -> list[Party]:
    return [party for party in parties if party.standing == standing]


def _is_national(parties: Iterable[Party]) -> bool:
    countries = {party.country for party in parties}
    return len(countries) == 1 and "" not in countries


def _names(parties: Iterable[Party]) -> list[str]:
    return list(dict.fromkeys(party.name for party in parties))


SENTENCES = {
    "no_provider": gettext_lazy("No provider is recorded."),
    "no_beneficiary": gettext_lazy("No beneficiary is recorded."),
    "no_date": gettext_lazy("No date is recorded, so nobody's status on the day is known."),
    "unknown_standing": gettext_lazy("The status on the day, or the membership, is not recorded for: %(about)s."),
    "beneficiary_not_south": gettext_lazy(
        "Not every beneficiary was a developing country, a least developed country or a country in transition: "
        "%(about)s."
    ),
    "one_country": gettext_lazy("Provider and beneficiary are the same single country: %(providers)s."),
    "mixed_providers": gettext_lazy(
        "Provided by developing countries or countries in transition together with %(about)s, for %(beneficiaries)s."
    ),
    "supported": gettext_lazy(
        "%(providers)s provided for %(beneficiaries)s; all were developing countries, least developed countries or "
        "countries in transition on the day. Supported by %(about)s."
    ),
    "all_south": gettext_lazy(
        "%(providers)s provided for %(beneficiaries)s; all were developing countries, least developed countries or "
        "countries in transition on the day."
    ),
    "developed_providers": gettext_lazy("Every provider was a developed country or an organisation: %(about)s."),
    "only_organisations": gettext_lazy("Provided only by international organisations: %(about)s."),
}


def in_words(grounds: dict, name_of: Callable[[str], str]) -> str:
    """The reason in the active language, one or two sentences. ``name_of`` words "BR", "group:aripo"."""
    language = get_language() or "en"
    return _sentence(grounds.get("rule", ""), language) % Listed(grounds, name_of, language)


@lru_cache(maxsize=200)  # an export words a hundred thousand reasons
def _sentence(rule: str, _language: str) -> str:
    return str(SENTENCES.get(rule, ""))


class Listed(dict):
    """The parties of some grounds as a sentence asks for them, in words."""

    def __init__(self, grounds: dict, name_of: Callable[[str], str], language: str) -> None:
        super().__init__()
        self.grounds, self.name_of, self.language = grounds, name_of, language

    def __missing__(self, key: str) -> str:
        return list_in_words([self.name_of(name) for name in self.grounds.get(key, [])], language=self.language)


@lru_cache(maxsize=20)
def _locale(language: str) -> Locale:
    return Locale.parse(to_locale(language))


def list_in_words(names: Sequence[str], most: int = 6, language: str = "") -> str:
    """ "Brazil, Kenya and 12 others", joined as the active language joins a list. Who knows it saves asking for it."""
    shown = list(names[:most])
    if hidden := len(names) - len(shown):
        shown.append(ngettext("%(count)d other", "%(count)d others", hidden) % {"count": hidden})
    return format_list(shown, locale=_locale(language or get_language() or "en"))
