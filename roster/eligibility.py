"""Who may be listed: somebody at least one of whose nationalities is of the South on the day, and why.

Judged on the day the profile was published, by the dated statuses of countries (portal/core/reference.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from portal.core.classification import Standing, list_in_words
from portal.core.dates import day_text
from portal.core.reference import Reference


def southern(nationalities: Iterable[str], day: date, reference: Reference) -> list[str]:
    """Those of the countries (ISO 3166 alpha-2) that are developing, least developed or in transition on the day."""
    return [iso2 for iso2 in nationalities if reference.standing(iso2, day) == Standing.SOUTH]


def in_words(nationalities: Iterable[str], day: date, reference: Reference) -> str:
    """Why somebody is, or is not, a consultant from the South: a sentence in the reader's language."""
    nationalities = list(nationalities)
    found = southern(nationalities, day, reference)
    if not nationalities:
        return _("No nationality is recorded.")
    if not found:
        text = _(
            "On %(day)s, none of the nationalities was that of a developing country, a least developed country or a "
            "country in transition: %(countries)s."
        )
        names = list_in_words([reference.countries[iso2].label for iso2 in nationalities])
        return text % {"day": day_text(day), "countries": names}
    return " ".join(_standing(iso2, day, reference) for iso2 in found)


def _standing(iso2: str, day: date, reference: Reference) -> str:
    statuses = reference.statuses_on(iso2, day)
    if statuses.get("ldc") == "yes":
        text = _("%(country)s was a least developed country on %(day)s.")
    elif statuses.get("development") == "transition":
        text = _("%(country)s was a country in transition on %(day)s.")
    else:
        text = _("%(country)s was a developing country on %(day)s.")
    return text % {"country": reference.countries[iso2].label, "day": day_text(day)}
