"""Which public records point to which addresses: by what their models are, so that a new room's are found, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from django.apps import apps
from django.db.models import Model, QuerySet

from portal.core.models import Curated, FoundIn, LinkedDocument, Organisation, State


@dataclass(frozen=True)
class Pointer:
    """A column of addresses. ``parent`` leads from its table to the record; "" where they are the same."""

    model: type[Model]
    column: str
    parent: str = ""

    @property
    def record_model(self) -> type[Model]:
        return self.model._meta.get_field(self.parent).related_model if self.parent else self.model

    def public(self) -> QuerySet:
        """The rows that everybody can see, samples left out: invented records may name what is nowhere."""
        prefix = f"{self.parent}__" if self.parent else ""
        shown = Organisation.State.VERIFIED if self.record_model is Organisation else State.PUBLISHED
        return self.model._default_manager.filter(**{f"{prefix}state": shown, f"{prefix}is_sample": False})


@lru_cache(maxsize=1)
def pointers() -> tuple[Pointer, ...]:
    found = [Pointer(Organisation, "website"), Pointer(Organisation, "contact_url")]
    for model in apps.get_models():
        if issubclass(model, Curated):
            found.append(Pointer(model, "source_url"))
        elif issubclass(model, (LinkedDocument, FoundIn)):
            found += [Pointer(model, "url", parent) for parent in _parents(model)]
    return tuple(found)


def _parents(model: type[Model]) -> list[str]:
    relations = (field for field in model._meta.concrete_fields if field.many_to_one)
    return [field.name for field in relations if issubclass(field.related_model, Curated)]


def addresses() -> set[str]:
    found: set[str] = set()
    for pointer in pointers():
        found.update(pointer.public().values_list(pointer.column, flat=True).distinct())
    return {url for url in found if url.startswith(("http://", "https://"))}


def records_by(urls: Collection[str]) -> dict[str, list[Model]]:
    """For each address the public records that point to it, each once; one query a column."""
    found: dict[str, dict[tuple, Model]] = defaultdict(dict)
    for pointer in pointers():
        rows = pointer.public().filter(**{f"{pointer.column}__in": urls}).order_by("pk")
        for row in rows.select_related(pointer.parent) if pointer.parent else rows:
            record = getattr(row, pointer.parent) if pointer.parent else row
            found[getattr(row, pointer.column)][type(record), record.pk] = record
    return {url: list(records.values()) for url, records in found.items()}
