"""Labels beside codes are for people: whoever edits a label and forgets its code is told."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core.classification import Role
from portal.core.models import FundingKind, Goal, Language, Modality, Pillar, Recommendation, Topic
from portal.core.sheets import Level
from tad.imports.cells import Cells, listed
from tad.imports.words import folded
from tad.models import Activity
from tad.open_columns import PARTICIPANTS

TERMS = {
    "language_label": ("language", Language),
    "modality": ("modality_code", Modality),
    "pillar": ("pillar_code", Pillar),
    "topics": ("topic_codes", Topic),
    "goals": ("goal_codes", Goal),
    "recommendations": ("recommendation_codes", Recommendation),
    "working_languages": ("working_language_codes", Language),
    "funding": ("funding_codes", FundingKind),
}
CHOICES = {
    "status_label": ("status", Activity.Status),
    "scope_label": ("scope", Activity.Scope),
    "delivery_label": ("delivery", Activity.Delivery),
}


def check_labels(cells: Cells, edited: Container[str]) -> None:
    """Each edited label must be what one of the codes beside it is called, in whatever language."""
    for column, (codes, vocabulary) in TERMS.items():
        terms = cells.reference[vocabulary].by_code
        names = [terms[code].labels.values() for code in listed(cells.row[codes]) if code in terms]
        _compare(cells, edited, column, [codes], names)
    for column, (code, choices) in CHOICES.items():
        _compare(cells, edited, column, [code], [_in_all_languages(choices).get(cells.row[code], set())])
    for role, (column, _meaning) in PARTICIPANTS.items():
        codes = [f"{role.value}_codes", f"{role.value}_organisations"]
        _compare(cells, edited, column, codes, _party_names(cells, role, codes))


def _party_names(cells: Cells, role: Role, columns: list[str]) -> list:
    reference = cells.reference
    texts = [text.partition("@")[0] for column in columns for text in listed(cells.row[column])]
    terms = [reference.countries.get(text) or reference.groups.by_code.get(text) for text in texts]
    organisations = [reference.organisation_by_slug.get(text) for text in texts]
    return [term.labels.values() for term in terms if term] + [[each.name] for each in organisations if each]


def _compare(cells: Cells, edited: Container[str], column: str, codes: list[str], names: list) -> None:
    if column not in edited or not all(code in cells.row.cells for code in codes):
        return
    known = {folded(name.replace(";", ",")) for several in names for name in several}
    for said in listed(cells.row[column]):
        if folded(said) not in known:
            text = _("“%(label)s” is not what is meant by “%(codes)s”. The code counts, the label is not read.")
            words = {"label": said[:80], "codes": "; ".join(filter(None, (cells.row[code] for code in codes)))[:120]}
            cells.wrong(column, text % words, Level.WARNING)


@cache
def _in_all_languages(choices: type[models.TextChoices]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {value: set() for value in choices.values}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            for value, label in choices.choices:
                found[value].add(str(label))
    return found
