"""What a snapshot amounts to: its kind by the rule, and what the portal may already know of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from portal.core import classification
from portal.core.classification import Party, Standing, Verdict
from portal.core.form_fields import INTERNATIONAL
from portal.core.lookalikes import Sketch
from portal.core.reference import Institution, Reference


def verdict(answers: Mapping, reference: Reference) -> Verdict:
    """The kind and its grounds, from the valid answers of the snapshot, on the day the work began."""
    day = answers["start"].first if answers.get("start") else None
    return classification.classify(_parties(answers, day, reference), day)


def _parties(answers: Mapping, day: date | None, reference: Reference) -> Iterable[Party]:
    for line in answers.get("countries", []):
        yield Party(line["role"], line["country"], _standing(line["country"], day, reference), line["country"])
    known = _names(reference)
    for line in answers.get("organisations", []):
        country = "" if line["country"] == INTERNATIONAL else line["country"]
        found = known.get((line["name"].strip().casefold(), country))
        # A name that the portal does not know is said as it was written; a colon would end the part before it.
        name = f"organisation:{found.slug if found else line['name'].replace(':', ' ')}"
        standing = _standing(country, day, reference) if country else Standing.INTERNATIONAL
        yield Party(line["role"], name, standing, country)


def _standing(country: str, day: date | None, reference: Reference) -> Standing:
    return reference.standing(country, day) if day else Standing.UNKNOWN


def _names(reference: Reference) -> dict[tuple[str, str], Institution]:
    """Institutions by each of their names and their country: several countries have an INPI."""
    return {
        (name.casefold(), each.country): each
        for each in reference.organisations.values()
        for name in (each.acronym, each.name)
        if name
    }


def sketch(answers: Mapping) -> Sketch:
    """By what records that look like it are found."""
    start, end = answers.get("start"), answers.get("end")
    return Sketch(
        title=answers.get("title", ""),
        starts_on=start.first if start else None,
        ends_on=end.last if end else None,
        starts_precision=start.precision if start else "day",
        countries=frozenset(line["country"] for line in answers.get("countries", [])),
    )
