"""How pages and cards name those who take part: the organisation if there is one, else the country or the group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.highlight import highlighted
from portal.core.models import TakingPart
from portal.core.reference import Reference

RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "dv"}


@dataclass(slots=True)
class Name:
    """A country, group or organisation as a card names it."""

    label: str
    iso2: str = ""
    note: str = ""
    url: str = ""


def direction(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def ids_of(line: TakingPart) -> dict:
    """A stored line as a card's query gives it (card_rows.py)."""
    named = {"country": line.country_id, "group": line.group_id, "organisation": line.organisation_id}
    return named | {"role": line.role, "said": None if any(named.values()) else line.as_said}


def name_of(party: dict, reference: Reference) -> Name:
    """Who a line names: the organisation if there is one, else the country or the group, else whoever it says."""
    if party["group"]:
        return Name(reference.groups.by_id[party["group"]].label)
    country = reference.countries.get(party["country"] or "")
    if party["organisation"]:
        institution = reference.organisations[party["organisation"]]
        return Name(institution.short, institution.country, country.label if country else "", institution.url)
    return Name(country.label, country.code) if country else Name(party["said"])


def via_group(parties: list[dict], asked: Iterable[str], day: date | None, reference: Reference) -> str:
    """ "Kenya as a member of ARIPO member states", for each country asked for that is not itself named."""
    named = {each["country"] for each in parties}
    named |= {reference.organisations[each["organisation"]].country for each in parties if each["organisation"]}
    groups = [each["group"] for each in parties if each["group"]]
    found = []
    for country in asked:
        if country in named:
            continue
        group = next((g for g in groups if country in reference.members_on(g, day or timezone.localdate())), None)
        if group:
            names = {"country": reference.countries[country].label, "group": reference.groups.by_id[group].label}
            found.append(_("%(country)s as a member of: %(group)s") % names)
    return " · ".join(found)


def mark_words(cards: Sequence[dict], words: str) -> None:
    """Mark the words that were searched for in titles and summaries, all in one query."""
    texts = [text for card in cards for text in (card["title"], card["summary"])]
    languages = [card["language"] for card in cards for _text in range(2)]
    marked = iter(highlighted(texts, words, languages))
    for card in cards:
        card["title"], card["summary"] = next(marked), next(marked)
