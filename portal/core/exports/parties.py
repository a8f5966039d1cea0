"""Who took part in a record, as columns: of each role countries and groups, organisations, and everybody's name."""

from __future__ import annotations

from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.classification import Role
from portal.core.exports.columns import Column, joined

PARTICIPANTS = {
    Role.BENEFICIARY: ("beneficiaries", _("Who benefits")),
    Role.PROVIDER: ("providers", _("Who provides")),
    Role.SECOND_PROVIDER: ("second_providers", _("Who provides together with the provider")),
    Role.HOST: ("hosts", _("Where it is held: countries and institutions that host")),
    Role.EXPERT_SENDER: ("expert_senders", _("Who sends experts")),
    Role.FACILITATOR: ("facilitators", _("Who facilitates")),
    Role.FUNDER: ("funders", _("Who funds")),
    Role.ORGANISER: ("organisers", _("Who organises")),
    Role.OBSERVER: ("observers", _("Who observes")),
}


def all_participants() -> list[Column]:
    return [column for role, words in PARTICIPANTS.items() for column in participants(role.value, *words)]


def participants(role: str, plural: str, meaning: str | Promise) -> list[Column]:
    """Countries and groups by code, organisations by slug, and everybody's name."""
    codes = _("Countries (ISO 3166 alpha-2) and groups of countries (by code) in that role")
    slugs = _("Organisations in that role, by slug; “slug@KE” where one took part for a country")
    return [
        Column(f"{role}_codes", codes, partial(_codes, role)),
        Column(f"{role}_organisations", slugs, partial(_slugs, role)),
        Column(plural, meaning, partial(_names, role)),
    ]


class ByRole:
    """A record's participations by role. Three columns a role ask in turn; the lines are sorted out for the first."""

    def __init__(self) -> None:
        self._latest: tuple[dict | None, dict] = (None, {})  # swapped whole: other threads write other records

    def __call__(self, record: dict) -> dict[str, list[dict]]:
        latest, lines = self._latest
        if latest is not record:
            lines = {}
            for line in record["participations"]:
                lines.setdefault(line["role"], []).append(line)
            self._latest = (record, lines)
        return lines


by_role = ByRole()


def _codes(role: str, record: dict) -> str:
    lines = by_role(record).get(role)
    if not lines:
        return ""
    codes = (line["country"] or line["group"] for line in lines if not line["organisation"])
    return joined(code for code in codes if code)  # whom the portal does not know has a name only


def _slugs(role: str, record: dict) -> str:
    lines = by_role(record).get(role)
    return joined([_slug(line) for line in lines if line["organisation"]]) if lines else ""


def _slug(line: dict) -> str:
    return f"{line['organisation']}@{line['country']}" if line["country"] else line["organisation"]


def _names(role: str, record: dict) -> str:
    lines = by_role(record).get(role)
    return joined([name_of(line) for line in lines]) if lines else ""


def name_of(line: dict) -> str:
    return line["organisation_label"] or line["country_label"] or line["group_label"] or line["as_said"]
