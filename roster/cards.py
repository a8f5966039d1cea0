"""Consultants as cards that read like people: one query for a page, labels from memory, released values only."""

from __future__ import annotations

from typing import TypedDict

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.core.card_rows import ANY
from portal.core.dates import day_text, joined_text
from portal.core.models import Language, State, Topic
from portal.core.naming import Name, direction
from portal.core.reference import Reference
from roster.models import Consultant, Expertise, LanguageSkill
from roster.released import Released, read

KNOWN, SPOKEN = 4, 5  # of what somebody knows and speaks, on a card


class Knowledge(TypedDict):
    label: str
    detail: str  # "Expert, 12 years"


class PersonCard(TypedDict):
    """What templates/roster/_cards.html and _table.html say of a person."""

    id: int
    ref: str
    url: str
    title: str | SafeString
    initials: str  # "" where the name is not released
    origin: list[Name]
    lives_in: str
    position: str
    knows: list[Knowledge]
    more: int  # topics that have no room
    speaks: list[str]
    summary: str | SafeString
    language: str
    dir: str
    availability: str
    available: str  # the same in words
    remote: bool
    confirmed: str
    assignments: str
    state_label: str
    is_sample: bool


def cards_of(user, ids: list[int], reference: Reference) -> list[PersonCard]:
    """The cards of these consultants in this order, as far as the user may see them."""
    address = reverse("roster:detail", args=[ANY])
    return [card_of(each, reference, address) for each in read(Consultant.objects.visible_to(user), ids)]


def card_of(profile: Released, reference: Reference, address: str) -> PersonCard:
    biography = profile.biography_in(get_language() or "en") or {"language": "", "text": ""}
    return PersonCard(
        id=profile.consultant_id,
        ref=profile.ref,
        url=address.replace(ANY, profile.ref),
        title=profile.title,
        initials=initials(profile.name),
        origin=[Name(reference.countries[iso2].label, iso2) for iso2 in profile.nationalities],
        lives_in=lives_in(profile, reference),
        position=position(profile, reference),
        knows=[knowledge(line, reference) for line in profile.expertise[:KNOWN]],
        more=max(0, len(profile.expertise) - KNOWN),
        speaks=[spoken(line, reference) for line in profile.languages[:SPOKEN]],
        summary=_beginning(biography["text"]),
        language=biography["language"],
        dir=direction(biography["language"]) if biography["language"] else "auto",
        availability=profile.availability,
        available=available(profile, reference),
        remote=bool(profile.remote),
        confirmed=day_text(profile.last_confirmed_on),
        assignments=worked(len(profile.assignments)),
        state_label="" if profile.is_listed else unlisted(profile, reference),
        is_sample=profile.is_sample,
    )


def initials(name: str) -> str:
    """ "WO" of Wanjiru Otieno: stands where other rosters put a photograph."""
    parts = name.split()
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper() if parts else ""


def lives_in(profile: Released, reference: Reference) -> str:
    """Said where it is not the only nationality."""
    if not profile.residence or profile.nationalities == [profile.residence]:
        return ""
    return _("lives in %(country)s") % {"country": reference.countries[profile.residence].label}


def position(profile: Released, reference: Reference) -> str:
    """ "Senior examiner, OPN"."""
    institution = reference.organisations.get(profile.employer_id)
    employer = institution.short if institution else profile.employer_as_said
    return joined_text((profile.position, employer))


def knowledge(line: dict, reference: Reference) -> Knowledge:
    level = reference.labels(Expertise.Level)[line["level"]]
    said = [level, years_text(line["years"])] if line["years"] is not None else [level]
    return Knowledge(label=reference[Topic].by_id[line["topic"]].label, detail=" · ".join(said))


def years_text(years: int) -> str:
    return ngettext("%(years)d year", "%(years)d years", years) % {"years": years}


def spoken(line: dict, reference: Reference) -> str:
    """ "French (fluent)"."""
    language = reference[Language].by_id[line["language"]].label
    return f"{language} ({reference.labels(LanguageSkill.Level)[line['level']].lower()})"


def available(profile: Released, reference: Reference) -> str:
    if profile.away_until:
        return _("Away until %(day)s") % {"day": day_text(profile.away_until)}
    return reference.labels(Consultant.Availability)[profile.availability] if profile.availability else ""


def worked(count: int) -> str:
    return ngettext("%(count)d assignment", "%(count)d assignments", count) % {"count": count} if count else ""


def unlisted(profile: Released, reference: Reference) -> str:
    """Why nobody else sees it, for its owner and curators. A published one is hidden, withdrawn, or not agreed to."""
    if profile.state == State.PUBLISHED:
        return _("Not shown to others")
    return reference.labels(State)[profile.state]


def _beginning(text: str, most: int = 300) -> str:
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"
