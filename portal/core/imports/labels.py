"""Labels beside codes are for people: whoever edits a label and forgets its code is told."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cache

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core.exports.parties import PARTICIPANTS
from portal.core.imports.cells import Cells, listed
from portal.core.imports.words import folded
from portal.core.sheets import Level

Beside = Mapping[str, tuple[str, type]]  # column of labels → column of codes, and the vocabulary or choices they are of


def check_labels(cells: Cells, edited: Container[str], beside: Beside, *, has_parties: bool) -> None:
    """Each edited label must be what one of the codes beside it is called, in whatever language."""
    for column, (codes, meant) in beside.items():
        _compare(cells, edited, column, [codes], _called(cells, codes, meant))
    for role, (column, _meaning) in PARTICIPANTS.items() if has_parties else ():
        codes = [f"{role.value}_codes", f"{role.value}_organisations"]
        _compare(cells, edited, column, codes, _party_names(cells, codes))


def _called(cells: Cells, column: str, meant: type) -> list:
    """What each code of a cell is called."""
    if issubclass(meant, models.TextChoices):
        return [_in_all_languages(meant).get(cells.row[column], set())]
    terms = cells.terms(meant)
    return [terms[code].labels.values() for code in listed(cells.row[column]) if code in terms]


def _party_names(cells: Cells, columns: list[str]) -> list:
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
