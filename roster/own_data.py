"""Everything that is kept about a consultant, as they may take it along: all columns but secrets, in English words."""

from __future__ import annotations

from django.db import models

from portal.core.models import User
from roster.actions import LINES
from roster.models import Claim, Consent, Consultant, CurrencyCheck

KEPT: dict[str, type[models.Model]] = {**LINES, "consents": Consent, "claims": Claim, "questions": CurrencyCheck}
SECRET = frozenset({"token"})


def own_data(consultant: Consultant) -> dict:
    """The profile's own columns, and a list of rows for each kind of line."""
    owner = consultant.account_id
    rows = {
        name: [_columns(row, owner) for row in model._default_manager.filter(consultant=consultant).order_by("pk")]
        for name, model in KEPT.items()
    }
    return _columns(consultant, owner) | rows


def _columns(row: models.Model, owner: int | None) -> dict:
    left_out = {"id", "consultant", *SECRET}
    return {field.name: _value(row, field, owner) for field in row._meta.concrete_fields if field.name not in left_out}


def _value(row: models.Model, field: models.Field, owner: int | None) -> object:
    """What it points to in words; of accounts only whether it is their own: the others' are the others'."""
    value = getattr(row, field.attname)
    if value is None or not field.is_relation:
        return value
    if field.related_model is User:
        return "you" if value == owner else "somebody else"
    return str(getattr(row, field.name))
