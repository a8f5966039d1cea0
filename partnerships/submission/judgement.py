"""What a snapshot amounts to: its kind by the rule, and what the portal may already know of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from operator import attrgetter

from portal.core import classification
from portal.core.classification import Party, Standing, Verdict
from portal.core.form_fields import INTERNATIONAL
from portal.core.lookalikes import Sketch
from portal.core.models import said_name
from portal.core.reference import Institution, Reference, Term


def verdict(answers: Mapping, reference: Reference) -> Verdict:
    """The kind and its grounds, from the valid answers of the snapshot, on the day the work began."""
    day = answers["start"].first if answers.get("start") else None
    return classification.classify(_parties(answers, day, reference), day)


def kind_in_words(answers: Mapping, reference: Reference) -> dict[str, str]:
    """The kind for pages: its code, its name and why."""
    found = verdict(answers, reference)
    reason = classification.in_words(found.grounds, reference.name_of)
    return {"code": found.kind.value, "label": found.kind.label, "reason": reason}


def _parties(answers: Mapping, day: date | None, reference: Reference) -> Iterable[Party]:
    for line in answers.get("countries", []):
        code, group = line["country"], group_of(line, reference)
        if group:
            standing = reference.group_standing(group.id, day) if day else Standing.UNKNOWN
            yield Party(line["role"], code, standing)
        else:
            yield Party(line["role"], code, _standing(code, day, reference), code)
    for line, found in organisations(answers, reference):
        country = nation(line)
        name = f"organisation:{found.slug}" if found else said_name(line["name"])
        standing = _standing(country, day, reference) if country else Standing.INTERNATIONAL
        yield Party(line["role"], name, standing, country)


def group_of(line: Mapping, reference: Reference) -> Term | None:
    """The group, where one was chosen in place of a country."""
    subject, _colon, code = line["country"].rpartition(":")
    return reference.groups.by_code[code] if subject == "group" else None


def nation(line: Mapping) -> str:
    """The country of an organisation that was named; empty if it is no nation's own."""
    return "" if line["country"] == INTERNATIONAL else line["country"]


def organisations(answers: Mapping, reference: Reference) -> Iterable[tuple[Mapping, Institution | None]]:
    """Each organisation that was named, and the one that the portal knows by exactly that name."""
    known = _names(reference)
    for line in answers.get("organisations", []):
        yield line, known.get((_folded(line["name"]), nation(line)))


def _standing(country: str, day: date | None, reference: Reference) -> Standing:
    return reference.standing(country, day) if day else Standing.UNKNOWN


def _names(reference: Reference) -> dict[tuple[str, str], Institution | None]:
    """Institutions by each of their names and their country: several countries have an INPI. Where two of a country
    share a name, it names neither; what somebody only proposed is no institution yet."""
    found: dict[tuple[str, str], Institution | None] = {}
    for each in filter(attrgetter("is_verified"), reference.nameable):
        for name in {_folded(name) for name in (each.acronym, each.name, *each.aliases) if name}:
            key = (name, each.country)
            found[key] = None if key in found else each
    return found


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def sketch(answers: Mapping) -> Sketch:
    """By what records that look like it are found."""
    start, end = answers.get("start"), answers.get("end")
    return Sketch(
        title=answers.get("title", ""),
        starts_on=start.first if start else None,
        ends_on=end.last if end else None,
        starts_precision=start.precision if start else "day",
        countries=frozenset(line["country"] for line in answers.get("countries", []) if ":" not in line["country"]),
    )
